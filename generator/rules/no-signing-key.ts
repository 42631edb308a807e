// Keys that are to sign, none of which can: the site would be published unsigned without a word.

import { idleReason, keyName, keyPlace, keysOf } from '../lib/pgp/key-use.ts';
import type { Rule } from '../types.ts';

export default {
  id: 'no-signing-key',
  level: 'error',
  about: 'A site that was signed yesterday and is not today looks as if somebody else had made it.',
  example: {
    file: 'content/site.yaml',
    pass: '{file: team.asc, roles: [signing, contact]}\n  - {file: mailbox.asc, roles: contact}',
    fail: '{file: team.asc, roles: contact}\n  - {file: mailbox.asc, roles: signing}',
    message: 'No key signs this site: `mailbox.asc` may not sign',
  },
  *check(context) {
    const keys = keysOf(context).filter((key) => key.roles.includes('signing'));
    const reasons = keys.flatMap((key) => {
      const reason = idleReason(key, context.now);
      return reason === undefined ? [] : `${keyName(key)} ${reason}`;
    });
    const [first] = keys;
    if (!first || reasons.length < keys.length) return;
    yield {
      at: keyPlace(context, first),
      text: `No key signs this site: ${reasons.join(', ')}`,
      hint: 'Add the public part of a key that can sign, give the old one the role `retired`, and publish an advisory with `key-change`',
    };
  },
} satisfies Rule;
