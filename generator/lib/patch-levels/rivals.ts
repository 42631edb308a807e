// Patches with the same subject, of two advisories or twice in a series: one commit with that subject is one of them.

import type { IndexedAdvisory, IndexedPatch } from '../patches/patch-index.ts';
import { comparedSubject } from './subject.ts';

/** What else a commit with the subject of a patch may be: other advisories, and files of the same set of patches. */
export type Rivals = (
  advisory: IndexedAdvisory,
  patch: IndexedPatch,
  together: readonly IndexedPatch[],
) => readonly string[];

/** Reads the subjects of an index once. */
export function rivalsIn(advisories: readonly IndexedAdvisory[]): Rivals {
  const bySubject = new Map<string, { readonly advisory: IndexedAdvisory; readonly patch: IndexedPatch }[]>();
  for (const advisory of advisories)
    for (const patch of advisory.patches) {
      if (patch.subject === undefined) continue;
      const subject = comparedSubject(patch.subject);
      const known = bySubject.get(subject);
      if (known) known.push({ advisory, patch });
      else bySubject.set(subject, [{ advisory, patch }]);
    }
  return (advisory, patch, together) => {
    if (patch.subject === undefined) return NONE;
    const same = bySubject.get(comparedSubject(patch.subject)) ?? [];
    if (same.length < 2) return NONE;
    const others = same.flatMap((each) => {
      if (each.patch === patch || isSame(each.patch, patch)) return [];
      if (each.advisory !== advisory) return [each.advisory.id];
      return together.includes(each.patch) ? [each.patch.file] : [];
    });
    return [...new Set(others)];
  };
}

const NONE: readonly string[] = [];

/** One fix may be published twice. */
const isSame = (a: IndexedPatch, b: IndexedPatch): boolean =>
  (a.sha256 !== undefined && a.sha256 === b.sha256) || (a.patch_id !== undefined && a.patch_id === b.patch_id);
