// Names for the headings and rows of a support statement. They are the ones that the statements' readers know from
// pandoc (https://pandoc.org/MANUAL.html#extension-auto_identifiers), so that links into published matrices keep working.

import type { Heading } from 'mdast';
import { walk } from '../nodes.ts';

/** Gives each heading of one document its identifier; one that is taken gets `-1`, `-2` … */
export function identifiers(): (title: string) => string {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return (title) => {
    const base = identifier(title);
    let free = base;
    let number = next.get(base) ?? 0;
    while (taken.has(free)) {
      number += 1;
      free = `${base}-${number}`;
    }
    next.set(base, number);
    taken.add(free);
    return free;
  };
}

/** `ARM: 16K and 64K page granularity` is `arm-16k-and-64k-page-granularity`. */
export function identifier(title: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_.-]/gu, '')
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.join('-').replace(/^\P{L}+/u, '') || 'section';
}

/** The row of a status: the feature's own without a qualifier, `x86pv--x8664` for `x86_64` below `x86pv`. */
export function rowKey(anchor: string, qualifier: string): string {
  if (qualifier === '') return anchor;
  return `${anchor}--${qualifier
    .toLowerCase()
    .replace(/\s/g, '-')
    .replace(/[^-0-9a-z]/g, '')}`;
}

/** A heading's text on one line, with the quotes and dashes of good typography; code stays as it is. */
export function titleOf(heading: Heading): string {
  let title = '';
  for (const node of walk(heading)) {
    if (node.type === 'text') title += typographic(node.value, title.slice(-1));
    else if (node.type === 'inlineCode') title += node.value;
    else if (node.type === 'image') title += node.alt ?? '';
    else if (node.type === 'break') title += ' ';
  }
  return title.replace(/\s+/g, ' ').trim();
}

function typographic(text: string, before: string): string {
  return text
    .replace(/---/g, '—')
    .replace(/--/g, '–')
    .replace(/\.\.\./g, '…')
    .replace(/['"]/g, (quote, at: number, whole: string) => {
      const previous = whole[at - 1] ?? before;
      const isOpening = !/[\p{L}\p{N}\p{Pe}.,;:!?]/u.test(previous) && /\S/.test(whole[at + 1] ?? '');
      if (quote === "'") return isOpening ? '‘' : '’';
      return isOpening ? '“' : '”';
    });
}
