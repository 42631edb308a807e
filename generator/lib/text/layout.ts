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
  // Kana and Han are most of what is measured character by character.
  if (/^[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]+$/.test(text)) return 2 * text.length;
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
 * wider than a line stands alone on its line and stays whole, but Chinese and Japanese, which have no blanks, may break
 * between any two characters. The result is never empty.
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
  const add = (piece: string, gap: string) => {
    const columns = columnsOf(piece);
    if (!isEmpty && used + gap.length + columns > width) end();
    line += isEmpty ? piece : gap + piece;
    used += isEmpty ? columns : columns + gap.length;
    isEmpty = false;
  };
  for (const word of words) {
    if (word === BREAK) end();
    else if (isBreakable(word, width - columnsOf(rest))) {
      for (const [index, piece] of pieces(word).entries()) add(piece, index === 0 ? ' ' : '');
    } else add(word, ' ');
  }
  if (!isEmpty || lines.length === 0) end();
  return lines;
}

/** Han, kana, and the punctuation among them. */
const IDEOGRAPH =
  /[\u2e80-\u2fdf\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\u{20000}-\u{3ffff}]/u;

/** Stands at no start of a line: closing brackets, stops, small kana, marks that belong to the character before. */
const NO_START = /^[\p{Pe}\p{Pf}\p{M}\p{Cf}、。，．・：；？！ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ%.,:;!?*'"]/u;

/** Stands at no end of a line: opening brackets. */
const NO_END = /[\p{Ps}\p{Pi}*]$/u;

/** Addresses and spans of code stay whole. */
function isBreakable(word: string, room: number): boolean {
  return IDEOGRAPH.test(word) && !word.includes('://') && !word.includes('`') && columnsOf(word) > room;
}

/** What must stay together of a text without blanks. */
function pieces(word: string): string[] {
  const found: string[] = [];
  let last = '';
  for (const character of word) {
    const before = last.slice(-2);
    const mayBreak = IDEOGRAPH.test(before) || IDEOGRAPH.test(character);
    if (last !== '' && mayBreak && !NO_START.test(character) && !NO_END.test(before)) {
      found.push(last);
      last = character;
    } else {
      last += character;
    }
  }
  return [...found, last];
}

/** A text with blanks behind it, `columns` wide or more. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** A text with blanks before it, `columns` wide or more. */
export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;
}

/** A text in the middle of `columns`, with the odd blank behind it. */
export function padBoth(text: string, columns: number): string {
  const before = Math.max(0, Math.floor((columns - columnsOf(text)) / 2));
  return padEnd(' '.repeat(before) + text, columns);
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

/** Blanks that the form of a date may have. */
export const DATE_BLANKS = ['month', 'day', 'two-digit-day', 'ordinal-day', 'year'] as const;

/** What stands in their place for an instant or a day: `February`, `9`, `09`, `9th`, `2024`. */
export function dateBlanks(instant: string): Readonly<Record<(typeof DATE_BLANKS)[number], string>> {
  const [year = '', month = '', twoDigits = ''] = instant.slice(0, 10).split('-');
  const day = String(Number(twoDigits));
  const ending = /^1\d$/.test(day) ? 'th' : (['th', 'st', 'nd', 'rd'][Number(day.slice(-1))] ?? 'th');
  return {
    month: MONTHS[Number(month) - 1] ?? month,
    day,
    'two-digit-day': twoDigits,
    'ordinal-day': day + ending,
    year,
  };
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
