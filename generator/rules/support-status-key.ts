// A misspelt key in a support statement.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-status-key',
  level: 'warning',
  about: 'Other tools that read the file take `Status` by the letter and would skip the line.',
  example: {
    file: 'support/1.0.md',
    pass: 'Status: Experimental',
    fail: 'status: Experimental',
    message: 'Unexpected `status` as key, expected `Status`',
  },
});
