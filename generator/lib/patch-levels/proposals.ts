// The commits that advisories could state for a branch, from the levels of a tree: only where a commit says itself, or
// shows by what it changes, that it is the fix.

import type { Evidence, EvidenceKind, Level, Levels, PatchLevel } from './levels.ts';

/** A commit that has a patch in a branch. */
export type Proposal = {
  readonly id: string;
  readonly file: string;
  /** Key in `patches[].fixes`: id of the release, or the name of the line of development. */
  readonly branch: string;
  /** Name of the ref where it was found; an advisory may use it as a key. */
  readonly ref: string;
  readonly commit: string;
  readonly evidence: Evidence;
};

/** Evidence by subject alone may be that of another commit with the same words. */
const STRONG: ReadonlySet<EvidenceKind> = new Set([
  'stated-commit',
  'tag-and-subject',
  'tag',
  'upstream-commit',
  'patch-id',
]);

/** What may be stated, and how many commits are left out because nothing but a subject speaks for them. */
export function proposalsOf({ refs, levels }: Levels): {
  readonly proposals: readonly Proposal[];
  readonly weak: number;
} {
  const branches = new Map(refs.map(({ name, release }) => [name, release ?? withoutRemote(name)]));
  const found = levels
    .filter(({ verdict }) => verdict === 'applied' || verdict === 'before-branching')
    .flatMap((level) => level.patches.map((patch) => proposalOf(level, patch, branches.get(level.ref) ?? level.ref)));
  return {
    proposals: found.flatMap((each) => (typeof each === 'object' ? [each] : [])),
    weak: found.filter((each) => each === 'weak').length,
  };
}

function proposalOf({ id, ref }: Level, patch: PatchLevel, branch: string): Proposal | 'weak' {
  const { commit, file } = patch;
  const evidence = patch.evidence.find((each) => each.commit === commit && STRONG.has(each.kind));
  return commit === undefined || !evidence ? 'weak' : { id, file, branch, ref, commit, evidence };
}

/** `origin/master` is `master` for everybody else. */
const withoutRemote = (name: string): string =>
  name.replace(/^(?:refs\/)?(?:heads|tags|remotes)\//, '').replace(/^(?:origin|upstream)\//, '');
