// Quotes in quotes in quotes: deeper than any text that people write, deep enough to exhaust a program.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'unsafe-nesting',
  level: 'error',
  about: 'Markdown that is nested very deep is an attack or a slip, and stops the programs that read it.',
  example: {
    file: 'content/pages/policy.md',
    pass: 'Write to the team.',
    fail: `${'>'.repeat(80)} Write to the team.`,
    message: 'Markdown nested deeper than 60 levels',
  },
});
