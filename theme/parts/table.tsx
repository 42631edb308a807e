// The table of the site: caption, header cells with their scope, rows that stack on a narrow screen with each cell
// under its own label, and a link past tables of many links.

import type { ComponentChildren, VNode } from 'preact';

/** A column; its cells are drawn from the rows. The first column heads the row. */
export type Column<Row> = {
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  /**
   * Style of its cells: `number` aligns to the end, `code` is monospace, `short` stays on one line, `text` is for words
   * that need some room, `wide` gets the room that is left.
   */
  readonly class?: 'number' | 'code' | 'short' | 'code short' | 'code long' | 'text' | 'wide';
};

/** What a table shows. */
export type TableProps<Row> = {
  readonly caption: string;
  /** True where a heading just above says the same: the caption is then for screen readers. */
  readonly isCaptionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Unique in the page; a link past the table needs it when the table has more than ten rows. */
  readonly id?: string;
  /** Attributes of a row: what scripts know it by. */
  readonly data?: (row: Row) => Readonly<Record<`data-${string}`, string>>;
};

/** A table of data, one row an item. */
export function Table<Row>({ caption, isCaptionHidden, columns, rows, id, data }: TableProps<Row>): VNode {
  const end = id !== undefined && rows.length > 10 ? `after-${id}` : undefined;
  return (
    <>
      {end && (
        <p class="skip-table">
          <a class="skip" href={`#${end}`}>
            Skip the table
          </a>
        </p>
      )}
      <table class="stack">
        <caption class={isCaptionHidden ? 'hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={column.class}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr {...data?.(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th scope="row" class={column.class}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td data-label={column.title} class={column.class}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {end && <div id={end} />}
    </>
  );
}
