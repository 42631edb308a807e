// The text that readers have of a version: the built site's, where its signature holds; otherwise what the last commit
// gives, or the root as it is.

import { join } from 'node:path';
import { verifyOffline } from '../lib/pgp/offline.ts';
import { verify } from '../lib/pgp/openpgp.ts';
import { hasSigned, publishedKeys } from '../lib/pgp/published-keys.ts';
import { signatureBlock } from '../lib/pgp/signature-block.ts';
import { model } from '../model.ts';
import type { Advisory, Content, Instant, Sources } from '../types.ts';
import { announcementAt } from './announcements.ts';
import { UsageError } from './command.ts';
import { fileIn } from './signed-build.ts';
import { contentAt } from './since.ts';

/** A text as it was published, where it came from, and its signature, where one was found that holds. */
export type PublishedText = {
  readonly text: Uint8Array;
  readonly from: string;
  readonly signature?: Uint8Array;
  /** What somebody should look at. */
  readonly doubt?: string;
};

/** What may have the text. */
export type Places = {
  readonly root: string;
  /** Folder of the built site. */
  readonly out: string;
  readonly sources: Sources;
  readonly content: Content;
  readonly now: Instant;
};

/** The text of a version; undefined where nothing has it any more. */
export async function publishedText(
  places: Places,
  advisory: Advisory,
  version: number,
): Promise<PublishedText | undefined> {
  const { root, out, sources, content, now } = places;
  const keys = publishedKeys(content.site, content.certificates ?? [], now).filter(hasSigned);
  const built = builtText(out, advisory.slug, version);
  let signed = false;
  if (built?.signature) {
    const block = signatureBlock(Buffer.from(built.signature).toString('utf8'));
    const verified = block === undefined ? undefined : await verify(built.text, block, keys, now);
    signed = verified?.isValid ?? false;
  }
  const committed = committedContent(root, now);
  if (built && signed) {
    const text =
      committed && versionOf(committed, advisory.id, now) === version && announcementAt(committed, advisory.id, now);
    // A site that was built behind an edit has the text of the edit.
    const isOther = typeof text === 'string' && Buffer.compare(built.text, Buffer.from(text)) !== 0;
    return {
      ...built,
      from: out,
      ...(isOther && { doubt: `${out} and the last commit have different texts of version ${version}` }),
    };
  }
  const source = [committed, content].find((each) => each && versionOf(each, advisory.id, now) === version);
  if (!source) return built && { text: built.text, from: out };
  const text = announcementAt(source, advisory.id, now) ?? '';
  const file = sources.signatures.find(({ path }) => path === `content/${advisory.series}/${advisory.id}.txt.asc`);
  const offline = file && (await verifyOffline(file, text, keys, now));
  const isOther = built && Buffer.compare(built.text, Buffer.from(text)) !== 0;
  return {
    text: Buffer.from(text),
    from: source === committed ? 'the last commit' : 'the root',
    ...(file && offline && 'form' in offline && offline.form === 'detached' && { signature: file.bytes }),
    ...(isOther && { doubt: `${out} has another text of version ${version}, with no signature that holds` }),
  };
}

const versionOf = (content: Content, id: string, now: Instant): number | undefined =>
  model(content, now).advisories.find((each) => each.id === id)?.version;

/** The text of a built site, when its data say that it is of that version. */
function builtText(out: string, slug: string, version: number) {
  const start = join('advisories', slug, slug);
  const [text, json] = [fileIn(out, `${start}.txt`), fileIn(out, `${start}.json`)];
  if (!text || !json || versionIn(json) !== version) return undefined;
  const signature = fileIn(out, `${start}.txt.asc`);
  return { text, ...(signature && { signature }) };
}

function versionIn(json: Uint8Array): unknown {
  try {
    return (JSON.parse(Buffer.from(json).toString('utf8')) as { readonly version?: unknown } | null)?.version;
  } catch {
    return undefined;
  }
}

/** Undefined for a root without git, and for one that no commit can be read of. */
function committedContent(root: string, now: Instant): Content | undefined {
  try {
    return contentAt(root, 'HEAD', now).content;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
