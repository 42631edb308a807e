// Where branches left the line of development. A merge brings commits of a branch to the mainline afterwards, so what both
// have is not enough: only the line of first parents is the mainline itself.

import type { Containment } from './containment.ts';

/**
 * For each ref the position of the newest commit on the mainline that it contains; -1 for one that is on the mainline
 * itself, and for one that has nothing of it.
 */
export function forksOf(
  parents: readonly (readonly number[])[],
  refs: readonly { readonly position: number }[],
  mainline: number | undefined,
  containment: Containment,
): readonly number[] {
  const line: number[] = [];
  for (let at = mainline; at !== undefined; at = parents[at]?.[0]) line.push(at);
  return refs.map(({ position }, index) => {
    const fork = line.find((each) => containment(each, index));
    return fork === undefined || fork === position ? -1 : fork;
  });
}
