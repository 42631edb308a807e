// An advisory, a section or a page that says nothing.

import type { Nodes } from 'mdast';
import { headingNamed, wasRead } from '../lib/nodes.ts';
import type { Advisory, Finding, Rule } from '../types.ts';

export default {
  id: 'empty-body',
  level: 'error',
  about: 'A heading without a text promises an answer that the reader does not get.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'There is no mitigation.',
    fail: '',
    message: 'Section `Mitigation` has no text',
  },
  *check({ advisories, pages }) {
    for (const advisory of advisories) {
      if (advisory.status !== 'draft' && wasRead(advisory.document)) yield* checkAdvisory(advisory);
    }
    for (const { document } of pages) {
      if (wasRead(document) && !document.body.children.some(saysSomething)) {
        yield {
          at: { document, field: ['title'], key: true },
          text: 'The page has no text',
          hint: 'Write it below the front matter',
        };
      }
    }
  },
} satisfies Rule;

function* checkAdvisory({ document, sections, status }: Advisory): Generator<Finding> {
  if (!document.body.children.some(saysSomething)) {
    // The reason of a withdrawn advisory stands in its front matter.
    if (status === 'withdrawn') return;
    yield {
      at: { document, field: ['id'], key: true },
      text: 'The advisory has no text',
      hint: 'Write below the front matter what is wrong and what to do',
    };
    return;
  }
  for (const section of sections) {
    if (section.title === undefined || section.nodes.some(saysSomething)) continue;
    yield {
      at: { document, node: headingNamed(document.body, section.title) ?? document.body },
      text: `Section \`${section.title}\` has no text`,
      hint: 'Write it, or remove the heading',
    };
  }
}

/** Comments and link definitions are not shown. */
const saysSomething = (node: Nodes): boolean =>
  node.type !== 'definition' && !(node.type === 'html' && node.value.startsWith('<!--') && node.value.endsWith('-->'));
