// The order of Semantic Versioning 2.0.0, `major.minor.patch[-pre-release][+build]` (https://semver.org/#spec-item-11).

import { order } from '../order.ts';
import { compareDigits } from './digits.ts';
import { compareDotted } from './dotted.ts';

/** Compares two versions by precedence, so that builds do not count; what is no version is compared as numbers and dots. */
export function compareSemver(a: string, b: string): number {
  const [x, y] = [parse(a), parse(b)];
  if (!x || !y) return compareDotted(a, b);
  for (const [index, number] of x.numbers.entries()) {
    const difference = compareDigits(number, y.numbers[index] ?? '0');
    if (difference !== 0) return difference;
  }
  return comparePreReleases(x.preRelease, y.preRelease);
}

const VERSION = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

function parse(version: string) {
  const [, major, minor, patch, preRelease] = VERSION.exec(version.trim()) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  return { numbers: [major, minor, patch], preRelease: preRelease?.split('.') ?? [] };
}

/** A version without a pre-release is the later one. */
function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Math.sign(b.length - a.length);
  for (const [index, one] of a.entries()) {
    const two = b[index];
    // More fields are later, where those before are equal.
    if (two === undefined) return 1;
    const [isOne, isTwo] = [/^\d+$/.test(one), /^\d+$/.test(two)];
    const difference = isOne && isTwo ? compareDigits(one, two) : isOne !== isTwo ? (isOne ? -1 : 1) : order(one, two);
    if (difference !== 0) return difference;
  }
  return a.length < b.length ? -1 : 0;
}
