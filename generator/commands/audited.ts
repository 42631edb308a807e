// The audit of what a verb is about to publish, or has published, with what it needs from the disk.

import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from '../lib/audit/audit.ts';
import { KNOWN_FILE, type KnownLine, knownLines } from '../lib/audit/known.ts';
import type { Audited } from '../lib/audit/reader.ts';
import { isPublic } from '../lib/is-public.ts';
import { model } from '../model.ts';
import { render, type ThemeAssets } from '../render.ts';
import type { Certificate, Content, Instant, Message, Planned, Sources } from '../types.ts';

/** What was built, and from what. */
export type AuditedBuild = {
  readonly sources: Sources;
  readonly content: Content;
  readonly now: Instant;
  readonly theme: ThemeAssets;
  readonly planned: readonly Planned[];
  readonly outputs: Iterable<Audited>;
};

/** An error for each thing in the outputs that the public may not know. */
export async function audited({ theme, ...build }: AuditedBuild): Promise<readonly Message[]> {
  const { sources, content, now } = build;
  return audit({
    ...build,
    recipients: await recipientsOf(sources),
    known: knownOf(sources),
    blank: () => textsWithout(content, now, theme),
    generated: (paths) => textsOfPublic(content, now, theme, paths),
  });
}

/** What the site says when there is nothing to say: the words of the theme. Texts of the configuration are left out. */
function textsWithout({ site }: Content, now: Instant, theme: ThemeAssets): readonly string[] {
  const empty: Content = {
    site: { ...site, description: '', footer: [], lists: [], tombstones: {}, redirects: {}, keys: [] },
    advisories: [],
    embargoed: [],
    pages: [],
    support: [],
    assets: [],
  };
  return render(model(empty, now), theme).outputs.map(({ body }) =>
    (typeof body === 'string' ? body : new TextDecoder().decode(body)).replace(/<[^<>]*>/g, ' '),
  );
}

/** The announcements of what is public: what the layouts say by themselves stands in them, and in no source. */
function textsOfPublic(
  content: Content,
  now: Instant,
  theme: ThemeAssets,
  paths: readonly string[],
): readonly string[] {
  const folders = new Set(paths.flatMap((path) => path.split('/')));
  const advisories = content.advisories.filter((each) => isPublic(each, now) && folders.has(each.slug));
  const only: Content = { ...content, advisories, embargoed: [], pages: [], support: [], assets: [] };
  return render(model(only, now), theme).outputs.flatMap(({ path, body }) =>
    typeof body === 'string' && /^advisories\/[^/]+\/[^/]+\.txt$/.test(path) ? [body] : [],
  );
}

/** The lines of `known.txt` in the private root. A link does not lead to another file. */
function knownOf({ private: inside }: Sources): readonly KnownLine[] {
  const path = inside && join(inside.folder, KNOWN_FILE);
  if (inside === undefined || path === undefined || !lstatSync(path, { throwIfNoEntry: false })?.isFile()) return [];
  return knownLines(readFileSync(path), `${inside.folder}/${KNOWN_FILE}`);
}

/** Keys in `recipients/` of the private root, as far as they can be read: what is wrong with them is said elsewhere. */
async function recipientsOf({ private: inside }: Sources): Promise<readonly Certificate[]> {
  const folder = inside && join(inside.folder, 'recipients');
  if (folder === undefined || !existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.asc'));
  if (names.length === 0) return [];
  const { readCertificates } = await import('../lib/pgp/openpgp.ts');
  const read = names
    .sort()
    .map((name) =>
      readCertificates(readFileSync(join(folder, name)), `recipients/${name}`).catch((): readonly Certificate[] => []),
    );
  return (await Promise.all(read)).flat();
}
