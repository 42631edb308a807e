// A status outside the vocabulary in a support statement.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-unknown-status',
  level: 'warning',
  about:
    'Whether a feature is security supported follows from the words of its status; words nobody defined promise nothing.',
  example: {
    file: 'support/1.0.md',
    pass: 'Status: Experimental',
    fail: 'Status: Expermental',
    message: 'Unexpected `Expermental` as status, did you mean `Experimental`?',
  },
});
