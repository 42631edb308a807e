// The text of raw HTML for readers of plain text: comments, scripts and styles are dropped, other tags give way to
// their text. One pass over the characters, whatever is left open.

/** Tags inside of a line; any other one separates words. */
const INLINE =
  /^\/?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var|wbr)$/i;

/** The text of a piece of HTML. */
export function withoutTags(html: string): string {
  // ASCII only: other letters may change their length, and positions would move.
  const lowerCase = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let text = '';
  let position = 0;
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', position)) {
    text += html.slice(position, open);
    if (html.startsWith('<!--', open)) {
      position = endOf(html, '-->', open + 4);
      continue;
    }
    const name = /^\/?[a-z][a-z0-9-]{0,30}/i.exec(html.slice(open + 1, open + 40))?.[0];
    if (name === undefined && !/^[!?]/.test(html.slice(open + 1, open + 2))) {
      text += '<';
      position = open + 1;
      continue;
    }
    position = endOfTag(html, open + 1);
    if (name === undefined) continue;
    const hidden = /^(?:script|style|template)$/i.test(name) ? name.toLowerCase() : undefined;
    if (hidden !== undefined) position = endOfTag(html, endOf(lowerCase, `</${hidden}`, position));
    text += INLINE.test(name) ? '' : ' ';
  }
  return decoded(text + html.slice(position));
}

/** Behind the next `mark`, or the end of the text. */
function endOf(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

/** Behind the `>` of a tag; one inside of a quoted attribute does not count. */
function endOfTag(html: string, from: number): number {
  let quote = '';
  for (let index = from; index < html.length; index++) {
    const character = html[index] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return index + 1;
  }
  return html.length;
}

/** Character references that occur in hand-written HTML. */
function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_whole, name: string) => ENTITIES[name] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
