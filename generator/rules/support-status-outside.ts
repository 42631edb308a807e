// Status lines that stand in the text in a support statement.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-status-outside',
  level: 'warning',
  about:
    'A status line that is not indented by four blanks below an empty line is text, and the feature has no status.',
  example: {
    file: 'support/1.0.md',
    pass: '    Status: Experimental',
    fail: '   Status: Experimental',
    message: 'Unexpected status line outside of a fragment, which nothing reads',
  },
});
