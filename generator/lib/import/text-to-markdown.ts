// Plain text, as people type it into mails, to Markdown: our renderer makes the same text of it, but for blanks. What
// Markdown cannot say the same way, a list with `-` or with letters for one, keeps its lines and its marks.

import { order } from '../order.ts';
import { escapeLine } from './escape-markdown.ts';

export type ToMarkdownOptions = {
  /** Level of headings: titles with a line of `-` below, as long as they are. Without it there are none. */
  readonly headingLevel?: number;
  /** Ends each line of a paragraph where the text ends it. */
  readonly keepLines?: boolean;
};

/** Lists inside of more lists are set as text. */
const MAX_DEPTH = 6;

/** The Markdown of lines without line ends; empty for lines that say nothing. */
export function toMarkdown(lines: readonly string[], options: ToMarkdownOptions = {}): string {
  return blocksOf(lines.map(readLine), options, 0);
}

type Line = { readonly indent: number; readonly text: string };

/** Leading tabs count as eight columns, as a terminal shows them. */
function readLine(line: string): Line {
  const text = line.trim();
  const blanks = line.slice(0, line.length - line.trimStart().length);
  const indent = [...blanks].reduce((column, each) => (each === '\t' ? column + 8 - (column % 8) : column + 1), 0);
  return text === '' ? { indent: 0, text } : { indent, text };
}

/** Blocks with an empty line between them. */
function blocksOf(lines: readonly Line[], options: ToMarkdownOptions, depth: number): string {
  const blocks: string[] = [];
  let isAfterNumbers = false;
  for (let at = 0; at < lines.length; ) {
    if (lines[at]?.text === '') {
      at++;
      continue;
    }
    const list = depth < MAX_DEPTH ? listAt(lines, at) : undefined;
    // A second list of numbers right behind another one would be its continuation.
    if (list && !(isAfterNumbers && list.isOrdered)) {
      blocks.push(listText(list, options, depth));
      at = list.end;
      isAfterNumbers = list.isOrdered;
      continue;
    }
    const end = endOfGroup(lines, at, depth);
    blocks.push(groupText(lines.slice(at, end), lines[at - 1]?.text === '', options));
    at = end;
    isAfterNumbers = false;
  }
  return blocks.filter((block) => block !== '').join('\n\n');
}

// ---------------------------------------------------------------------------------------------- lists

type Item = { readonly marker: string; readonly lines: readonly Line[]; readonly isSpaced: boolean };
type List = { readonly isOrdered: boolean; readonly items: readonly Item[]; readonly end: number };

/** Only what our own texts look like becomes a list: `* item`, and `1) item` with numbers that follow each other. */
const ITEM = /^(\*|\d{1,9}\))([ \t]+)(\S.*)$/;

/** Marks of lists that Markdown or our renderer would write in another way. */
const TEXT_ITEM = /^(?:[-+•·–o]|\d{1,9}[.)]|\(?(?:[a-z]|[ivx]{2,4}|\d{1,3})\)|\[\d{1,3}\]|>)(?=\s|$)|^>/i;

function listAt(lines: readonly Line[], start: number): List | undefined {
  const first = ITEM.exec(lines[start]?.text ?? '');
  if (!first) return undefined;
  const isOrdered = first[1] !== '*';
  const items: Item[] = [];
  let at = start;
  let next = Number.parseInt(first[1] ?? '', 10);
  while (at < lines.length) {
    const line = lines[at] ?? NO_LINE;
    const [, marker = '', gap = '', content = ''] = ITEM.exec(line.text) ?? [];
    if (marker === '' || (marker !== '*') !== isOrdered || (isOrdered && Number.parseInt(marker, 10) !== next)) break;
    next++;
    const column = line.indent + marker.length + gap.length;
    const end = endOfItem(lines, at + 1, column, line.indent);
    const own = lines.slice(at + 1, end).map((each) => ({ ...each, indent: Math.max(0, each.indent - column) }));
    items.push({ marker, lines: [{ indent: 0, text: content }, ...own], isSpaced: lines[end]?.text === '' });
    at = end;
    while (lines[at]?.text === '') at++;
  }
  return { isOrdered, items, end: at };
}

const NO_LINE: Line = { indent: 0, text: '' };

/** An item goes on with what is indented as far as its text; without an empty line before, a little less will do. */
function endOfItem(lines: readonly Line[], start: number, column: number, indent: number): number {
  let end = start;
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? NO_LINE;
    if (line.text === '') continue;
    const isNext = at === end;
    const isOwn = line.indent >= column || (isNext && line.indent > indent && !ITEM.test(line.text));
    if (!isOwn) break;
    end = at + 1;
  }
  return end;
}

function listText(list: List, options: ToMarkdownOptions, depth: number): string {
  return list.items
    .map(({ marker, lines, isSpaced }, index) => {
      const [first = '', ...others] = blocksOf(lines, options, depth + 1).split('\n');
      const indent = ' '.repeat(marker.length + 1);
      const text = [`${marker} ${first}`, ...others.map((line) => (line === '' ? '' : indent + line))].join('\n');
      return text + (index === list.items.length - 1 ? '' : isSpaced ? '\n\n' : '\n');
    })
    .join('');
}

// ---------------------------------------------------------------------------------------------- paragraphs and code

/** Lines up to an empty one, to a list, or to where the text is indented in another way. */
function endOfGroup(lines: readonly Line[], start: number, depth: number): number {
  const first = lines[start] ?? NO_LINE;
  const isCommand = PROMPT.test(first.text);
  let room = TEXT_ITEM.test(first.text) ? Number.POSITIVE_INFINITY : first.indent + 1;
  for (let at = start + 1; at < lines.length; at++) {
    const { text, indent } = lines[at] ?? NO_LINE;
    if (text === '' || PROMPT.test(text) !== isCommand) return at;
    if (depth < MAX_DEPTH && ITEM.test(text) && (text.startsWith('*') || indent > first.indent)) return at;
    if (TEXT_ITEM.test(text)) room = Number.POSITIVE_INFINITY;
    else if (indent > room && !ADDRESS.test(text)) return at;
    else if (indent < first.indent - 1 && room !== Number.POSITIVE_INFINITY) return at;
  }
  return lines.length;
}

const PROMPT = /^[#$] \S/;
const ADDRESS = /^(?:https?|ftp):\/\/\S+$/i;

function groupText(lines: readonly Line[], isAfterBlank: boolean, options: ToMarkdownOptions): string {
  const [first = NO_LINE, second] = lines;
  const isTitled = options.headingLevel !== undefined && second !== undefined && lines.length === 2;
  if (isTitled && /^-{3,}$/.test(second.text) && second.text.length === first.text.length && isOneText(first.text))
    return `${'#'.repeat(options.headingLevel ?? 2)} ${headingText(first.text)}`;
  return isCode(lines, isAfterBlank) ? fenced(lines) : paragraph(lines, options);
}

const isOneText = (text: string): boolean => !/^[-=]+$/.test(text);

/** `#` at the end of a heading would be dropped. */
const headingText = (text: string): string =>
  escapeLine(text, { hasSeveralTildes: true, isBroken: false }).replace(/#$/, '\\#');

function isCode(lines: readonly Line[], isAfterBlank: boolean): boolean {
  if (lines.every(({ text }) => PROMPT.test(text))) return true;
  const tabular = lines.filter(({ text }) => /\S(?: {3,}|\t+)\S/.test(text)).length;
  if (tabular > 1 && tabular * 2 >= lines.length) return true;
  const least = Math.min(...lines.map(({ indent }) => indent));
  return (
    least >= 2 &&
    !lines.every(({ text }) => ADDRESS.test(text) || TEXT_ITEM.test(text)) &&
    !isProse(lines, isAfterBlank)
  );
}

/** Sentences that are indented: they begin like one, or go on for lines, and end like one. */
function isProse(lines: readonly Line[], isAfterBlank: boolean): boolean {
  const text = lines.map((line) => line.text).join(' ');
  const words = text.split(/\s+/);
  const plain = words.filter((word) => /^[("']*\p{L}[\p{L}'’-]*[.,:;!?)"']*$/u.test(word)).length;
  return (
    words.length > 4 && plain * 10 >= words.length * 7 && (isAfterBlank || lines.length > 1 || /[.:!?]$/.test(text))
  );
}

function paragraph(lines: readonly Line[], { keepLines = false }: ToMarkdownOptions): string {
  const all = lines.map(({ text }) => text).join(' ');
  const hasSeveralTildes = all.indexOf('~') !== all.lastIndexOf('~');
  return lines
    .map(({ text, indent }, index) => {
      const next = lines[index + 1];
      const isLast = next === undefined;
      const isBroken =
        !isLast && (keepLines || TEXT_ITEM.test(next.text) || isUnderline(next.text) || isUnderline(text));
      const isAside = !isLast && ADDRESS.test(next.text) && (next.indent > indent || ADDRESS.test(text));
      return escapeLine(text, { hasSeveralTildes, isBroken: isBroken || isAside });
    })
    .join('\n');
}

const isUnderline = (text: string): boolean => /^([-=~*_#])\1{2,}$/.test(text);

/** Code with its own indentation, less what all its lines share. */
function fenced(lines: readonly Line[]): string {
  const least = Math.min(...lines.map(({ indent }) => indent));
  const longest = lines
    .flatMap(({ text }) => text.match(/`{3,}/g) ?? [])
    .sort((a, b) => order(b, a))
    .at(0);
  const fence = `${longest ?? '``'}\``;
  return [fence, ...lines.map(({ text, indent }) => ' '.repeat(indent - least) + text), fence].join('\n');
}
