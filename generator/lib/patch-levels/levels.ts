// What is said about the fixes in a tree: for each advisory and branch a verdict, and for each verdict its evidence.

import type { Evidence, PatchLevel, Verdict } from '../../types.ts';

export type {
  CheckedRef,
  Evidence,
  EvidenceKind,
  FixLevel as Level,
  Levels,
  PatchLevel,
  PatchState,
  Verdict,
} from '../../types.ts';

/** What must not be in a release: it lacks a fix. */
export const FAILING: ReadonlySet<Verdict> = new Set(['missing', 'partial', 'reverted']);

/** What there is to say to people beyond the state itself: that nothing was found is what `absent` means. */
export const reasonsOf = ({ state, evidence }: PatchLevel): readonly Evidence[] =>
  state === 'absent' ? evidence.filter(({ kind }) => kind !== 'history') : evidence;
