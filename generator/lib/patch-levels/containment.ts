// Which branches and tags contain which commit, for all of them at once.

/** True when the tip with this index contains the commit at this position. */
export type Containment = (position: number, tip: number) => boolean;

/**
 * Marks what can be reached. `parents` of each commit are positions, a commit stands before its parents; `tips` are
 * positions, too, or -1 for none, and their order is that of the indexes.
 */
export function containmentOf(parents: readonly (readonly number[])[], tips: readonly number[]): Containment {
  const words = Math.max(1, Math.ceil(tips.length / 32));
  // One bit for each tip.
  const bits = new Uint32Array(parents.length * words);
  const add = (at: number, more: number) => {
    bits[at] = (bits[at] ?? 0) | more;
  };
  for (const [tip, position] of tips.entries()) if (position >= 0) add(position * words + (tip >> 5), 1 << (tip & 31));
  for (const [position, own] of parents.entries())
    for (const parent of own)
      for (let word = 0; word < words; word++) add(parent * words + word, bits[position * words + word] ?? 0);
  return (position, tip) => (((bits[position * words + (tip >> 5)] ?? 0) >>> (tip & 31)) & 1) === 1;
}
