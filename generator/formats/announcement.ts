// The announcement of each advisory as the mailing lists get it, unsigned, beside its page.

import { lazyOutput } from '../lib/lazy-output.ts';
import type { Format } from '../types.ts';

export default {
  id: 'announcement',
  about: 'Plain-text announcements in the layout of each series',
  makes: /^advisories\/[^/]+\/[^/]+\.txt$/,
  *render({ model, text }) {
    const clearsigned = new Set(model.site.series.filter((each) => each.isClearsigned).map((each) => each.id));
    for (const advisory of model.advisories) {
      const output = {
        path: `${advisory.folder.slice(1)}${advisory.slug}.txt`,
        type: 'text/plain; charset=utf-8',
        sign: {
          forms: clearsigned.has(advisory.series) ? (['detached', 'clearsigned'] as const) : (['detached'] as const),
          date: advisory.updated,
        },
        from: advisory.document.path,
      };
      yield lazyOutput(output, () => text(advisory));
    }
  },
} satisfies Format;
