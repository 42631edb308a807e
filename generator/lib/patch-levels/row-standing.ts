// What a badge of the site says: that of the levels, and that an advisory is newer than the check.

import type { FixLevel, PublicAdvisory } from '../../types.ts';
import { type Standing, standingOf } from './summary.ts';

type Row = { readonly advisory: PublicAdvisory; readonly level: FixLevel | undefined };

/** Of one or several branches: nothing is called complete while an advisory is not checked. */
export function rowsStanding(rows: readonly Row[]): Standing {
  const standing = standingOf(rows.flatMap(({ level }) => level ?? []));
  const unchecked = new Set(rows.flatMap(({ advisory, level }) => (level ? [] : [advisory.id]))).size;
  if (unchecked === 0 || standing.state === 'missing') return standing;
  return { state: 'unsure', text: `${unchecked} not checked` };
}
