// Days that no calendar has, and dates in other notations.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'bad-date',
  level: 'error',
  about: 'A day that does not exist would be moved to another one by the next tool that reads it.',
  example: {
    file: 'content/alsw/ALSW-2026-1.md',
    pass: 'published: 2026-04-12',
    fail: 'published: 2026-04-31',
    message: 'Unexpected `2026-04-31` as `published`, expected a day of the calendar',
  },
});
