// The order of RPM versions, `[epoch:]version[-release]`, as rpm-version(7) documents it
// (https://rpm-software-management.github.io/rpm/man/rpm-version.7). A version without a release is earlier than the
// same version with one.

import { compareDigits, endOfRun, isDigit } from './digits.ts';
import { partsOf } from './epoch-version-release.ts';

/** Compares two versions as `rpm.vercmp` does; what is no version is compared all the same. */
export function compareRpm(a: string, b: string): number {
  const [x, y] = [partsOf(a), partsOf(b)];
  return (
    compareDigits(x.epoch, y.epoch) ||
    comparePart(x.version, y.version) ||
    (x.release === undefined || y.release === undefined
      ? Number(x.release !== undefined) - Number(y.release !== undefined)
      : comparePart(x.release, y.release))
  );
}

const isLetter = (character: string): boolean => /^[A-Za-z]$/.test(character);
const isSeparator = (character: string): boolean => !/^[A-Za-z0-9~^]$/.test(character);

/** Segments of digits and of letters are compared one by one; what stands between them does not count. */
function comparePart(a: string, b: string): number {
  if (a === b) return 0;
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    [i, j] = [endOfRun(a, i, isSeparator), endOfRun(b, j, isSeparator)];
    const [one, two] = [a.charAt(i), b.charAt(j)];
    if (one === '~' || two === '~' || one === '^' || two === '^') {
      const difference = weight(one) - weight(two);
      if (difference !== 0) return Math.sign(difference);
      [i, j] = [i + 1, j + 1];
      continue;
    }
    if (one === '' || two === '') break;
    const isNumber = isDigit(one);
    const accepts = isNumber ? isDigit : isLetter;
    const [endI, endJ] = [endOfRun(a, i, accepts), endOfRun(b, j, accepts)];
    // A number is later than letters in the same position.
    if (endJ === j) return isNumber ? 1 : -1;
    const [left, right] = [a.slice(i, endI), b.slice(j, endJ)];
    const order = isNumber ? compareDigits(left, right) : left === right ? 0 : left < right ? -1 : 1;
    if (order !== 0) return order;
    [i, j] = [endI, endJ];
  }
  return Number(i < a.length) - Number(j < b.length);
}

/** `~` before the end, the end before `^`, `^` before everything else. */
function weight(character: string): number {
  return character === '~' ? 0 : character === '' ? 1 : character === '^' ? 2 : 3;
}
