// Every patch that the front matter names lies in the folder of the advisory.

import { nearest, shown } from '../lib/decode/decode.ts';
import { filesOf, namedPatches } from '../lib/patches/patch-names.ts';
import type { Rule } from '../types.ts';

export default {
  id: 'missing-patch',
  level: 'error',
  about: 'An announcement that names a patch nobody can download cannot be acted on.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'patches:\n  - {file: xsa1.patch,',
    fail: 'patches:\n  - {file: xsa1-0.9.patch}\n  - {file: xsa1.patch,',
    message: 'Missing patch `content/xsa/XSA-1/xsa1-0.9.patch`',
  },
  *check({ sources, advisories }) {
    const files = filesOf(sources);
    for (const advisory of advisories) {
      const folder = `content/${advisory.series}/${advisory.id}`;
      const there = files.get(folder) ?? new Set();
      const named = [...namedPatches(advisory)];
      const names = new Set(named.map(({ file }) => file));
      const unnamed = [...there].filter((file) => !names.has(file));
      for (const { file, field } of named) {
        if (there.has(file)) continue;
        const near = nearest(file, unnamed);
        yield {
          at: { document: advisory.document, field },
          text: `Missing patch ${shown(`${folder}/${file}`)}${near ? `, did you mean ${shown(near)}?` : ''}`,
          hint: 'Put the file there, correct its name, or remove the entry',
          found: file,
        };
      }
    }
  },
} satisfies Rule;
