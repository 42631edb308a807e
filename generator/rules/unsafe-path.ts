// A path stays below the folder it belongs to: no `..`, no leading `/`, no symbolic link that leaves the root.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'unsafe-path',
  level: 'error',
  about:
    'A path or a symbolic link that leads out of the root would publish a file that was never meant for the public.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: '{file: xsa1.patch',
    fail: '{file: ../../secret.patch',
    message: 'Unexpected `../../secret.patch` as `patches[0].file`, expected a path below the folder of the advisory',
  },
});
