// One JSON file for each advisory, beside its page: everything that the page says.

import { advisoryFiles } from '../lib/data/advisory-record.ts';
import type { Format } from '../types.ts';

export default {
  id: 'advisory-json',
  about: 'Each advisory as JSON beside its page, with everything that the page says',
  *render(context) {
    for (const { advisory, path, body } of advisoryFiles(context)) {
      yield { path: path.slice(1), type: 'application/json', body, from: advisory.document.path };
    }
  },
} satisfies Format;
