// Which characters beyond ASCII belong to words, and as what: composed and decomposed forms are one, and so are letters
// with and without accents. Characters that nobody sees do not count.

/** A character that is in a word and does not count. */
export const IGNORED: readonly number[] = [];

const known = new Map<number, readonly number[] | undefined>();

/** Codes that stand for a character of a word; undefined for one that separates words. */
export function folded(point: number): readonly number[] | undefined {
  if (known.has(point)) return known.get(point);
  const codes = fold(String.fromCodePoint(point));
  known.set(point, codes);
  return codes;
}

function fold(character: string): readonly number[] | undefined {
  if (/[\p{Cf}\p{M}]/u.test(character)) return IGNORED;
  if (!/[\p{L}\p{N}]/u.test(character)) return undefined;
  const letters = character
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return letters === '' ? IGNORED : Array.from({ length: letters.length }, (_, index) => letters.charCodeAt(index));
}
