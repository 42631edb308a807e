// Whether there is something to install.

import type { PublicAdvisory } from '../../types.ts';

/** True when at least one release or package has a fixed version. */
export function hasFix({ coverage, statements }: Pick<PublicAdvisory, 'coverage' | 'statements'>): boolean {
  return [...coverage, ...statements].some(
    (each) => each.fixed !== undefined || ('safe' in each && each.safe !== undefined),
  );
}
