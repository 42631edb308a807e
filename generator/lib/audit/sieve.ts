// Which parts of a text could have one of many phrases at all. Files of a site have most of their text in common: what
// was read before, behind the same words, is not read again.

import { automatonOf } from './automaton.ts';
import { type PieceReading, type Position, readPiece, type Tag } from './piece-reader.ts';
import { cut } from './pieces.ts';
import { hashOf, MAX_WORDS } from './words.ts';

/** What is to be read with care. */
export type Sieved = {
  /** Parts of the text in which a phrase ends, or which are written so that only a reading with all care can tell. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
  /** Where long runs of letters and digits begin that are no hexadecimal numbers: perhaps Base64. */
  readonly runs: readonly number[];
};

/** Sieves a text; `isEscaped` where it has the escapes of JSON. */
export type Sieve = (text: string, isEscaped: boolean) => Sieved;

/** The words around a suspicious piece are looked for this far. */
const MAX_AROUND = 8000;

/** A position between pieces, and what reading on from there gave. */
type Known = Position & { readonly readings: readonly [Map<string, Remembered>, Map<string, Remembered>] };
type Remembered = Omit<PieceReading, 'next'> & { readonly next: Known };

/** The sieve for phrases of folded words. One that does not remember reads everything anew, with the same result. */
export function sieveOf(phrases: Iterable<string>, remembers = true): Sieve {
  const automaton = automatonOf([...phrases].map((phrase) => phrase.split(' ').map(hashOf)));
  const positions = new Map<number, Known>();
  const knownOf = ({ all, outside, tag }: Position): Known => {
    const key = (all * 0x800000 + outside) * 3 + tag;
    const known = positions.get(key) ?? { all, outside, tag, readings: [new Map(), new Map()] };
    if (!positions.has(key)) positions.set(key, known);
    return known;
  };
  const start: Known = knownOf({ all: 0, outside: 0, tag: 0 satisfies Tag });

  return (text, isEscaped) => {
    const starts: number[] = [0];
    const words: number[] = [];
    const suspicious: number[] = [];
    const runs: number[] = [];
    let position = start;
    cut(text, (piece, begin) => {
      const memory = position.readings[isEscaped ? 1 : 0];
      let reading = remembers ? memory.get(piece) : undefined;
      if (!reading) {
        const { next, ...rest } = readPiece(piece, isEscaped, position, automaton);
        reading = { ...rest, next: knownOf(next) };
        if (remembers) memory.set(piece, reading);
      }
      if (reading.isSuspicious) suspicious.push(words.length);
      for (const run of reading.runs) runs.push(begin + run);
      words.push(reading.words);
      starts.push(begin + piece.length);
      position = reading.next;
    });
    return { ranges: suspicious.map((index) => around(index, starts, words)), runs };
  };
}

/** A piece with so many words before and behind it that each phrase is whole that has a word in it. */
function around(index: number, starts: readonly number[], words: readonly number[]): readonly [number, number] {
  const [start = 0, end = 0] = [starts[index], starts[index + 1]];
  let first = index;
  for (let count = 0; first > 0 && count < MAX_WORDS && start - (starts[first] ?? 0) < MAX_AROUND; )
    count += words[--first] ?? 0;
  let last = index;
  for (let count = 0; last < words.length - 1 && count < MAX_WORDS && (starts[last + 1] ?? 0) - end < MAX_AROUND; )
    count += words[++last] ?? 0;
  return [starts[first] ?? 0, starts[last + 1] ?? end];
}
