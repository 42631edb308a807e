// Version orders against the real tools and against their published tables, constraints, and what sentences say about
// versions.

import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverFault, parseConstraint, parseConstraints, satisfies } from '../generator/lib/versions/constraints.ts';
import { contradiction, versionClaims } from '../generator/lib/versions/version-claims.ts';
import { compareVersions } from '../generator/lib/versions/versions.ts';
import type { VersionOrder } from '../generator/types.ts';

const seed = 20261121;
const isThere = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
/** With CI=true a missing tool fails the test, elsewhere the test's name says what it needs. */
const mayRun = (tool: string): boolean => isThere(tool) || process.env['CI'] === 'true';

const word = fc.constantFrom(
  '0',
  '1',
  '2',
  '9',
  '10',
  '007',
  '20240229',
  'a',
  'b',
  'rc',
  'rc1',
  'beta',
  'alpha',
  'git',
  'p',
  'Z',
);
const separator = fc.constantFrom('.', '.', '', '+', '_', '..');
const part = (separators: fc.Arbitrary<string>, first = fc.constantFrom('0', '1', '2', '10')) =>
  fc
    .tuple(first, fc.array(fc.tuple(separators, word), { maxLength: 4 }))
    .map(([start, rest]) => start + rest.map(([between, text]) => between + text).join(''));
const number = fc.constantFrom('1', '2', '10', '01');
const epoch = fc.constantFrom('', '', '', '0:', '1:', '10:');
const debian = fc
  .tuple(
    epoch,
    part(fc.constantFrom('.', '.', '', '+', '~', '~~', '-')),
    fc.constantFrom('', '-', '-'),
    part(fc.constantFrom('.', '+', '~', '')),
  )
  .map(([start, upstream, hyphen, revision]) => start + upstream + (hyphen && hyphen + revision));
const arch = fc
  .tuple(epoch, part(separator), fc.constantFrom('', '-', '-'), number)
  .map(([start, version, hyphen, release]) => start + version + (hyphen && hyphen + release));
const dotted = fc.oneof(
  part(fc.constantFrom('.', '.', '-', '')),
  fc.constantFrom(
    'unstable',
    'master',
    '4.18',
    '4.18.0',
    'v4.18',
    '4.23-unstable',
    '4.19.0-rc1',
    '1.0.2k',
    '1.0.0',
    '1',
  ),
);

/** `1.0 2.0` per line of input, `-1`, `0` or `1` per line of output. */
function ask(script: string, pairs: readonly (readonly [string, string])[]): readonly number[] {
  const input = pairs.map((pair) => `${pair.join(' ')}\n`).join('');
  return execFileSync('sh', ['-c', `while read -r a b; do ${script}; done`], { input, encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number);
}

describe('the real tools say the same', () => {
  test.runIf(mayRun('dpkg'))('dpkg --compare-versions (needs dpkg)', () => {
    const pairs = fc.sample(fc.tuple(debian, debian), { numRuns: 500, seed });
    const script =
      'if dpkg --compare-versions "$a" lt "$b"; then echo -1; elif dpkg --compare-versions "$a" eq "$b"; then echo 0; else echo 1; fi';
    expect(pairs.map(([a, b]) => [a, compareVersions('dpkg', a, b), b])).toEqual(
      ask(script, pairs).map((sign, index) => [pairs[index]?.[0], sign, pairs[index]?.[1]]),
    );
  });

  test.runIf(mayRun('vercmp'))('vercmp of pacman (needs vercmp)', () => {
    const odd = fc.string({ unit: fc.constantFrom(...'0019azB.:-_+~'), minLength: 1, maxLength: 8 });
    const pairs = [
      ...fc.sample(fc.tuple(arch, arch), { numRuns: 500, seed }),
      ...fc
        .sample(fc.tuple(odd, odd), { numRuns: 500, seed })
        .filter((pair) => pair.every((each) => !each.startsWith('-'))),
    ];
    expect(pairs.map(([a, b]) => [a, compareVersions('pacman', a, b), b])).toEqual(
      ask('vercmp "$a" "$b"', pairs).map((sign, index) => [pairs[index]?.[0], sign, pairs[index]?.[1]]),
    );
  });
});

/** Earlier versions first; what stands on one line is equal. */
const tables: Readonly<Record<VersionOrder, readonly (readonly string[])[]>> = {
  dpkg: [
    ['1.0~~'],
    ['1.0~~a'],
    ['1.0~'],
    ['1.0', '0:1.0', '1.0-0'],
    ['1.0-1'],
    ['1.0-1+b1'],
    ['1.0a'],
    ['1.0+x'],
    ['1.2'],
    ['1.10'],
    ['1:0.1'],
  ],
  pacman: [
    ['1.0a'],
    ['1.0alpha'],
    ['1.0b'],
    ['1.0beta'],
    ['1.0p'],
    ['1.0rc'],
    ['1.0', '0:1.0', '1.0-3'],
    ['1.0.a'],
    ['1.0.1'],
    ['1.1', '1.01'],
    ['1:0.1-1'],
  ],
  dotted: [
    ['4.9'],
    ['4.18', '4.18.0', 'v4.18'],
    ['4.18.1'],
    ['4.19-unstable'],
    ['4.19.0-rc1'],
    ['4.19.0-rc2'],
    ['4.19', '4.19.0'],
    ['4.19.0a'],
    ['4.19.1'],
    ['4.19.10'],
    ['5'],
    ['master'],
    ['unstable'],
  ],
};

describe.for(Object.keys(tables) as VersionOrder[])('%s order', (order) => {
  test('is that of the table', () => {
    const lines = tables[order].flatMap((equal, rank) => equal.map((version) => ({ version, rank })));
    for (const a of lines) {
      for (const b of lines) {
        expect(compareVersions(order, a.version, b.version), `${a.version} ${b.version}`).toBe(
          Math.sign(a.rank - b.rank),
        );
      }
    }
  });

  // A pacman version without a release equals every release of it, and separators of different length are no order at
  // all in the real tool, so its transitivity holds for whole versions of one style.
  const plain = fc
    .tuple(epoch, part(fc.constant('.')), number)
    .map(([start, version, release]) => `${start}${version}-${release}`);
  const versions = { dpkg: debian, pacman: plain, dotted }[order];
  const sign = (a: string, b: string) => compareVersions(order, a, b);

  test('is the same read from both sides, and a version equals itself', () => {
    const any = fc.oneof(versions, { dpkg: debian, pacman: arch, dotted }[order], fc.string());
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(sign(a, b) + sign(b, a)).toBe(0);
        expect(sign(a, a)).toBe(0);
      }),
      { seed, numRuns: 1000 },
    );
  });

  test('goes on from one to the next', () => {
    fc.assert(
      fc.property(versions, versions, versions, (...three) => {
        const [a, b, c] = [...three].sort(sign) as [string, string, string];
        expect(
          [sign(a, b), sign(b, c), sign(a, c)].every((each) => each <= 0),
          `${a} ${b} ${c}`,
        ).toBe(true);
        if (sign(a, b) === 0 && sign(b, c) === 0) expect(sign(a, c)).toBe(0);
      }),
      { seed, numRuns: 2000 },
    );
  });
});

describe('constraints', () => {
  test('are read, or refused', () => {
    expect(parseConstraint('< 2.0.6-1')).toEqual({ operator: '<', version: '2.0.6-1' });
    expect(parseConstraints('>=1.0,  < 2.0')).toEqual([
      { operator: '>=', version: '1.0' },
      { operator: '<', version: '2.0' },
    ]);
    for (const text of ['', '2.0', '=> 2.0', '< 2.0 3.0', '<', '< 1,', '<<= 1', '~ 1'])
      expect(parseConstraints(text), text).toBeUndefined();
  });

  test.for([
    [['< 2.0-1'], ['>= 2.0-1'], undefined],
    [['< 2.0-1'], ['> 2.0-1'], { kind: 'hole', version: '2.0-1' }],
    [['<= 2.0-1'], ['>= 2.0-1'], { kind: 'overlap', version: '2.0-1' }],
    [['< 2.0-1'], ['>= 3.0-1'], { kind: 'hole', version: '2.0-1' }],
    [['< 2.0-1'], ['= 2.0-1'], { kind: 'hole', after: '2.0-1' }],
    [['>= 1.0-1, < 2.0-1'], ['>= 2.0-1'], { kind: 'hole', before: '1.0-1' }],
    [['>= 1.0-1, < 2.0-1'], ['< 1.0-1', '>= 2.0-1'], undefined],
    [['< 2.0-1', '>= 1.5-1, < 3.0-1'], ['>= 3.0-1'], undefined],
    [['< 3.0-1'], ['> 2.0-1'], { kind: 'overlap', after: '2.0-1', before: '3.0-1' }],
    [['>= 2.0-1, < 1.0-1'], ['>= 2.0-1'], { kind: 'hole', before: '1.0-1' }],
    [['< 1:1.0-1'], ['>= 1:1.0-1'], undefined],
  ] as const)('%j and %j: %j', ([unsafe, safe, fault]) => {
    const parse = (texts: readonly string[]) => texts.map((text) => parseConstraints(text) ?? []);
    expect(coverFault('pacman', parse(unsafe), parse(safe))).toEqual(fault);
  });

  test('a cover without a fault has each version on exactly one list', () => {
    const operator = fc.constantFrom('<', '<=', '=', '>=', '>') as fc.Arbitrary<'<'>;
    const version = fc.constantFrom('1', '2', '3', '4');
    const lists = fc.array(fc.array(fc.record({ operator, version }), { minLength: 1, maxLength: 2 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(lists, lists, (unsafe, safe) => {
        const probes = ['0.5', '1', '1.5', '2', '2.5', '3', '3.5', '4', '4.5'];
        const isOn = (version: string, list: typeof lists extends fc.Arbitrary<infer L> ? L : never) =>
          list.some((each) => satisfies('dotted', version, each));
        const isCovered = probes.every((version) => isOn(version, unsafe) !== isOn(version, safe));
        expect(coverFault('dotted', unsafe, safe) === undefined).toBe(isCovered);
      }),
      { seed, numRuns: 3000 },
    );
  });

  test('100,000 of them are no burden', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => [{ operator: '=' as const, version: `1.${index}` }]);
    const start = performance.now();
    expect(coverFault('pacman', many, [[{ operator: '<', version: '1.0' }]])).toEqual({
      kind: 'hole',
      after: '1.0',
      before: '1.1',
    });
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('sentences about versions', () => {
  const contradicts = (text: string) => contradiction(versionClaims(text))?.map((claim) => claim.words);

  test.for([
    'Versions up to 4.11 are affected. Versions 4.11 and newer are not affected.',
    'Barbican 4.11 and earlier are vulnerable. This is fixed in version 4.11.',
    'All versions up to and including 2.0.6-1 are affected; the problem has been fixed in 2.0.6-1.',
    'Versions up to 4.11 are affected, 4.11 and later are not.',
    'Versions up to 4.12.x are\n  affected. It was fixed in 4.12.x.',
    'Versions 4.11 and earlier are not vulnerable. Systems since 4.11 are vulnerable.',
  ])('contradict: %s', (text) => {
    expect(contradicts(text)).toBeDefined();
  });

  test.for([
    'Versions up to 4.11, from at least 3.2 onwards, are affected. Versions 4.12 and newer are not affected.',
    'Versions up to, but not including, 4.11 are affected. Fixed in 4.11.',
    'Versions before 4.11 are affected. Fixed in 4.11.',
    'Quill 4.11 and earlier are affected. Barbican 4.11 and later are not affected.',
    'The problem was incompletely fixed in 4.11. Versions up to 4.11 are affected.',
    'Up to 64 guests can run. Version 64 and later are not affected.',
    'Update to 4.11 or later. Versions up to 4.10 are affected. Fixed in 4.10.1.',
    'Only x86 systems with 4.11 or earlier are affected. Fixed in 4.11.',
  ])('do not contradict: %s', (text) => {
    expect(contradicts(text)).toBeUndefined();
  });

  test('no text takes long', () => {
    for (const piece of [
      '1.',
      '1',
      'up to ',
      'affected 1.1 and ',
      'fixed in 1 ',
      'A ',
      'not ',
      'affected. up to 1 ',
      ', ',
    ]) {
      const start = performance.now();
      contradiction(versionClaims(piece.repeat(1_000_000 / piece.length)));
      expect(performance.now() - start, piece).toBeLessThan(3000);
    }
  });
});
