// What in a text looks like a fact: CVE ids, hashes, versions, dates in the forms that announcements use, and ids of
// advisories. Whatever stands in one output and nowhere else is a contradiction.

/** Tokens with their kind, which is a word of a message. */
export type Tokens = ReadonlyMap<string, string>;

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const MONTH = MONTHS.map((name) => `${name}|${name.slice(0, 3)}`).join('|');

/** One pass finds them all; what begins with a digit is told apart afterwards. */
const SHAPES = [
  String.raw`CVE-\d{4}-\d{4,19}(?!\d)`,
  String.raw`(?:${MONTH}) \d{1,2}, \d{4}(?!\d)`,
  String.raw`(?<![\w.+~:-])(?:\d{1,2} (?:${MONTH}) \d{4}(?!\d)|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z| UTC)|(?![\w.+~:-]*\w))|\d[\w.+~:-]*)`,
  String.raw`[a-f][\da-f]{39,63}\b`,
];

/** Finds the tokens of a text in which blanks are single; `prefixes` begin the ids of advisories. */
export function tokenizer(prefixes: readonly string[]): (text: string) => Tokens {
  const ids =
    prefixes.length === 0 ? [] : [String.raw`(?<![\w-])(?:${prefixes.join('|')})[- ]\d{1,9}(?:-\d{1,9}){0,2}(?![\w-])`];
  const shape = new RegExp(String.raw`\b(?:${[...SHAPES, ...ids].join('|')})`, 'g');
  return (text) => {
    const tokens = new Map<string, string>();
    for (const found of new Set(text.match(shape))) {
      if (found.startsWith('CVE-')) tokens.set(found, 'CVE id');
      else if (/^[\da-f]/.test(found)) addNumber(found, tokens);
      else if (found.includes(',')) addLongDate(found, tokens);
      // A layout may have a blank for the first hyphen of an id.
      else tokens.set(found.replace(' ', '-'), 'advisory');
    }
    return tokens;
  };
}

/** Days of instants and days as `2024-02-18`, and with the time of day where one is known. */
export function dayTokens(instant: string): readonly string[] {
  return [instant.slice(0, 10), ...(instant.length > 10 ? [minuteOf(instant)] : [])];
}

function addLongDate(found: string, tokens: Map<string, string>): void {
  const [a = '', b = '', year = ''] = found.replace(',', '').split(' ');
  const [day, name] = /^\d/.test(a) ? [a, b] : [b, a];
  const month = MONTHS.findIndex((each) => each.startsWith(name)) + 1;
  tokens.set(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`, 'date');
}

function addNumber(found: string, tokens: Map<string, string>): void {
  if (/^\d{1,2} /.test(found)) {
    addLongDate(found, tokens);
  } else if (/^\d{4}-\d\d-\d\d(?:$|[T ])/.test(found)) {
    tokens.set(found.slice(0, 10), 'date');
    if (found.length > 10) tokens.set(minuteOf(found), 'time');
  } else if (/^(?:[\da-f]{40}|[\da-f]{64})$/.test(found)) {
    tokens.set(found, 'hash');
  } else if (/^\d[^.+~:-]*[.+~:-]+\w/.test(found) && !/^\d\d?:\d\d\b/.test(found)) {
    tokens.set(withoutStop(found), 'version');
  }
}

/** The end of a sentence is no part of a version. */
function withoutStop(word: string): string {
  let end = word.length;
  while (/[.:-]/.test(word[end - 1] ?? '')) end--;
  return word.slice(0, end);
}

/** The text with single blanks, as the tokenizer wants it. */
export function withSingleBlanks(text: string): string {
  return text.replace(/\s{2,}|[^\S ]/g, ' ');
}

/** `2024-02-18 12:00`: what a text shows of an instant. */
const minuteOf = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;
