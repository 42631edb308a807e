// Every series says which fields it cannot do without.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'missing-field',
  level: 'error',
  about: 'Pages, texts and indexes are made of these fields; without one of them they would have a hole.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'title: Guests can read memory of other guests\n',
    fail: '',
    message: 'Missing field `title`',
  },
});
