// The features that an advisory names are headings of the support statements: by them a reader sees whether the thing
// is in use here, and whether it has security support.

import { nearest, shown } from '../lib/decode/decode.ts';
import { featureNames, findFeature } from '../lib/support/feature-support.ts';
import type { Rule } from '../types.ts';

export default {
  id: 'unknown-feature',
  level: 'warning',
  about: 'A feature that no support statement has leads its reader nowhere; most often it is misspelt.',
  example: {
    file: 'content/alsw/ALSW-2026-1.md',
    pass: 'severity: high',
    fail: 'severity: high\nfeatures: [Lite guests]',
    message: 'Unknown feature `Lite guests`, did you mean `Light guests`?',
  },
  *check({ advisories, support }) {
    // A team without statements names features in its own words.
    if (support.length === 0) return;
    const names = featureNames(support);
    for (const { document, features } of advisories) {
      for (const [index, feature] of features.entries()) {
        if (findFeature(support, feature).length > 0) continue;
        const near = nearest(feature, names);
        yield {
          at: { document, field: ['features', index] },
          text: `Unknown feature ${shown(feature)}${near ? `, did you mean ${shown(near)}?` : ''}`,
          hint: 'Write the heading of a support statement, or the heading, a colon and a qualifier',
          found: feature,
        };
      }
    }
  },
} satisfies Rule;
