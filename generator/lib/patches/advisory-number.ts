// The number in the id of an advisory as an index has it: `210`, and `2026-3` where an id has several.

/** What an index may have as a number. */
export const NUMBER = /^\d{1,9}(?:-\d{1,9}){0,3}$/;

/** By value, the most significant part first. */
export function byNumber(a: string, b: string): number {
  const [left, right] = [a.split('-').map(Number), b.split('-').map(Number)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? -1) - (right[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
