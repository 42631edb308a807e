// What is written so that only a reading with all care can tell what it says: words divided by tags, letters as
// entities or escapes, lines that go on.

import { isLetter } from './words.ts';

/** Written oddly. */
export const ODD = -1;

/** `ODD`, or the last index of what only divides words, for a sign at an index. */
export function oddness(text: string, index: number, code: number, isEscaped: boolean, isInWord: boolean): number {
  switch (code) {
    case LESS:
      return isInWord && isSplit(text, index) ? ODD : index;
    case AMPERSAND:
      return oddEntity(text, index, isInWord);
    case PERCENT: {
      const digits = text.slice(index + 1, index + 3);
      if (!/^[0-9a-f]{2}$/i.test(digits)) return index;
      const value = Number.parseInt(digits, 16);
      return value >= 128 || isLetter(value) ? ODD : index + 2;
    }
    case BACKSLASH: {
      const next = text.charAt(index + 1);
      if (!isEscaped) return ESCAPES.includes(next) ? ODD : index;
      if (next === 'u') return ODD;
      if (next === '\\') return ESCAPES.includes(text.charAt(index + 2)) ? ODD : index + 1;
      return index + 1;
    }
    case HYPHEN:
    case EQUALS:
      return isInWord && LINE_ENDS.includes(text.charAt(index + 1)) ? ODD : index;
    default:
      return index;
  }
}

const [LESS, AMPERSAND, PERCENT, BACKSLASH, HYPHEN, EQUALS] = [0x3c, 0x26, 0x25, 0x5c, 0x2d, 0x3d];
/** Signs with which something may begin that divides words in another way than it seems. */
export const SIGNS = '<>&\\%-=';

const ESCAPES: readonly string[] = ['u', 'n', 'r', 't', 'b', 'f', '\\'];
const LINE_ENDS: readonly string[] = ['\r', '\n'];

function oddEntity(text: string, index: number, isInWord: boolean): number {
  const last = plainEntity(text, index);
  if (last === undefined) return ENTITY_START.test(text.slice(index, index + 10)) ? ODD : index;
  // An entity of an entity: text in HTML in XML.
  if (AMPERSAND_ENTITY.test(text.slice(index, index + 6)) && ENTITY_REST.test(text.slice(last + 1, last + 11)))
    return DIVIDING.test(text.slice(last + 1, last + 7)) ? last : ODD;
  return isInWord && text.startsWith('lt;', index + 1) && isSplit(text, index) ? ODD : last;
}

const ENTITY_START = /^&(?:#|[a-z]{2,8};)/i;
const ENTITY_REST = /^(?:#|[a-z]{2,8};)/i;
const AMPERSAND_ENTITY = /^&(?:amp|#38|#x26);/i;
const DIVIDING = /^(?:quot|nbsp);/;
const PLAIN_ENTITIES: readonly string[] = [
  ...['lt;', 'gt;', 'amp;', 'quot;', 'nbsp;', '#34;', '#38;', '#39;', '#x22;', '#x26;', '#x27;'],
];

/** The last index of an entity that only divides words. */
function plainEntity(text: string, index: number): number | undefined {
  for (const name of PLAIN_ENTITIES) if (text.startsWith(name, index + 1)) return index + name.length;
  return undefined;
}

/** Tags inside a line: a word goes on behind them. */
const NAMES =
  '(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)\\b';
const ATTRIBUTES = '(?:[^<>&]|&(?![lg]t;)){0,1000}';
// Behind the last tag a letter, or the end of the piece, where nobody can tell yet.
const SPLIT = new RegExp(
  `(?:(?:<|&lt;)\\\\?/?${NAMES}${ATTRIBUTES}(?:>|&gt;)){0,20}(?:[\\p{L}\\p{N}\\p{M}\\p{Cf}]|(?:<|&lt;)(?:!--|\\\\?/?${NAMES}${ATTRIBUTES}$))`,
  'iuy',
);
const INSIDE = new RegExp(`<(?:/?${NAMES}[^<>]{0,1000}|!--[^<>]{0,1000}--)>`, 'gi');
/** A tag or comment behind which a word may go on, at `lastIndex`. */
export const INLINE: RegExp = new RegExp(`<(?:\\\\?/?${NAMES}|!--)`, 'iy');

/** The text without tags and comments that may stand inside words. */
export const withoutInlineTags = (text: string): string => (text.includes('<') ? text.replace(INSIDE, '') : text);

function isSplit(text: string, index: number): boolean {
  SPLIT.lastIndex = index;
  return SPLIT.test(text);
}
