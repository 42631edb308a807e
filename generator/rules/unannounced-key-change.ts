// A key that signs no longer was replaced by another, and readers were to be told which.

import { keyName, keyPlace, keysOf } from '../lib/pgp/key-use.ts';
import type { Rule } from '../types.ts';

export default {
  id: 'unannounced-key-change',
  level: 'info',
  about: 'A new key that nobody announced looks to readers like the key of a stranger.',
  example: {
    file: 'content/site.yaml',
    pass: '{file: mailbox.asc, roles: contact}',
    fail: '{file: mailbox.asc, roles: retired}',
    message: 'The key in `mailbox.asc` is retired, and no advisory tells by which key it was replaced',
  },
  *check(context) {
    const told = new Set(context.advisories.flatMap((advisory) => advisory.keyChange?.old ?? []));
    for (const key of keysOf(context)) {
      if (!key.roles.includes('retired') || told.has(key.fingerprint)) continue;
      yield {
        at: keyPlace(context, key),
        text: `The key in ${keyName(key)} is retired, and no advisory tells by which key it was replaced`,
        hint: 'Publish an advisory with `key-change`, signed with both keys if you still have the old one',
        found: key.fingerprint,
      };
    }
  },
} satisfies Rule;
