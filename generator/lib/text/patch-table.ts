// The patches of an advisory in its announcement: what each applies to, and the hashes as `sha256sum` prints them, so
// that a reader can check the files with one command.

import type { Patch } from '../../types.ts';
import { order } from '../order.ts';
import { columnsOf, padEnd, wordsOf, wrap } from './layout.ts';
import { shellWord } from './shell-word.ts';

/** Where the second column begins, when no file name is longer. */
const COLUMN = 23;

/** Where it begins at most: behind a longer name, what the patch applies to takes a line of its own. */
const LAST_COLUMN = 44;

/** File and what it applies to, in the order of the front matter; a file that is no patch only has a hash. */
export function patchTable(all: readonly Patch[], width: number): string[] {
  const patches = rowsOf(all);
  const isLong = (file: string): boolean => columnsOf(file) + 2 > LAST_COLUMN;
  const column = patches.reduce(
    (most, { file }) => (isLong(file) ? most : Math.max(most, columnsOf(file) + 2)),
    COLUMN,
  );
  const indent = ' '.repeat(column);
  return patches.flatMap(({ file, applies }) => {
    if (applies === undefined) return [file];
    const words = wordsOf(applies);
    return isLong(file) ? [file, ...wrap(words, width, indent)] : wrap(words, width, padEnd(file, column), indent);
  });
}

/** A row for each patch; patches of one pattern and one meaning share theirs. */
function rowsOf(all: readonly Patch[]): readonly Pick<Patch, 'file' | 'applies'>[] {
  const named = all.filter(({ file, applies }) => applies !== undefined || PATCH.test(file));
  const rows = named.map(({ file, row, applies }) => ({
    file: row ?? file,
    ...(applies !== undefined && { applies }),
  }));
  return [...new Map(rows.map((each) => [`${each.file}\n${each.applies ?? ''}`, each])).values()];
}

/** Beside patches, a file for tools may be announced. */
const PATCH = /\.(?:patch|diff)$/i;

/** The command and its output; `name` is what the files begin with: `xsa483`, unless a pattern for them is given. */
export function hashBlock(patches: readonly Patch[], name: string, pattern?: string): string[] {
  const sorted = [...patches].sort(byStem);
  return [
    `$ sha256sum ${pattern ?? filePattern(sorted, name)}`,
    ...sorted.map(({ sha256, file }) => `${sha256}  ${file}`),
    '$',
  ];
}

/** The shortest words that name all files in a shell. */
export function filePattern(patches: readonly Pick<Patch, 'file'>[], name: string): string {
  const files = patches.map((patch) => patch.file);
  if (!files.every((file) => file.startsWith(name))) return files.map(shellWord).join(' ');
  const depths = [...new Set(files.map((file) => file.split('/').length))].sort((a, b) => a - b);
  return depths.map((depth) => `${name}*${'/*'.repeat(depth - 1)}`).join(' ');
}

/** By name without its extension, so that `xsa483.patch` comes before `xsa483-4.17.patch`. */
function byStem(a: Patch, b: Patch): number {
  return order(stem(a.file), stem(b.file)) || order(a.file, b.file);
}

const stem = (file: string): string => file.replace(/\.[^./]*$/, '');
