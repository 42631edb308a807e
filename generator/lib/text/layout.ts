// Setting plain text on a grid of columns: wrapping, padding, centring, rules, and dates in English. Columns are
// those of a terminal: a wide character takes two, a combining one none (UAX #11).

import stringWidth from 'string-width';

/** Stands among words where the line must end. */
export const BREAK = '\n';

/** string-width takes quadratic time; longer texts are measured in pieces of this many code units. */
const PIECE = 200;

/** Columns that a text takes. */
export function columnsOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (let start = 0; start < text.length; start += PIECE) columns += stringWidth(text.slice(start, start + PIECE));
  return columns;
}

/** The words of a text. No-break blanks (U+00A0, U+202F) stay inside of theirs. */
export function wordsOf(text: string): string[] {
  return text.split(BLANKS).filter((word) => word !== '');
}

/** What separates words. */
export const BLANKS = /[ \t\r\n\f\v\u0085\u2028\u2029]+/;

/**
 * Fills lines with words, as many as fit. The first line begins with `first`, the others with `rest`. A word that is
 * wider than a line stands alone on its line and stays whole. The result is never empty.
 */
export function wrap(words: readonly string[], width: number, first = '', rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  let used = columnsOf(first);
  let isEmpty = true;
  const end = () => {
    lines.push(line.trimEnd());
    line = rest;
    used = columnsOf(rest);
    isEmpty = true;
  };
  for (const word of words) {
    if (word === BREAK) {
      end();
      continue;
    }
    const columns = columnsOf(word);
    if (!isEmpty && used + 1 + columns > width) end();
    line += isEmpty ? word : ` ${word}`;
    used += isEmpty ? columns : columns + 1;
    isEmpty = false;
  }
  if (!isEmpty || lines.length === 0) end();
  return lines;
}

/** A text with blanks behind it, `columns` wide or more. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** A text with blanks before it, `columns` wide or more. */
export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;
}

/** Two texts at the two ends of a line, with one blank between them at least. */
export function between(left: string, right: string, columns: number): string {
  if (right === '') return left;
  return left + padStart(right, Math.max(columns - columnsOf(left), columnsOf(right) + 1));
}

/** A text with its middle on `column` (counted from 1), after one blank at least. */
export function centre(text: string, column: number): string {
  return ' '.repeat(Math.max(1, Math.floor((2 * column - 1 - columnsOf(text)) / 2))) + text;
}

/** A title and the line below it, as long as the title or `least` columns. */
export function underlined(title: string, character: string, least = 1): string[] {
  return [title, character.repeat(Math.max(least, columnsOf(title)))];
}

/** Lines behind a marker: the first begins with it, the others are indented as far. */
export function hang(marker: string, lines: readonly string[]): string[] {
  const [first = '', ...others] = lines;
  return [(marker + first).trimEnd(), ...indent(others, columnsOf(marker))];
}

/** Lines moved to the right; empty ones stay empty. */
export function indent(lines: readonly string[], columns: number): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(columns) + line));
}

/** Groups of lines with an empty line between them; empty groups leave nothing. */
export function spaced(groups: readonly (readonly string[])[]): string[] {
  return groups.filter((group) => group.length > 0).flatMap((group, index) => (index === 0 ? group : ['', ...group]));
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerated(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** The day of an instant or a day as `February 09, 2024`. */
export function longDate(instant: string): string {
  const [year = '', month = '', day = ''] = instant.slice(0, 10).split('-');
  return `${MONTHS[Number(month) - 1] ?? month} ${day}, ${year}`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
