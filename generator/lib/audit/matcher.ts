// Finds many phrases at once: a phrase is one to six words, each text is read once, and only words that are in some
// phrase cost more than their hash. What seems to match is compared word by word.

import { hashOf, MAX_WORDS, type Nested, PLAIN, scanWords, type Writing, wordsOf } from './words.ts';

/** Finds phrases in texts; `found` gets each occurrence with its place in the text. */
export type Matcher = (
  text: string,
  writing: Writing,
  found: (phrase: string, start: number, end: number) => void,
) => Nested;

/** Two streams of words: that of the text, and that inside of a tag. */
type Stream = { readonly hashes: Int32Array; readonly starts: Int32Array; run: number; last: number };

const SLOTS = 8;

/** A matcher for phrases of folded words with single spaces. */
export function matcherOf(phrases: Iterable<string>): Matcher {
  const known = new Set(phrases);
  // Thirty-two places for each phrase, so that few others fall on one that is taken.
  const bits = Math.min(22, Math.max(12, Math.ceil(Math.log2(known.size + 1)) + 5));
  const vocabulary = new Uint8Array(1 << bits);
  const filter = new Uint8Array(1 << bits);
  const hashes = new Set<number>();
  for (const phrase of known) {
    const words = phrase.split(' ');
    const own = words.map(hashOf);
    for (const hash of own) vocabulary[hash >>> (32 - bits)] = 1;
    const joint = own.reduceRight((sum, hash) => join(sum, hash), 0) >>> 0;
    hashes.add(joint);
    filter[joint >>> (32 - bits)] = 1;
  }
  return (text, writing, found) => {
    const streams: readonly [Stream, Stream] = [stream(), stream()];
    return scanWords(text, writing, {
      tag: () => {
        streams[1].run = 0;
      },
      word: (hash, start, end, isInTag) => {
        const own = streams[isInTag ? 1 : 0];
        if (vocabulary[hash >>> (32 - bits)] === 0) {
          own.run = 0;
          return;
        }
        own.run += 1;
        own.last = (own.last + 1) & (SLOTS - 1);
        own.hashes[own.last] = hash;
        own.starts[own.last] = start;
        const count = own.run < MAX_WORDS ? own.run : MAX_WORDS;
        let joint = 0;
        for (let back = 0; back < count; back++) {
          const slot = (own.last - back) & (SLOTS - 1);
          joint = join(joint, own.hashes[slot] ?? 0);
          if (filter[joint >>> (32 - bits)] === 0 || !hashes.has(joint >>> 0)) continue;
          const first = own.starts[slot] ?? 0;
          const slice = text.slice(first, end);
          const phrase = wordsOf(slice, isInTag ? { ...PLAIN, isEscaped: writing.isEscaped } : writing).join(' ');
          if (known.has(phrase)) found(phrase, first, end);
        }
      },
    });
  };
}

/** Takes the words from the last to the first. */
const join = (sum: number, hash: number): number => {
  const mixed = Math.imul(sum ^ hash, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
};

const stream = (): Stream => ({ hashes: new Int32Array(SLOTS), starts: new Int32Array(SLOTS), run: 0, last: 0 });
