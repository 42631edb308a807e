// `/data/v1/changes.tsv`: what changed since a time, newest first.

import { changesTsv } from '../lib/data/data-files.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format } from '../types.ts';

export default {
  id: 'changes-tsv',
  about: 'Every advisory file with the time of its last change and its checksum',
  makes: /^data\/v1\/changes\.tsv$/,
  *render(context) {
    yield {
      path: 'data/v1/changes.tsv',
      type: 'text/tab-separated-values',
      body: changesTsv(context),
      sign: detached(context.model.modified),
      from: 'changes-tsv',
    };
  },
} satisfies Format;
