// Only what the front matter names is published, so a file that nobody names was forgotten there or does not belong here.

import { shown } from '../lib/decode/decode.ts';
import { filesOf, namedPatches } from '../lib/patches/patch-names.ts';
import { archivedName } from '../lib/revisions/archived.ts';
import type { Rule } from '../types.ts';

export default {
  id: 'unlisted-file',
  level: 'warning',
  about: 'A file beside an advisory that no entry of `patches` names is not published, although somebody put it there.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: '  - {file: xsa1.patch, applies: Sample 1.0.x, tree: sample, releases: ["1.0"], fixes: {master: 3f2c1ab09d7e4c55a1b2c3d4e5f60718293a4b5c}}\n',
    fail: '',
    message: 'No entry of `patches` names `xsa1.patch`, so it is not published',
  },
  *check({ sources, advisories }) {
    const files = filesOf(sources);
    for (const advisory of advisories) {
      const folder = `content/${advisory.series}/${advisory.id}`;
      const named = new Set([...namedPatches(advisory)].map(({ file }) => file));
      for (const file of files.get(folder) ?? []) {
        // `.gitkeep` and the like belong to tools; texts of earlier versions have a rule of their own.
        if (named.has(file) || file.startsWith('.') || archivedName(file)) continue;
        yield {
          at: { file: `${folder}/${file}`, line: 1, column: 1 },
          text: `No entry of \`patches\` names ${shown(file)}, so it is not published`,
          hint: `Add it to \`patches\` in \`${advisory.document.path}\`, or remove the file`,
          found: file,
        };
      }
    }
  },
} satisfies Rule;
