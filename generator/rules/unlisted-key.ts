// A key file that the configuration does not name is published, and it is taken for one that signs.

import { shown } from '../lib/decode/decode.ts';
import type { Rule } from '../types.ts';

export default {
  id: 'unlisted-key',
  level: 'info',
  about: 'A key without an entry in `keys` counts as one that signs, which may not be what was meant.',
  example: {
    file: 'content/site.yaml',
    pass: '  - {file: mailbox.asc, roles: contact}\n',
    fail: '',
    message: 'No entry of `keys` names `mailbox.asc`, so its role is `signing`',
  },
  *check({ site, sources }) {
    for (const { path } of sources.keyFiles) {
      const name = path.replace('content/keys/', '');
      if (site.keys.some(({ file }) => file === name)) continue;
      yield {
        at: { file: path, line: 1, column: 1 },
        text: `No entry of \`keys\` names ${shown(name)}, so its role is \`signing\``,
        hint: 'Add it to `keys` in `content/site.yaml` with its role',
        found: name,
      };
    }
  },
} satisfies Rule;
