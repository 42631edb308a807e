// A release block that does not say enough in a support statement.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-release-block',
  level: 'error',
  about:
    'The release block says which release the statement is about and how long it is supported; pages and data are made of it.',
  example: {
    file: 'support/1.0.md',
    pass: '    Initial-Release: 2025-11-19\n',
    fail: '',
    message: 'Missing `Initial-Release` in the release block',
  },
});
