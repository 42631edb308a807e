// Which parts of a text could have one of many phrases at all: those in which all pairs of words of one stand near each other. It
// reads a text once, in the way in which sites are mostly written; only what is left is read with all care.

import { folded, IGNORED } from './folding.ts';
import { hashOf, PRIME, SEED } from './words.ts';

/** What is to be read with care. */
export type Sieved = {
  /** Parts of the text that have all pairs of words of a phrase, or are written so that only a reading with all care can tell. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
  /** Where long runs of letters and digits begin that are no hexadecimal numbers: perhaps Base64. */
  readonly runs: readonly number[];
};

/** Sieves a text; `isEscaped` where it has the escapes of JSON. */
export type Sieve = (text: string, isEscaped: boolean) => Sieved;

/** All words of a phrase stand in two parts of this length that follow each other, also with tags between them. */
const PART = 4096;
const BITS = 18;
const LONG_RUN = 32;

/** The sieve for phrases of folded words. */
export function sieveOf(phrases: Iterable<string>): Sieve {
  const all = [...phrases].map((phrase) => phrase.split(' ').map(hashOf));
  const wanted = all
    .filter((words) => words.length > 1)
    .map((words) => words.slice(1).map((word, index) => pair(words[index] ?? 0, word)));
  const singles = new Set(all.filter((words) => words.length === 1).flat());
  const isSingle = new Uint8Array(1 << 16);
  for (const word of singles) isSingle[word >>> 16] = 1;
  const seen = new Int32Array(1 << BITS);
  let stamp = 1;
  /** True when a phrase has all of its pairs in this part and the one before it. */
  const isCandidate = (): boolean =>
    wanted.some((places) => {
      for (const place of places) if ((seen[place] ?? 0) < stamp - 1) return false;
      return true;
    });

  return (text, isEscaped) => {
    if (stamp > 1_000_000_000) {
      seen.fill(0);
      stamp = 1;
    }
    stamp += 2;
    const ranges: [number, number][] = [];
    const runs: number[] = [];
    // A part that has a single word or is written oddly is read with care, and the one behind it: a phrase may go on there.
    let isOdd = false;
    let wasOdd = false;
    let hash = SEED;
    let start = -1;
    // The word before, and the last one outside of tags: words go on behind a tag, or it is none.
    let before = 0;
    let outside = 0;
    let isInTag = false;
    let turn = isInTag;
    let partStart = 0;
    let partEnd = PART;
    const length = text.length;

    for (let index = 0; index <= length; index++) {
      const code = index < length ? text.charCodeAt(index) : 0;
      if (code < 128) {
        const letter = LETTERS[code] ?? 0;
        if (letter > 1) {
          if (start < 0) start = index;
          hash = Math.imul(hash ^ letter, PRIME);
          continue;
        }
        if (letter === 1) {
          if (code === 0x3e) turn = false;
          else if (code === 0x3c) turn = isInTag || TAG.test(text.charAt(index + 1));
          else if (code === 0x26 && text.startsWith('t;', index + 2))
            turn = text[index + 1] === 'g' ? false : isInTag || TAG.test(text.charAt(index + 4));
          // Signs with which something else may begin.
          const next = oddness(text, index, code, isEscaped, start >= 0);
          if (next === ODD) isOdd = true;
          else if (next > index) index = next;
        }
      } else {
        const point = text.codePointAt(index) ?? code;
        const codes = folded(point);
        if (codes !== undefined) {
          if (codes !== IGNORED) {
            if (start < 0) start = index;
            for (const each of codes) hash = Math.imul(hash ^ each, PRIME);
          }
          if (point > 0xffff) index += 1;
          continue;
        }
        if (point > 0xffff) index += 1;
      }
      if (start >= 0) {
        hash >>>= 0;
        if (isSingle[hash >>> 16] === 1 && singles.has(hash)) isOdd = true;
        seen[pair(before, hash)] = stamp;
        if (!isInTag) {
          if (outside !== before) seen[pair(outside, hash)] = stamp;
          outside = hash;
        }
        before = hash;
        if (index - start >= LONG_RUN && !isHexadecimal(text, start, index)) runs.push(start);
        hash = SEED;
        start = -1;
      }
      isInTag = turn;
      if (index < partEnd && index < length) continue;
      if (isOdd || wasOdd || isCandidate()) {
        const last = ranges.at(-1);
        const first = Math.max(0, partStart - PART);
        if (last && first <= last[1]) last[1] = index;
        else ranges.push([first, index]);
      }
      wasOdd = isOdd;
      isOdd = false;
      stamp += 1;
      partStart = index;
      partEnd = index + PART;
    }
    return { ranges: ranges.map((range) => atSpaces(text, range)), runs };
  };
}

/** 0: divides words; 1: may begin something else; otherwise the code in lower case. */
const LETTERS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z0-9]/i.test(character)) return character.toLowerCase().charCodeAt(0);
  return '<>&\\%'.includes(character) ? 1 : 0;
});

/** The place of two words that follow each other, in the table. */
const pair = (first: number, second: number): number =>
  Math.imul(Math.imul(first, 0x85ebca6b) ^ second, 0xc2b2ae35) >>> (32 - BITS);

const TAG = /[a-z/\\!?]/i;

const ODD = -1;

/** `ODD`, or the last index of what only divides words. */
function oddness(text: string, index: number, code: number, isEscaped: boolean, isInWord: boolean): number {
  const next = text.charCodeAt(index + 1);
  if (code === 0x3e) return index;
  if (code === 0x3c) return isInWord && isSplit(text, index) ? ODD : index;
  if (code === 0x26) {
    const last = plainEntity(text, index);
    if (last === undefined) return ENTITY_START.test(text.slice(index, index + 10)) ? ODD : index;
    if (AMPERSAND.test(text.slice(index, index + 6)) && ENTITY_REST.test(text.slice(last + 1, last + 11)))
      return plainEntity(text, last) === undefined || text.startsWith('amp;', last + 1) ? ODD : last;
    return isInWord && text.startsWith('lt;', index + 1) && isSplit(text, index) ? ODD : last;
  }
  if (code === 0x25) {
    const digits = text.slice(index + 1, index + 3);
    if (!/^[0-9a-f]{2}$/i.test(digits)) return index;
    const value = Number.parseInt(digits, 16);
    return value >= 128 || (LETTERS[value] ?? 0) > 1 ? ODD : index + 2;
  }
  // A backslash.
  if (!isEscaped) return ESCAPES.includes(String.fromCharCode(next)) ? ODD : index;
  if (next === 0x75) return ODD;
  if (next === 0x5c) return ESCAPES.includes(text.charAt(index + 2)) ? ODD : index + 1;
  return index + 1;
}

const ESCAPES: readonly string[] = ['u', 'n', 'r', 't', 'b', 'f', '\\'];
const ENTITY_START = /^&(?:#|[a-z]{2,8};)/i;
const ENTITY_REST = /^(?:#|[a-z]{2,8};)/i;
const AMPERSAND = /^&(?:amp|#38|#x26);/i;
const PLAIN_ENTITIES: readonly string[] = [
  ...['lt;', 'gt;', 'amp;', 'quot;', 'nbsp;', '#34;', '#38;', '#39;', '#60;', '#62;'],
  ...['#x22;', '#x26;', '#x27;', '#x3C;', '#x3E;', '#x3c;', '#x3e;'],
];

/** The last index of an entity that only divides words. */
function plainEntity(text: string, index: number): number | undefined {
  for (const name of PLAIN_ENTITIES) if (text.startsWith(name, index + 1)) return index + name.length;
  return undefined;
}

/** Tags inside a line: a word goes on behind them. */
const NAMES =
  '(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)\\b';
const SPLIT = new RegExp(`(?:(?:<|&lt;)\\\\?/?${NAMES}[^<>&]{0,1000}(?:>|&gt;)){1,20}[\\p{L}\\p{N}]`, 'uy');
const INSIDE = new RegExp(`<(?:/?${NAMES}[^<>]{0,1000}|!--[^<>]{0,1000}--)>`, 'gi');

/** The text without tags and comments that may stand inside words. */
export const withoutInlineTags = (text: string): string => (text.includes('<') ? text.replace(INSIDE, '') : text);

function isSplit(text: string, index: number): boolean {
  SPLIT.lastIndex = index;
  return SPLIT.test(text) || text.startsWith('<!--', index);
}

function isHexadecimal(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index) | 32;
    if (!((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66))) return false;
  }
  return true;
}

/** A range that cuts no word in two, wherever there are spaces. */
function atSpaces(text: string, [start, end]: readonly [number, number]): readonly [number, number] {
  const first = start === 0 ? 0 : Math.max(0, text.lastIndexOf(' ', start));
  const next = text.indexOf(' ', end);
  return [first, next < 0 ? text.length : next];
}
