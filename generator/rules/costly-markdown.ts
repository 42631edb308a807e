// Markdown that costs a program far more than its length; the limits are in lib/markdown/markdown-cost.ts.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'costly-markdown',
  level: 'error',
  about:
    'Some texts grow out of proportion when they are read: thousands of marks in one paragraph, tables of missing cells, notes that are repeated, HTML that never ends. No advisory needs them, and they stop the programs that read them.',
  example: {
    file: 'content/pages/policy.md',
    pass: 'Write to the team.',
    fail: `Write to the team.\n\n${'<b>'.repeat(21)}`,
    message: 'More than 20 HTML elements are open',
  },
});
