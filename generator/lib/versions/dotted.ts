// The order of versions made of numbers and dots, with pre-releases: `4.18` = `4.18.0` < `4.19-unstable` <
// `4.19.0-rc1` < `4.19.0` < `4.19.1`. Names of development branches (`unstable`, `master`) are later than every number.

import { order } from '../order.ts';
import { compareDigits } from './digits.ts';

/** Compares two versions number by number; one that is shorter goes on with zeros. */
export function compareDotted(a: string, b: string): number {
  const [x, y] = [segments(a), segments(b)];
  if (!x || !y) return x ? -1 : y ? 1 : order(a, b);
  for (let index = 0; index < Math.max(x.length, y.length); index++) {
    const difference = compareSegments(x[index] ?? '0', y[index] ?? '0');
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Words that stand before the version they are attached to, the earliest first. Other words stand behind it. */
const PRE_RELEASES = ['unstable', 'dev', 'snapshot', 'git', 'alpha', 'beta', 'pre', 'preview', 'rc'];

/** The numbers and words of a version, or undefined for a name. */
function segments(version: string): readonly string[] | undefined {
  const text = version
    .trim()
    .toLowerCase()
    .replace(/^v(?=\d)/, '');
  return /^\d/.test(text) ? (text.match(/\d+|[a-z]+/g) ?? []) : undefined;
}

function compareSegments(a: string, b: string): number {
  const difference = rank(a) - rank(b);
  if (difference !== 0) return Math.sign(difference);
  return /^\d/.test(a) ? compareDigits(a, b) : order(a, b);
}

/** Pre-releases, then 0 (the same as nothing), then other words (`1.0.2k`), then the numbers from 1. */
function rank(segment: string): number {
  const preRelease = PRE_RELEASES.indexOf(segment);
  if (preRelease >= 0) return preRelease - PRE_RELEASES.length;
  if (/^0+$/.test(segment)) return 0;
  return /^\d/.test(segment) ? 2 : 1;
}
