// The text of a finished page as a reader sees it. It is written against the bytes and not against the code that makes
// them, so that the comparison of page, text and data notices what that code does wrong.

/** Elements inside of a line; any other one separates words. */
const INLINE =
  'a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strike strong sub sup tt u var wbr'.split(
    ' ',
  );

/** Elements whose content nobody reads. */
const HIDDEN = ['script', 'style', 'template'];

/** The rest of a tag; a `>` inside of a quoted attribute does not end it. */
const REST = `[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>`;

const named = (names: readonly string[]): string => `(?:${names.join('|')})(?![a-z0-9-])`;

/** Most tags are of these two kinds: nothing, or a blank. */
const INSIDE_OF_LINE = new RegExp(`</?${named(INLINE)}${REST}`, 'iy');
const BETWEEN_WORDS = new RegExp(`</?(?!${named([...INLINE, ...HIDDEN, 'time'])})[a-z]${REST}`, 'iy');

/** A comment, a declaration, or the name of a tag. */
const START = /<(?:!--|[!?]|(\/?)([a-z][a-z0-9-]{0,30}))/iy;

/** The text of HTML. The machine-readable value of a `time` stands before its words. */
export function htmlText(html: string): string {
  const parts: string[] = [];
  let position = 0;
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', position)) {
    if (open > position) parts.push(html.slice(position, open));
    if (isAt(INSIDE_OF_LINE, html, open)) {
      position = INSIDE_OF_LINE.lastIndex;
    } else if (isAt(BETWEEN_WORDS, html, open)) {
      position = BETWEEN_WORDS.lastIndex;
      parts.push(' ');
    } else {
      position = addOther(html, open, parts);
    }
  }
  parts.push(html.slice(position));
  return decoded(parts.join(''));
}

/** True when the sticky pattern matches there; it then knows where the match ends. */
function isAt(pattern: RegExp, html: string, position: number): boolean {
  pattern.lastIndex = position;
  return pattern.test(html);
}

/** What is no plain tag: a time, a script, a comment, a tag that nothing ends, a sign. The position behind it. */
function addOther(html: string, open: number, parts: string[]): number {
  START.lastIndex = open;
  const start = START.exec(html);
  if (!start) {
    parts.push('<');
    return open + 1;
  }
  const [, slash = '', written] = start;
  if (written === undefined) return start[0] === '<!--' ? behind(html, '-->', open + 4) : behind(html, '>', open);
  const name = written.toLowerCase();
  REMAINDER.lastIndex = START.lastIndex;
  let position = REMAINDER.test(html) ? REMAINDER.lastIndex : html.length;
  const tag = html.slice(open, position);
  if (slash === '' && HIDDEN.includes(name)) position = behind(html, '>', behind(html, `</${written}`, position) - 1);
  if (!INLINE.includes(name)) parts.push(' ');
  if (name === 'time') parts.push(datetimeOf(tag), ' ');
  return position;
}

const REMAINDER = new RegExp(REST, 'y');

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
