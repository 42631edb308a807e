// Faults of the files in `content/trees/`, found while they are read.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'patch-levels',
  level: 'error',
  about:
    'Readers take from these files whether their tree has a fix. One that cannot be read, or that is about something else, would tell them something wrong.',
  example: {
    file: 'content/trees/sample.json',
    pass: '"series": "xsa"',
    fail: '"series": "dsa"',
    message: '`content/trees/sample.json` is about series `dsa`, expected `xsa`',
  },
});
