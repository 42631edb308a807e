// Splits what readers get into words, as a reader would see them: entities, escapes and percent signs are decoded on the
// way, tags stand apart, case and accents do not count. One pass over each character, since it reads whole sites.

import { folded, IGNORED } from './folding.ts';

/** How a text is written. */
export type Writing = {
  /** Has tags: what stands inside of them is a text of its own. */
  readonly isMarkup: boolean;
  /** Has the escapes of JSON. */
  readonly isEscaped: boolean;
};

/** Gets each word: its hash, where it stands, and whether it stands inside a tag. */
export type WordSink = {
  readonly word: (hash: number, start: number, end: number, isInTag: boolean) => void;
  /** A tag begins. */
  readonly tag?: () => void;
  /** Gets each folded character code of the words, before `word`. */
  readonly letter?: (code: number) => void;
};

/** What was met that only a second look at the decoded text can read. */
export type Nested = { readonly hasMarkup: boolean; readonly hasEscapes: boolean; readonly hasPercents: boolean };

/** Words that phrases are made of at most; of a longer one the last six are looked for. */
export const MAX_WORDS = 6;

/** Where the hash of a word begins. */
export const SEED = 0x811c9dc5 | 0;
/** What the hash of a word is multiplied with for each letter (FNV-1a). */
export const PRIME = 0x01000193;

const [SEPARATOR, LETTER, SPECIAL] = [0, 1, 2] as const;
const CLASS = new Uint8Array(128);
const LOWER = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  LOWER[code] = character.toLowerCase().charCodeAt(0);
  if (/[a-z0-9]/i.test(character)) CLASS[code] = LETTER;
  else if ('<>&\\%'.includes(character)) CLASS[code] = SPECIAL;
  else CLASS[code] = SEPARATOR;
}

/** Walks over all words of a text. */
export function scanWords(text: string, { isMarkup, isEscaped }: Writing, sink: WordSink): Nested {
  let hash = SEED;
  let start = -1;
  let isInTag = false;
  let hasMarkup = false;
  let hasEscapes = false;
  let hasPercents = false;
  const { letter } = sink;

  const end = (index: number) => {
    if (start < 0) return;
    sink.word(hash >>> 0, start, index, isInTag);
    hash = SEED;
    start = -1;
  };
  const add = (code: number, index: number) => {
    if (start < 0) start = index;
    hash = Math.imul(hash ^ code, PRIME);
    letter?.(code);
  };
  /** A character that was written in another way, or is not ASCII. */
  const feed = (code: number, index: number) => {
    if (code < 128) {
      if (CLASS[code] === LETTER) add(LOWER[code] ?? code, index);
      else end(index);
      if (code === 0x3c || code === 0x26) hasMarkup = true;
      return;
    }
    const codes = folded(code);
    if (codes === undefined) end(index);
    else if (codes !== IGNORED) for (const each of codes) add(each, index);
  };

  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 128) {
      const point = text.codePointAt(index) ?? code;
      feed(point, index);
      if (point > 0xffff) index += 1;
      continue;
    }
    const kind = CLASS[code];
    if (kind === LETTER) {
      if (start < 0) start = index;
      const lower = LOWER[code] ?? code;
      hash = Math.imul(hash ^ lower, PRIME);
      letter?.(lower);
      continue;
    }
    if (kind === SEPARATOR) {
      if (start >= 0) end(index);
      continue;
    }
    if (code === 0x26) {
      const entity = entityAt(text, index);
      if (!entity) end(index);
      else {
        feed(entity.code, index);
        index = entity.last;
      }
    } else if (code === 0x25) {
      const value = hexadecimal(text, index + 1, 2);
      if (value === undefined || value >= 128) {
        end(index);
        hasPercents ||= value !== undefined;
      } else {
        feed(value, index);
        index += 2;
      }
    } else if (code === 0x5c && isEscaped) {
      const next = text.charCodeAt(index + 1);
      const value = next === 0x75 ? hexadecimal(text, index + 2, 4) : undefined;
      if (value !== undefined) {
        feed(value, index);
        index += 5;
      } else {
        end(index);
        hasEscapes ||= next === 0x5c;
        index += 1;
      }
    } else if (code === 0x3c && isMarkup && isTagStart(text.charCodeAt(index + 1))) {
      // A break that is allowed inside a word is no end of it.
      const skip = /^<wbr ?\/?>/i.exec(text.slice(index, index + 8))?.[0];
      if (skip) index += skip.length - 1;
      else {
        end(index);
        isInTag = true;
        sink.tag?.();
      }
    } else {
      end(index);
      if (code === 0x3e) isInTag = false;
      hasEscapes ||= code === 0x5c;
    }
  }
  end(text.length);
  return { hasMarkup, hasEscapes, hasPercents };
}

/** The words of a text, folded, those inside of tags left out. */
export function wordsOf(text: string, writing: Writing = PLAIN): string[] {
  const words: string[] = [];
  let codes: number[] = [];
  scanWords(text, writing, {
    letter: (code) => void codes.push(code),
    word: (_hash, _start, _end, isInTag) => {
      if (!isInTag) words.push(String.fromCharCode(...codes.slice(0, 10_000)));
      codes = [];
    },
  });
  return words;
}

/** Text without tags and escapes. */
export const PLAIN: Writing = { isMarkup: false, isEscaped: false };

/** The hash that `scanWords` gives for a folded word. */
export function hashOf(word: string): number {
  let hash = SEED;
  for (let index = 0; index < word.length; index++) hash = Math.imul(hash ^ word.charCodeAt(index), PRIME);
  return hash >>> 0;
}

/** True for the code of an ASCII letter or digit. */
export const isLetter = (code: number): boolean => CLASS[code] === LETTER;

const isTagStart = (code: number): boolean =>
  (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x2f || code === 0x21 || code === 0x3f;

function hexadecimal(text: string, start: number, length: number): number | undefined {
  const digits = text.slice(start, start + length);
  return digits.length === length && /^[0-9a-f]+$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

const ENTITY = /^&(?:#(?<decimal>\d{1,7})|#x(?<hex>[0-9a-f]{1,6})|(?<name>[a-z]{2,8}));/i;
const NAMES: Readonly<Record<string, number>> = { amp: 0x26, lt: 0x3c, gt: 0x3e, shy: 0xad, zwj: 0x200d, zwnj: 0x200c };

/** The character reference at an index; a letter with an accent counts as the letter. */
export function entityAt(text: string, index: number): { readonly code: number; readonly last: number } | undefined {
  const match = ENTITY.exec(text.slice(index, index + 12));
  if (!match) return undefined;
  const last = index + match[0].length - 1;
  const { decimal, hex, name } = match.groups ?? {};
  if (name === undefined) {
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return { code: code > 0x10ffff ? 0x20 : code, last };
  }
  const accented = /^([a-z])(?:acute|grave|circ|uml|tilde|cedil|ring|caron)$/i.exec(name)?.[1];
  if (accented !== undefined) return { code: accented.charCodeAt(0), last };
  return { code: NAMES[name.toLowerCase()] ?? 0x20, last };
}
