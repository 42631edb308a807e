// `/data/v1/advisories.tsv`: all advisories as one table.

import { advisoriesTsv } from '../lib/data/data-files.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format } from '../types.ts';

export default {
  id: 'advisories-tsv',
  about: 'All advisories as one table',
  makes: /^data\/v1\/advisories\.tsv$/,
  *render(context) {
    yield {
      path: 'data/v1/advisories.tsv',
      type: 'text/tab-separated-values',
      body: advisoriesTsv(context),
      sign: detached(context.model.modified),
      from: 'advisories-tsv',
    };
  },
} satisfies Format;
