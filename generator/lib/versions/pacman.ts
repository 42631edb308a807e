// The order of Arch Linux versions, `[epoch:]version[-release]`, as vercmp(8) of pacman documents it
// (https://man.archlinux.org/man/vercmp.8). A release counts only where both versions have one, so `1.0` equals both
// `1.0-1` and `1.0-2`.

import { compareDigits, endOfRun, isDigit } from './digits.ts';
import { partsOf } from './epoch-version-release.ts';

/** Compares two versions as `vercmp` does; what is no version is compared all the same. */
export function comparePacman(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [partsOf(a), partsOf(b)];
  return (
    comparePart(x.epoch || '0', y.epoch || '0') ||
    comparePart(x.version, y.version) ||
    (x.release === undefined || y.release === undefined ? 0 : comparePart(x.release, y.release))
  );
}

const isLetter = (character: string): boolean => /^[A-Za-z]$/.test(character);
const isSeparator = (character: string): boolean => !isDigit(character) && !isLetter(character);

/** Segments of digits and of letters are compared one by one; of what stands between them only the length counts. */
function comparePart(a: string, b: string): number {
  if (a === b) return 0;
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [startI, startJ] = [endOfRun(a, i, isSeparator), endOfRun(b, j, isSeparator)];
    const difference = startI - i - (startJ - j);
    [i, j] = [startI, startJ];
    if (i === a.length || j === b.length) break;
    if (difference !== 0) return Math.sign(difference);
    const isNumber = isDigit(a.charAt(i));
    const accepts = isNumber ? isDigit : isLetter;
    const [endI, endJ] = [endOfRun(a, i, accepts), endOfRun(b, j, accepts)];
    // A number is later than letters in the same position.
    if (endJ === j) return isNumber ? 1 : -1;
    const [one, two] = [a.slice(i, endI), b.slice(j, endJ)];
    const order = isNumber ? compareDigits(one, two) : one === two ? 0 : one < two ? -1 : 1;
    if (order !== 0) return order;
    [i, j] = [endI, endJ];
  }
  const [restA, restB] = [a.charAt(i), b.charAt(j)];
  if (restA === '' && restB === '') return 0;
  // Letters that remain make a version earlier (`1.0beta` before `1.0`), anything else makes it later.
  return (restA === '' && !isLetter(restB)) || isLetter(restA) ? -1 : 1;
}
