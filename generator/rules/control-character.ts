// Control characters break XML, signatures (U+2028) and terminals; bidirectional ones show another text than the one
// that is signed (CVE-2021-42574).

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'control-character',
  level: 'error',
  about:
    'Control characters break feeds, signatures and terminals, and the bidirectional ones make a text read as another one.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'Arm is not.',
    fail: 'Arm is \u202Enot.',
    message: 'Unexpected control character `U+202E`, which changes the order in which text is shown',
  },
});
