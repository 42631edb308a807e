// The columns of `/data/v1/<series>/patches.tsv`, for the file and for the page that explains it. The file has no header.

import type { Column } from '../data/tsv.ts';

/** A line of `patches.tsv`. */
export type PatchLine = { readonly number: string; readonly file: string; readonly subject: string };

/** Its columns in their order. */
export const patchColumns: readonly Column<PatchLine>[] = [
  { name: '1', about: 'The number in the id of the advisory', value: (line) => line.number },
  { name: '2', about: 'Path of the patch beside the advisory', value: (line) => line.file },
  { name: '3', about: 'Always empty', value: () => undefined },
  {
    name: '4',
    about: 'Subject of the commit, as it stands in a tree that has the patch',
    value: (line) => line.subject,
  },
];
