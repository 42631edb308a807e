// The package table of a warning: columns under a ruled head, or labelled records where it would be too wide.

import type { Lost } from './paragraphs.ts';
import { written } from './paragraphs.ts';
import type { TextSection } from './underlined-sections.ts';

type Row = Readonly<Record<string, unknown>>;

/** The packages of the table, in its order. */
export function readWarningTable(section: TextSection | undefined, lost: Lost[]): readonly Row[] {
  if (!section) return [];
  const head = section.lines.findIndex((line) => /^Package\s*\|/.test(line));
  return head < 0 ? records(section.lines) : rows(section, head, lost);
}

/** Columns of the head, from the bars; the cells of the rows begin one to three columns further right. */
function rows(section: TextSection, head: number, lost: Lost[]): Row[] {
  return section.lines.flatMap((line, index) => {
    if (index <= head || line.trim() === '' || /^-+$/.test(line)) return [];
    const row = columns(line, section.lines[head] ?? '');
    if (row) return [row];
    lost.push({
      line: section.line + 2 + index,
      text: line.trim(),
      reason: 'It is no row of the table: package, repository, group, unsafe and safe versions',
    });
    return [];
  });
}

/** Cells are told apart by where the columns begin, since a group may be missing. */
function columns(line: string, head: string): Row | undefined {
  const bars = [...head].flatMap((character, index) => (character === '|' ? [index] : []));
  const [repo = 0, group = 0, unsafe = 0, safe = 0] = bars;
  const cut = (from: number, to: number): string => line.slice(from, to).trim();
  const starts = [0, repo + 1, group + 1, unsafe + 1, safe + 1].map((start, index) =>
    index === 0 ? 0 : start + (OFFSETS[index] ?? 1),
  );
  const cells = starts.map((start, index) => cut(start, starts[index + 1] ?? line.length));
  return rowOf(cells) ?? rowOf(byMarks(line));
}

/** How far behind its bar a cell begins. */
const OFFSETS: readonly number[] = [0, 2, 1, 1, 1];

/** A table that was typed in another way: the constraints tell where the last columns begin. */
function byMarks(line: string): string[] {
  const [, words = '', constraints = ''] = /^([^<>=]*)((?:[<>=]).*)$/.exec(line) ?? [];
  const [name = '', repository = '', group = ''] = words.trim().split(/\s+/);
  const cells = constraints.trim().split(/\s{2,}/);
  return [name, repository, group, cells[0] ?? '', cells.slice(1).join(' ')];
}

function rowOf([name = '', repository = '', group = '', unsafe = '', safe = '']: readonly string[]): Row | undefined {
  if (!/^\S+$/.test(name) || !/^\S/.test(repository) || !CONSTRAINT.test(unsafe)) return undefined;
  if (safe !== '' && safe !== 'none yet' && !CONSTRAINT.test(safe)) return undefined;
  return written({
    name,
    repository,
    group: group || undefined,
    unsafe: alternatives(unsafe),
    safe: safe === '' || safe === 'none yet' ? undefined : alternatives(safe),
  });
}

const CONSTRAINT = /^[<>=]/;

/** Alternatives are joined with ` or `. */
function alternatives(text: string): string | readonly string[] {
  const parts = text.split(' or ');
  return parts.length === 1 ? text : parts;
}

const LABELS: Readonly<Record<string, number>> = { Package: 0, Repo: 1, Group: 2, Unsafe: 3, Safe: 4 };

/** `Package:   name` and so on, an empty line between packages. */
function records(lines: readonly string[]): Row[] {
  const found: Row[] = [];
  let cells: string[] = [];
  let open = 0;
  for (const line of [...lines, '']) {
    const [, label = '', value = ''] = /^(\w+):\s+(\S.*)$/.exec(line) ?? [];
    const column = LABELS[label];
    if (column !== undefined) {
      open = column;
      cells[column] = value;
    } else if (line.trim() !== '') cells[open] = `${cells[open] ?? ''} ${line.trim()}`;
    else {
      const row = rowOf(Array.from({ length: 5 }, (_none, index) => cells[index] ?? ''));
      if (row) found.push(row);
      cells = [];
    }
  }
  return found;
}
