// Asks git for what the verdicts need, the cheap things first: one pass over the history, the files of each branch, and
// only for patches that were not found so their ids, and whether they can be taken back.

import { stream } from '../git.ts';
import type { IndexedAdvisory, IndexedPatch } from '../patches/patch-index.ts';
import { pooled } from '../pool.ts';
import { changedFiles } from './changed-files.ts';
import { type History, readHistory } from './history.ts';
import type { Match } from './matches.ts';
import { commitsByPatchId } from './patch-ids.ts';
import { reversiblePatches } from './reversible.ts';
import { decide, type Facts, type Question } from './verdicts.ts';

/** What to read, and how much it may cost. */
export type FactsQuery = Question & {
  /** Folder of the repository. */
  readonly folder: string;
  readonly refs: readonly string[];
  readonly mainline?: string;
  /** The bytes of a patch, to try whether it can be taken back; without it nothing is tried. */
  readonly bytesOf?: (patch: IndexedPatch) => Promise<Uint8Array | undefined>;
};

/** A patch that some branches lack so far. */
export type Absent = {
  readonly advisory: IndexedAdvisory;
  readonly patch: IndexedPatch;
  /** Indexes of those branches. */
  readonly refs: readonly number[];
  /** Where it is. */
  readonly found: readonly Match[];
};

/** Reads the facts. Throws `HistoryError` for what cannot be read. */
export async function readFacts(query: FactsQuery): Promise<Facts> {
  const { folder, index, bytesOf } = query;
  const history = await readHistory({ ...query, prefix: index.prefix });
  const files = await filesOf(
    folder,
    history,
    index.advisories.flatMap(({ patches }) => patches),
  );
  const start: Facts = { history, files, commitsById: new Map(), changedBy: new Map(), reversible: [] };
  const changedBy = changedFiles(folder, history, knownBySubject(query, start));
  const first = { ...start, changedBy };
  const commitsById = await commitsByPatchId(folder, history, absentIn(query, first));
  const second = commitsById.size === 0 ? first : { ...first, commitsById };
  if (!bytesOf) return second;
  const reversible = await reversiblePatches(folder, history, absentIn(query, second), bytesOf);
  return { ...second, reversible };
}

/** Commits that nothing but a subject speaks for, by position. */
function knownBySubject(query: Question, facts: Facts): readonly number[] {
  const positions = [...decide(query, facts).matches].flatMap(([{ paths }, { found }]) =>
    paths.length === 0 ? [] : found.flatMap(({ kind, position }) => (kind === 'subject' ? [position] : [])),
  );
  return [...new Set(positions)];
}

/** The patches that some branches lack so far. */
function absentIn(query: Question, facts: Facts): readonly Absent[] {
  const { levels, matches } = decide(query, facts);
  const refs = new Map(facts.history.refs.map(({ name }, index) => [name, index]));
  const byFile = new Map(
    query.index.advisories.map((advisory) => [
      advisory.id,
      new Map(advisory.patches.map((patch) => [patch.file, { advisory, patch }])),
    ]),
  );
  const found = new Map<IndexedPatch, Absent & { readonly refs: number[] }>();
  for (const { id, ref, verdict, patches } of levels.levels) {
    if (verdict === 'not-affected' || verdict === 'out-of-support' || verdict === 'other-tree') continue;
    for (const { file, state } of patches) {
      const known = byFile.get(id)?.get(file);
      if (!known || (state !== 'absent' && state !== 'unsure')) continue;
      const { advisory, patch } = known;
      const absent = found.get(patch) ?? { advisory, patch, refs: [], found: matches.get(patch)?.found ?? [] };
      absent.refs.push(refs.get(ref) ?? 0);
      found.set(patch, absent);
    }
  }
  return [...found.values()];
}

/** Which of the files that patches change each branch has, and the line of development. */
async function filesOf(
  folder: string,
  history: History,
  patches: readonly IndexedPatch[],
): Promise<readonly ReadonlySet<string>[]> {
  const wanted = new Set(patches.flatMap(({ paths }) => paths));
  if (wanted.size === 0) return [];
  return pooled([...history.refs, ...(history.mainline ? [history.mainline] : [])], PARALLEL, async ({ commit }) => {
    const pieces: Buffer[] = [];
    const words = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit];
    for await (const piece of stream(folder, words)) pieces.push(piece);
    const names = Buffer.concat(pieces).toString('utf8').split('\0');
    return new Set(names.filter((name) => wanted.has(name)));
  });
}

/** Calls of git at the same time. */
const PARALLEL = 4;
