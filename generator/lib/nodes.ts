// Looking through Markdown trees without recursion, since an author decides how deep a tree is.

import type { Heading, Nodes, Root } from 'mdast';
import type { Document } from '../types.ts';

/** A node that leads somewhere, with the address as written. */
export type LinkFound = { readonly node: Nodes; readonly url: string };

/** A node that holds characters as the reader sees them. */
export type TextFound = { readonly node: Nodes; readonly value: string };

/** All nodes of a tree in the order of the document, the root first. */
export function* walk(root: Nodes): Generator<Nodes> {
  const pending: Nodes[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    if (!('children' in node)) continue;
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child) pending.push(child);
    }
  }
}

/** The pieces of text; code is left out unless asked for, raw HTML always. */
export function* textsOf(root: Nodes, withCode: 'without-code' | 'with-code' = 'without-code'): Generator<TextFound> {
  for (const node of walk(root)) {
    const isText =
      node.type === 'text' || (withCode === 'with-code' && (node.type === 'inlineCode' || node.type === 'code'));
    if (isText) yield { node, value: node.value };
  }
}

/** All text below a node as one string, code included. */
export function plainText(root: Nodes): string {
  let text = '';
  for (const { value } of textsOf(root, 'with-code')) text += value;
  return text;
}

/** Links, images and link definitions. */
export function* linksOf(root: Nodes): Generator<LinkFound> {
  for (const node of walk(root)) {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') yield { node, url: node.url };
  }
}

/** Headings of every level. */
export function* headingsOf(root: Nodes): Generator<Heading> {
  for (const node of walk(root)) {
    if (node.type === 'heading') yield node;
  }
}

/** The heading with a title at the top of a body; it may have emphasis or code in it. */
export function headingNamed(body: Root, title: string): Nodes | undefined {
  return body.children.find((node) => node.type === 'heading' && plainText(node).trim() === title);
}

/** False for a body that was left out because it could not be parsed, which has its message already. */
export const wasRead = ({ body, markdown }: Document): boolean => body.children.length > 0 || markdown.trim() === '';
