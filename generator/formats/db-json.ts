// `/data/v1/db.json`: whether anything is new, in one request.

import { dbJson } from '../lib/data/data-files.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format } from '../types.ts';

export default {
  id: 'db-json',
  about: 'State of the data: time of the last change, number of advisories, checksums',
  makes: /^data\/v1\/db\.json$/,
  *render(context) {
    yield {
      path: 'data/v1/db.json',
      type: 'application/json',
      body: dbJson(context),
      sign: detached(context.model.modified),
      from: 'db-json',
    };
  },
} satisfies Format;
