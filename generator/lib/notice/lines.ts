// Parts of a notice in the layout of the Ubuntu Security Notices: its head between two rules, packages with their
// versions in columns, and ids in lines that break between them only.

import { indent, padEnd, wrap } from '../text/layout.ts';

/** Columns of a package name with its blanks; versions stand behind them. */
const NAME_WIDTH = 32;

/** A package of a release, with the version that repairs it. */
export type FixedPackage = { readonly name: string; readonly version: string; readonly note?: string | undefined };

/** The lines between two rules of `=`. */
export function ruled(lines: readonly string[], width: number): string[] {
  const rule = '='.repeat(width);
  return [rule, ...lines, rule];
}

/** One line a package, its version in a column of its own. Two blanks separate them, however long the name is. */
export function packageLines(packages: readonly FixedPackage[]): string[] {
  const lines = packages.flatMap(({ name, version, note }) => [
    padEnd(`${name}  `, NAME_WIDTH) + version,
    ...(note === undefined ? [] : [' '.repeat(NAME_WIDTH) + note]),
  ]);
  return indent(lines, 2);
}

/** Ids with commas between them. */
export function idLines(ids: readonly string[], width: number, start = ''): string[] {
  if (ids.length === 0) return [];
  const words = ids.map((id, index) => (index === ids.length - 1 ? id : `${id},`));
  return wrap(words, width, start);
}

/** A title, and its text right below or after an empty line; nothing without a text. */
export function titled(title: string, lines: readonly string[], gap: 'close' | 'apart'): string[] {
  if (lines.length === 0) return [];
  return [title, ...(gap === 'apart' ? [''] : []), ...lines];
}
