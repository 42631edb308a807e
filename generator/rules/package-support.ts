// Faults of `support/packages.yaml` that show only beside the releases, or between its entries.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'package-support',
  level: 'error',
  about:
    'Machines tell their owners what the list says. A release that is none, a package in two groups or an end outside the life of its release would tell them something wrong, or nothing.',
  example: {
    file: 'support/packages.yaml',
    pass: '  south:\n',
    fail: '  sout:\n',
    message: 'Unknown release `sout`, did you mean `south`?',
  },
});
