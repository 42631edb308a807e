// Commits that say which advisory they fix, and have the subject of none of its patches: most have a slip that was
// corrected on commit.

import { distance } from 'fastest-levenshtein';
import { patchFileName } from '../patches/patch-file-name.ts';
import type { IndexedAdvisory, IndexedPatch } from '../patches/patch-index.ts';
import type { History } from './history.ts';
import { comparedSubject } from './subject.ts';

/** Subjects that agree to this part are the same one, changed. */
const SIMILAR = 0.7;

/** The patches that such commits (positions) have: those with the most similar subject, or the only one there is. */
export function claimedBy(
  advisory: IndexedAdvisory,
  positions: readonly number[],
  history: History,
): ReadonlyMap<IndexedPatch, readonly number[]> {
  const found = new Map<IndexedPatch, readonly number[]>();
  if (positions.length === 0) return found;
  const isSingle = singles(advisory);
  for (const position of positions) {
    const alike = advisory.patches.map((patch) => similarity(patch, history.subjects[position]));
    const best = Math.max(...alike);
    // "step 1" and "step 3" of a series are as near to "step 2" as each other: that is neither.
    const nearest = new Set(
      advisory.patches.flatMap(({ subject = '' }, index) => (alike[index] === best ? [comparedSubject(subject)] : [])),
    );
    // "This is XSA-44." of an advisory with one patch leaves no doubt which.
    const isWhole = history.messages.get(position)?.claims.get(advisory.number) === 'whole';
    for (const [index, patch] of advisory.patches.entries()) {
      const isIt =
        best >= SIMILAR && nearest.size === 1 ? alike[index] === best : best < SIMILAR && isWhole && isSingle(patch);
      if (isIt) found.set(patch, [...(found.get(patch) ?? []), position]);
    }
  }
  return found;
}

/** True for patches that are applied alone: no other one is for a release of theirs, or of their series. */
function singles({ id, number, patches }: IndexedAdvisory): (patch: IndexedPatch) => boolean {
  const prefix = id.slice(0, -number.length).replace(/[-0]+$/, '');
  const words = (patch: IndexedPatch) => (patchFileName(patch.file, prefix)?.words ?? [patch.file]).join('-');
  return (patch) =>
    patch.series === undefined &&
    patches.every(
      (other) =>
        other === patch ||
        other.tree !== patch.tree ||
        (patch.releases.length > 0 && !other.releases.some((release) => patch.releases.includes(release))) ||
        (patch.releases.length === 0 && other.series === undefined && words(other) === words(patch)),
    );
}

const numbersIn = (subject: string): string => (subject.match(/\d+/g) ?? []).join(' ');

/** From 0 for different to 1 for equal. */
function similarity(patch: IndexedPatch, subject: string | undefined): number {
  if (patch.subject === undefined || subject === undefined) return 0;
  const [a, b] = [comparedSubject(patch.subject).slice(0, 200), comparedSubject(subject).slice(0, 200)];
  // Nobody corrects numbers: `part 1` is another one than `part 2`.
  if (numbersIn(a) !== numbersIn(b)) return 0;
  return 1 - distance(a, b) / Math.max(a.length, b.length, 1);
}
