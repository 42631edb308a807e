// An advisory's file is named after its id, so that both authors and links find it.

import type { Rule } from '../types.ts';

export default {
  id: 'id-file-name',
  level: 'error',
  about: 'Authors look for an advisory by its file name, and its patches lie in the folder of that name.',
  example: {
    file: 'content/xsa/XSA-2.md',
    pass: 'id: XSA-2',
    fail: 'id: XSA-3',
    message: 'Unexpected id `XSA-3` in `XSA-2.md`, expected `XSA-2`',
  },
  *check({ advisories }) {
    const paths = new Set(advisories.map((advisory) => advisory.document.path));
    for (const { id, document } of advisories) {
      const file = document.path.slice(document.path.lastIndexOf('/') + 1);
      const name = file.replace(/\.md$/, '');
      // A copy that kept its id is a duplicate; one message says enough.
      const isCopy = paths.has(document.path.replace(file, `${id}.md`));
      if (name === id || isCopy) continue;
      yield {
        at: { document, field: ['id'] },
        text: `Unexpected id \`${id}\` in \`${file}\`, expected \`${name}\``,
        hint: `Rename the file to \`${id}.md\` (and its folder to \`${id}\`), or correct the id`,
        found: id,
        expected: name,
      };
    }
  },
} satisfies Rule;
