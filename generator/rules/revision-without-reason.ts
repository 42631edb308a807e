// Each version says what changed, in words that tell a reader whether to read on.

import { revisionPath } from '../lib/decode/revision-path.ts';
import type { Rule } from '../types.ts';

/** Words that say no more than that there is a new version. */
const EMPTY_WORDS =
  /^(?:(?:a|an|the|new|minor|small|some|misc|various|further|more|update[sd]?|change[sd]?|edit(?:s|ed)?|revision|revised|v|version|text|advisory|wip|none|n\/a|see|diff)(?:\W+|$))*$/i;

export default {
  id: 'revision-without-reason',
  level: 'error',
  about: 'Readers who have acted on the version before need to know what is different in this one.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'change: Public release.}',
    fail: 'change: Updated text.}',
    message: 'Version `2` does not say what changed',
  },
  *check({ advisories }) {
    for (const advisory of advisories) {
      if (advisory.status === 'draft') continue;
      for (const { version, change } of advisory.revisions) {
        const field = revisionPath(advisory, version);
        const isWritten = field[0] === 'revisions';
        if (!isWritten || !EMPTY_WORDS.test(change.replace(/[\s\d.:;,!-]+/g, ' ').trim())) continue;
        yield {
          at: { document: advisory.document, field: [...field, 'change'] },
          text: `Version \`${version}\` does not say what changed`,
          hint: 'Write a sentence such as `Fixed version for 4.13 corrected`',
          found: change,
        };
      }
    }
  },
} satisfies Rule;
