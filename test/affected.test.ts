// "Am I affected?": lists in every form that is recognised, the matcher, and the command.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import type { AdvisoryIndex, IndexedAdvisory } from '../generator/lib/affected/advisory-index.ts';
import { advisoryIndex } from '../generator/lib/affected/advisory-index.ts';
import { chooseReleases } from '../generator/lib/affected/choose-releases.ts';
import { decodeIndex } from '../generator/lib/affected/decode-index.ts';
import type { ListFormat, PackageList } from '../generator/lib/affected/installed.ts';
import { matchList } from '../generator/lib/affected/match.ts';
import { readList } from '../generator/lib/affected/read-list.ts';
import { model } from '../generator/model.ts';
import { list as filesOf, parse } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import { COMMAND, tocsin } from './command.ts';

const project = resolve(import.meta.dirname, '..');
const NOW = '2026-11-21T12:00:00Z';
const seed = 20261121;

const temporary = mkdtempSync(join(tmpdir(), 'tocsin-affected-'));
afterAll(() => rmSync(temporary, { recursive: true }));

describe('lists', () => {
  const DPKG = `Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
||/ Name             Version            Architecture Description
+++-================-==================-============-=================================
ii  libmast2:amd64   1:2.4-7+hal12u1    amd64        masts, with colons: and (words)
hi  quillpack        2.0.5-1            amd64        held back
rc  oldtool          1.0-1              amd64        configuration is left
un  never            <none>             <none>       (no description available)
`;
  const cases: readonly (readonly [name: string, text: string, format: ListFormat, packages: unknown])[] = [
    [
      'dpkg -l',
      DPKG,
      'dpkg',
      [
        { name: 'libmast2', version: '1:2.4-7+hal12u1', system: 'dpkg' },
        { name: 'quillpack', version: '2.0.5-1', system: 'dpkg' },
      ],
    ],
    [
      'dpkg-query -W',
      'bash\t5.2.15-2+b7\nlibc6:amd64\t2.36-9+deb12u9\ngone\t\n',
      'dpkg',
      [
        { name: 'bash', version: '5.2.15-2+b7', system: 'dpkg' },
        { name: 'libc6', version: '2.36-9+deb12u9', system: 'dpkg' },
      ],
    ],
    [
      'dpkg-query -W with sources',
      'libc6:amd64\t2.36-9+b1\tglibc\t2.36-9\n',
      'dpkg',
      [{ name: 'libc6', version: '2.36-9+b1', system: 'dpkg', source: { name: 'glibc', version: '2.36-9' } }],
    ],
    [
      'pacman -Q',
      'linux 6.9.1.arch1-1\nmarlin 1:4.6.1-2\ngtk2+extra 2-1.1\n',
      'pacman',
      [
        { name: 'linux', version: '6.9.1.arch1-1' },
        { name: 'marlin', version: '1:4.6.1-2' },
        { name: 'gtk2+extra', version: '2-1.1' },
      ],
    ],
    [
      'rpm -qa, with and without epochs',
      'bash-5.2.26-3.fc40.x86_64\nvim-common-2:9.1.1-1.fc40.noarch\n1:bind-libs-9.18-1.el9.aarch64\nwget-(none):1.2-1.i686\ngpg-pubkey-a15b79cc-63d04c2c\n',
      'rpm',
      [
        { name: 'bash', version: '5.2.26-3.fc40', system: 'rpm' },
        { name: 'vim-common', version: '2:9.1.1-1.fc40', system: 'rpm' },
        { name: 'bind-libs', version: '1:9.18-1.el9', system: 'rpm' },
        { name: 'wget', version: '1.2-1', system: 'rpm' },
      ],
    ],
    [
      'rpm with sources',
      'bind-libs 32:9.18.28-2.fc40.x86_64 bind-9.18.28-2.fc40.src.rpm\n',
      'rpm',
      [{ name: 'bind-libs', version: '32:9.18.28-2.fc40', system: 'rpm', source: { name: 'bind' } }],
    ],
    [
      'apk list -I',
      'musl-utils-1.2.5-r0 x86_64 {musl} (MIT AND BSD-2-Clause) [installed]\ngtk+3.0-3.24.1_git20240229-r1 x86_64 {gtk+3.0} (LGPL) [installed]\n',
      'apk',
      [
        { name: 'musl-utils', version: '1.2.5-r0', system: 'apk', source: { name: 'musl' } },
        { name: 'gtk+3.0', version: '3.24.1_git20240229-r1', system: 'apk', source: { name: 'gtk+3.0' } },
      ],
    ],
    [
      'apk info -v',
      'musl-1.2.5-r0\nssl_client-1.36.1-r15\n',
      'apk',
      [
        { name: 'musl', version: '1.2.5-r0', system: 'apk' },
        { name: 'ssl_client', version: '1.36.1-r15', system: 'apk' },
      ],
    ],
    [
      'lines',
      'barbican 4.20.3\nrequests==2.31.0\n@angular/core@12.3.1\nzlib,1.3.1\n',
      'lines',
      [
        { name: 'barbican', version: '4.20.3' },
        { name: 'requests', version: '2.31.0' },
        { name: '@angular/core', version: '12.3.1' },
        { name: 'zlib', version: '1.3.1' },
      ],
    ],
    [
      'CycloneDX',
      JSON.stringify({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        components: [
          { type: 'operating-system', name: 'halyard', version: '12' },
          {
            type: 'library',
            name: 'libmast2',
            version: '2.4-7',
            purl: 'pkg:deb/halyard/libmast2@2.4-7?arch=amd64&distro=halyard-12&upstream=mast%402.4-6',
            components: [{ name: 'inner', version: '1.0', purl: 'pkg:npm/%40scope/inner@1.0.0' }],
          },
          {
            type: 'library',
            name: 'bind-libs',
            purl: 'pkg:rpm/fedora/bind-libs@9.18-2.fc40?epoch=32&upstream=bind-9.18-2.fc40.src.rpm',
          },
          { type: 'library', name: 'requests', version: '2.31.0', purl: 'pkg:pypi/requests@2.31.0' },
          { type: 'application', name: 'barbican', version: '4.20.3' },
          { type: 'file', name: '/etc/passwd' },
          { type: 'library', name: 'nothing' },
        ],
      }),
      'cyclonedx',
      [
        { name: 'libmast2', version: '2.4-7', system: 'dpkg', source: { name: 'mast', version: '2.4-6' } },
        { name: 'bind-libs', version: '32:9.18-2.fc40', system: 'rpm', source: { name: 'bind' } },
        { name: 'requests', version: '2.31.0', system: 'other' },
        { name: 'barbican', version: '4.20.3' },
        { name: '@scope/inner', version: '1.0.0', system: 'semver' },
      ],
    ],
    [
      'SPDX JSON',
      JSON.stringify({
        spdxVersion: 'SPDX-2.3',
        packages: [
          {
            name: 'musl-utils',
            versionInfo: '1.2.5-r0',
            externalRefs: [
              { referenceCategory: 'SECURITY', referenceType: 'cpe23Type', referenceLocator: 'cpe:2.3:a:x:y' },
              {
                referenceCategory: 'PACKAGE-MANAGER',
                referenceType: 'purl',
                referenceLocator: 'pkg:apk/alpine/musl-utils@1.2.5-r0',
              },
            ],
          },
          { name: 'barbican', versionInfo: '4.20.3' },
          { name: 'image', versionInfo: 'NOASSERTION' },
        ],
      }),
      'spdx',
      [
        { name: 'musl-utils', version: '1.2.5-r0', system: 'apk' },
        { name: 'barbican', version: '4.20.3' },
      ],
    ],
    [
      'SPDX tag-value',
      'SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\n\nPackageName: marlin\nPackageVersion: 4.6.1-2\nExternalRef: PACKAGE-MANAGER purl pkg:alpm/arch/marlin@1:4.6.1-2\n\nPackageName: barbican\nPackageVersion: 4.20.3\n\nFileName: ./x\n',
      'spdx-text',
      [
        { name: 'marlin', version: '1:4.6.1-2', system: 'pacman' },
        { name: 'barbican', version: '4.20.3' },
      ],
    ],
  ];

  test.for(cases)('%s', ([, text, format, packages]) => {
    const list = read(text);
    expect(list.format).toBe(format);
    expect(list.packages).toEqual(packages);
    expect(read(text.replaceAll('\n', '\r\n')).packages).toEqual(packages);
  });

  test('what is not installed and what cannot be read is counted', () => {
    expect(read(DPKG)).toMatchObject({ absent: 2, unread: { count: 0 } });
    const list = read(`bash\t5.2\n${'x'.repeat(5000)}\nnot a package line at all\n\u001b[31mred\n`);
    expect(list.unread.count).toBe(3);
    expect(list.unread.examples.join('')).not.toMatch(/\u001b/);
    expect(list.unread.examples.every((example) => example.length <= 80)).toBe(true);
  });

  test('lines of os-release are hints and no packages', () => {
    const list = read(
      'PRETTY_NAME="Halyard 12 (mizzen)"\nNAME="Halyard"\nVERSION_ID="12"\nVERSION_CODENAME=mizzen\nID=halyard\nHOME_URL="https://halyard.example/"\nquillpack\t2.0.5-1\n',
    );
    expect(list.hints.map(({ word }) => word)).toEqual(['12', 'mizzen']);
    expect(list.packages).toHaveLength(1);
    expect(list.unread.count).toBe(0);
  });

  test('what is no list is refused', () => {
    for (const [text, fault] of [
      ['', 'empty'],
      [' \n', 'empty'],
      ['{"a": 1', 'no JSON'],
      ['{"a": 1}', 'neither'],
      ['x'.repeat(64 * 1024 * 1024 + 1), 'more than'],
    ] as const)
      expect(readList(text)).toEqual({ fault: expect.stringContaining(fault) });
  });

  test('names of prototypes are names, and deep documents are no burden', () => {
    const components = [
      { name: '__proto__', version: '1' },
      { name: 'constructor', version: '2', purl: 'pkg:npm/constructor@2.0.0?__proto__=x' },
    ];
    const document = `{"bomFormat":"CycloneDX","__proto__":{"polluted":1},"components":${JSON.stringify(components)}}`;
    expect(read(document).packages.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const depth = 3000;
    const deep = `{"bomFormat":"CycloneDX","components":${'[{"name":"a","version":"1","components":'.repeat(depth)}[]${'}]'.repeat(depth)}}`;
    expect(read(deep).packages).toHaveLength(depth);
  });

  test('any text is read in a time that grows with its length', () => {
    const long = [' ', '\t', '-', 'a', '1', '.', '"', ':', '@', '=', 'a-', '-r1', 'ii  ', '1.0-', 'a b '];
    const started = performance.now();
    for (const piece of long) {
      readList(piece.repeat(400_000 / piece.length));
      readList(`${piece.repeat(1900 / piece.length)}\n`.repeat(300));
      readList(`SPDXVersion: x\nPackageName: a\nExternalRef:${piece.repeat(100_000)}`);
    }
    expect(performance.now() - started).toBeLessThan(5000);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.json(), (text, json) => {
        for (const each of [
          text,
          json,
          `ii  ${text}`,
          `{"bomFormat":"CycloneDX","components":${json}}`,
          `{"spdxVersion":"x","packages":${json}}`,
        ])
          expect(typeof readList(each)).toBe('object');
      }),
      { seed, numRuns: 300 },
    );
  });
});

describe('the matcher', () => {
  test('a distribution: by the version of the chosen release', () => {
    const index = indexOf([
      advisory('DSA-1', 'dsa', [
        { package: 'mast', release: 'mizzen', status: 'fixed', fixed: '2.4-7+hal12u1' },
        { package: 'mast', release: 'foresail', status: 'not-affected' },
        { package: 'mast', release: 'keel', status: 'unknown' },
      ]),
    ]);
    const state = (line: string, ...releases: string[]) => match(index, line, releases);
    expect(state('mast 2.4-7', 'mizzen')).toMatchObject({
      state: 'affected',
      affected: [{ answer: { fixed: '2.4-7+hal12u1' } }],
    });
    expect(state('mast 2.4-7+hal12u1', 'mizzen')).toMatchObject({ state: 'none', notAffected: 1 });
    expect(state('mast 2.4-7~', 'foresail')).toMatchObject({ state: 'none' });
    expect(state('mast 2.4-7', 'keel')).toMatchObject({
      state: 'unknown',
      unknown: [{ answer: { doubt: 'nobody-said' } }],
    });
    expect(state('mast 2.4-6')).toMatchObject({ unknown: [{ answer: { doubt: 'release-not-known' } }] });
    // Another distribution.
    expect(state('mast 2.4-6', '26.04')).toMatchObject({ state: 'none', notAffected: 0 });
  });

  test('the release is guessed from os-release, a package URL, or the versions, and that is said', () => {
    const index = indexOf([]);
    const chosen = (text: string) => chooseReleases(index, read(text));
    expect(chosen('VERSION_ID="12"\nmast\t1-1\n')).toMatchObject({ by: 'os-release', releases: [{ id: 'mizzen' }] });
    expect(chosen('mast 1-1+hal11u3\nbash 2-1\nx 1-1+hal12u1\ny 1-1+hal11u1\n')).toMatchObject({
      by: 'versions',
      releases: [{ id: 'foresail' }],
    });
    expect(chosen('capstan\t3.1.0-4halyard0.26.04.1\n')).toMatchObject({ by: 'versions', releases: [{ id: '26.04' }] });
    const purl = { name: 'x', purl: 'pkg:deb/halyard/x@1-1?distro=halyard-12' };
    expect(chosen(JSON.stringify({ bomFormat: 'CycloneDX', components: [purl] }))).toMatchObject({
      by: 'purl',
      releases: [{ id: 'mizzen' }],
    });
    expect(chosen('mast 1-1\n')).toEqual({ by: 'nobody', releases: [] });
  });

  test('a product: by the release in its version', () => {
    const index = indexOf([
      advisory('XSA-1', 'xsa', [
        { package: 'barbican', release: '4.20', status: 'affected', from: '4.16', fixed: '4.20.4', when: 'Arm only' },
        { package: 'barbican', release: '4.21', status: 'not-affected' },
        { package: 'barbican', status: 'affected', from: '4.16' },
      ]),
    ]);
    const answer = (version: string) => {
      const result = match(index, `barbican ${version}`);
      return [...result.affected, ...result.unknown].map((each) => each.answer)[0];
    };
    expect(answer('4.20.3')).toEqual({ status: 'affected', fixed: '4.20.4', when: 'Arm only' });
    expect(answer('4.20.4')).toBeUndefined();
    expect(answer('4.21.0')).toBeUndefined();
    expect(answer('4.15.9')).toBeUndefined();
    expect(answer('4.16.2')).toEqual({ status: 'affected' });
    expect(answer('4.22.0')).toEqual({ status: 'unknown', doubt: 'release-not-known' });
    expect(answer('unreadable/1')).toEqual({ status: 'unknown', doubt: 'version-not-comparable' });
    expect(match(index, 'barbican 4.20.3').releases).toMatchObject([{ release: { id: '4.20' }, state: 'security' }]);
  });

  test('a rolling distribution: by unsafe and safe versions', () => {
    const index = indexOf([
      advisory('ALSW-1', 'alsw', [
        {
          package: 'marlin',
          status: 'affected',
          unsafe: '< 1:4.6.2-1 or >= 2:1.0-1, < 2:1.2-1',
          safe: '>= 1:4.6.2-1, < 2:1.0-1 or >= 2:1.2-1',
        },
      ]),
    ]);
    expect(match(index, 'marlin 1:4.6.1-2')).toMatchObject({ affected: [{ answer: { fixed: '1:4.6.2-1' } }] });
    expect(match(index, 'marlin 2:1.1-1')).toMatchObject({ affected: [{ answer: { fixed: '2:1.2-1' } }] });
    expect(match(index, 'marlin 1:4.6.2-1').state).toBe('none');
  });

  test('binary packages have fixed versions of their own, sources may be known or not', () => {
    const index = indexOf([
      {
        ...advisory('HSN-1', 'hsn', [
          { package: 'capstan', release: '26.04', status: 'fixed', fixed: '3.1.0-4halyard0.4' },
        ]),
        binaries: [['26.04', 'capstan-node', '3.1.0-4halyard0.5']],
      },
      advisory('DSA-2', 'dsa', [{ package: 'mast', release: 'mizzen', status: 'fixed', fixed: '2.4-7' }]),
    ]);
    expect(match(index, 'capstan-node\t3.1.0-4halyard0.4\n', ['26.04'])).toMatchObject({
      affected: [{ answer: { fixed: '3.1.0-4halyard0.5' } }],
    });
    const withSources = 'libmast2\t2.4-6+b1\tmast\t2.4-6\nmast-utils\t2.4-6+b1\tmast\t2.4-6\nmast\t1\tother\t1\n';
    expect(match(index, withSources, ['mizzen'])).toMatchObject({
      isWithoutSources: false,
      affected: [{ names: ['libmast2', 'mast-utils'], answer: { fixed: '2.4-7' } }],
    });
    expect(match(index, 'libmast2\t2.4-6\nmasterful\t1\n', ['mizzen'])).toMatchObject({
      isWithoutSources: true,
      state: 'unknown',
      unknown: [{ names: ['libmast2'], answer: { doubt: 'source-not-known' } }],
    });
    expect(match(index, 'libmast2\t2.4-7\n', ['mizzen']).state).toBe('none');
  });

  test('a version of another packaging system is not compared', () => {
    const index = indexOf([
      advisory('DSA-1', 'dsa', [{ package: 'mast', release: 'mizzen', status: 'fixed', fixed: '2.4-7' }]),
    ]);
    expect(match(index, 'mast-2.4-1.fc40.x86_64')).toMatchObject({
      unknown: [{ answer: { doubt: 'version-not-comparable' } }],
    });
  });

  test('a package of a distribution may have the fix; where the distribution answers, nothing is left open', () => {
    const upstream = advisory('XSA-1', 'xsa', [
      { package: 'barbican', release: '4.20', status: 'fixed', fixed: '4.20.6' },
    ]);
    const packaged = 'barbican\t4.20.5-2+hal12u3\tbarbican\t4.20.5-2+hal12u3\n';
    expect(match(indexOf([upstream]), packaged, ['mizzen'])).toMatchObject({
      unknown: [{ answer: { doubt: 'distribution-package' } }],
    });
    const own = {
      ...advisory('DSA-1', 'dsa', [
        { package: 'barbican', release: 'mizzen', status: 'fixed', fixed: '4.20.5-2+hal12u3' },
      ]),
      cves: upstream.cves,
    };
    expect(match(indexOf([own, upstream]), packaged, ['mizzen'])).toMatchObject({ state: 'none' });
  });

  test('lines that cannot be read leave the answer open', () => {
    expect(match(indexOf([]), 'mast 1-1\nwhat is this line\n').state).toBe('unknown');
  });

  test('package support of the release is said', () => {
    const index = { ...indexOf([]), support: [{ release: 'mizzen', name: 'game-*', kind: 'community' as const }] };
    expect(match(index, 'game-of-ships 1-1', ['mizzen']).support).toMatchObject([{ name: 'game-of-ships' }]);
  });
});

const built = build(parse(filesOf(project)), NOW, readTheme(join(project, 'build/theme')));
if (!built.model || !built.content) throw new Error('the demonstration has errors');
const demonstration = advisoryIndex(built.model);

describe('the data of the page', () => {
  const module = built.outputs.find(({ path }) => path === 'check/data.js');

  test('is a module of JSON that decodes to the index', () => {
    expect(decodeIndex(String(module?.body))).toEqual(demonstration);
    for (const text of ['', 'export default ;', 'export default {};', 'alert(1);', 'export default {"title":1};'])
      expect(decodeIndex(text)).toBeUndefined();
  });

  test('withdrawn advisories and what is not public are not in it', () => {
    const withdrawn = built.model?.advisories.filter(({ isWithdrawn }) => isWithdrawn) ?? [];
    expect(withdrawn.length).toBeGreaterThan(0);
    for (const { id } of withdrawn) expect(demonstration.advisories.map((each) => each.id)).not.toContain(id);
  });

  test('is below 60 kB for 1,000 advisories', () => {
    const { content } = built;
    const many = Array.from({ length: 1000 }, (_, number) => {
      const source = content?.advisories.filter(({ status }) => status === 'published') ?? [];
      const each = source[number % source.length];
      if (!each) throw new Error('no advisory');
      const words = Array.from({ length: 5 }, (_each, word) => ((number * 7919 + word * 104729) % 99991).toString(36));
      return {
        ...each,
        id: `${each.id.replace(/\d+(-\d+)?$/, '')}${number}`,
        slug: `${each.slug}-${number}`,
        title: `${each.packages[0]}: ${words.join(' ')}`,
        cves: [`CVE-2026-${100000 + number * 13}`],
      };
    });
    if (!content) throw new Error('no content');
    const size = gzipSync(JSON.stringify(advisoryIndex(model({ ...content, advisories: many }, NOW)))).length;
    console.info(`data of 1,000 advisories: ${size} bytes packed`);
    expect(size).toBeLessThan(60_000);
  });
});

describe('tocsin affected', () => {
  const run = (input: string | undefined, ...words: string[]) =>
    tocsin(['affected', '--root', project, '--now', NOW, ...words], {}, input);

  test('says what affects, with 1', async () => {
    const { code, out } = await run('barbican 4.20.3\nmarlin 1:4.6.1-2\n');
    expect(code).toBe(1);
    expect(out).toMatch(/^Affected by \d+ advisor/);
    expect(out).toContain('XSA-47');
    expect(out).toContain('Update to 4.20.4 or later.');
    expect(out).toContain('ALSW-2026-1');
    expect(out).toMatch(/Barbican 4\.20: .*security support until/);
  });

  test('says that nothing does, with 0, and that it does not know, with 3', async () => {
    expect(await run('bash 5.2\n')).toMatchObject({ code: 0, out: expect.stringContaining('No advisory is known') });
    expect(await run('barbican 9.1\n')).toMatchObject({ code: 3, out: expect.stringContaining('Not known') });
  });

  test('answers as JSON', async () => {
    const { code, out } = await run('barbican 4.20.3\n', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      state: 'affected',
      format: 'lines',
      affected: expect.arrayContaining([
        expect.objectContaining({ advisory: 'XSA-47', fixed: '4.20.4', installed: '4.20.3' }),
      ]),
      support: [expect.objectContaining({ release: '4.20' })],
    });
  });

  test('a series may be ordered as another packaging system orders', () => {
    const files = filesOf(project).map((file) =>
      'bytes' in file && file.path === 'content/site.yaml'
        ? {
            ...file,
            bytes: Buffer.from(Buffer.from(file.bytes).toString().replace('  dsa:\n', '  dsa:\n    versions: rpm\n')),
          }
        : file,
    );
    const { model: changed } = build(parse(files), NOW, readTheme(join(project, 'build/theme')));
    const orders = changed && advisoryIndex(changed).series.map(({ id, versions }) => `${id} ${versions}`);
    expect(orders).toContain('dsa rpm');
  });

  test('reads a built site as it reads the root', async () => {
    const site = join(temporary, 'site');
    for (const output of built.outputs.filter(({ path }) => path.startsWith('check/'))) {
      mkdirSync(join(site, 'check'), { recursive: true });
      writeFileSync(join(site, output.path), output.body);
    }
    const list = 'barbican 4.20.3\nquillpack 2.0.5-1\n';
    expect((await run(list, '--index', site)).out).toBe((await run(list)).out);
    writeFileSync(join(site, 'check/data.js'), 'export default {"title": "\\u001b[31m"};\n');
    expect(await run(list, '--index', site)).toMatchObject({
      code: 2,
      error: expect.stringContaining('not what Tocsin writes'),
    });
  });

  test.for([
    [undefined, [], 'standard input'],
    ['', [], 'empty'],
    ['what is this\n', [], 'no line'],
    ['{}', [], 'neither CycloneDX nor SPDX'],
    ['bash 5.2\n', ['--release', 'nowhere'], '--release takes'],
    ['bash 5.2\n', ['--index', '/nowhere'], 'no folder'],
    ['bash 5.2\n', ['--index', 'http://security.example/'], 'https://'],
    ['bash 5.2\n', ['--read-as', 'nothing'], 'Allowed choices'],
  ] as const)('refuses %j %j with 2', async ([input, words, message]) => {
    expect(await run(input, ...words)).toMatchObject({ code: 2, error: expect.stringContaining(message) });
  });

  test('as a process it reads standard input', () => {
    const options = { input: 'barbican 4.20.3\n', encoding: 'utf8' as const };
    const ran = spawnSync(process.execPath, [COMMAND, 'affected', '--root', project, '--now', NOW], options);
    expect(ran.stdout).toContain('XSA-47');
    expect(ran.status).toBe(1);
  });
});

function read(text: string, format?: ListFormat): PackageList {
  const list = readList(text, format);
  if ('fault' in list) throw new Error(list.fault);
  return list;
}

function match(index: AdvisoryIndex, text: string, releases: readonly string[] = []) {
  const list = read(text);
  return matchList(index, list, chooseReleases(index, list, releases), '2026-11-21');
}

function advisory(id: string, series: string, statements: IndexedAdvisory['statements']): IndexedAdvisory {
  return { id, series, title: `Fault ${id}`, url: `https://x.example/${id}/`, cves: [`CVE-2026-${id}`], statements };
}

/** The releases and series of the demonstration with other advisories. */
function indexOf(advisories: readonly IndexedAdvisory[]): AdvisoryIndex {
  return { ...demonstration, support: [], advisories };
}
