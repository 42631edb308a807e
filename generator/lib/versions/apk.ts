// The order of Alpine versions, `number{.number}[letter]{_suffix[number]}[~hash][-rnumber]`, as apk-package(5)
// documents it (https://gitlab.alpinelinux.org/alpine/apk-tools/-/blob/master/doc/apk-package.5.scd).

import { order } from '../order.ts';
import { compareDigits } from './digits.ts';

/** Compares two versions as `apk version --test` does; what is no version comes before every one, by code unit. */
export function compareApk(a: string, b: string): number {
  const [x, y] = [tokens(a), tokens(b)];
  if (!x || !y) return x ? 1 : y ? -1 : order(a, b);
  for (let index = 0; ; index++) {
    const [one, two] = [x[index] ?? END, y[index] ?? END];
    const difference = one.kind === two.kind ? compareTokens(one, two) : compareKinds(one, two);
    if (difference !== 0 || (one === END && two === END)) return difference;
  }
}

/** True for a version that apk accepts; the order of any other is a convention of ours. */
export const isApkVersion = (text: string): boolean => VERSION.test(text);

/** What a version is made of, in the order in which the parts stand. */
const KINDS = ['first', 'number', 'letter', 'suffix', 'suffix-number', 'hash', 'revision', 'end'] as const;
type Token = { readonly kind: (typeof KINDS)[number]; readonly text: string };

const END: Token = { kind: 'end', text: '' };
/** The first four come before the version without a suffix, the others after it. */
const SUFFIXES = ['alpha', 'beta', 'pre', 'rc', 'cvs', 'svn', 'git', 'hg', 'p'];
const VERSION = /^(\d+)((?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(~[0-9a-f]+)?(?:-r(\d+))?$/;

function tokens(version: string): readonly Token[] | undefined {
  const [, first = '', numbers = '', letter = '', suffixes = '', hash = '', revision] = VERSION.exec(version) ?? [];
  if (first === '') return undefined;
  return [
    { kind: 'first', text: first },
    ...words(numbers, '.').map((text): Token => ({ kind: 'number', text })),
    ...(letter === '' ? [] : [{ kind: 'letter', text: letter } as const]),
    ...words(suffixes, '_').flatMap((word): Token[] => {
      const [name = ''] = /^[a-z]+/.exec(word) ?? [];
      const number: Token = { kind: 'suffix-number', text: word.slice(name.length) };
      return [{ kind: 'suffix', text: name }, ...(number.text === '' ? [] : [number])];
    }),
    ...(hash === '' ? [] : [{ kind: 'hash', text: hash } as const]),
    ...(revision === undefined ? [] : [{ kind: 'revision', text: revision } as const]),
  ];
}

const words = (text: string, separator: string): readonly string[] => text.split(separator).slice(1);

function compareTokens({ kind, text: a }: Token, { text: b }: Token): number {
  if (kind === 'suffix') return Math.sign(SUFFIXES.indexOf(a) - SUFFIXES.indexOf(b));
  if (kind === 'letter' || kind === 'hash') return order(a, b);
  // Behind a point a leading zero makes a decimal fraction of a number: `1.02` is before `1.1`.
  if (kind === 'number' && (a.startsWith('0') || b.startsWith('0'))) return order(a, b);
  return compareDigits(a, b);
}

/** The version that goes on is the later one, unless it goes on as a pre-release. */
function compareKinds(a: Token, b: Token): number {
  if (isPreRelease(a) || isPreRelease(b)) return isPreRelease(a) ? -1 : 1;
  return KINDS.indexOf(a.kind) > KINDS.indexOf(b.kind) ? -1 : 1;
}

const isPreRelease = ({ kind, text }: Token): boolean => kind === 'suffix' && SUFFIXES.indexOf(text) < 4;
