// Cuts a text into pieces, so that what many files have in common is cut in the same way in each: at the ends of lines,
// and in long lines between two tags. No word, tag, entity or escape is cut in two.

import { INLINE } from './oddness.ts';

/** Long lines are cut between tags; a text without tags is cut at a space when a piece becomes so long. */
const LONG_LINE = 200;
const LONG_PIECE = 4000;

/** Calls `found` with each piece and its place. */
export function cut(text: string, found: (piece: string, start: number) => void): void {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    const line = text.slice(start, end);
    if (line.length > LONG_LINE) cutLine(line, start, found);
    else found(line, start);
    start = end;
  }
}

function cutLine(line: string, place: number, found: (piece: string, start: number) => void): void {
  let start = 0;
  let tag = 0;
  while (line.length - start > LONG_LINE) {
    if (tag <= start) tag = nextTag(line, start + 1);
    const end = tag - start > LONG_PIECE ? nextSpace(line, start, start + LONG_PIECE, tag) : tag;
    found(line.slice(start, end), place + start);
    start = end;
  }
  if (start < line.length) found(line.slice(start), place + start);
}

/** The next place between two tags of which the second divides words. */
function nextTag(line: string, from: number): number {
  for (let at = line.indexOf('><', from); at >= 0; at = line.indexOf('><', at + 1)) {
    INLINE.lastIndex = at + 1;
    if (!INLINE.test(line)) return at + 1;
  }
  return line.length;
}

/** The next space that stands in no tag. */
function nextSpace(line: string, start: number, from: number, end: number): number {
  for (let at = line.indexOf(' ', from); at >= 0 && at < end; at = line.indexOf(' ', at + 1)) {
    const before = line.slice(Math.max(start, at - 1200), at);
    if (before.lastIndexOf('<') <= before.lastIndexOf('>') && before.lastIndexOf('&lt;') <= before.lastIndexOf('&gt;'))
      return at;
  }
  return end;
}
