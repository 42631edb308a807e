// From a tree to the text of an HTML file (https://html.spec.whatwg.org/multipage/syntax.html).

import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A whole document: doctype, tree, final newline. */
export function renderDocument(tree: VNode): string {
  return `<!DOCTYPE html>\n${withoutSlashes(renderToString(tree))}\n`;
}

/**
 * Preact closes void elements as XML does (`<meta/>`). Its attributes are always ` name` or ` name="value"`, with `"`
 * escaped in the value, and `<` is escaped in text: the pattern cannot match anything but a tag.
 */
function withoutSlashes(html: string): string {
  return html.replace(/<(meta|link|br|hr|img|input)((?: [^\s"<>=/]+(?:="[^"]*")?)*)\/>/g, '<$1$2>');
}
