// Markdown trees to HTML: raw HTML is parsed and sanitized with GitHub's schema, never passed through; what pages need
// (link targets, heading levels, table headers, focusable code) is set on the sanitized tree.

import type { Element, Root as HastRoot, Text } from 'hast';
import type { Root, RootContent } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';

export type MarkdownOptions = {
  /** The link that a page uses for a link as written; undefined leaves it. */
  readonly resolve?: (url: string) => string | undefined;
  /** Gives headings their ids; without it they have none. */
  readonly slug?: (title: string) => string;
  /** Level of the highest heading of the content in the page. */
  readonly topLevel?: number;
  /** Starts the ids of footnotes, so that several contents can share a page. */
  readonly idPrefix?: string;
  /** Link and footnote definitions that stand elsewhere in the same document. */
  readonly definitions?: readonly RootContent[];
};

// `source` names images that the guard of `img` would not see.
const tagNames = (defaultSchema.tagNames ?? []).filter((name) => name !== 'source');
const schema = { ...defaultSchema, tagNames, clobberPrefix: '' };
const toHtmlTree = unified().use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: '' }).freeze();
const parseRaw = unified().use(rehypeRaw).freeze();
const sanitize = unified().use(rehypeSanitize, schema).freeze();
const stringify = unified().use(rehypeStringify).freeze();

/** Sanitized HTML of Markdown nodes. */
export function renderMarkdown(nodes: readonly RootContent[], options: MarkdownOptions = {}): string {
  const root: Root = {
    type: 'root',
    children: [...nodes, ...(options.definitions ?? []).filter((node) => !nodes.includes(node))],
  };
  let tree = toHtmlTree.runSync(root) as HastRoot;
  let hasRaw = false;
  visit(tree, 'raw', () => {
    hasRaw = true;
    return false;
  });
  if (hasRaw) tree = parseRaw.runSync(tree) as HastRoot;
  tree = sanitize.runSync(tree) as HastRoot;
  finish(tree, options);
  return stringify.stringify(tree);
}

/** The link and footnote definitions of a body, wherever they stand at its top. */
export function definitionsOf(body: Root): RootContent[] {
  return body.children.filter((node) => node.type === 'definition' || node.type === 'footnoteDefinition');
}

function finish(tree: HastRoot, options: MarkdownOptions) {
  const shift = headingShift(tree, options.topLevel);
  visit(tree, 'element', (node, index, parent) => {
    // Ids belong to the page; of the content only headings and footnotes have some.
    if (!/^(?:fn(?:ref)?-|footnote-label$)/.test(String(node.properties['id'] ?? ''))) delete node.properties['id'];
    // The order in which keys reach things is the page's to decide.
    delete node.properties['tabIndex'];
    delete node.properties['accessKey'];
    const level = headingLevel(node);
    if (level > 0) {
      const isLabel = node.properties['id'] === 'footnote-label';
      node.tagName = `h${Math.min(6, isLabel ? (options.topLevel ?? 2) : level + shift)}`;
      if (!isLabel && options.slug) node.properties['id'] = options.slug(plainText(node));
    } else if (node.tagName === 'a') {
      link(node, options);
    } else if (node.tagName === 'img' && parent && index !== undefined) {
      parent.children[index] = image(node, options);
      return SKIP;
    } else if (node.tagName === 'input' && parent && index !== undefined) {
      parent.children[index] = { type: 'text', value: node.properties['checked'] ? '☑' : '☐' };
    } else if (node.tagName === 'pre') {
      node.properties['tabIndex'] = 0;
    } else if (node.tagName === 'th' || node.tagName === 'td') {
      cell(node);
    } else if (node.tagName === 'table' && parent && index !== undefined && !isScroll(parent)) {
      parent.children[index] = scroll(node);
    }
    if (options.idPrefix) prefixFootnotes(node, options.idPrefix);
    return undefined;
  });
}

function headingShift(tree: HastRoot, topLevel: number | undefined): number {
  if (topLevel === undefined) return 0;
  let top = 7;
  visit(tree, 'element', (node) => {
    const level = headingLevel(node);
    if (level > 0 && node.properties['id'] !== 'footnote-label') top = Math.min(top, level);
  });
  return top === 7 ? 0 : topLevel - top;
}

function headingLevel(node: Element): number {
  return /^h[1-6]$/.test(node.tagName) ? Number(node.tagName[1]) : 0;
}

function link(node: Element, options: MarkdownOptions) {
  const url = node.properties['href'];
  if (typeof url !== 'string') return;
  const target = url.startsWith('#') ? undefined : options.resolve?.(url);
  if (target !== undefined) node.properties['href'] = target;
  else if (/^https?:/i.test(url)) node.properties['rel'] = ['noreferrer'];
}

/** Pages ask no other host for anything: an image from elsewhere becomes a link to it, one from nowhere its words. */
function image(node: Element, options: MarkdownOptions): Element | Text {
  const source = String(node.properties['src'] ?? '');
  const alternative = String(node.properties['alt'] ?? '');
  if (source === '') return { type: 'text', value: alternative };
  if (isOwn(source))
    return { ...node, properties: { src: options.resolve?.(source) ?? source, alt: alternative, loading: 'lazy' } };
  return {
    type: 'element',
    tagName: 'a',
    properties: { href: source, rel: ['noreferrer'] },
    children: [{ type: 'text', value: alternative || source }],
  };
}

/** As a browser reads it, to which `/\host/` and a tab between two slashes are another host, too. */
function isOwn(url: string): boolean {
  const page = 'https://own.invalid/';
  return URL.canParse(url, page) && new URL(url, page).origin === new URL(page).origin && !/^https?:/i.test(url);
}

/** GitHub's `align` attribute is gone from HTML; header cells say what they head. */
function cell(node: Element) {
  const align = node.properties['align'];
  delete node.properties['align'];
  if (align === 'right' || align === 'center') node.properties['className'] = [`align-${align}`];
  if (node.tagName === 'th') node.properties['scope'] = 'col';
}

const isScroll = (node: { readonly type: string }): boolean =>
  node.type === 'element' && (node as Element).tagName === 'section';

/** A wide table scrolls by itself, also with the keyboard. */
function scroll(table: Element): Element {
  return {
    type: 'element',
    tagName: 'section',
    properties: { className: ['scroll'], ariaLabel: 'Table', tabIndex: 0 },
    children: [table],
  };
}

function prefixFootnotes(node: Element, prefix: string) {
  const { id, href, ariaDescribedBy } = node.properties;
  if (typeof id === 'string' && /^(?:fn(?:ref)?-|footnote-label$)/.test(id)) node.properties['id'] = prefix + id;
  if (typeof href === 'string' && /^#fn(?:ref)?-/.test(href)) node.properties['href'] = `#${prefix}${href.slice(1)}`;
  if (Array.isArray(ariaDescribedBy))
    node.properties['ariaDescribedBy'] = ariaDescribedBy.map((each) => prefix + String(each));
}

function plainText(node: Element): string {
  let text = '';
  visit(node, 'text', (leaf) => {
    text += leaf.value;
  });
  return text.trim();
}
