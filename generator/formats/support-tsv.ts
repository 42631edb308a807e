// The support matrix as a table, `data/v1/support.tsv`: a line for each row and release, newest release first. The
// status is empty where a release has no such row.

import { type Column, tsv } from '../lib/tsv.ts';
import type { Format, Output, SupportMatrix } from '../types.ts';

type Line = {
  readonly path: readonly string[];
  readonly key: string;
  readonly version: string;
  readonly status: string | undefined;
  readonly hasCaveat: boolean;
};

const columns: readonly Column<Line>[] = [
  {
    name: 'heading_path',
    about: 'Headings from the top, and the qualifier where the status has one, joined with ` / `',
    value: (line) => line.path.join(' / '),
  },
  { name: 'key', about: 'Joins the lines of one row across releases', value: (line) => line.key },
  { name: 'version', about: 'Version of the release', value: (line) => line.version },
  {
    name: 'status',
    about: 'The status as written; empty where the release has no such row',
    value: (line) => line.status,
  },
  {
    name: 'has_caveat',
    about: '`1` when text below the status qualifies it, else `0`',
    value: (line) => (line.hasCaveat ? 1 : 0),
  },
];

export default {
  id: 'support-tsv',
  about: 'The support matrix as a table: status and caveat of every feature in every release',
  *render({ model }): Iterable<Output> {
    if (model.support.statements.length === 0) return;
    yield {
      path: 'data/v1/support.tsv',
      type: 'text/tab-separated-values; charset=utf-8',
      body: tsv(columns, linesOf(model.support)),
      from: 'support-tsv',
    };
  },
} satisfies Format;

function linesOf({ statements, rows }: SupportMatrix): readonly Line[] {
  return rows.flatMap(({ path, key, cells }) =>
    statements.map(({ version }, column) => {
      const cell = cells[column];
      return { path, key, version, status: cell?.status, hasCaveat: cell?.hasCaveat === true };
    }),
  );
}
