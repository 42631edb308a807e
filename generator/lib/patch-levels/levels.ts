// What is said about the fixes in a tree: for each advisory and branch a verdict, and for each verdict its evidence.

import type { Verdict } from '../../types.ts';

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
