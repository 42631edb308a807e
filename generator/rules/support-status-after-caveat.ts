// Status lines below a caveat in a support statement.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-status-after-caveat',
  level: 'warning',
  about: 'A caveat qualifies every status of its section, also those below it, which is seldom meant.',
  example: {
    file: 'support/1.0.md',
    pass: '    Status, x86: Supported\n',
    fail: '    Status, x86: Supported\n\nOnly with hardware support.\n\n',
    message: 'Unexpected status in `Full guests` after a caveat, which qualifies it too',
  },
});
