// Blocks of Markdown that hold no mark at all: headings, paragraphs and indented code of plain words. Most of a support
// statement is made of them, and the full parser takes ten times as long for the same tree. `plain-blocks.test.ts`
// holds both to the same result.

import type { Code, Heading, Paragraph, Root, RootContent, Text } from 'mdast';

type Point = { line: number; column: number; offset: number };

type PlainBlock = Heading | Paragraph | Code;

/**
 * Parses `text`; whatever is not plain goes to `parse`, among bare headings that stand for plain blocks.
 * A heading ends every block but an open fence, comment or raw HTML; where one of these swallowed any of them,
 * everything is parsed anew.
 */
export function parseWithPlainBlocks(text: string, parse: (text: string) => Root): Root {
  // Lines that end otherwise are rare, and the full parser knows all about them.
  if (/[\r\0\ufeff]/.test(text)) return parse(text);
  const lines = text.split('\n');
  const starts = startsOf(lines);
  const blocks = plainBlocks(lines, starts);
  if (blocks.length < 4) return parse(text);
  const { text: masked, origins, runs } = withoutBlocks(lines, blocks);
  const root = parse(masked);
  let found = 0;
  const children = root.children.flatMap((node): RootContent[] => {
    const run = node.type === 'heading' && runs.get(node.position?.start.line ?? 0);
    if (run) {
      found += 1;
      return run;
    }
    restorePlaces(node, origins, starts);
    return [node];
  });
  if (found !== runs.size) return parse(text);
  const end = pointAt(lines.length, (lines.at(-1) ?? '').length + 1, starts);
  return { ...root, children, position: { start: pointAt(1, 1, starts), end } };
}

/** The text with one bare heading in the place of each run of plain blocks, by its line; and where each line was. */
function withoutBlocks(lines: readonly string[], blocks: readonly Placed[]) {
  const masked: string[] = [];
  const origins: number[] = [];
  const runs = new Map<number, PlainBlock[]>();
  let run: PlainBlock[] = [];
  let at = 0;
  for (const { node, position } of blocks) {
    const between = lines.slice(at, position.start.line - 1);
    if (run.length === 0 || between.some((line) => line !== '')) {
      for (const line of between) {
        masked.push(line);
        origins.push(++at);
      }
      run = [];
      masked.push('#');
      origins.push(position.start.line);
      runs.set(masked.length, run);
    }
    run.push(node);
    at = position.end.line;
  }
  for (; at < lines.length; at++) {
    masked.push(lines[at] ?? '');
    origins.push(at + 1);
  }
  return { text: masked.join('\n'), origins, runs };
}

type Placed = { readonly node: PlainBlock; readonly position: { readonly start: Point; readonly end: Point } };

/** Every block that is plain for certain, in order. */
function plainBlocks(lines: readonly string[], starts: readonly number[]): Placed[] {
  const blocks: Placed[] = [];
  // What a block may not touch: a line of text or code before it could draw it in.
  let isFree = true;
  // Below a list or the like, an indented line belongs to it.
  let isTop = true;
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      // Blanks alone on a line have ways of their own in the full parser.
      isFree = line === '';
      at += 1;
      continue;
    }
    const heading = /^(#{1,6}) (?=\S)(.+)$/.exec(line);
    if (heading) {
      if (isPlain(heading[2] ?? '') && !line.endsWith('#') && !isBlanks(lines[at - 1]))
        blocks.push(headingAt(at, heading, starts));
      [isFree, isTop] = [true, true];
      at += 1;
      continue;
    }
    const end = isTop && isFree && line.startsWith('    ') ? codeEnd(lines, at) : textEnd(lines, at);
    if (isTop && isFree && line.startsWith('    ')) {
      if (isCodeEnd(lines, end)) blocks.push(codeAt(at, end, lines, starts));
    } else if (isFree && isParagraph(lines, at, end)) {
      blocks.push(paragraphAt(at, end, lines, starts));
      isTop = true;
    } else {
      isTop = false;
    }
    isFree = false;
    at = Math.max(end, at + 1);
  }
  return blocks;
}

/** The line behind the code that starts here; blank lines between its lines are part of it. */
function codeEnd(lines: readonly string[], first: number): number {
  let end = first;
  for (let at = first; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('    ') && line.trim() !== '') end = at + 1;
    else if (line !== '') break;
  }
  return end;
}

/** True when nothing that follows could be part of the code before `end`, or is read in another way below code. */
function isCodeEnd(lines: readonly string[], end: number): boolean {
  let next = end;
  while (lines[next] === '') next += 1;
  const line = lines[next];
  return line === undefined || isHeading(line) || (next > end && /^[A-Za-z("']/.test(line));
}

/** The line behind the text that starts here: a blank one, or a heading. */
function textEnd(lines: readonly string[], first: number): number {
  let end = first + 1;
  while (end < lines.length && (lines[end] ?? '').trim() !== '' && !isHeading(lines[end] ?? '')) end += 1;
  return end;
}

const isBlanks = (line: string | undefined): boolean => line !== undefined && line !== '' && line.trim() === '';

const isHeading = (line: string): boolean => /^#{1,6}(?: |$)/.test(line);

/** True when every line begins with a letter and holds no mark, and blanks do not follow. */
function isParagraph(lines: readonly string[], first: number, end: number): boolean {
  if (isBlanks(lines[end])) return false;
  for (let at = first; at < end; at++)
    if (!/^[A-Za-z("']/.test(lines[at] ?? '') || !isPlain(lines[at] ?? '')) return false;
  return true;
}

/** No mark of CommonMark or GitHub's additions, no address, and no blanks at the end, which could break the line. */
function isPlain(line: string): boolean {
  return !/[^\x20-\x7e]|[\\`*<&[\]~|@^]|https?:|www\.|\s$|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/i.test(line);
}

function headingAt(
  at: number,
  [line = '', marks = '', title = '']: readonly string[],
  starts: readonly number[],
): Placed {
  const position = { start: pointAt(at + 1, 1, starts), end: pointAt(at + 1, line.length + 1, starts) };
  const depth = marks.length as Heading['depth'];
  const value: Text = {
    type: 'text',
    value: title,
    position: { start: pointAt(at + 1, marks.length + 2, starts), end: { ...position.end } },
  };
  return { node: { type: 'heading', depth, children: [value], position }, position };
}

function paragraphAt(first: number, end: number, lines: readonly string[], starts: readonly number[]): Placed {
  const position = spanOf(first, end, 1, lines, starts);
  const value = lines.slice(first, end).join('\n');
  const text: Text = { type: 'text', value, position: spanOf(first, end, 1, lines, starts) };
  return { node: { type: 'paragraph', children: [text], position }, position };
}

function codeAt(first: number, end: number, lines: readonly string[], starts: readonly number[]): Placed {
  const position = spanOf(first, end, 1, lines, starts);
  const value = lines
    .slice(first, end)
    .map((line) => line.slice(4))
    .join('\n');
  return { node: { type: 'code', lang: null, meta: null, value, position }, position };
}

function spanOf(first: number, end: number, column: number, lines: readonly string[], starts: readonly number[]) {
  return {
    start: pointAt(first + 1, column, starts),
    end: pointAt(end, (lines[end - 1] ?? '').length + 1, starts),
  };
}

function pointAt(line: number, column: number, starts: readonly number[]): Point {
  return { line, column, offset: (starts[line - 1] ?? 0) + column - 1 };
}

function startsOf(lines: readonly string[]): number[] {
  let start = 0;
  return lines.map((line) => {
    const own = start;
    start += line.length + 1;
    return own;
  });
}

/** The masked text is shorter than the file: lines are looked up, offsets counted anew from line and column. */
function restorePlaces(root: RootContent, origins: readonly number[], starts: readonly number[]): void {
  const pending: RootContent[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const point of node.position ? [node.position.start, node.position.end] : []) {
      point.line = origins[point.line - 1] ?? point.line;
      point.offset = (starts[point.line - 1] ?? 0) + point.column - 1;
    }
    if ('children' in node) pending.push(...node.children);
  }
}
