// Lines of a fragment that are no status in a support statement.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-status-line',
  level: 'warning',
  about: 'A fragment is for machines: a line that is neither a status nor goes on with one is read by nobody.',
  example: {
    file: 'support/1.0.md',
    pass: '    Status: Experimental',
    fail: '    Status: Experimental\n    Since: 0.9',
    message: 'Unexpected `Since: 0.9` among status lines',
  },
});
