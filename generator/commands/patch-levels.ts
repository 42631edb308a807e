// The patch levels of a repository, read and decided: what `patches check` reports and `patches record` writes back.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { schemaUrl } from '../lib/data/data-schemas.ts';
import { failureText } from '../lib/git.ts';
import { askedRefs } from '../lib/patch-levels/asked-refs.ts';
import { HistoryError, positionOf } from '../lib/patch-levels/history.ts';
import { type FactsQuery, readFacts } from '../lib/patch-levels/read-facts.ts';
import { listed, type PatchReport } from '../lib/patch-levels/report-words.ts';
import { type Facts, levelsOf } from '../lib/patch-levels/verdicts.ts';
import type { PatchIndex } from '../lib/patches/patch-index.ts';
import { siteAddress } from '../lib/verify/web.ts';
import { type Lists, type Options, type Terminal, UsageError } from './command.ts';
import { assertKnown, inPeriod, type Place, placeOf, treeName } from './patch-question.ts';
import { readPatchSource } from './patch-source.ts';
import { readConfiguration } from './read-configuration.ts';

/** What was found, as reports need it. */
export type CheckedTree = { readonly report: PatchReport; readonly index: PatchIndex; readonly place: Place };

/** Reads index and repository. Throws `UsageError` for what cannot be read. */
export async function checkedTree(terminal: Terminal, options: Options, lists: Lists): Promise<CheckedTree> {
  const place = placeOf(options, lists);
  terminal.progress('reading the index');
  const { index: whole, bytesOf } = await readPatchSource(place.source, {
    series: place.series,
    now: terminal.now(options['now']),
  });
  if (!whole.advisories.some(({ patches }) => patches.length > 0))
    throw new UsageError(`--index ${place.source} has no advisory with a patch`);
  const index = inPeriod(whole, options);
  const tree = treeName(place, options, whole);
  terminal.progress('reading the history');
  const { query, facts } = await read(place, (refs) => {
    assertKnown(place, refs, whole);
    return {
      index,
      releases: place.releases,
      ...(tree !== undefined && { tree }),
      folder: place.folder,
      refs,
      ...(place.mainline !== undefined && { mainline: askedRefs(place.folder, [place.mainline])[0] ?? place.mainline }),
      ...(options['apply'] !== undefined && { bytesOf }),
    };
  });
  terminal.progress('');
  const pages = new Map(index.advisories.map(({ id, url }) => [id, url]));
  const { history } = facts;
  const report: PatchReport = {
    levels: levelsOf(query, facts),
    subjectOf(commit) {
      const position = positionOf(history, commit);
      return position === undefined ? undefined : history.subjects[position];
    },
    pageOf: (id) => pages.get(id),
    commitUrl: place.configured?.commitUrl,
    notes: [...(history.isShallow ? [SHALLOW] : []), ...withoutPatches(index)],
  };
  return { report, index, place };
}

/** What cannot be looked for is not left out silently. */
function withoutPatches({ advisories }: PatchIndex): readonly string[] {
  const own = advisories.filter(({ patches, withdrawn }) => patches.length === 0 && !withdrawn);
  if (own.length === 0) return [];
  const are =
    own.length === 1 ? 'advisory has no patch and is not checked' : 'advisories have no patch and are not checked';
  return [`${own.length} ${are}: ${listed(own.map(({ id }) => id))}`];
}

const SHALLOW =
  'the repository is shallow: what is not found is unsure, since older commits are not there; run `git fetch --unshallow`';

async function read(
  { folder, refs }: Place,
  queryOf: (refs: readonly string[]) => FactsQuery,
): Promise<{ readonly query: FactsQuery; readonly facts: Facts }> {
  try {
    const query = queryOf(askedRefs(folder, refs));
    return { query, facts: await readFacts(query) };
  } catch (error) {
    if (error instanceof HistoryError) throw new UsageError(`${folder}: ${error.message}`);
    if (Buffer.isBuffer((error as { readonly stderr?: unknown }).stderr))
      throw new UsageError(`${folder}: ${failureText(error)}`);
    throw error;
  }
}

/** Where the schema of the levels is published: on the site of the index. Files and folders are of no site. */
export function levelsSchemaUrl({ source }: Place): string | undefined {
  if (existsSync(join(source, 'content/site.yaml'))) return schemaUrl(readConfiguration(source).site, 'patch-levels');
  const site = siteAddress(source.replace(/data\/v1\/[a-z0-9-]+\/patches\.(?:json|tsv)$/, ''));
  return site && new URL('data/v1/schema/patch-levels.json', site).href;
}
