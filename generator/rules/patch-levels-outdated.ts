// A published advisory with patches that the patch levels of its tree know nothing about.

import { isPublic } from '../lib/is-public.ts';
import type { Rule } from '../types.ts';

/** How many are named; the rest is counted. */
const MOST = 5;

export default {
  id: 'patch-levels-outdated',
  level: 'warning',
  about:
    'The pages of a source tree say "Not checked" for an advisory that is newer than the check. Let a job of the tree run after each publication.',
  example: {
    file: 'content/trees/sample.json',
    pass: '    {"id": "XSA-1", "number": "1", "levels": []}',
    fail: '',
    message: '`content/trees/sample.json` says nothing about 1 published advisory with patches: XSA-1',
  },
  *check({ treeLevels, advisories, now }) {
    for (const { tree, file, levels, ids } of treeLevels ?? []) {
      const known = new Set(ids);
      const unsaid = advisories.filter(
        (advisory) =>
          advisory.series === levels.series &&
          advisory.status !== 'withdrawn' &&
          isPublic(advisory, now) &&
          !known.has(advisory.id) &&
          advisory.patches.some((patch) => patch.tree === undefined || patch.tree === tree.id),
      );
      if (unsaid.length === 0) continue;
      const named = unsaid.slice(0, MOST).map(({ id }) => id);
      const words = unsaid.length === 1 ? 'advisory' : 'advisories';
      yield {
        at: { file, line: 1, column: 1 },
        text: `\`${file}\` says nothing about ${unsaid.length} published ${words} with patches: ${named.join(', ')}${unsaid.length > MOST ? ' …' : ''}`,
        hint: 'Run `tocsin patches check --format json` again, and commit what it prints',
      };
    }
  },
} satisfies Rule;
