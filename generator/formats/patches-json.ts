// `/data/v1/<series>/patches.json`: what is known about each patch of a series, to find out which of them a tree has.

import type { z } from 'zod';
import { schemaUrl } from '../lib/data/data-schemas.ts';
import { stableJson } from '../lib/data/json.ts';
import { hasPatchIndex, indexOfModel, newestChange } from '../lib/patches/index-of-model.ts';
import type { patchesSchema } from '../lib/patches/patch-index.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format, Output } from '../types.ts';

export default {
  id: 'patches-json',
  about: 'Each patch with its SHA-256, patch id, files, releases and fix commits, to find fixes in a source tree',
  makes: /^data\/v1\/[^/]+\/patches\.json$/,
  *render({ model }): Iterable<Output> {
    for (const view of model.series.filter(hasPatchIndex)) {
      const record = {
        $schema: schemaUrl(model.site, 'patches'),
        license: model.site.license,
        modified: newestChange(view),
        ...indexOfModel(model, view),
      } satisfies z.input<typeof patchesSchema>;
      yield {
        path: `data/v1/${view.series.id}/patches.json`,
        type: 'application/json',
        body: stableJson(record),
        sign: detached(model.modified),
        from: 'patches-json',
      };
    }
  },
} satisfies Format;
