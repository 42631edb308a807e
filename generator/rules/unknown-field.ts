// A misspelt field would be left out without a word, so every name that is not known is an error.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'unknown-field',
  level: 'error',
  about: 'A misspelt field is a fact that silently goes missing from the published advisory.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'credits: [',
    fail: 'credit: [',
    message: 'Unknown field `credit`, did you mean `credits`?',
  },
});
