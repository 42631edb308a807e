// One JSON file for each advisory, beside its page: everything that the page says.

import { advisoryFiles } from '../lib/data/advisory-record.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format } from '../types.ts';

export default {
  id: 'advisory-json',
  about: 'Each advisory as JSON beside its page, with everything that the page says',
  *render(context) {
    for (const { advisory, path, body, modified } of advisoryFiles(context)) {
      yield {
        path: path.slice(1),
        type: 'application/json',
        body,
        sign: detached(modified),
        from: advisory.document.path,
      };
    }
  },
} satisfies Format;
