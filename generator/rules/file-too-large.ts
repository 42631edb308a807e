// No advisory, patch or support statement is larger than 5 MB; what is larger got there by mistake.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'file-too-large',
  level: 'error',
  about:
    'Files of more than 5 MB are a mistake, such as a log or an archive, and every reader of the site would pay for it.',
  example: {
    file: 'content/pages/policy.md',
    pass: 'Write to the team.',
    /** Made when asked for: it is as large as it says. */
    get fail() {
      return 'Write to the team. '.repeat(300_000);
    },
    message: '`content/pages/policy.md` has 5.7 MB, expected 5 MB or less',
  },
});
