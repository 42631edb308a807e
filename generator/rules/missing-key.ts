// Every key that the configuration names lies in `content/keys/`.

import { nearest, placeOf, shown } from '../lib/decode/decode.ts';
import type { Rule } from '../types.ts';

export default {
  id: 'missing-key',
  level: 'error',
  about: 'A key that is named and not there is one that readers cannot get.',
  example: {
    file: 'content/site.yaml',
    pass: 'keys:\n',
    fail: 'keys:\n  - {file: lost.asc, roles: contact}\n',
    message: 'Missing key file `content/keys/lost.asc`',
  },
  *check({ site, sources }) {
    const there = sources.keyFiles.map(({ path }) => path.replace('content/keys/', ''));
    const unnamed = there.filter((name) => !site.keys.some(({ file }) => file === name));
    for (const [index, { file }] of site.keys.entries()) {
      if (there.includes(file)) continue;
      const near = nearest(file, unnamed);
      yield {
        at: placeOf(sources.config, ['keys', index, 'file']),
        text: `Missing key file ${shown(`content/keys/${file}`)}${near ? `, did you mean ${shown(near)}?` : ''}`,
        hint: 'Put the public key there with `gpg --armor --export <fingerprint>`, correct the name, or remove the entry',
        found: file,
      };
    }
  },
} satisfies Rule;
