// The package table of a warning: five columns under a ruled head. A cell that is wider than its column widens the
// column for all rows; a table that would be too wide for a mail becomes one labelled record a package.

import type { Statement } from '../../types.ts';
import { columnsOf, padEnd, spaced, wordsOf, wrap } from './layout.ts';

type Column = {
  readonly title: string;
  /** Columns before the bar, when no cell is wider. */
  readonly room: number;
  /** Where cells begin, counted from the bar before. */
  readonly offset: number;
  readonly cell: (statement: Statement) => string;
};

const COLUMNS: readonly Column[] = [
  { title: 'Package', room: 14, offset: 0, cell: (statement) => statement.package },
  { title: 'Repo', room: 11, offset: 2, cell: (statement) => statement.repository ?? '' },
  { title: 'Group', room: 12, offset: 1, cell: (statement) => statement.group ?? '' },
  { title: 'Unsafe', room: 12, offset: 1, cell: (statement) => statement.unsafe ?? '' },
  { title: 'Safe', room: 12, offset: 1, cell: (statement) => statement.safe ?? 'none yet' },
];

/** Mail programs wrap longer lines, and the table would fall apart. */
const MAX_WIDTH = 78;

/** The lines of the table; none without a package. */
export function warningTable(statements: readonly Statement[]): string[] {
  if (statements.length === 0) return [];
  const rows = statements.map((statement) => COLUMNS.map(({ cell }) => cell(statement)));
  const rooms = COLUMNS.map(({ room }, index) => {
    const widest = rows.reduce((most, row) => Math.max(most, columnsOf(row[index] ?? '')), 0);
    return Math.max(room, widest - shift(index));
  });
  const width = rooms.reduce((sum, room) => sum + room + 1, 0);
  return width <= MAX_WIDTH ? table(rows, rooms, width) : records(rows);
}

/** How much further right the next column's cells begin than this one's. */
function shift(index: number): number {
  return (COLUMNS[index + 1]?.offset ?? 1) - (COLUMNS[index]?.offset ?? 0);
}

function table(rows: readonly (readonly string[])[], rooms: readonly number[], width: number): string[] {
  const rule = '-'.repeat(width);
  const head = COLUMNS.map(({ title }, index) => {
    const room = rooms[index] ?? 0;
    const before = index === 0 ? 0 : Math.floor((room - title.length) / 2);
    return `${padEnd(' '.repeat(before) + title, room)}|`;
  });
  const lines = rows.map((row) =>
    row
      .map((cell, index) => padEnd(cell, (rooms[index] ?? 0) + 1 + shift(index)))
      .join('')
      .trimEnd(),
  );
  return [rule, head.join(''), rule, ...lines];
}

function records(rows: readonly (readonly string[])[]): string[] {
  const line = (cell: string, index: number): string[] =>
    cell === '' ? [] : wrap(wordsOf(cell), MAX_WIDTH, `${COLUMNS[index]?.title}:`.padEnd(11), ' '.repeat(11));
  return spaced(rows.map((row) => row.flatMap(line)));
}
