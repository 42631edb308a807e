// What RFC 9116 recommends about `/.well-known/security.txt`.

import { placeOf } from '../lib/decode/decode.ts';
import { absolute } from '../lib/links.ts';
import type { Rule } from '../types.ts';

const DAY = 86_400_000;
const SOON_DAYS = 30;
const MOST_DAYS = 366;

export default {
  id: 'security-txt',
  level: 'warning',
  about: 'Finders stop trusting a `security.txt` that has ended, and one that never ends is not trusted to begin with.',
  example: {
    file: 'content/site.yaml',
    pass: 'expires: 2027-03-01',
    fail: 'expires: 2026-06-20',
    message: '`security.txt` ends on 2026-06-20, which is in 19 days',
  },
  *check({ site, sources, now }) {
    if (!site.securityTxt) return;
    const { expires } = site.securityTxt;
    const at = placeOf(sources.config, ['security-txt', 'expires']);
    const days = Math.floor((Date.parse(expires) - Date.parse(now)) / DAY);
    if (expires > now && days <= SOON_DAYS) {
      yield {
        at,
        text: `\`security.txt\` ends on ${expires.slice(0, 10)}, which is in ${days} ${days === 1 ? 'day' : 'days'}`,
        hint: 'Check its fields, and write a later date, less than a year ahead',
        found: expires,
      };
    }
    if (days > MOST_DAYS) {
      yield {
        at,
        text: `\`security.txt\` ends on ${expires.slice(0, 10)}, which is more than a year ahead`,
        hint: 'Write a date less than a year ahead, so that somebody looks at the fields in time (RFC 9116, 2.5.5)',
        found: expires,
      };
    }
    if (!site.url.startsWith('https:')) {
      yield {
        at: placeOf(sources.config, ['url']),
        text: `\`security.txt\` names itself by \`${absolute(site, '/.well-known/security.txt')}\`, expected \`https:\``,
        hint: 'Serve the site with TLS and write its address so (RFC 9116, 2.5.2)',
        found: site.url,
      };
    }
  },
} satisfies Rule;
