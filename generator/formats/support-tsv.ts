// The support matrix as a table, `data/v1/support.tsv`: a line for each row and release, newest release first. The
// status is empty where a release has no such row. Every row stands under the key that its release has: renamed rows are
// joined on the pages and in the JSON only.

import { tsv } from '../lib/data/tsv.ts';
import { detached } from '../lib/pgp/requests.ts';
import { type SupportLine, supportColumns } from '../lib/support/columns.ts';
import { matrix } from '../lib/support/matrix.ts';
import type { Format, Output, SupportMatrix } from '../types.ts';

export default {
  id: 'support-tsv',
  about: 'The support matrix as a table: status and caveat of every feature in every release',
  makes: /^data\/v1\/support\.tsv$/,
  *render({ model }): Iterable<Output> {
    if (model.support.statements.length === 0) return;
    yield {
      path: 'data/v1/support.tsv',
      type: 'text/tab-separated-values; charset=utf-8',
      body: tsv(supportColumns, linesOf(matrix(model.support.statements))),
      sign: detached(model.modified),
      from: 'support-tsv',
    };
  },
} satisfies Format;

function linesOf({ statements, rows }: SupportMatrix): readonly SupportLine[] {
  return rows.flatMap(({ path, key, cells }) =>
    statements.map(({ version }, column) => {
      const cell = cells[column];
      return { path, key, version, status: cell?.status, hasCaveat: cell?.hasCaveat === true };
    }),
  );
}
