// Two status lines for one row of the support matrix, also by qualifiers that differ only in signs the key leaves out.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-duplicate-key',
  level: 'error',
  about: 'Two lines with one key give one row of the matrix, and one of the two statuses would silently be lost.',
  example: {
    file: 'support/1.0.md',
    pass: '    Status, Arm: Tech Preview',
    fail: '    Status, x86: Tech Preview',
    message: 'Unexpected second `Status, x86` in `Full guests`, the first is in line 23',
  },
});
