// Texts are UTF-8 (RFC 3629), and a replacement character says that one was lost on the way.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'encoding',
  level: 'error',
  about: 'Bytes that are not UTF-8 differ from reader to reader, and U+FFFD stands where a character was lost.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'name: Robin Example',
    fail: 'name: Robin Exampl\uFFFD',
    message: 'Unexpected replacement character `U+FFFD`, a trace of lost text',
  },
});
