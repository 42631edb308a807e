// What to look for, word by word: each secret as phrases, and for those whose signs count what the place must look like.

import type { Secret } from './secret.ts';
import { entityAt, MAX_WORDS, wordsOf } from './words.ts';

/** One secret, or six words of one. */
export type Wanted = {
  readonly secret: Secret;
  /** Words of the secret, at most so many as are looked for. */
  readonly words: number;
  /** The whole is longer than what is looked for. */
  readonly isTail: boolean;
};

/** Phrase -> the secrets that it gives away. */
export type Wants = ReadonlyMap<string, readonly Wanted[]>;

/** The phrases of all secrets. */
export function wantsOf(secrets: readonly Secret[]): Wants {
  const wants = new Map<string, Wanted[]>();
  const add = (phrase: string, wanted: Wanted) => {
    const others = wants.get(phrase);
    if (!others) wants.set(phrase, [wanted]);
    // One of a kind says enough.
    else if (!others.some(({ secret }) => secret.kind === wanted.secret.kind && secret.text === wanted.secret.text))
      others.push(wanted);
  };
  const sentences = secrets.filter(({ kind }) => kind === 'six words of a sentence');
  for (const secret of secrets) {
    if (secret.kind === 'six words of a sentence') continue;
    const words = wordsOf(secret.text);
    if (!isTelling(secret, words)) continue;
    const phrase = words.slice(-MAX_WORDS).join(' ');
    add(phrase, { secret, words: words.length, isTail: words.length > MAX_WORDS });
  }
  // Addresses are looked for as a whole: many of them begin alike.
  const parts = sentences.flatMap((secret) => secret.text.split(ADDRESS).map((text) => ({ secret, text })));
  for (const { secret, text } of parts) {
    const words = wordsOf(text);
    for (let last = MAX_WORDS; last <= words.length; last++) {
      const six = words.slice(last - MAX_WORDS, last);
      if (!isProse(six)) continue;
      const phrase = six.join(' ');
      if (!wants.has(phrase)) wants.set(phrase, [{ secret, words: MAX_WORDS, isTail: false }]);
    }
  }
  return wants;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"]+/i;

/** Numbers and repeated signs are no sentence: they are alike everywhere. */
function isProse(words: readonly string[]): boolean {
  return words.filter((word) => /\p{L}/u.test(word)).length >= 4 && new Set(words).size >= 4;
}

function isTelling({ kind, text }: Secret, words: readonly string[]): boolean {
  if (words.length === 0) return false;
  if (kind === 'an address') return /^[a-z]+:\/\/[^/]+\/./i.test(text) || !/^[a-z]+:/i.test(text);
  if (kind === 'a commit') return words.length === 1 && text.length >= 7;
  return words.join('').length >= 3;
}

/** True when the signs between the words and around them are those of the secret, too. */
export function isExact({ secret, isTail }: Wanted, text: string, start: number, end: number): boolean {
  const { kind } = secret;
  if (kind === 'a title' || kind === 'the name of a person' || kind === 'six words of a sentence') return true;
  const own = plain(secret.text);
  const found = plain(text.slice(start, end));
  // A CVE id or a fingerprint is one however it is divided.
  if (kind === 'a CVE id' || kind === 'the fingerprint of a recipient') return true;
  const isSame = isTail ? own.replace(/[^\p{L}\p{N}]+$/u, '').endsWith(found) : trimmed(own) === found;
  if (!isSame) return false;
  const before = decoded(text.slice(Math.max(0, start - 8), start));
  const after = decoded(text.slice(end, end + 8));
  if (kind === 'a version') return !/[.\w~]$/.test(before) && !/^(?:[~+]|[.:-]\d)/.test(after);
  if (kind === 'an address') return !/^(?:[/?=%+~_-]\w|\.\w|&\w)/.test(after);
  return true;
}

/** Lower case, without tags, spaces and what only divides lines. */
const plain = (text: string): string =>
  decoded(text.replace(/<[^<>]{0,2000}>/g, ''))
    .replace(/\\\//g, '/')
    .replace(/[\s\u00AD\u200B-\u200D\u2060]+/g, '')
    .replace(/[\u2010-\u2015]/g, '-')
    .toLowerCase();

/** Entities, escapes of JSON and percent signs as what they stand for. */
const decoded = (text: string): string =>
  text
    .replace(/&#?\w{1,8};/g, (each) => {
      const entity = entityAt(each, 0);
      return entity ? String.fromCodePoint(entity.code) : each;
    })
    .replace(/(?:\\u00|%)([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const trimmed = (text: string): string => text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
