// One patch in one branch: the newest commit there that has it or takes it back decides.

import type { IndexedPatch } from '../patches/patch-index.ts';
import { type History, mainlineIndex } from './history.ts';
import type { Evidence, PatchLevel } from './levels.ts';
import type { Match, Matches } from './matches.ts';

/** The branch: `at` is the index of its ref. */
export type PatchContext = {
  readonly history: History;
  readonly at: number;
  /** SHA-256 of patches that can be taken back there. */
  readonly reversible: ReadonlySet<string>;
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
    if (!newest.hasPatch) return { file, state: 'reverted', commit, evidence };
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
  return { file, state: 'absent', evidence: missingStated(patch, found) };
}

/** Commits with the subject of the patch that say that they fix something else. */
function others(elsewhere: Matches['elsewhere'], { history, at }: PatchContext): readonly Evidence[] {
  return elsewhere
    .filter(({ position }) => history.containment(position, at))
    .map(({ position, numbers }): Evidence => {
      const text = `has its subject, and says that it fixes ${numbers.join(', ')}`;
      return { kind: 'other-claim', commit: history.ids[position] ?? '', text };
    });
}

/** Shared with the line of development, from which the branch was made later. A tag on that line has all from there. */
function isOlder(position: number, { history, at }: Pick<PatchContext, 'history' | 'at'>): boolean {
  const { mainline } = history;
  const tip = history.refs[at];
  if (!mainline || !tip || mainline.commit === tip.commit) return false;
  const main = mainlineIndex(history);
  return !history.containment(tip.position, main) && history.containment(position, main);
}

function evidenceOf({ kind, position, via }: Match, patch: IndexedPatch, history: History): Evidence {
  const commit = history.ids[position] ?? '';
  const other = via === undefined ? '' : (history.ids[via] ?? '').slice(0, 12);
  return { kind, commit, text: WORDS[kind](patch, other) };
}

const WORDS: Readonly<Record<Match['kind'], (patch: IndexedPatch, other: string) => string>> = {
  'stated-commit': () => 'the advisory names this commit',
  'tag-and-subject': () => 'says that it fixes the advisory, and has the subject of the patch',
  tag: () => 'says that it fixes the advisory, with nearly the subject of the patch, or of the only patch',
  'upstream-commit': (_patch, other) => `has the same origin as ${other}`,
  subject: () => 'has the subject of the patch',
  'patch-id': () => 'changes the same as the patch',
  revert: (_patch, other) =>
    other === '' ? 'takes back a commit with the subject of the patch' : `takes back ${other}`,
};

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
