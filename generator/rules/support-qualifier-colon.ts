// A colon in a qualifier in a support statement.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-qualifier-colon',
  level: 'warning',
  about: 'The first colon ends the qualifier, so that the rest of it would become the status.',
  example: {
    file: 'support/1.0.md',
    pass: 'Status, Arm: Tech Preview',
    fail: 'Status, Arm: 64 bit: Tech Preview',
    message: 'Unexpected colon in the qualifier `Arm: 64 bit`',
  },
});
