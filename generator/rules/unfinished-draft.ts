// What is still to be written in a draft: drafts are not published, so this stops nothing.

import { fieldTexts } from '../lib/decode/field-texts.ts';
import { textsOf } from '../lib/nodes.ts';
import { isDraft, placeholderIn } from '../lib/placeholders.ts';
import type { Document, Rule } from '../types.ts';

export default {
  id: 'unfinished-draft',
  level: 'info',
  about: 'A draft may have blanks; this counts them, and they become errors when the draft is published.',
  example: {
    file: 'content/xsa/XSA-2.md',
    pass: 'title: A draft that nobody sees',
    fail: 'title: FIXME',
    message: 'The draft has 1 blank to be filled',
  },
  *check({ sources }) {
    for (const document of sources.documents) {
      const blanks = isDraft(document) ? countBlanks(document) : 0;
      if (blanks === 0) continue;
      yield {
        at: { document, field: ['status'] },
        text: `The draft has ${blanks} ${blanks === 1 ? 'blank' : 'blanks'} to be filled`,
        hint: 'Look for `FIXME`, `TODO`, `TBD` and `XXX`',
      };
    }
  },
} satisfies Rule;

function countBlanks(document: Document): number {
  let blanks = 0;
  for (const { value } of fieldTexts(document.fields)) if (placeholderIn(value)) blanks++;
  for (const { value } of textsOf(document.body)) if (placeholderIn(value)) blanks++;
  return blanks;
}
