// One JSON file for each advisory, beside its page: everything that the page says.

import { advisoryFiles } from '../lib/data/advisory-record.ts';
import { lazyOutput } from '../lib/lazy-output.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format } from '../types.ts';

export default {
  id: 'advisory-json',
  about: 'Each advisory as JSON beside its page, with everything that the page says',
  makes: /^advisories\/[^/]+\/[^/]+\.json$/,
  *render(context) {
    for (const file of advisoryFiles(context)) {
      const { advisory, path, modified } = file;
      const output = {
        path: path.slice(1),
        type: 'application/json',
        sign: detached(modified),
        from: advisory.document.path,
      };
      yield lazyOutput(output, () => file.body);
    }
  },
} satisfies Format;
