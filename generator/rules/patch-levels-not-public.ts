// Patch levels that name advisories which the public does not know (yet).

import { isPublic } from '../lib/is-public.ts';
import type { Rule } from '../types.ts';

export default {
  id: 'patch-levels-not-public',
  level: 'warning',
  about:
    'Pages and data leave such lines out, but the file is as public as the repository it lies in: a number in it says that there is an advisory, and a commit which fix it is.',
  example: {
    file: 'content/trees/sample.json',
    pass: '"advisories": [',
    fail: '"advisories": [\n    {"id": "XSA-9", "number": "9", "levels": []},',
    message: '`content/trees/sample.json` names 1 advisory that is not public',
  },
  *check({ treeLevels, advisories, sources, now }) {
    const decoded = new Set(advisories.map(({ id }) => id));
    // What could not be read has its own message.
    const unread = new Set(sources.documents.map(({ path }) => path.slice(path.lastIndexOf('/') + 1, -'.md'.length)));
    const known = new Set(advisories.filter((advisory) => isPublic(advisory, now)).map(({ id }) => id));
    for (const { file, ids } of treeLevels ?? []) {
      const hidden = ids.filter((id) => !known.has(id) && (decoded.has(id) || !unread.has(id))).length;
      if (hidden === 0) continue;
      yield {
        at: { file, line: 1, column: 1 },
        text: `\`${file}\` names ${hidden} ${hidden === 1 ? 'advisory that is' : 'advisories that are'} not public`,
        hint: 'Take the index of the published site as the source of `tocsin patches check`',
      };
    }
  },
} satisfies Rule;
