// Keys end on a day that is known years before, and yet it surprises: readers then see bad signatures.

import { endOf, keyName, keyPlace, keysOf } from '../lib/pgp/key-use.ts';
import type { Finding, PublishedKey, Rule } from '../types.ts';

const DAY = 86_400_000;
const SOON_DAYS = 90;

export default {
  id: 'key-expiry',
  level: 'warning',
  about: 'Readers have to get a new key, or the same with a later end, before the old end comes.',
  example: {
    file: 'content/site.yaml',
    pass: '{file: earlier.asc, roles: retired}',
    fail: '{file: earlier.asc, roles: [retired, contact]}',
    message: 'The key in `earlier.asc` can be used for mail to the team until 2026-07-15, which is in 44 days',
  },
  *check(context) {
    for (const key of keysOf(context)) {
      const place = keyPlace(context, key);
      for (const [role, use, words] of USES) {
        const said = key.roles.includes(role) && statement(key, use, context.now);
        if (said) {
          yield {
            at: place,
            text: `The key in ${keyName(key)} ${said.replace('USE', words)}`,
            hint: HINT,
            found: key.fingerprint,
          } satisfies Finding;
        }
      }
    }
  },
} satisfies Rule;

const USES = [
  ['signing', 'sign', 'signatures'],
  ['contact', 'encrypt', 'mail to the team'],
] as const;

const HINT =
  'Give it a later end with `gpg --quick-set-expire` and export it again, or make a new key and give this one the role `retired`';

function statement(key: PublishedKey, use: 'sign' | 'encrypt', now: string): string | undefined {
  const end = endOf(key, use);
  if (key.revoked) return `was revoked on ${key.revoked.date.slice(0, 10)}, and cannot be used for USE`;
  if (end === undefined) return undefined;
  const days = Math.floor((Date.parse(end) - Date.parse(now)) / DAY);
  if (end <= now) return `could be used for USE until ${end.slice(0, 10)}`;
  return days <= SOON_DAYS
    ? `can be used for USE until ${end.slice(0, 10)}, which is in ${days} ${days === 1 ? 'day' : 'days'}`
    : undefined;
}
