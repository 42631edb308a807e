// The patch-level index of a series, `data/v1/<series>/patches.tsv`: number, path of the patch, an empty column, and the
// subject of the patch. Tools look for these subjects in the trees they check, so a patch without a subject has no line
// (an empty subject would be found everywhere); the rule `patch-without-subject` tells the author.

import type { Format, Output, PublicAdvisory, SeriesView } from '../types.ts';

export default {
  id: 'patches-tsv',
  about: 'One line for each patch with its commit subject, to find fixes in a source tree',
  *render({ model }): Iterable<Output> {
    for (const view of model.series) {
      if (!view.advisories.some((advisory) => advisory.patches.length > 0)) continue;
      yield {
        path: `data/v1/${view.series.id}/patches.tsv`,
        type: 'text/tab-separated-values; charset=utf-8',
        body: linesOf(view).join(''),
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
      .flatMap(({ file, subject }) => (subject === undefined ? [] : [`${number}\t${file}\t\t${subject}\n`]));
  });
}

function byNumber(a: PublicAdvisory, b: PublicAdvisory): number {
  for (const [index, number] of a.number.entries()) {
    const difference = number - (b.number[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
