// Tells fragments from content in the body of a support statement. A fragment is what stands indented by four blanks or
// a tab, also behind a list, where CommonMark counts it as part of the last item (section 5.2 of CommonMark).

import type { Definition, List, ListItem, Node, Paragraph, RootContent } from 'mdast';
import { walk } from '../nodes.ts';
import { type FragmentLine, fragmentLines, looksLikeStatus } from './fragment.ts';

/** The lines of a file, to which the positions of its tree belong. */
export type Source = { readonly file: string; readonly lines: readonly string[] };

export type Block =
  | { readonly kind: 'fragment'; readonly node: RootContent; readonly lines: readonly FragmentLine[] }
  | { readonly kind: 'content'; readonly node: RootContent };

/** The fragments and contents among the nodes of one section, in their order. */
export function* blocksOf(nodes: readonly RootContent[], source: Source): Generator<Block> {
  for (const node of nodes) {
    if (node.type === 'code' && isIndented(node, source)) {
      yield { kind: 'fragment', node, lines: linesOf(node, source) };
    } else if (node.type === 'list') {
      yield* listBlocks(node, source);
    } else {
      yield { kind: 'content', node };
    }
  }
}

/** Status lines that are part of a paragraph, as they are when less than four blanks or no empty line stand before them. */
export function statusLinesIn(paragraph: Paragraph, source: Source): FragmentLine[] {
  return linesOf(paragraph, source).filter((line) => looksLikeStatus(line.text));
}

/** True when a reader is told something: not by rules, comments and link definitions alone. */
export function saysSomething(nodes: readonly RootContent[]): boolean {
  return nodes.some((node) => {
    if (node.type === 'html') return !isComment(node.value.trim());
    return node.type !== 'thematicBreak' && node.type !== 'definition' && node.type !== 'footnoteDefinition';
  });
}

function isComment(html: string): boolean {
  return html.startsWith('<!--') && html.indexOf('-->') === html.length - 3;
}

/** Adds the link definitions that the nodes refer to, so that a part of a document can be shown by itself. */
export function withDefinitions(
  nodes: readonly RootContent[],
  definitions: ReadonlyMap<string, Definition>,
): RootContent[] {
  if (definitions.size === 0) return [...nodes];
  const own = new Set<RootContent>(nodes);
  for (const node of nodes) {
    for (const each of walk(node)) {
      if (each.type !== 'linkReference' && each.type !== 'imageReference') continue;
      const definition = definitions.get(each.identifier);
      if (definition) own.add(definition);
    }
  }
  return [...own];
}

function* listBlocks(list: List, source: Source): Generator<Block> {
  const copy: List = { ...list, children: [...list.children] };
  const fragments: Block[] = [];
  let inner: List | undefined = copy;
  while (inner) {
    const last: ListItem | undefined = inner.children.at(-1);
    if (!last) break;
    const item: ListItem = { ...last, children: [...last.children] };
    inner.children[inner.children.length - 1] = item;
    for (let tail = item.children.at(-1); tail && isStatus(tail, source); tail = item.children.at(-1)) {
      fragments.push({ kind: 'fragment', node: tail, lines: linesOf(tail, source) });
      item.children.pop();
    }
    const nested: RootContent | undefined = item.children.at(-1);
    if (fragments.length > 0 || nested?.type !== 'list') break;
    inner = { ...nested, children: [...nested.children] };
    item.children[item.children.length - 1] = inner;
  }
  yield { kind: 'content', node: fragments.length > 0 ? copy : list };
  yield* fragments.reverse();
}

function isStatus(node: RootContent, source: Source): boolean {
  if (node.type !== 'paragraph' && node.type !== 'code') return false;
  const line = source.lines[(node.position?.start.line ?? 0) - 1] ?? '';
  return isDeep(line) && looksLikeStatus(line.trim());
}

/** Code between fences is content: a fence stands at most three blanks deep. */
function isIndented(node: Node, source: Source): boolean {
  return isDeep(source.lines[(node.position?.start.line ?? 0) - 1] ?? '');
}

const isDeep = (line: string): boolean => /^(?: {4}| {0,3}\t)/.test(line);

function linesOf(node: Node, source: Source): FragmentLine[] {
  const start = node.position?.start.line ?? 1;
  const end = node.position?.end.line ?? start;
  return fragmentLines(source.lines.slice(start - 1, end), start, source.file);
}
