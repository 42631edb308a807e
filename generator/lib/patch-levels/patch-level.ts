// One patch in one branch: the newest commit there that has it or takes it back decides.

import type { IndexedPatch } from '../patches/patch-index.ts';
import type { History } from './history.ts';
import type { Evidence, PatchLevel } from './levels.ts';
import type { Match, Matches } from './matches.ts';

/** The branch: `at` is the index of its ref. */
export type PatchContext = {
  readonly history: History;
  readonly at: number;
  /** SHA-256 of patches that can be taken back there. */
  readonly reversible: ReadonlySet<string>;
  /** False for the line of development, which was never branched. */
  readonly isBranch: boolean;
  /** Other patches with its subject, of which a commit may be as well. */
  readonly rivals: readonly string[];
};

/** The state of a patch, with every commit of the branch that speaks for it or against it. */
export function patchLevel(patch: IndexedPatch, { found, elsewhere }: Matches, context: PatchContext): PatchLevel {
  const { history, at, reversible } = context;
  const here = found.filter(({ position }) => history.containment(position, at));
  const evidence = here.map((match) => evidenceOf(match, patch, history));
  const [newest] = here;
  const { file } = patch;
  const claims = others(elsewhere, context);
  if (newest) {
    const commit = history.ids[newest.position] ?? '';
    if (newest.isPart) return { file, state: 'unsure', commit, evidence: [...evidence, ...claims] };
    if (!newest.hasPatch) return { file, state: 'reverted', commit, evidence };
    const doubt = rivalry(here, context);
    if (doubt) return { file, state: 'unsure', evidence: [doubt, ...evidence, ...claims] };
    const state = isOlder(newest.position, context) ? 'before-branching' : 'applied';
    return { file, state, commit, evidence: [...evidence, ...claims] };
  }
  if (patch.sha256 !== undefined && reversible.has(patch.sha256))
    return {
      file,
      state: 'applied',
      evidence: [{ kind: 'reverse-apply', text: 'it can be taken back, so it is there' }],
    };
  if (claims.length > 0) return { file, state: 'unsure', evidence: claims };
  const { subject, patch_id: id, fixes } = patch;
  if (subject === undefined && id === undefined && Object.keys(fixes).length === 0)
    return { file, state: 'unsure', evidence: [{ kind: 'history', text: UNSEARCHABLE }] };
  return { file, state: 'absent', evidence: [{ kind: 'history', text: NOT_FOUND }, ...missingStated(patch, found)] };
}

const UNSEARCHABLE = 'it has no subject, and no difference of git, by which it could be found';
const NOT_FOUND = 'no commit of the branch has its subject, changes the same, or is a backport of one that does';

/** Several patches with one subject need a commit each, unless a commit says of which it is. */
function rivalry(here: readonly Match[], { rivals }: PatchContext): Evidence | undefined {
  const count = here.filter(({ hasPatch }) => hasPatch).length;
  if (count > rivals.length || here.some(({ kind }) => kind !== 'subject' && kind !== 'revert')) return undefined;
  return { kind: 'subject', text: `other patches have the same subject: ${rivals.slice(0, 5).join(', ')}` };
}

/** Commits with the subject of the patch that are something else. */
function others(elsewhere: Matches['elsewhere'], { history, at }: PatchContext): readonly Evidence[] {
  return elsewhere
    .filter(({ position }) => history.containment(position, at))
    .map(({ position, kind, text }): Evidence => ({ kind, commit: history.ids[position] ?? '', text }));
}

/** On the line of development when the branch was made of it. A tag on that line has all from there. */
const isOlder = (position: number, { history, at, isBranch }: PatchContext): boolean =>
  isBranch && history.isOlder(position, at);

function evidenceOf({ kind, position, via, hasPatch, isPart }: Match, patch: IndexedPatch, history: History): Evidence {
  const commit = history.ids[position] ?? '';
  const other = via === undefined ? '' : (history.ids[via] ?? '').slice(0, 12);
  if (kind === 'revert') return { kind, commit, text: revertText(other, hasPatch, isPart ?? false) };
  return { kind, commit, text: WORDS[kind](patch, other) };
}

const WORDS: Readonly<Record<Exclude<Match['kind'], 'revert'>, (patch: IndexedPatch, other: string) => string>> = {
  'stated-commit': () => 'the advisory names this commit',
  'tag-and-subject': () => 'says that it fixes the advisory, and has the subject of the patch',
  tag: () => 'says that it fixes the advisory, with nearly the subject of the patch, or of the only patch',
  'upstream-commit': (_patch, other) => `has the same origin as ${other}`,
  subject: () => 'has the subject of the patch',
  'patch-id': () => 'changes the same as the patch',
};

function revertText(other: string, hasPatch: boolean, isPart: boolean): string {
  const what = other === '' ? 'a commit with the subject of the patch' : other;
  if (hasPatch) return other === '' ? `applies ${what} again` : `takes back ${what}, which took it back`;
  return isPart ? `takes back a part of ${what}` : `takes back ${what}`;
}

/** Commits that the advisory states, and that are in none of the branches, may be in a clone of somebody else. */
function missingStated({ fixes }: IndexedPatch, found: Matches['found']): readonly Evidence[] {
  if (found.some(({ kind }) => kind === 'stated-commit')) return [];
  return Object.entries(fixes).map(([branch, commit]): Evidence => {
    return {
      kind: 'stated-commit',
      commit,
      text: `the advisory names it for ${branch}; it is in none of the branches`,
    };
  });
}
