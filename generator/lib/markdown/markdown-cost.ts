// Guards the Markdown tools against texts that cost them more than their length: marks that are tried against each
// other, tables of missing cells, notes that are repeated, elements that never end. All limits lie far above any text
// that people write, and each check takes time in proportion to the text.

import type { Html, Nodes, Root } from 'mdast';
import { plainText, walk } from '../nodes.ts';
import { blocksOnly } from './markdown-parsers.ts';

/** What costs too much, and on which line of the text it begins. */
export type Excess = { readonly line: number; readonly text: string; readonly hint: string };

/** The parser tries the marks of a paragraph against each other: the sum of the squares of their numbers. */
const MAX_TRIALS = 4_000_000;
const MAX_UNDERLINES = 1000;
const MAX_QUOTES = 2000;
const MAX_LOOSE_LINES = 3000;
const MAX_MISSING_CELLS = 10_000;
const MAX_REPEATED = 2_000_000;
const MAX_OPEN_ELEMENTS = 20;
const MAX_ELEMENT_DEPTH = 60;

/** What would cost the parser too much, found before it runs. */
export function excessOfMarks(body: string): Excess | undefined {
  const lines = body.split('\n');
  return (
    excessOfUnderlines(lines) ??
    excessOfQuotes(lines) ??
    excessOfLooseLines(lines) ??
    (trialsOfRuns(lines) > MAX_TRIALS ? excessOfParagraphs(body) : undefined)
  );
}

/** What would cost the pages too much, found in the parsed text. */
export function excessOfTree(tree: Root): Excess | undefined {
  return excessOfCells(tree) ?? excessOfReferences(tree) ?? excessOfElements(tree);
}

/** Headings that are underlined take the parser longer the more of them there are. */
function excessOfUnderlines(lines: readonly string[]): Excess | undefined {
  let count = 0;
  const index = lines.findIndex((line) => /(?:^|[ \t>])(?:=+|-+)[ \t]*\r?$/.test(line) && ++count > MAX_UNDERLINES);
  if (index < 0) return undefined;
  return {
    line: index + 1,
    text: `More than ${MAX_UNDERLINES} lines of \`=\` or \`-\``,
    hint: 'Write headings with `#`, and put drawings into a file of their own',
  };
}

/** So do quotes, each of which the parser puts in its place among all that follows. */
function excessOfQuotes(lines: readonly string[]): Excess | undefined {
  let count = 0;
  let before = 0;
  const index = lines.findIndex((line) => {
    const [prefix] = CONTAINERS.exec(line) ?? [''];
    const depth = prefix.split('>').length - 1;
    count += /[^ \t>]/.test(prefix) ? depth : Math.max(0, depth - before);
    before = depth;
    return count > MAX_QUOTES;
  });
  if (index < 0) return undefined;
  return {
    line: index + 1,
    text: `More than ${MAX_QUOTES} quotes`,
    hint: 'Put what is quoted into blocks of code, or into a file of its own',
  };
}

/** And lines that continue a quote or an item without its mark: each makes the parser look at all lines before it. */
function excessOfLooseLines(lines: readonly string[]): Excess | undefined {
  let count = 0;
  let isInside = false;
  const index = lines.findIndex((line) => {
    if (!/\S/.test(line)) [isInside, count] = [false, 0];
    else if (CONTAINERS.exec(line)?.[0]) isInside = true;
    else if (isInside) count++;
    return count > MAX_LOOSE_LINES;
  });
  if (index < 0) return undefined;
  return {
    line: index + 1,
    text: `More than ${MAX_LOOSE_LINES} lines that continue one quote or list`,
    hint: 'Break them up with blank lines',
  };
}

/** The marks of quotes and lists that begin a line. */
const CONTAINERS = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))*/;

/** No paragraph goes beyond a blank line, so this is never less than the exact number, and much cheaper. */
function trialsOfRuns(lines: readonly string[]): number {
  let trials = 0;
  let marks = 0;
  for (const line of lines) {
    if (/\S/.test(line)) marks += marksIn(line);
    else {
      trials += marks * marks;
      marks = 0;
    }
  }
  return trials + marks * marks;
}

/** Code has many marks that nobody tries to pair: only a parser knows what is code. */
function excessOfParagraphs(body: string): Excess | undefined {
  let trials = 0;
  let worst: { readonly node: Nodes; readonly marks: number } | undefined;
  for (const node of walk(blocksOnly.parse(body))) {
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') continue;
    const marks = marksIn(plainText(node));
    trials += marks * marks;
    if (marks > (worst?.marks ?? 0)) worst = { node, marks };
  }
  if (trials <= MAX_TRIALS || !worst) return undefined;
  return {
    line: worst.node.position?.start.line ?? 1,
    text: `Paragraph with ${worst.marks} marks such as \`*\`, \`_\` or \`[\`, more than anybody can pair`,
    hint: 'Break it up with blank lines, or make it a block of code',
  };
}

function marksIn(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) if ('*_~[]<`'.includes(text[index] ?? '')) count++;
  return count;
}

/** Pages fill short rows up to the width of the head. */
function excessOfCells(tree: Root): Excess | undefined {
  let missing = 0;
  for (const node of walk(tree)) {
    if (node.type !== 'table') continue;
    const width = node.align?.length ?? 0;
    for (const row of node.children) missing += Math.max(0, width - row.children.length);
    if (missing > MAX_MISSING_CELLS) {
      return {
        line: lineOf(node),
        text: `Table with ${width} columns and more than ${MAX_MISSING_CELLS} missing cells`,
        hint: 'Give the head as many cells as the rows have',
      };
    }
  }
  return undefined;
}

/** Every reference repeats its address, and every part of a text the notes that it mentions. */
function excessOfReferences(tree: Root): Excess | undefined {
  const lengths = new Map<string, number>();
  for (const node of walk(tree)) {
    if (node.type === 'definition') lengths.set(node.identifier, node.url.length + (node.title?.length ?? 0));
    if (node.type === 'footnoteDefinition') lengths.set(`^${node.identifier}`, lengthOf(node));
  }
  let repeated = 0;
  for (const node of walk(tree)) {
    if (node.type === 'linkReference' || node.type === 'imageReference') repeated += lengths.get(node.identifier) ?? 0;
    if (node.type === 'footnoteReference') repeated += lengths.get(`^${node.identifier}`) ?? 0;
    if (repeated > MAX_REPEATED) {
      return {
        line: lineOf(node),
        text: `References that repeat more than ${MAX_REPEATED / 1e6} MB of addresses and notes`,
        hint: 'Shorten the address or the note, or mention it less often',
      };
    }
  }
  return undefined;
}

function lengthOf({ position }: Nodes): number {
  return (position?.end.offset ?? 0) - (position?.start.offset ?? 0);
}

/**
 * Elements of raw HTML that stay open lie around all that follows. An end tag counts only beside its start tag and
 * with nothing open between: what a browser makes of any other is nothing to rely on.
 */
function excessOfElements(tree: Root): Excess | undefined {
  let left = 0;
  for (const parent of walk(tree)) {
    if (!('children' in parent)) continue;
    const open: string[] = [];
    for (const child of parent.children) {
      if (child.type !== 'html') continue;
      readTags(child, open);
      if (left + open.length > MAX_ELEMENT_DEPTH) return openElements(child, MAX_ELEMENT_DEPTH);
    }
    left += open.length;
    if (left > MAX_OPEN_ELEMENTS) return openElements(parent, MAX_OPEN_ELEMENTS);
  }
  return undefined;
}

function openElements(node: Nodes, limit: number): Excess {
  return {
    line: lineOf(node),
    text: `More than ${limit} HTML elements are open`,
    hint: 'Close each element in the paragraph or block that opens it, or write Markdown',
  };
}

const TAG = /<(\/?)([a-z][a-z0-9:-]*)/gi;
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** A second one ends the first. */
const LIST_LIKE = new Set('dd dt li option p td th tr'.split(' '));
/** Below these, text that looks like an end tag may be none. */
const OPAQUE =
  /<[!?]|<(?:script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext|svg|math|template|select)\b|=[ \t\n]*["'][^"'<>]*</i;

function readTags({ value }: Html, open: string[]) {
  const hasEndTags = !OPAQUE.test(value);
  for (const [, slash, written = ''] of value.matchAll(TAG)) {
    const name = written.toLowerCase();
    if (VOID.has(name)) continue;
    if (slash !== '') {
      if (hasEndTags && open.at(-1) === name) open.pop();
    } else if (!LIST_LIKE.has(name) || open.at(-1) !== name) {
      open.push(name);
    }
  }
}

function lineOf({ position }: Nodes): number {
  return position?.start.line ?? 1;
}
