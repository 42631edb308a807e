// Which files commits change, asked for at once.

import { run } from '../git.ts';
import type { History } from './history.ts';

/** Position -> files; a merge has none. */
export function changedFiles(
  folder: string,
  history: History,
  positions: readonly number[],
): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, readonly string[]>();
  if (positions.length === 0) return found;
  const byId = new Map(positions.map((position) => [history.ids[position] ?? '', position]));
  const words = 'diff-tree --stdin --root -r -z --name-only --no-renames --no-ext-diff --format=%x01%H'.split(' ');
  const output = run(folder, words, `${[...byId.keys()].join('\n')}\n`).toString('utf8');
  // A mark before each commit: names of files have no NUL.
  for (const part of output.split('\u0001')) {
    const [id = '', ...names] = part.split('\0');
    const position = byId.get(id.trim());
    if (position !== undefined)
      found.set(
        position,
        names.map((name) => name.replace(/^\n/, '')).filter((name) => name !== ''),
      );
  }
  return found;
}
