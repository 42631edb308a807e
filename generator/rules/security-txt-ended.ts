// A `security.txt` whose date is over must not be used (RFC 9116, 2.5.5).

import { placeOf } from '../lib/decode/decode.ts';
import type { Rule } from '../types.ts';

export default {
  id: 'security-txt-ended',
  level: 'error',
  about: 'Programs and finders ignore a `security.txt` that has ended, and reports go elsewhere or nowhere.',
  example: {
    file: 'content/site.yaml',
    pass: 'expires: 2027-03-01',
    fail: 'expires: 2026-05-31',
    message: '`security.txt` ended on 2026-05-31',
  },
  *check({ site, sources, now }) {
    const { expires } = site.securityTxt ?? {};
    if (expires === undefined || expires > now) return;
    yield {
      at: placeOf(sources.config, ['security-txt', 'expires']),
      text: `\`security.txt\` ended on ${expires.slice(0, 10)}`,
      hint: 'Check its fields, and write a later date, less than a year ahead',
      found: expires,
    };
  },
} satisfies Rule;
