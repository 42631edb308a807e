// A time without an offset is somebody's local time, and nobody can say whose (RFC 3339, section 4.4).

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'time-without-offset',
  level: 'error',
  about: 'Times without a zone have been published hours off. Write `Z` for UTC, or an offset.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'published: 2026-04-28T12:00:00Z',
    fail: 'published: 2026-04-28T12:00:00',
    message:
      'Unexpected `2026-04-28T12:00:00` as `published`, expected a time with its offset, such as `2026-04-28T12:00:00Z`',
  },
});
