// The patch-level index of a series, `data/v1/<series>/patches.tsv`: number, path of the patch, an empty column, and the
// subject of the patch. Tools look for these subjects in the trees they check, so a patch without a subject has no line
// (an empty subject would be found everywhere); the rule `patch-without-subject` tells the author.

import { type PatchLine, patchColumns } from '../lib/patches/patch-columns.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format, Output, PublicAdvisory, SeriesView } from '../types.ts';

export default {
  id: 'patches-tsv',
  about: 'One line for each patch with its commit subject, to find fixes in a source tree',
  *render({ model }): Iterable<Output> {
    for (const view of model.series) {
      // Also before the first patch: tools that fetch it should find an empty list, not an error.
      if (view.series.definition.id !== 'xsa') continue;
      yield {
        path: `data/v1/${view.series.id}/patches.tsv`,
        type: 'text/tab-separated-values; charset=utf-8',
        body: linesOf(view).join(''),
        sign: detached(model.modified),
        from: 'patches-tsv',
      };
    }
  },
} satisfies Format;

function linesOf({ advisories }: SeriesView): readonly string[] {
  return [...advisories].sort(byNumber).flatMap((advisory) => {
    // Where an id has several numbers, only all of them name the advisory: `2026-3`.
    const number = advisory.number.join('-');
    return [...advisory.patches]
      .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
      .flatMap(({ file, subject }) => (subject === undefined ? [] : [lineOf({ number, file, subject })]));
  });
}

/** As written: readers compare the subject byte by byte. */
function lineOf(line: PatchLine): string {
  return `${patchColumns.map((column) => column.value(line) ?? '').join('\t')}\n`;
}

function byNumber(a: PublicAdvisory, b: PublicAdvisory): number {
  for (const [index, number] of a.number.entries()) {
    const difference = number - (b.number[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
