// The announcement of each advisory as the mailing lists get it, unsigned, beside its page.

import type { Format, Output } from '../types.ts';

export default {
  id: 'announcement',
  about: 'Plain-text announcements in the layout of each series',
  *render({ model, text }) {
    const clearsigned = new Set(model.site.series.filter((each) => each.isClearsigned).map((each) => each.id));
    for (const advisory of model.advisories) {
      yield {
        path: `${advisory.folder.slice(1)}${advisory.slug}.txt`,
        type: 'text/plain; charset=utf-8',
        body: text(advisory),
        sign: {
          forms: clearsigned.has(advisory.series) ? ['detached', 'clearsigned'] : ['detached'],
          date: advisory.updated,
        },
        from: advisory.document.path,
      } satisfies Output;
    }
  },
} satisfies Format;
