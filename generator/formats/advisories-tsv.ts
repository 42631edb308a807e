// `/data/v1/advisories.tsv`: all advisories as one table.

import { advisoriesTsv } from '../lib/data/data-files.ts';
import type { Format } from '../types.ts';

export default {
  id: 'advisories-tsv',
  about: 'All advisories as one table',
  *render(context) {
    yield {
      path: 'data/v1/advisories.tsv',
      type: 'text/tab-separated-values',
      body: advisoriesTsv(context),
      from: 'advisories-tsv',
    };
  },
} satisfies Format;
