// Formats of keys that came with RFC 9580 in 2024; most installed programs are older.

import { keyName, keyPlace, keysOf } from '../lib/pgp/key-use.ts';
import type { Rule } from '../types.ts';

export default {
  id: 'key-too-new',
  level: 'error',
  about: 'GnuPG 2.2 and the programs of Debian 12 cannot read such a key, so many readers could verify nothing.',
  example: {
    file: 'content/site.yaml',
    pass: '{file: modern.asc, roles: contact}',
    fail: '{file: modern.asc, roles: signing}',
    message: 'The key in `modern.asc` is one that GnuPG 2.2 and Debian 12 cannot read (version 6, Ed25519 of RFC 9580)',
  },
  *check(context) {
    for (const key of keysOf(context)) {
      if (!key.isModern || !key.roles.includes('signing')) continue;
      yield {
        at: keyPlace(context, key),
        text: `The key in ${keyName(key)} is one that GnuPG 2.2 and Debian 12 cannot read (version ${key.version}, ${key.algorithm})`,
        hint: "Make a key that they read, such as with `gpg --quick-generate-key '<name and address>' ed25519 sign 2y`",
        found: key.algorithm,
      };
    }
  },
} satisfies Rule;
