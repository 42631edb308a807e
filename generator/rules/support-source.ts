// A git repository of support statements that cannot be read.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-source',
  level: 'error',
  about: 'Statements that could not be read would be missing from the matrix without a word.',
  example: {
    file: 'content/site.yaml',
    pass: 'license: CC-BY-4.0',
    fail: 'license: CC-BY-4.0\nsupport: {git: ../no-such-folder/sample.git, refs: [main]}',
    message: 'Repository `../no-such-folder/sample.git` is not there',
  },
});
