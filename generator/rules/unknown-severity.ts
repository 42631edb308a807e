// A severity is one word of the vocabulary of its series, which the site explains.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'unknown-severity',
  level: 'error',
  about: 'Readers plan their updates by the severity, so it is a word that the series explains and no other.',
  example: {
    file: 'content/alsw/ALSW-2026-1.md',
    pass: 'severity: high',
    fail: 'severity: important',
    message: 'Unknown severity `important`',
  },
});
