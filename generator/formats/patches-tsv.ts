// The patch-level index of a series, `data/v1/<series>/patches.tsv`: a line for each patch with a subject; the rule
// `patch-without-subject` tells the author of the others.

import { hasPatchIndex, indexOfModel } from '../lib/patches/index-of-model.ts';
import { patchLines } from '../lib/patches/patch-lines.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format, Output } from '../types.ts';

export default {
  id: 'patches-tsv',
  about: 'One line for each patch with its commit subject, to find fixes in a source tree',
  makes: /^data\/v1\/[^/]+\/patches\.tsv$/,
  *render({ model }): Iterable<Output> {
    // Also before the first patch: tools that fetch it should find an empty list, not an error.
    for (const view of model.series.filter(hasPatchIndex)) {
      yield {
        path: `data/v1/${view.series.id}/patches.tsv`,
        type: 'text/tab-separated-values; charset=utf-8',
        body: patchLines(indexOfModel(model, view)),
        sign: detached(model.modified),
        from: 'patches-tsv',
      };
    }
  },
} satisfies Format;
