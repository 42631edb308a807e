// What is said about the fixes in a tree: for each advisory and branch a verdict, and for each verdict its evidence.

import type { Instant } from '../../types.ts';

/** Of an advisory in a branch or tag. */
export type Verdict =
  | 'applied'
  | 'before-branching'
  | 'not-affected'
  | 'out-of-support'
  | 'other-tree'
  | 'partial'
  | 'reverted'
  | 'missing'
  | 'unsure';

/** Where a verdict comes from, the strongest first. */
export type EvidenceKind =
  | 'stated-commit'
  | 'tag-and-subject'
  | 'tag'
  | 'upstream-commit'
  | 'subject'
  | 'patch-id'
  | 'reverse-apply'
  | 'revert'
  | 'statement'
  | 'support'
  | 'files'
  | 'other-claim'
  | 'mention'
  | 'history';

/** One reason, as a clause; with the commit that it is about. */
export type Evidence = { readonly kind: EvidenceKind; readonly text: string; readonly commit?: string | undefined };

/** Of one patch in a branch or tag. */
export type PatchState = 'applied' | 'before-branching' | 'reverted' | 'absent' | 'unsure';

export type PatchLevel = {
  readonly file: string;
  readonly state: PatchState;
  /** The commit that has it. */
  readonly commit?: string | undefined;
  readonly evidence: readonly Evidence[];
};

/** An advisory in a branch or tag. */
export type Level = {
  readonly id: string;
  readonly number: string;
  readonly published?: Instant | undefined;
  readonly ref: string;
  readonly verdict: Verdict;
  /** Patches that are there, of those that the branch needs. */
  readonly applied: number;
  readonly of: number;
  /** First tag that has all of them. */
  readonly since?: string | undefined;
  readonly patches: readonly PatchLevel[];
  readonly evidence: readonly Evidence[];
};

/** A branch or tag that was checked. */
export type CheckedRef = {
  readonly name: string;
  readonly commit: string;
  /** When that commit was made. */
  readonly date: Instant;
  /** Id of the release that it is a branch or tag of; absent for the line of development. */
  readonly release?: string | undefined;
};

/** All of a tree. */
export type Levels = {
  readonly series: string;
  readonly tree?: string | undefined;
  readonly refs: readonly CheckedRef[];
  /** By advisory, then by ref in the order asked for. */
  readonly levels: readonly Level[];
};

/** What must not be in a release: it lacks a fix. */
export const FAILING: ReadonlySet<Verdict> = new Set(['missing', 'partial', 'reverted']);
