// The one TSV writer: a header line, a line for each record, fields separated by one tab. The format has no escapes
// (https://www.iana.org/assignments/media-types/text/tab-separated-values), so a field cannot hold a tab or a line break.

/** A column: its name in the header, what it holds, and the field of a record. */
export type Column<T> = {
  readonly name: string;
  readonly about: string;
  readonly value: (row: T) => string | number | undefined;
};

/** The table as text with LF line ends; an absent value is an empty field. */
export function tsv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const lines = [
    columns.map((column) => column.name),
    ...rows.map((row) => columns.map((column) => column.value(row) ?? '')),
  ];
  return lines.map((fields) => `${fields.map(field).join('\t')}\n`).join('');
}

/** Control characters and line separators of Unicode become one blank. */
function field(value: string | number): string {
  return String(value)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}
