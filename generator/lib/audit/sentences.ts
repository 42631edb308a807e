// Whole sentences of embargoed files that stand in one public advisory: hardly anybody writes the same sentence twice, so
// that either the advisory gives it away or everybody knows it, and a person has to say which.

import type { Secret } from './secret.ts';
import { MAX_WORDS, wordsOf } from './words.ts';

/** A sentence of a hidden text: its words, folded, each with a space around it. */
export type Sentence = { readonly secret: Secret; readonly words: string };

/** The sentences of hidden advisories that are long enough to be told from others. */
export function sentencesOf(secrets: readonly Secret[]): readonly Sentence[] {
  return secrets
    .filter(({ kind, isAttached, isPart }) => kind === 'six words of a sentence' && !isAttached && !isPart)
    .flatMap((secret) =>
      secret.text.split(END).flatMap((text): Sentence[] => {
        const words = wordsOf(text);
        return words.length < MAX_WORDS ? [] : [{ secret, words: joined(words) }];
      }),
    );
}

/** The sentences that stand whole in one of the texts. */
export function sentencesIn(sentences: readonly Sentence[], texts: readonly string[]): readonly Sentence[] {
  const all = texts.map((text) => joined(wordsOf(text)));
  return sentences.filter(({ words }) => all.some((text) => text.includes(words)));
}

/** True for a part of a longer sentence of the same file, such as the text of a link, and for one that comes again. */
export function isInside(one: Sentence, other: Sentence): boolean {
  const [place, otherPlace] = [one.secret.place, other.secret.place];
  if (one === other || place.file !== otherPlace.file || !other.words.includes(one.words)) return false;
  return one.words !== other.words || otherPlace.line < place.line;
}

/** Each six words that follow each other in a sentence. */
export function windowsOf({ words }: Sentence): readonly string[] {
  const all = words.trim().split(' ');
  return all.slice(MAX_WORDS - 1).map((_, index) => all.slice(index, index + MAX_WORDS).join(' '));
}

const joined = (words: readonly string[]): string => ` ${words.join(' ')} `;

/** The end of a sentence: its sign, and what closes behind it. */
const END = /[.!?]["'\u201D\u2019)\]]{0,3}(?=\s|$)|\n[ \t]*\n/;
