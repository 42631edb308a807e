// An advisory under embargo in the public root, whose repository others read or will read.

import type { Rule } from '../types.ts';

export default {
  id: 'embargoed-in-public-root',
  level: 'error',
  about:
    'The site leaves an embargoed advisory out, but the repository it lies in may be public. It belongs in a private root; where the whole repository is private, `rules: {embargoed-in-public-root: off}` says so.',
  example: {
    file: 'content/dsa/DSA-1-1.md',
    pass: 'kind: security update',
    fail: 'kind: security update\nstatus: embargoed',
    message: '`DSA-1-1` is under embargo and lies in the public root',
  },
  *check({ advisories }) {
    for (const { id, status, embargo, document } of advisories) {
      // A draft with notes on its embargo is under one, too.
      if (status !== 'embargoed' && !(status === 'draft' && embargo)) continue;
      yield {
        at: { document, field: ['status'] },
        text: `\`${id}\` is under embargo and lies in the public root`,
        hint: 'Move it to a private root, and name that with `--private`; remove it from the history of this repository, too',
      };
    }
  },
} satisfies Rule;
