// `/data/v1/advisories.json`: all advisories with their statements, without their texts.

import { advisoriesJson } from '../lib/data/data-files.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format } from '../types.ts';

export default {
  id: 'advisories-json',
  about: 'All advisories as one JSON file: dates, severity, CVE ids, packages with versions',
  makes: /^data\/v1\/advisories\.json$/,
  *render(context) {
    yield {
      path: 'data/v1/advisories.json',
      type: 'application/json',
      body: advisoriesJson(context),
      sign: detached(context.model.modified),
      from: 'advisories-json',
    };
  },
} satisfies Format;
