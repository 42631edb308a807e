// Characters outside of ASCII that pass for ASCII in names and versions (Unicode Technical Standard 39, section 4).

import { codePointName } from './decode/text-bytes.ts';

/** Letters of other scripts that are drawn like Latin ones, and what they are drawn like. */
const LETTERS = new Map(
  Object.entries({
    a: 'аαɑ',
    b: 'Ь',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еҽ',
    g: 'ɡ',
    h: 'һ',
    i: 'іıιΙІ',
    j: 'јϳ',
    k: 'κк',
    n: 'ո',
    o: 'оοօ',
    p: 'рρ',
    q: 'ԛ',
    s: 'ѕ',
    u: 'υս',
    v: 'νѵ',
    w: 'ѡԝ',
    x: 'хχ',
    y: 'уγү',
    A: 'АΑ',
    B: 'ВΒ',
    C: 'СϹ',
    E: 'ЕΕ',
    H: 'НΗ',
    J: 'Ј',
    K: 'КΚ',
    M: 'МΜ',
    N: 'Ν',
    O: 'ОΟ',
    P: 'РΡ',
    S: 'Ѕ',
    T: 'ТΤ',
    X: 'ХΧ',
    Y: 'ΥҮ',
    Z: 'Ζ',
  }).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
);

/** The first character of a word that passes for another one: its code point, and what it looks like. */
export function lookAlike(word: string): { readonly name: string; readonly like: string } | undefined {
  if (!/[^\x00-\x7F]/.test(word)) return undefined;
  const hasLatin = /[A-Za-z]/.test(word);
  for (const character of word) {
    if (character <= '\u007F') continue;
    const like = likeness(character, hasLatin);
    if (like) return { name: codePointName(character), like };
  }
  return undefined;
}

/** A word in another script altogether (`пакет`) is one that somebody chose. */
function likeness(character: string, hasLatin: boolean): string | undefined {
  if (/\p{Zs}/u.test(character)) return 'a blank';
  if (/[\u00AD\p{Cf}]/u.test(character)) return 'nothing at all';
  if (/[\p{Pd}\u2212\u02D7]/u.test(character)) return '`-`';
  if (/[\u2018\u2019\u00B4\u02BC\u2032]/u.test(character)) return "`'`";
  if (/[\u2024\u3002\uFF0E]/u.test(character)) return '`.`';
  const letter = LETTERS.get(character);
  if (letter && hasLatin) return `\`${letter}\``;
  const plain = character.normalize('NFKC');
  if (plain !== character && /^[!-~]+$/.test(plain)) return `\`${plain}\``;
  if (/\p{Nd}/u.test(character)) return 'a digit';
  return undefined;
}
