// The words of a text as the search knows them, the same in the index and in what a reader types.

/** Letters in lower case without their marks: `Café` is `cafe`. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** Longer ones are hashes and the like, which nobody searches for by their start. */
const LONGEST = 40;

/** Words in their order. A name such as `libfoo.so` or `do_op` gives itself and its parts of two characters or more. */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (const [word] of fold(text).matchAll(/[\p{L}\p{N}]+(?:[._][\p{L}\p{N}]+)*/gu)) {
    if (word.length <= LONGEST) words.push(word);
    const parts = word.split(/[._]/);
    if (parts.length > 1) words.push(...parts.filter((part) => part.length > 1 && part.length <= LONGEST));
  }
  return words;
}

/** The words that a reader asks for: a name stays whole, its parts would find too much. */
export function askedWords(query: string): readonly string[] {
  const words = fold(query).match(/[\p{L}\p{N}]+(?:[._][\p{L}\p{N}]+)*/gu) ?? [];
  return [...new Set(words)].slice(0, 12);
}

/** True when one letter more, less, other, or two exchanged make one word of the other. */
export function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  const rest = (text: string, skip: number) => text.slice(start + skip);
  if (a.length > b.length) return rest(a, 1) === rest(b, 0);
  if (a.length < b.length) return rest(a, 0) === rest(b, 1);
  const isSwapped = a[start] === b[start + 1] && a[start + 1] === b[start];
  return rest(a, 1) === rest(b, 1) || (isSwapped && rest(a, 2) === rest(b, 2));
}
