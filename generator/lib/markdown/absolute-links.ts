// Links of our own HTML made absolute: feed readers and data users see it away from its page. The HTML comes from
// rehype-stringify and Preact, which write every `<` of a text as a reference and every attribute in double quotes.

/** A start tag: name, attributes, end. */
const TAG = /<([a-z][a-z0-9]*)((?: [^\s"'<>/=]+(?:="[^"]*")?)*)( ?\/?>)/g;
const LINK = / (href|src)="([^"]*)"/g;

/** The HTML with absolute URLs in `href` and `src`, as seen from the page at `base`. */
export function absoluteLinks(html: string, base: string): string {
  const { protocol, origin, pathname } = new URL(base);
  const page = origin + pathname;
  const folder = page.slice(0, page.lastIndexOf('/') + 1);
  // Works on the escaped text of an attribute: it only puts something before it.
  const absolute = (url: string): string => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return url;
    if (url.startsWith('//')) return protocol + url;
    if (url.startsWith('/')) return origin + url;
    return (url === '' || url.startsWith('#') ? page : folder) + url;
  };
  return html.replace(TAG, (_tag, name: string, attributes: string, end: string) => {
    const changed = attributes.replace(
      LINK,
      (_link, attribute: string, url: string) => ` ${attribute}="${absolute(url)}"`,
    );
    return `<${name}${changed}${end}`;
  });
}
