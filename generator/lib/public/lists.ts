// The lists that readers find advisories by, and their order.

import type { PublicAdvisory } from '../../types.ts';
import { order } from '../order.ts';

/** Members by key, keys by code unit; members keep their order. */
export function groups<T>(members: readonly T[], keysOf: (member: T) => readonly string[]): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const member of members) {
    for (const key of new Set(keysOf(member))) {
      const group = found.get(key);
      if (group) group.push(member);
      else found.set(key, [member]);
    }
  }
  return [...found].sort(([a], [b]) => order(a, b));
}

/** By first publication, newest first. */
export function newestFirst(a: PublicAdvisory, b: PublicAdvisory): number {
  return order(b.published, a.published) || order(a.series, b.series) || byNumber(b.number, a.number);
}

/** The parts of a number one after the other. */
export function byNumber(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((part, position) => part !== b[position]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
