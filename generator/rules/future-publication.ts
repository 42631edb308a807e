// A planned publication: the advisory is held back until then, and the author should know.

import type { Rule } from '../types.ts';

export default {
  id: 'future-publication',
  level: 'info',
  about:
    'An advisory whose time has not come is left out of the site without a trace, which is right when it is planned and a surprise when the year is wrong.',
  example: {
    file: 'content/dsa/DSA-1-1.md',
    pass: 'published: 2026-05-18T16:40:00Z',
    fail: 'published: 2062-05-18T16:40:00Z',
    message: '`DSA-1-1` is held back until `2062-05-18T16:40:00Z`',
  },
  *check({ advisories, now }) {
    for (const { id, status, published, document } of advisories) {
      const isOpen = status === 'published' || status === 'withdrawn';
      if (!isOpen || published === undefined || published <= now) continue;
      yield {
        at: { document, field: ['published'] },
        text: `\`${id}\` is held back until \`${published}\``,
        hint: 'Build again after that time, or correct the date',
        found: published,
      };
    }
  },
} satisfies Rule;
