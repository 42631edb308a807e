// The order of Debian versions, `[epoch:]upstream[-revision]`, by Debian Policy 5.6.12
// (https://www.debian.org/doc/debian-policy/ch-controlfields.html#version).

import { compareDigits, endOfRun, isDigit } from './digits.ts';

/** Compares two versions as `dpkg --compare-versions` does; what is no version is compared all the same. */
export function compareDpkg(a: string, b: string): number {
  const [x, y] = [parse(a), parse(b)];
  return compareDigits(x.epoch, y.epoch) || comparePart(x.upstream, y.upstream) || comparePart(x.revision, y.revision);
}

function parse(version: string) {
  const [, epoch = '', rest = ''] = /^(?:(\d+):)?(.*)$/s.exec(version.trim()) ?? [];
  const hyphen = rest.lastIndexOf('-');
  return hyphen < 0
    ? { epoch, upstream: rest, revision: '' }
    : { epoch, upstream: rest.slice(0, hyphen), revision: rest.slice(hyphen + 1) };
}

/** Runs of other characters and runs of digits take turns, beginning with the others. */
function comparePart(a: string, b: string): number {
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a.charAt(i))) || (j < b.length && !isDigit(b.charAt(j)))) {
      const difference = weight(a.charAt(i)) - weight(b.charAt(j));
      if (difference !== 0) return Math.sign(difference);
      i++;
      j++;
    }
    const [endI, endJ] = [endOfRun(a, i, isDigit), endOfRun(b, j, isDigit)];
    const difference = compareDigits(a.slice(i, endI), b.slice(j, endJ));
    if (difference !== 0) return difference;
    [i, j] = [endI, endJ];
  }
  return 0;
}

/** `~` before the end, the end and digits before letters, letters before everything else. */
function weight(character: string): number {
  if (character === '~') return -1;
  if (character === '' || isDigit(character)) return 0;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 256;
}
