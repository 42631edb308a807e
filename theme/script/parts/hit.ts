/// <reference lib="dom" />
// One advisory that was found, with marks where its id and title have the words.

import type { Hit } from '../../../generator/lib/search/query.ts';
import { fold } from '../../../generator/lib/search/words.ts';
import { element } from './dom.ts';

/** The item of the list. `base` stands before every path of the site. */
export function hitItem({ entry, found, inText }: Hit, base: string): HTMLLIElement {
  const { id, title, day, path, cves, facets } = entry;
  const link = element(
    'a',
    { href: base + encodeURI(path) },
    element('span', { class: 'id' }, ...marked(id, found)),
    ' ',
    ...marked(title.replaceAll('`', ''), found),
  );
  const facts = [...facets.severity.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))];
  if (facets.state.includes('withdrawn')) facts.push('Withdrawn');
  facts.push(...cves.slice(0, 3), ...facets.package.slice(0, 3), day);
  const note = element('p', { class: 'note' }, ...marked(facts.join(' · '), found));
  if (inText.length > 0) note.append(` · in the text: ${[...new Set(inText)].join(', ')}`);
  return element('li', {}, link, note);
}

/** The text in pieces; those that are one of the words are marked. */
function marked(text: string, found: readonly string[]): (Node | string)[] {
  const words = new Set(found);
  return text
    .split(/([\p{L}\p{N}]+(?:[._][\p{L}\p{N}]+)*)/u)
    .filter((part) => part !== '')
    .map((part) => (words.has(fold(part)) ? element('mark', {}, part) : part));
}
