// `/data/v1/changes.tsv`: what changed since a time, newest first.

import { changesTsv } from '../lib/data/data-files.ts';
import type { Format } from '../types.ts';

export default {
  id: 'changes-tsv',
  about: 'Every advisory file with the time of its last change and its checksum',
  *render(context) {
    yield {
      path: 'data/v1/changes.tsv',
      type: 'text/tab-separated-values',
      body: changesTsv(context),
      from: 'changes-tsv',
    };
  },
} satisfies Format;
