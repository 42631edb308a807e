// An advisory under embargo in a root that did not say it is private.

import type { Rule } from '../types.ts';

export default {
  id: 'embargoed-in-public-root',
  level: 'error',
  about:
    'The site leaves an embargoed advisory out, but the repository it lies in may be public. A private root says so with `rules: {embargoed-in-public-root: off}`.',
  example: {
    file: 'content/dsa/DSA-1-1.md',
    pass: 'kind: security update',
    fail: 'kind: security update\nstatus: embargoed',
    message: '`DSA-1-1` is under embargo, and this root does not say that it is private',
  },
  *check({ advisories }) {
    for (const { id, status, document } of advisories) {
      if (status !== 'embargoed') continue;
      yield {
        at: { document, field: ['status'] },
        text: `\`${id}\` is under embargo, and this root does not say that it is private`,
        hint: 'Keep it in a private root, whose `content/site.yaml` says `rules: {embargoed-in-public-root: off}`',
      };
    }
  },
} satisfies Rule;
