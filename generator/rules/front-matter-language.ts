// Some tools run front matter that opens with `---js` as a program. Here it is never more than data.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'front-matter-language',
  level: 'error',
  about:
    'Front matter in a programming language would run on the machine that holds the signing key. Only YAML is read.',
  example: {
    file: 'content/alsw/ALSW-2026-1.md',
    pass: '---\nid: ALSW-2026-1',
    fail: '---js\nid: ALSW-2026-1',
    message: 'Front matter in `js` is refused, expected YAML',
  },
});
