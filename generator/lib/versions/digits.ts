// Numbers in versions may have any length (dates, hashes), so they are compared as digits.

/** Compares two runs of digits as numbers; an empty one is 0. Gives -1, 0 or 1. */
export function compareDigits(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  if (x.length !== y.length) return x.length < y.length ? -1 : 1;
  return x === y ? 0 : x < y ? -1 : 1;
}

/** True for one ASCII digit. */
export const isDigit = (character: string): boolean => character >= '0' && character <= '9';

/** The index behind the run of characters that starts at `start`. */
export function endOfRun(text: string, start: number, accepts: (character: string) => boolean): number {
  let end = start;
  while (end < text.length && accepts(text.charAt(end))) end++;
  return end;
}
