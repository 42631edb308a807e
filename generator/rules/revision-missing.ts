// A published advisory has at least one version that the public may see.

import type { Rule } from '../types.ts';

export default {
  id: 'revision-missing',
  level: 'error',
  about: 'An advisory whose versions are all private cannot be shown, although its status says that it is published.',
  example: {
    file: 'content/alsw/ALSW-2026-1.md',
    pass: 'change: First publication.}',
    fail: 'change: First publication., public: false}',
    message: '`ALSW-2026-1` is published, but each of its versions is private',
  },
  *check({ advisories }) {
    for (const { id, status, revisions, document } of advisories) {
      const isOpen = status === 'published' || status === 'withdrawn';
      if (!isOpen || revisions.some((revision) => revision.public)) continue;
      yield {
        at: { document, field: ['revisions'] },
        text: `\`${id}\` is ${status}, but each of its versions is private`,
        hint: 'Add the version that was published',
      };
    }
  },
} satisfies Rule;
