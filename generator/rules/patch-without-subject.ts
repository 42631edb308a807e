// Downstream tools find a fix in a tree by the subject of its commit, so a patch without one cannot be found.

import type { Rule } from '../types.ts';

export default {
  id: 'patch-without-subject',
  level: 'warning',
  about:
    'The patch index lists subjects, by which packagers find the fixes in their trees. A patch without one is left out of it.',
  example: {
    file: 'content/xsa/XSA-1/xsa1.patch',
    pass: 'From: Robin Example <robin@sample.example>\nSubject: [PATCH] memory: clear pages before a guest gets them\n\nThis is XSA-1.\n\n',
    fail: '',
    message: 'Patch `xsa1.patch` has no subject',
  },
  *check({ advisories }) {
    for (const { document, patches } of advisories) {
      for (const { file, subject } of patches) {
        if (subject !== undefined) continue;
        yield {
          at: { file: document.path.replace(/\.md$/, `/${file}`), line: 1, column: 1 },
          text: `Patch \`${file}\` has no subject`,
          hint: 'Write the patch with `git format-patch`, or begin the file with a `Subject:` line and an empty one',
        };
      }
    }
  },
} satisfies Rule;
