// The one XML writer. Elements, attributes and texts are data, and escaping happens here alone, so no content can end
// a tag or a section. What XML 1.0 allows: https://www.w3.org/TR/xml/#charsets and #AVNormalize.

/** An element; text among the children is written as text, whatever it looks like. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
};

/** Text, an element, or nothing, which makes optional children easy to write. */
export type XmlNode = string | XmlElement | undefined;

/** An element with its attributes and children. Names come from code, never from content. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly XmlNode[]
): XmlElement {
  return { name, attributes, children };
}

/** The document as text: the declaration, the root element, a line break at the end. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${write(root, '')}\n`;
}

/** Elements that hold only elements have each on a line of its own; text is never touched by indentation. */
function write(node: XmlElement, indent: string): string {
  const children = node.children.filter((child) => child !== undefined);
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`);
  const start = `${indent}<${node.name}${attributes.join('')}`;
  if (children.length === 0) return `${start}/>`;
  const end = `</${node.name}>`;
  if (children.some((child) => typeof child === 'string')) {
    return `${start}>${children.map((child) => (typeof child === 'string' ? escapeText(child) : write(child, ''))).join('')}${end}`;
  }
  const lines = children.map((child) => (typeof child === 'string' ? '' : write(child, `${indent}  `)));
  return `${start}>\n${lines.join('\n')}\n${indent}${end}`;
}

/** `>` too, for the sake of `]]>`; a bare CR would be read back as LF. */
function escapeText(text: string): string {
  return allowed(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

/** Blanks other than U+0020 would be read back as that one. */
function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}

/** What is no character of XML 1.0, half a surrogate pair included, becomes U+FFFD: no reference can stand for it. */
function allowed(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
}
