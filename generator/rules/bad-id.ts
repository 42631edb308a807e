// Ids are quoted for decades, in mails, commits and databases: they follow the pattern of their series exactly.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'bad-id',
  level: 'error',
  about: 'Tools find an advisory by its id, so it follows the pattern of its series to the letter.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'id: XSA-1',
    fail: 'id: XSA-1a',
    message: 'Unexpected `XSA-1a` as id, expected `XSA-<number>`',
  },
});
