// The coverage of packages: the file and its faults, what pages and data say, and the lists as the real
// `check-support-status` of debian-security-support reads them on a machine whose packages the test makes up.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { check } from '../generator/check.ts';
import { parseYaml } from '../generator/lib/decode/front-matter.ts';
import { endedList, limitedList } from '../generator/lib/support/lists.ts';
import { covers } from '../generator/lib/support/package-names.ts';
import { decodePackageSupport, supportOfPackage } from '../generator/lib/support/package-support.ts';
import { list, parse } from '../generator/read.ts';
import type { PackageSupportList, Problem, Release } from '../generator/types.ts';
import { testSite } from './model.ts';

const project = join(import.meta.dirname, '..');
const release = (id: string, number: string): Release => ({
  id,
  name: `Sample ${number}`,
  codename: id,
  number,
  series: ['dsa'],
  released: '2023-06-10',
  securityUntil: '2028-06-10',
  points: [],
});
const releases = [release('north', '12'), release('south', '11')];
const decoded = (text: string) => {
  const problems: Problem[] = [];
  const file = parseYaml(text, 'support/packages.yaml', problems);
  return decodePackageSupport(file, releases);
};
const only = (text: string): PackageSupportList => {
  const { lists, problems } = decoded(text);
  expect(problems.map((problem) => problem.text)).toEqual([]);
  expect(lists).toHaveLength(1);
  return lists[0] as PackageSupportList;
};

describe('the file', () => {
  test.for([
    ['releases: {nort: {community: [a]}}', '1:12 Unknown release `nort`, did you mean `north`?'],
    [
      'releases:\n  north:\n    ended:\n      a: {version: 1-1, date: 2023-06-09, reason: Old.}',
      '4:7 Security support of `a` ends on 2023-06-09, before release `north` of 2023-06-10',
    ],
    [
      'releases:\n  north:\n    ended:\n      a: {version: 1-1, date: 2028-06-11, reason: Old.}',
      '4:7 Security support of `a` ends on 2028-06-11, after that of release `north` on 2028-06-10',
    ],
    [
      'releases:\n  north:\n    ended:\n      a: {version: 1-1, date: 2026-02-30, reason: Old.}',
      '4:31 Unexpected `2026-02-30` as `releases.north.ended.a.date`, expected a day such as `2026-04-28`',
    ],
    [
      'releases:\n  north:\n    community: [a]\n    limited: {a: Careful.}',
      '4:15 Package `a` is supported with limits here, and supported by the community in line 3',
    ],
    ['releases:\n  north:\n    community: [a, b c]', '3:20 Unexpected `b c` as the name of a package'],
    ['releases: {north: {community: ["*a*b*"]}}', '1:32 Unexpected `*a*b*` as the name of a package'],
    ['releases: {north: {limitted: {a: b}}}', '1:20 Unknown field `limitted`, did you mean `limited`?'],
    ['releases: {north: {limited: {a: }}}', '1:33 Missing field `releases.north.limited.a`'],
    [
      'releases: {north: {ended: {a: {date: 2026-01-01, reason: Old.}}}}',
      '1:31 Missing field `releases.north.ended.a.version`',
    ],
    ['- a', '1:1 Unexpected a list as the file, expected fields'],
  ])('%s', ([text, message]) => {
    const { problems } = decoded(text as string);
    expect(problems.map((problem) => `${problem.place.line}:${problem.place.column} ${problem.text}`)).toEqual([
      message,
    ]);
  });

  test('a release may be named by its code name once, and an empty one says nothing', () => {
    const twice = decodePackageSupport(parseYaml('releases: {n: {community: [a]}, north: {community: [b]}}', 'x', []), [
      { ...releases[0], id: 'n' } as Release,
    ]);
    expect(twice.problems.map((problem) => problem.text)).toEqual(['Release `north` is there twice']);
    expect(decoded('releases:\n  north:\n').problems).toEqual([]);
    expect(decoded('').lists).toEqual([]);
  });

  test('what is said of one release counts before what is said of all, an exact name before a pattern', () => {
    const { lists } = decoded(
      'all-releases: {limited: {a: For all.}, community: ["a*", "*"]}\nreleases: {north: {supported: [a, abc]}}',
    );
    const [north, south] = lists;
    const kinds = (each: PackageSupportList | undefined) =>
      ['a', 'abc', 'ab', 'z'].map((name) => each && supportOfPackage(each, name)?.kind);
    expect(kinds(north)).toEqual(['supported', 'supported', 'community', 'community']);
    expect(kinds(south)).toEqual(['limited', 'community', 'community', 'community']);
    expect(south && supportOfPackage(south, 'ab')?.name).toBe('a*');
  });

  test.for([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a*', 'a', true],
    ['*a*', 'bab', true],
    ['a*a', 'a', false],
    ['a*b*a', 'aba', true],
    ['a*b*a', 'aa', false],
    ['node-*', 'nodes', false],
  ] as const)('`%s` covers `%s`: %s', ([pattern, name, expected]) => {
    expect(covers(pattern, name)).toBe(expected);
  });
});

describe('the demonstration', () => {
  const now = '2026-11-21T12:00:00Z';
  const built = build(parse(list(project)), now, { outputs: [], styles: [], reservedIds: [] });
  const page = (path: string): string => String(built.outputs.find((output) => output.path === path)?.body ?? '');
  const text = (path: string): string =>
    page(path)
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');

  test('a page for each release, and links to it', () => {
    expect(text('releases/foresail/packages/index.html')).toContain('barbican ended 2025-11-16 4.17.5-1+hal11u6');
    expect(text('releases/mizzen/packages/index.html')).toContain('barbican ends 2028-04-16 4.20.5-2+hal12u3');
    expect(text('releases/mizzen/packages/index.html')).toContain('cartographer Only for charts');
    expect(page('releases/foresail/index.html')).toContain('href="/releases/foresail/packages/"');
    expect(page('releases/4.21/index.html')).not.toContain('/releases/4.21/packages/');
  });

  test('on the page of the package, and of an advisory about it', () => {
    expect(text('packages/barbican/index.html')).toMatch(/Halyard 11 ended 2025-11-16 ; the last version/);
    expect(page('packages/fathom/index.html')).not.toContain('id="support"');
    expect(text('advisories/dsa-108-1/index.html')).toMatch(/Halyard 11 ended 2025-11-16 this package/);
    expect(text('advisories/dsa-108-1/index.html')).toMatch(/Halyard 12 until 2028-04-16 this package/);
  });

  test('in the data of the advisory', () => {
    const { coverage } = JSON.parse(page('advisories/dsa-108-1/dsa-108-1.json')) as {
      coverage: { release: { id: string }; package_support?: object }[];
    };
    expect(coverage.find((row) => row.release.id === 'foresail')?.package_support).toMatchObject({
      kind: 'ended',
      ends: '2025-11-16',
      last_version: '4.17.5-1+hal11u6',
    });
  });

  test('a list for each release under its number', () => {
    const paths = built.outputs.map((output) => output.path).filter((path) => path.includes('security-support'));
    const numbers = ['10', '11', '12', '24.04', '26.04', '26.10'];
    expect(paths).toEqual([
      ...numbers.map((number) => `data/v1/security-support-ended.${number}`),
      'data/v1/security-support-limited',
      ...numbers.map((number) => `data/v1/security-support-limited.${number}`),
    ]);
    expect(check(parse(list(project)), now).messages.filter(({ level }) => level !== 'info')).toEqual([]);
  });
});

// ------------------------------------------------------------------------------------------------- the real tool

const hasTool = spawnSync('sh', ['-c', 'command -v check-support-status && command -v dpkg-query']).status === 0;

describe.skipIf(!hasTool && process.env['CI'] !== 'true')(
  'check-support-status reads the lists (skipped without the Debian package debian-security-support)',
  () => {
    const installed = [
      ['oldbrowser', '9.1-2', 'oldbrowser'],
      ['oldbrowser-data', '9.1-2', 'oldbrowser'],
      ['libmast2+-dev', '2.4-7', 'libmast2+'],
      ['libmast', '1-1', 'libmast22'],
      ['later', '1:3.0-1', 'later'],
      ['plotter', '2.0-1', 'plotter'],
      ['game-chess', '1-1', 'game-chess'],
      ['game-common', '1-1', 'game-common'],
      ['game-ended', '1-1', 'game-ended'],
      ['libc6.1', '1-1', 'libc6x1'],
      ['solid', '1-1', 'solid'],
    ] as const;
    const text = [
      'releases:',
      '  north:',
      '    supported: [game-common]',
      '    community: ["game-*"]',
      '    limited:',
      '      plotter: "Only for C:\\\\drawings that $HOME `trusts`; see https://sample.example/?a=b&c=\\\\"',
      '      libc6.1: Dots are dots.',
      '    ended:',
      '      oldbrowser: {version: 9.1-2, date: 2024-03-31, reason: Its authors — all of them — have stopped.}',
      '      libmast2+: {version: 2.4-7, date: 2024-01-31, reason: Unused.}',
      '      later: {version: "1:3.0-1", date: 2028-01-31, reason: A decision of the authors.}',
      '      game-ended: {version: "0", date: 2023-06-10, reason: Never.}',
    ].join('\n');
    let folder = '';
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'check-support-status-'));
      mkdirSync(join(folder, 'dpkg/info'), { recursive: true });
      mkdirSync(join(folder, 'dpkg/updates'), { recursive: true });
      const stanza = ([name, version, source]: readonly string[]) =>
        [
          `Package: ${name}`,
          'Status: install ok installed',
          'Maintainer: Kim Example <kim@sample.example>',
          'Architecture: all',
          ...(source === name ? [] : [`Source: ${source}`]),
          `Version: ${version}`,
          'Description: made up',
          '',
        ].join('\n');
      writeFileSync(join(folder, 'dpkg/status'), `${installed.map(stanza).join('\n')}\n`);
      const own = only(text);
      writeFileSync(join(folder, 'ended'), endedList(own));
      writeFileSync(join(folder, 'limited'), limitedList(testSite(), [own]));
      writeFileSync(join(folder, 'none'), endedList({ ...own, entries: [] }));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    /** Its report: headings left out, one entry a source package. */
    const report = (type: string, file: string): string[] => {
      const { status, stdout, stderr } = spawnSync(
        'check-support-status',
        ['--type', type, '--no-heading', '--list', join(folder, file)],
        {
          encoding: 'utf8',
          env: { ...process.env, DPKG_ADMINDIR: join(folder, 'dpkg'), DEBIAN_VERSION: '12', LC_ALL: 'C.UTF-8' },
        },
      );
      expect(stderr).toBe('');
      expect(status).toBe(0);
      return stdout
        .split('* Source:')
        .slice(1)
        .map((entry) => entry.replace(/\s+/g, ' ').trim());
    };

    test('what has ended, by source package and whatever characters its name has', () => {
      expect(report('ended', 'ended')).toEqual([
        'game-ended, ended on 2023-06-10 at version 0 Details: Never. Affected binary package: - game-ended (installed version: 1-1)',
        'libmast2+, ended on 2024-01-31 at version 2.4-7 Details: Unused. Affected binary package: - libmast2+-dev (installed version: 2.4-7)',
        'oldbrowser, ended on 2024-03-31 at version 9.1-2 Details: Its authors — all of them — have stopped. Affected binary packages: - oldbrowser (installed version: 9.1-2) - oldbrowser-data (installed version: 9.1-2)',
      ]);
    });

    test('what will end early', () => {
      expect(report('earlyend', 'ended')).toEqual([
        'later, will end on 2028-01-31 Details: A decision of the authors. Affected binary package: - later (installed version: 1:3.0-1)',
      ]);
    });

    test('what is limited, without the exceptions from a pattern, and nothing of a reason is run', () => {
      expect(report('limited', 'limited')).toEqual([
        'game-chess Details: Supported by the community only, not by Sample security team. Affected binary package: - game-chess (installed version: 1-1)',
        'plotter Details: Only for C:/drawings that $HOME `trusts`; see https://sample.example/?a=b&c=/ Affected binary package: - plotter (installed version: 2.0-1)',
      ]);
    });

    test('an empty list', () => {
      expect(report('ended', 'none')).toEqual([]);
    });
  },
);

describe('the list of limits of all releases', () => {
  test('names the release where not all say the same', () => {
    const { lists } = decoded(
      'all-releases: {limited: {a: For all.}}\nreleases: {north: {limited: {a: More here., b: Only here.}}, south: {community: [c]}}',
    );
    expect(limitedList(testSite(), lists).split('\n').slice(3, -1)).toEqual([
      'a  Sample 12: More here. Sample 11: For all.',
      'b  Sample 12: Only here.',
      'c  Sample 11: Supported by the community only, not by Sample security team.',
    ]);
  });

  test('an exception of one release from a pattern is none in the others', () => {
    const { lists } = decoded(
      'all-releases: {limited: {"a-*": For all.}}\nreleases: {north: {supported: [a-b]}, south: {supported: [a-c], ended: {a-d: {version: 1-1, date: 2026-01-01, reason: Old.}}}}',
    );
    expect(limitedList(testSite(), lists).split('\n').slice(3, -1)).toEqual([
      'a-b   Sample 11: For all.',
      'a-c   Sample 12: For all.',
      'a-d   Sample 12: For all.',
      'a-.*  For all.',
    ]);
  });
});
