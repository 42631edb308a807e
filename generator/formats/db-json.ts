// `/data/v1/db.json`: whether anything is new, in one request.

import { dbJson } from '../lib/data/data-files.ts';
import type { Format } from '../types.ts';

export default {
  id: 'db-json',
  about: 'State of the data: time of the last change, number of advisories, checksums',
  *render(context) {
    yield { path: 'data/v1/db.json', type: 'application/json', body: dbJson(context), from: 'db-json' };
  },
} satisfies Format;
