// The text of a finished page as a reader sees it. It is written against the bytes and not against the code that makes
// them, so that the comparison of page, text and data notices what that code does wrong.

/** Elements inside of a line; any other one separates words. */
const INLINE = new Set(
  'a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
);

/** Elements whose content nobody reads. */
const HIDDEN = new Set(['script', 'style', 'template']);

/** The text of HTML. The machine-readable value of a `time` stands before its words. */
export function htmlText(html: string): string {
  const parts: string[] = [];
  let position = 0;
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', position)) {
    parts.push(html.slice(position, open));
    START.lastIndex = open;
    const start = START.exec(html);
    if (!start) {
      parts.push('<');
      position = open + 1;
      continue;
    }
    const [, slash = '', written] = start;
    if (written === undefined) {
      position = start[0] === '<!--' ? behind(html, '-->', open + 4) : behind(html, '>', open);
      continue;
    }
    const name = written.toLowerCase();
    REST.lastIndex = START.lastIndex;
    position = REST.test(html) ? REST.lastIndex : html.length;
    if (slash === '' && HIDDEN.has(name)) position = behind(html, '>', behind(html, `</${written}`, position) - 1);
    if (!INLINE.has(name)) parts.push(' ');
    if (name === 'time') parts.push(datetimeOf(html.slice(open, position)), ' ');
  }
  parts.push(html.slice(position));
  return decoded(parts.join(''));
}

/** A comment, a declaration, or the name of a tag. */
const START = /<(?:!--|[!?]|(\/?)([a-z][a-z0-9-]{0,30}))/iy;

/** The rest of a tag; a `>` inside of a quoted attribute does not end it. */
const REST = /[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>/y;

function behind(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

const datetimeOf = (tag: string): string => /\sdatetime="([^"]*)"/.exec(tag)?.[1] ?? '';

/** The references that writers of HTML use: decimal, hexadecimal, and the five names of XML. */
function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
