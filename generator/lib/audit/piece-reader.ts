// Reads one piece of a text in the way in which sites are mostly written: what its words are, in and outside of tags, and
// whether it is written so that only a reading with all care can tell.

import type { Automaton, Node } from './automaton.ts';
import { folded, IGNORED } from './folding.ts';
import { ODD, oddness, SIGNS } from './oddness.ts';
import { isLetter, PRIME, SEED } from './words.ts';

/** Where reading is between two pieces: all that was before and matters. */
export type Position = {
  /** Through all words, as where tags are words like others. */
  readonly all: Node;
  /** Through the words outside of tags. */
  readonly outside: Node;
  readonly tag: Tag;
};

/** Which tag is open: one that is written as it is, or with `&lt;`. */
export type Tag = 0 | 1 | 2;

/** What came of reading a piece. */
export type PieceReading = {
  readonly next: Position;
  /** A phrase ends here, or the piece is written oddly. */
  readonly isSuspicious: boolean;
  /** So many words that all views have in common, at least. */
  readonly words: number;
  /** Where long runs of letters and digits begin that are no hexadecimal numbers: perhaps Base64. */
  readonly runs: readonly number[];
};

const LONG_RUN = 32;

/** Reads a piece; `isEscaped` where the text has the escapes of JSON. */
export function readPiece(piece: string, isEscaped: boolean, from: Position, automaton: Automaton): PieceReading {
  const { step, isEnd } = automaton;
  let { all, outside, tag } = from;
  let turn: Tag = tag;
  let isOdd = false;
  let hasEnd = false;
  let words = 0;
  const runs: number[] = [];
  let hash = SEED;
  let start = -1;

  for (let index = 0; index <= piece.length; index++) {
    const code = index < piece.length ? piece.charCodeAt(index) : 0;
    if (code < 128) {
      const kind = KINDS[code] ?? 0;
      if (kind > 1) {
        if (start < 0) start = index;
        hash = Math.imul(hash ^ kind, PRIME);
        continue;
      }
      if (kind === 1) {
        if (code === 0x3c || code === 0x3e || code === 0x26) {
          const [turned, isMixed] = turnOf(piece, index, code, tag);
          turn = turned;
          if (isMixed) isOdd = true;
        }
        const last = oddness(piece, index, code, isEscaped, start >= 0);
        if (last === ODD) isOdd = true;
        else if (last > index) index = last;
      }
    } else {
      const point = piece.codePointAt(index) ?? code;
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
      all = step(all, hash);
      if (isEnd(all)) hasEnd = true;
      if (tag === 0) {
        outside = step(outside, hash);
        if (isEnd(outside)) hasEnd = true;
        words += 1;
      }
      if (index - start >= LONG_RUN && !isHexadecimal(piece, start, index)) runs.push(start);
      hash = SEED;
      start = -1;
    }
    tag = turn;
  }
  // How many words an odd piece has depends on who reads it.
  return { next: { all, outside, tag }, isSuspicious: isOdd || hasEnd, words: isOdd ? 0 : words, runs };
}

/** 0: divides words; 1: may begin something else; otherwise the code in lower case. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  if (isLetter(code)) return String.fromCharCode(code).toLowerCase().charCodeAt(0);
  return SIGNS.includes(String.fromCharCode(code)) ? 1 : 0;
});

const TAG = /[a-z/\\!?]/i;

/** Which tag is open behind a sign, and whether it ends one that it did not begin. */
function turnOf(piece: string, index: number, code: number, tag: Tag): readonly [turn: Tag, isMixed: boolean] {
  if (code === 0x3e) return [0, tag === 2];
  if (code === 0x3c) return TAG.test(piece.charAt(index + 1)) ? [1, tag === 2] : [tag, false];
  if (piece.startsWith('gt;', index + 1)) return [0, tag === 1];
  if (piece.startsWith('lt;', index + 1) && TAG.test(piece.charAt(index + 4))) return [tag === 1 ? 1 : 2, tag === 1];
  return [tag, false];
}

function isHexadecimal(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index) | 32;
    if (!((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66))) return false;
  }
  return true;
}
