// A limit that is no amount in a support statement.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-bad-limit',
  level: 'warning',
  about:
    'A limit is a number that tools compare; in other words it is a limit for people only, and belongs in a caveat.',
  example: {
    file: 'support/1.0.md',
    pass: '    Status: Experimental',
    fail: '    Status: Experimental\n    Limit, tested: much',
    message: 'Unexpected `much` as limit, expected an amount such as `8 TiB`',
  },
});
