// Asks git for what the verdicts need, the cheap things first: one pass over the history, the files of each branch, and
// only for patches that were not found so their ids, and whether they can be taken back.

import { run } from '../git.ts';
import type { IndexedPatch } from '../patches/patch-index.ts';
import { type History, readHistory } from './history.ts';
import type { CommitsById } from './matches.ts';
import { commitsByPatchId } from './patch-ids.ts';
import { reversiblePatches } from './reversible.ts';
import { type Facts, levelsOf, type Question } from './verdicts.ts';

/** What to read, and how much it may cost. */
export type FactsQuery = Question & {
  /** Folder of the repository. */
  readonly folder: string;
  readonly refs: readonly string[];
  readonly mainline?: string;
  /** The bytes of a patch, to try whether it can be taken back; without it nothing is tried. */
  readonly bytesOf?: (patch: IndexedPatch) => Promise<Uint8Array | undefined>;
};

/** Reads the facts. Throws `HistoryError` for what cannot be read. */
export async function readFacts(query: FactsQuery): Promise<Facts> {
  const { folder, index, bytesOf } = query;
  const history = await readHistory({ ...query, prefix: index.prefix });
  const files = filesOf(
    folder,
    history,
    index.advisories.flatMap(({ patches }) => patches),
  );
  const first: Facts = { history, files, commitsById: new Map(), reversible: [] };
  const commitsById: CommitsById = await commitsByPatchId(
    folder,
    history,
    absentIn(query, first).map(({ patch }) => patch),
  );
  const second = commitsById.size === 0 ? first : { ...first, commitsById };
  if (!bytesOf) return second;
  const absent = absentIn(query, second);
  const reversible = await reversiblePatches(folder, history, absent, bytesOf);
  return { ...second, reversible };
}

/** A patch that a branch lacks so far. */
export type Absent = { readonly patch: IndexedPatch; readonly ref: string };

function absentIn(query: Question, facts: Facts): readonly Absent[] {
  const byFile = new Map(
    query.index.advisories.map(({ id, patches }) => [id, new Map(patches.map((patch) => [patch.file, patch]))]),
  );
  return levelsOf(query, facts).levels.flatMap(({ id, ref, verdict, patches }) => {
    if (verdict === 'not-affected' || verdict === 'out-of-support' || verdict === 'other-tree') return [];
    return patches.flatMap(({ file, state }) => {
      const patch = byFile.get(id)?.get(file);
      return patch && (state === 'absent' || state === 'unsure') ? [{ patch, ref }] : [];
    });
  });
}

/** Which of the files that patches change each branch has. */
function filesOf(folder: string, history: History, patches: readonly IndexedPatch[]): readonly ReadonlySet<string>[] {
  const wanted = new Set(patches.flatMap(({ paths }) => paths));
  if (wanted.size === 0) return [];
  return history.refs.map(({ commit }) => {
    const names = run(folder, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit])
      .toString('utf8')
      .split('\0');
    return new Set(names.filter((name) => wanted.has(name)));
  });
}
