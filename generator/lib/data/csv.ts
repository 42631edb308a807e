// The one CSV writer (RFC 4180, https://www.rfc-editor.org/rfc/rfc4180): a header line, lines that end with CRLF, a field
// in quotes where it needs them.

import type { Column } from './tsv.ts';

/** The table as text; an absent value is an empty field. */
export function csv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const lines = [
    columns.map((column) => column.name),
    ...rows.map((row) => columns.map((column) => column.value(row) ?? '')),
  ];
  return lines.map((fields) => `${fields.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
