// Tables in plain text: columns side by side where the line has room for them, otherwise one labelled record a row.

import type { AlignType } from 'mdast';
import { columnsOf, padBoth, padEnd, padStart, spaced, wordsOf, wrap } from './layout.ts';

const GAP = '  ';

/** The lines of a table whose first row is its head. */
export function textTable(rows: readonly (readonly string[])[], align: readonly AlignType[], width: number): string[] {
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const columns = Array.from({ length: count }, (_none, index) =>
    rows.reduce((widest, row) => Math.max(widest, columnsOf(row[index] ?? '')), 1),
  );
  const total = columns.reduce((sum, each) => sum + each, 0) + GAP.length * Math.max(0, count - 1);
  return total <= width ? grid(rows, align, columns) : records(rows, width);
}

function grid(rows: readonly (readonly string[])[], align: readonly AlignType[], columns: readonly number[]): string[] {
  const line = (cells: readonly string[]): string =>
    columns
      .map((each, index) => PADS[align[index] ?? 'left'](cells[index] ?? '', each))
      .join(GAP)
      .trimEnd();
  const [head = [], ...body] = rows;
  const hasHead = head.some((cell) => cell !== '');
  return [...(hasHead ? [line(head), line(columns.map((each) => '-'.repeat(each)))] : []), ...body.map(line)];
}

const PADS = { left: padEnd, right: padStart, center: padBoth } as const;

/** `Head: cell` for each cell of a row, an empty line between rows. */
function records(rows: readonly (readonly string[])[], width: number): string[] {
  const [head = [], ...body] = rows;
  const record = (row: readonly string[]): string[] =>
    row.flatMap((cell, index) => {
      const label = head[index] ?? '';
      const words = [...wordsOf(label === '' ? '' : `${label}:`), ...wordsOf(cell)];
      return words.length === 0 ? [] : wrap(words, width, '', width > GAP.length * 2 ? GAP : '');
    });
  return body.length === 0
    ? head.flatMap((cell) => (cell === '' ? [] : wrap(wordsOf(cell), width)))
    : spaced(body.map(record));
}
