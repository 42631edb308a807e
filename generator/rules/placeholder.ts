// Blanks that were never filled: words such as FIXME, and CVE ids that are still patterns.

import { fieldTexts } from '../lib/decode/field-texts.ts';
import { textsOf } from '../lib/nodes.ts';
import { isDraft, placeholderIn } from '../lib/placeholders.ts';
import type { Rule } from '../types.ts';

export default {
  id: 'placeholder',
  level: 'error',
  about: 'Advisories have been sent with `XXX` in the place of a version. A published text has no blanks.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'There is no mitigation.',
    fail: 'There is no mitigation: FIXME.',
    message: 'Unexpected `FIXME`, a blank to be filled',
  },
  *check({ sources, problems }) {
    const reported = new Set(problems.map(({ place }) => `${place.file}:${place.line}:${place.column}`));
    const documents = sources.documents.filter((document) => !isDraft(document));
    const trees = [sources.config, ...documents.map((document) => document.fields)];
    for (const { value, place } of trees.flatMap((fields) => [...fieldTexts(fields)])) {
      const found = placeholderIn(value);
      // A blank that is no date or no id has its message already.
      if (found && !reported.has(`${place.file}:${place.line}:${place.column}`))
        yield { at: place, ...sentence(found) };
    }
    for (const document of documents) {
      for (const { node, value } of textsOf(document.body)) {
        const found = placeholderIn(value);
        if (found) yield { at: { document, node }, ...sentence(found) };
      }
    }
  },
} satisfies Rule;

const sentence = (found: string) => ({
  text: `Unexpected \`${found}\`, a blank to be filled`,
  hint: 'Write what belongs here',
  found,
});
