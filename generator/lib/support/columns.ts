// The columns of `/data/v1/support.tsv`, for the file and for the page that explains it.

import type { Column } from '../data/tsv.ts';

/** A line of `support.tsv`. */
export type SupportLine = {
  readonly path: readonly string[];
  readonly key: string;
  readonly version: string;
  readonly status: string | undefined;
  readonly hasCaveat: boolean;
};

/** Columns of `support.tsv`. */
export const supportColumns: readonly Column<SupportLine>[] = [
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
