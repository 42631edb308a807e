// The words of running text: emphasis, code, links, images and notes, ready to be wrapped. A word is what must not be
// broken, so the address of a link is one, and so is a span of code.

import type { Definition, FootnoteDefinition, Nodes, PhrasingContent, RootContent } from 'mdast';
import { withoutTags } from '../markdown/without-tags.ts';
import { plainText } from '../nodes.ts';
import { BLANKS, BREAK, columnsOf } from './layout.ts';

/** How links and notes are written, and the notes so far. */
export type Inline = {
  readonly width: number;
  readonly links: 'inline' | 'footnotes';
  readonly resolve: (url: string) => string | undefined;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
  /** Grows as notes are met: an address or the content of a footnote; the number is the position, from 1. */
  readonly notes: (string | FootnoteDefinition)[];
  /** What already has a number. */
  readonly numbers: Map<string, number>;
};

/** Words in the making; `isOpen` says that the next text continues the last word. */
type Words = { readonly list: string[]; isOpen: boolean };

/** Deeper content is reduced to its text. */
const MAX_DEPTH = 80;

/** Schemes that a reader can follow; any other link is reduced to its words, as on the page. */
const SCHEMES = /^(?:https?|ftp|mailto|ircs?|xmpp):/i;

/** The words of phrasing content, `BREAK` where a line must end. */
export function inlineWords(nodes: readonly RootContent[], inline: Inline): string[] {
  const words: Words = { list: [], isOpen: false };
  for (const node of nodes) write(node, words, inline, 0);
  while (words.list.at(-1) === BREAK) words.list.pop();
  return words.list;
}

/** Phrasing content on one line. */
export function inlineText(nodes: readonly PhrasingContent[], inline: Inline): string {
  return inlineWords(nodes, inline)
    .filter((word) => word !== BREAK)
    .join(' ');
}

function write(node: RootContent, words: Words, inline: Inline, depth: number): void {
  if (depth > MAX_DEPTH) {
    add(plainText(node), words);
    return;
  }
  switch (node.type) {
    case 'text':
      add(node.value, words);
      break;
    case 'emphasis':
    case 'strong':
      marked('*', node.children, words, inline, depth);
      break;
    case 'delete':
      marked('~~', node.children, words, inline, depth);
      break;
    case 'inlineCode':
      code(node.value, words, inline);
      break;
    case 'break':
      breakLine(words);
      break;
    case 'html':
      if (/^<br\b/i.test(node.value)) breakLine(words);
      else add(withoutTags(node.value), words);
      break;
    case 'link':
      link(node.url, node, words, inline, depth);
      break;
    case 'linkReference':
      link(inline.definitions.get(node.identifier)?.url ?? '', node, words, inline, depth);
      break;
    case 'image':
      image(node.url, node.alt ?? '', words, inline);
      break;
    case 'imageReference':
      image(inline.definitions.get(node.identifier)?.url ?? '', node.alt ?? '', words, inline);
      break;
    case 'footnoteReference':
      footnote(node.identifier, words, inline);
      break;
    default:
      if ('children' in node) for (const child of node.children) write(child, words, inline, depth + 1);
      else if ('value' in node) add(node.value, words);
  }
}

/** Text whose blanks separate words. */
function add(text: string, words: Words): void {
  text.split(BLANKS).forEach((part, index) => {
    if (index > 0) words.isOpen = false;
    if (part !== '') append(part, words);
  });
}

/** One unbreakable piece: part of the last word, or a new one. */
function append(piece: string, words: Words): void {
  const last = words.list.length - 1;
  if (words.isOpen && last >= 0 && words.list[last] !== BREAK) words.list[last] += piece;
  else words.list.push(piece);
  words.isOpen = true;
}

function breakLine(words: Words): void {
  // A break before any word would be an empty line.
  if (words.list.length > 0) words.list.push(BREAK);
  words.isOpen = false;
}

function marked(mark: string, children: readonly PhrasingContent[], words: Words, inline: Inline, depth: number): void {
  append(mark, words);
  for (const child of children) write(child, words, inline, depth + 1);
  words.isOpen = true;
  append(mark, words);
}

/** A span of code is one word, blanks included, as long as it fits on a line. */
function code(value: string, words: Words, inline: Inline): void {
  const span = `\`${value.replace(/[\t\r\n\u2028\u2029]/g, ' ')}\``;
  if (columnsOf(span) <= inline.width) append(span, words);
  else add(span, words);
}

function link(
  url: string,
  node: Nodes & { readonly children: readonly PhrasingContent[] },
  words: Words,
  inline: Inline,
  depth: number,
): void {
  const address = addressOf(url, inline);
  const label = plainText(node);
  const isBare = [label, `http://${label}`, `mailto:${label}`].includes(url);
  if (address !== undefined && isBare) {
    // What was written without a scheme stays without one.
    append(label.startsWith('www.') ? label : address, words);
    return;
  }
  for (const child of node.children) write(child, words, inline, depth + 1);
  if (address !== undefined) reference(address, words, inline);
}

function image(url: string, alternative: string, words: Words, inline: Inline): void {
  add(alternative, words);
  const address = addressOf(url, inline);
  if (address !== undefined) reference(address, words, inline);
}

function footnote(identifier: string, words: Words, inline: Inline): void {
  const note = inline.footnotes.get(identifier);
  if (note) append(`[${numberOf(`note ${identifier}`, note, inline)}]`, words);
}

/** The address behind the words it belongs to, or the number of its note. */
function reference(address: string, words: Words, inline: Inline): void {
  words.isOpen = false;
  append(inline.links === 'inline' ? `<${address}>` : `[${numberOf(address, address, inline)}]`, words);
}

function numberOf(key: string, note: string | FootnoteDefinition, inline: Inline): number {
  const known = inline.numbers.get(key);
  if (known !== undefined) return known;
  const number = inline.notes.push(note);
  inline.numbers.set(key, number);
  return number;
}

/** The address to print: full, of a scheme that a reader can follow, without characters that end it. */
function addressOf(url: string, inline: Inline): string | undefined {
  const full = inline.resolve(url);
  if (full === undefined || !SCHEMES.test(full)) return undefined;
  return full.replace(/^mailto:/i, '').replace(/[\s\p{Cc}<>]/gu, (character) => encodeURIComponent(character));
}
