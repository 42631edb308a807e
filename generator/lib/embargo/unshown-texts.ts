// What a file says and no page shows. In a repository that everybody can read it is public all the same, so a person
// has to see it before.

import type { Advisory } from '../../types.ts';
import { yamlComments } from '../decode/front-matter-nodes.ts';

/** Comments, and what versions say that only the list got. */
export function unshownTexts(text: string, { revisions }: Pick<Advisory, 'revisions'>): readonly string[] {
  const end = text.indexOf('\n---', 3);
  const start = text.indexOf('\n') + 1;
  return [
    ...yamlComments(text.slice(start, end + 1)),
    ...htmlComments(text.slice(end)),
    ...revisions.filter((each) => !each.public).map(({ version, change }) => `version ${version}: ${change}`),
  ];
}

function htmlComments(text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf('<!--'); at >= 0; at = text.indexOf('<!--', at + 4)) {
    const end = text.indexOf('-->', at + 4);
    if (end < 0) return [...found, inOneLine(text.slice(at))];
    found.push(inOneLine(text.slice(at, end + 3)));
    at = end;
  }
  return found;
}

const inOneLine = (text: string): string => text.split(/\s+/).join(' ').trim();
