// Of which release a branch or tag is: `stable-4.20`, `RELEASE-4.20.1` and `origin/staging-4.20` are of 4.20.

import type { IndexedRelease, PatchIndex } from '../patches/patch-index.ts';

export type Release = IndexedRelease;

/**
 * The release whose id the name has; undefined for `master`, and for a name without a version. A version that
 * nobody speaks of is one all the same: such a branch is not the line of development.
 */
export function releaseOf(ref: string, { releases }: Pick<PatchIndex, 'releases'>): string | undefined {
  const ids = releases.map(({ id }) => id).filter((id) => hasId(ref, id));
  const [longest] = ids.sort((a, b) => b.length - a.length);
  // A folder of patches knows no releases; its names have versions, too.
  const hasVersions = releases.length === 0 || releases.some(({ id }) => /^\d+\.\d/.test(id));
  return longest ?? (hasVersions ? /(?<![\d.])\d+\.\d+/.exec(ref)?.[0] : undefined);
}

/** As a whole: `4.2` is not in `stable-4.20`, and is in `RELEASE-4.2.5`. */
function hasId(ref: string, id: string): boolean {
  for (let at = ref.indexOf(id); at !== -1; at = ref.indexOf(id, at + 1)) {
    const [before = '', after = ''] = [ref[at - 1], ref[at + id.length]];
    const isDigitId = /^\d/.test(id);
    if (
      isDigitId ? !/[\d.]/.test(before) && !/\d/.test(after) : !/[A-Za-z0-9]/.test(before) && !/[A-Za-z0-9]/.test(after)
    )
      return true;
  }
  return false;
}
