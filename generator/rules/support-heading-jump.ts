// Headings that leave out a level in a support statement.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-heading-jump',
  level: 'warning',
  about: "A heading that skips a level belongs to no section, and readers of a screen reader's outline miss one.",
  example: {
    file: 'support/1.0.md',
    pass: '## Build options',
    fail: '### Build options',
    message: 'Unexpected heading of level 3 after level 1, expected level 2 or less',
  },
});
