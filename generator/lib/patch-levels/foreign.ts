// Patches for another source tree, which the same advisory or the same folder has.

import type { IndexedPatch } from '../patches/patch-index.ts';
import type { Case, Facts } from './case.ts';
import { mainlineIndex } from './history.ts';
import type { Evidence } from './levels.ts';
import type { Matches } from './matches.ts';

/** Stated to be for another tree; or changes files that no ref has, and is in none. */
export function isForeign(
  patch: IndexedPatch,
  tree: string | undefined,
  matches: ReadonlyMap<IndexedPatch, Matches>,
  facts: Facts,
): boolean {
  if (patch.tree !== undefined && tree !== undefined) return patch.tree !== tree;
  if (patch.paths.length === 0 || (matches.get(patch)?.found.length ?? 0) > 0) return false;
  // Files move: that some branches do not have them says nothing, unless the line of development is among those.
  if (facts.files.length <= mainlineIndex(facts.history)) return false;
  const isThere = (path: string) => facts.files.some((files) => files.has(path));
  // Every tree has a `Makefile` and `MAINTAINERS`.
  const below = patch.paths.filter((path) => path.includes('/'));
  return !(below.length > 0 ? below : patch.paths).some(isThere);
}

/** Patches that no branch needs, since they are for another tree. */
export function leftOut({ advisory, own, tree }: Case): readonly Evidence[] {
  const others = advisory.patches.filter((patch) => !own.includes(patch));
  const isStated = (patch: IndexedPatch) => patch.tree !== undefined && tree !== undefined;
  return others.map((patch): Evidence => {
    return isStated(patch)
      ? { kind: 'statement', text: `${patch.file} is for ${patch.tree}` }
      : { kind: 'files', text: `${patch.file} is for another tree: no branch has one of its files` };
  });
}

/** Why nothing of an advisory is for this tree. */
export function foreignReason({ advisory, tree }: Case): Evidence {
  const trees = [...new Set(advisory.patches.flatMap((patch) => patch.tree ?? []))];
  return trees.length > 0 && tree !== undefined
    ? { kind: 'statement', text: `the patches are for ${trees.join(', ')}` }
    : { kind: 'files', text: 'no branch has one of the files that the patches change' };
}
