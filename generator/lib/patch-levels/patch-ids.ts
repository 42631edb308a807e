// Which commits change the same as a patch. Computing the id of a commit needs its difference, so only few are looked
// at: those that change exactly the files of the patch, on branches that lack it, and not long before it was known.

import { run, stream } from '../git.ts';
import type { IndexedAdvisory, IndexedPatch } from '../patches/patch-index.ts';
import { type History, mainlineIndex, positionOf } from './history.ts';
import type { Match } from './matches.ts';

/** Commits whose differences are held at a time. */
const CHUNK = 1_000;

/** Fixes are committed up to two weeks before they are published; authors may have had parts of them for longer. */
const EARLIER = 90 * 86_400;

/** A patch to look for. */
export type Wanted = {
  readonly advisory: Pick<IndexedAdvisory, 'published'>;
  readonly patch: IndexedPatch;
  /** Indexes of the branches that lack it. */
  readonly refs: readonly number[];
  /** Where it was found. */
  readonly found: readonly Match[];
};

/** `git patch-id` -> positions of the commits that have it, newest first, for the ids of these patches. */
export async function commitsByPatchId(
  folder: string,
  history: History,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const known = wanted.filter(({ patch }) => patch.patch_id !== undefined && patch.paths.length > 0);
  const found = new Map<string, number[]>();
  if (known.length === 0) return found;
  const candidates = await candidatesFor(folder, history, known);
  if (candidates.length === 0) return found;
  const ids = new Set(known.map(({ patch }) => patch.patch_id));
  for (let at = 0; at < candidates.length; at += CHUNK) {
    for (const [id, commit] of patchIdsOf(folder, candidates.slice(at, at + CHUNK))) {
      const position = ids.has(id) ? positionOf(history, commit) : undefined;
      if (position !== undefined)
        found.set(
          id,
          [...(found.get(id) ?? []), position].sort((a, b) => a - b),
        );
    }
  }
  return found;
}

/** The id of each commit that has a difference. */
function patchIdsOf(folder: string, commits: readonly string[]): readonly (readonly [string, string])[] {
  const options = '-p -r --full-index --binary --no-ext-diff --no-textconv --no-color --no-renames'.split(' ');
  const differences = run(folder, ['diff-tree', '--stdin', ...options], `${commits.join('\n')}\n`);
  // Outside of the repository: one whose ids are SHA-256 has such ids of patches, which no patch states.
  const lines = run('/', ['patch-id', '--stable'], differences).toString('latin1').split('\n');
  return lines.map((line) => {
    const [id = '', commit = ''] = line.split(' ');
    return [id, commit] as const;
  });
}

const keyOf = (paths: readonly string[]): string => [...paths].sort().join('\0');

/** Ids of the commits to compare, newest first. */
async function candidatesFor(folder: string, history: History, wanted: readonly Wanted[]): Promise<readonly string[]> {
  const main = mainlineIndex(history);
  const isOnMainline = ({ found }: Wanted) =>
    history.mainline !== undefined && found.some(({ position }) => history.containment(position, main));
  // What the line of development has, others have from there, or in commits of their own.
  const parts = [
    { wanted: wanted.filter(isOnMainline), without: history.mainline?.commit },
    { wanted: wanted.filter((each) => !isOnMainline(each)), without: undefined },
  ];
  const commits: string[] = [];
  for (const part of parts) {
    if (part.wanted.length === 0) continue;
    const byKey = new Map<string, Wanted[]>();
    for (const each of part.wanted) {
      const key = keyOf(each.patch.paths);
      byKey.set(key, [...(byKey.get(key) ?? []), each]);
    }
    const isWanted = (commit: string, changed: readonly string[]): boolean => {
      const position = positionOf(history, commit);
      if (position === undefined) return false;
      return (byKey.get(keyOf(changed)) ?? []).some(
        (each) =>
          (history.times[position] ?? 0) >= earliest(each, history) &&
          each.refs.some((ref) => history.containment(position, ref)),
      );
    };
    const since = Math.min(...part.wanted.map((each) => earliest(each, history)));
    for await (const { commit, changed } of changes(folder, history, byKey.keys(), since, part.without))
      if (isWanted(commit, changed)) commits.push(commit);
  }
  return commits;
}

/** Seconds since 1970 before which a commit cannot have the patch. */
function earliest({ advisory, found }: Wanted, history: History): number {
  const times = found.map(({ position }) => history.times[position] ?? 0);
  if (advisory.published !== undefined) times.push(Date.parse(advisory.published) / 1000);
  return times.length === 0 ? 0 : Math.min(...times) - EARLIER;
}

/** Commits that change one of these files, with all files that they change. */
async function* changes(
  folder: string,
  history: History,
  keys: Iterable<string>,
  since: number,
  without: string | undefined,
): AsyncGenerator<{ readonly commit: string; readonly changed: readonly string[] }> {
  const tips = [...history.refs, ...(history.mainline ? [history.mainline] : [])].map(({ commit }) => commit);
  const paths = [...new Set([...keys].flatMap((key) => key.split('\0')))].map((path) => `:(literal,top)${path}`);
  const words = [
    ...'log -z --no-merges --full-diff --name-only --no-renames --no-color --format=%x01%H'.split(' '),
    ...(since > 0 ? [`--since=${Math.floor(since)}`] : []),
    '--stdin',
  ];
  // Thousands of patches change more files than a command line can name.
  const input = [...new Set(tips), ...(without === undefined ? [] : [`^${without}`]), '--', ...paths, ''].join('\n');
  const read = (record: string) => {
    const [commit = '', ...names] = record.split('\0');
    return {
      commit: commit.trim(),
      changed: names.map((name) => name.replace(/^\n/, '')).filter((name) => name !== ''),
    };
  };
  let rest = '';
  for await (const piece of stream(folder, words, input)) {
    // A mark before each commit: names of files have no NUL, and may have a line break.
    const parts = (rest + piece.toString('utf8')).split('\u0001');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part !== '') yield read(part);
  }
  if (rest !== '') yield read(rest);
}
