// Which commits change the same as a patch. Computing the id of a commit needs its difference, so only commits that
// change exactly the files of a patch are looked at.

import { run, stream } from '../git.ts';
import type { IndexedPatch } from '../patches/patch-index.ts';
import { type History, positionOf } from './history.ts';

/** More commits than these are not compared: a patch of one busy file has thousands. */
const MOST_CANDIDATES = 5_000;

/** `git patch-id` -> positions of the commits that have it, newest first, for the ids of these patches. */
export async function commitsByPatchId(
  folder: string,
  history: History,
  patches: readonly IndexedPatch[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const wanted = patches.filter(({ patch_id: id, paths }) => id !== undefined && paths.length > 0);
  const ids = new Set(wanted.map(({ patch_id: id }) => id ?? ''));
  if (ids.size === 0) return new Map();
  const candidates = await commitsOfFiles(folder, history, new Set(wanted.map(({ paths }) => keyOf(paths))));
  const found = new Map<string, number[]>();
  if (candidates.length === 0) return found;
  const differences = run(
    folder,
    [
      'diff-tree',
      '--stdin',
      '-p',
      '-r',
      '--full-index',
      '--binary',
      '--no-ext-diff',
      '--no-textconv',
      '--no-color',
      '--no-renames',
    ],
    `${candidates.slice(0, MOST_CANDIDATES).join('\n')}\n`,
  );
  for (const line of run(folder, ['patch-id', '--stable'], differences).toString('latin1').split('\n')) {
    const [id = '', commit = ''] = line.split(' ');
    const position = ids.has(id) ? positionOf(history, commit) : undefined;
    if (position !== undefined)
      found.set(
        id,
        [...(found.get(id) ?? []), position].sort((a, b) => a - b),
      );
  }
  return found;
}

const keyOf = (paths: readonly string[]): string => [...paths].sort().join('\0');

/** Commits that change one of these sets of files and nothing else. */
async function commitsOfFiles(folder: string, history: History, keys: ReadonlySet<string>): Promise<readonly string[]> {
  const tips = [
    ...new Set([...history.refs, ...(history.mainline ? [history.mainline] : [])].map(({ commit }) => commit)),
  ];
  const paths = [...new Set([...keys].flatMap((key) => key.split('\0')))];
  // A mark before each commit: names of files have no NUL, and may have a line break.
  const words = [
    'log',
    '-z',
    '--no-merges',
    '--full-diff',
    '--name-only',
    '--no-renames',
    '--format=%x01%H',
    '--no-color',
  ];
  const commits: string[] = [];
  let rest = '';
  const take = (record: string) => {
    const [head = '', ...names] = record.split('\0');
    const changed = names.map((name) => name.replace(/^\n/, '')).filter((name) => name !== '');
    if (keys.has(keyOf(changed))) commits.push(head.trim());
  };
  for await (const piece of stream(folder, [
    ...words,
    ...tips,
    '--',
    ...paths.map((path) => `:(literal,top)${path}`),
  ])) {
    const parts = (rest + piece.toString('utf8')).split('\u0001');
    rest = parts.pop() ?? '';
    for (const part of parts) take(part);
  }
  take(rest);
  return commits;
}
