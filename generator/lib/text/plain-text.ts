// Markdown trees to wrapped plain text that reads as if somebody had typed it. Lists, quotes and tables keep their
// shape where the lines have room for it; URLs and code are never broken.

import type { Definition, FootnoteDefinition, Heading, List, ListItem, RootContent } from 'mdast';
import { withoutTags } from '../markdown/without-tags.ts';
import { plainText, walk } from '../nodes.ts';
import { type Inline, inlineText, inlineWords } from './inline-text.ts';
import { columnsOf, hang, indent, spaced, underlined, wordsOf, wrap } from './layout.ts';
import { textTable } from './text-table.ts';

export type TextOptions = {
  /** Columns of a line. */
  readonly width: number;
  /** Where the address of a link goes: behind its words as `<url>`, or to the end as a numbered note. */
  readonly links?: 'inline' | 'footnotes';
  /** The full address of a link as written; undefined when it leads nowhere a reader of the text could go. */
  readonly resolve?: (url: string) => string | undefined;
  /** Link and footnote definitions that stand elsewhere in the same document. */
  readonly definitions?: readonly RootContent[];
  /** The lines of a heading inside the content. */
  readonly heading?: (title: string, level: number) => readonly string[];
};

/** Deeper content is set as running text. */
const MAX_DEPTH = 80;

/** Narrower columns are not worth an indentation. */
const MIN_COLUMNS = 16;

/** The text of Markdown nodes, without a line end behind the last line; empty for content that says nothing. */
export function renderText(nodes: readonly RootContent[], options: TextOptions): string {
  const writer = writerOf(nodes, options);
  const lines = blocks(nodes, writer, options.width, 0);
  const notes: string[][] = [];
  // Notes can have notes: the list grows while it is written.
  for (let index = 0; index < writer.inline.notes.length; index++) {
    const note = writer.inline.notes[index];
    if (note === undefined) continue;
    const marker = `[${index + 1}] `;
    const width = options.width - marker.length;
    const content = typeof note === 'string' ? [note] : blocks(note.children, writer, Math.max(1, width), 1);
    notes.push(hang(marker, content));
  }
  return spaced([lines, notes.flat()]).join('\n');
}

/** What the functions below share. */
type Writer = { readonly inline: Inline; readonly heading: NonNullable<TextOptions['heading']> };

function writerOf(nodes: readonly RootContent[], options: TextOptions): Writer {
  const links = new Map<string, Definition>();
  const notes = new Map<string, FootnoteDefinition>();
  for (const root of [...nodes, ...(options.definitions ?? [])]) {
    for (const node of walk(root)) {
      // The first definition of a name counts (CommonMark 6.3).
      if (node.type === 'definition' && !links.has(node.identifier)) links.set(node.identifier, node);
      if (node.type === 'footnoteDefinition' && !notes.has(node.identifier)) notes.set(node.identifier, node);
    }
  }
  return {
    inline: {
      width: options.width,
      links: options.links ?? 'inline',
      resolve: options.resolve ?? ((url) => url),
      definitions: links,
      footnotes: notes,
      notes: [],
      numbers: new Map(),
    },
    heading: options.heading ?? ((title) => underlined(title, '-')),
  };
}

/** The lines of several blocks, with an empty line between them. */
function blocks(nodes: readonly RootContent[], writer: Writer, width: number, depth: number): string[] {
  return spaced(nodes.map((node) => block(node, writer, width, depth)));
}

function block(node: RootContent, writer: Writer, width: number, depth: number): readonly string[] {
  if (depth > MAX_DEPTH) return paragraph(wordsOf(plainText(node)), width);
  switch (node.type) {
    case 'heading':
      return heading(node, writer);
    case 'list':
      return list(node, writer, width, depth);
    case 'listItem':
      return blocks(node.children, writer, width, depth + 1);
    case 'blockquote':
      return quote(node.children, writer, width, depth);
    case 'code':
      return indent(codeLines(node.value), 4);
    case 'table':
      return textTable(
        node.children.map((row) => row.children.map((cell) => inlineText(cell.children, writer.inline))),
        node.align ?? [],
        width,
      );
    case 'html':
      return paragraph(wordsOf(withoutTags(node.value)), width);
    case 'thematicBreak':
      return ['* * *'];
    case 'definition':
    case 'footnoteDefinition':
    case 'yaml':
      return [];
    case 'paragraph':
      return paragraph(inlineWords(node.children, writer.inline), width);
    default:
      return paragraph(inlineWords([node], writer.inline), width);
  }
}

function paragraph(words: readonly string[], width: number): string[] {
  return words.length === 0 ? [] : wrap(words, width);
}

function heading(node: Heading, writer: Writer): readonly string[] {
  const title = inlineText(node.children, writer.inline);
  return title === '' ? [] : writer.heading(title, node.depth);
}

/** Quoted lines begin with `> `, an empty one with `>`. */
function quote(nodes: readonly RootContent[], writer: Writer, width: number, depth: number): string[] {
  if (width - 2 < MIN_COLUMNS) return blocks(nodes, writer, width, depth + 1);
  return blocks(nodes, writer, width - 2, depth + 1).map((line) => `> ${line}`.trimEnd());
}

function list(node: List, writer: Writer, width: number, depth: number): string[] {
  const first = node.start ?? 1;
  const digits = String(first + node.children.length - 1).length;
  const isLoose = node.spread === true || node.children.some((child) => child.spread === true);
  const items = node.children.map((child, index) => {
    const bullet = node.ordered === true ? `${String(first + index).padStart(digits)})` : '*';
    return item(child, ` ${bullet} `, writer, width, depth);
  });
  return isLoose ? spaced(items) : items.flat();
}

function item(node: ListItem, marker: string, writer: Writer, width: number, depth: number): string[] {
  const box = typeof node.checked === 'boolean' ? `${marker}[${node.checked ? 'x' : ' '}] ` : marker;
  const room = width - columnsOf(box);
  const isNarrow = room < MIN_COLUMNS;
  const groups = node.children.map((child) => block(child, writer, isNarrow ? width : room, depth + 1));
  const lines = node.spread === true ? spaced(groups) : groups.flat();
  return isNarrow ? [box.trim(), ...lines] : hang(box, lines);
}

/** Code as written. Blanks at the ends of lines go, since no signature covers them. */
function codeLines(code: string): string[] {
  const lines = code.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.trimEnd());
  return lines.every((line) => line === '') ? [] : lines;
}
