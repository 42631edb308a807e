// Announcements read back: from the texts of real teams, from our own ones, and from files that are none.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advisoryFile, settingsFile } from '../generator/lib/import/advisory-file.ts';
import { announcementFile } from '../generator/lib/import/announcement-file.ts';
import { toMarkdown } from '../generator/lib/import/text-to-markdown.ts';
import { parseMarkdown } from '../generator/lib/markdown/markdown-tree.ts';
import { renderText } from '../generator/lib/text/plain-text.ts';
import { tocsin } from './command.ts';
import {
  announce,
  announceAgain,
  BASE,
  firstDifference,
  readText,
  withoutHashes,
  wordsOf,
} from './import-round-trip.ts';
import { temporaryFolder } from './roots.ts';

const corpora = resolve(import.meta.dirname, '../../shared/corpora');
const isThere = existsSync(corpora);
const FOLDERS = ['debian/announcements', 'ubuntu/announcements', 'xen/texts'];
const names = FOLDERS.flatMap((folder) =>
  isThere
    ? readdirSync(join(corpora, folder))
        .filter((name) => name.endsWith('.txt'))
        .sort()
        .map((name) => `${folder}/${name}`)
    : [],
);

describe(`texts of real teams${isThere ? '' : ' (skipped: no ../shared/corpora)'}`, () => {
  /** Texts whose words ours does not repeat, with the cause. Blanks, and hashes of files that are not there, aside. */
  const DIFFERENT: Readonly<Record<string, string>> = {
    'ubuntu/announcements/USN-2052-1.txt': 'a comma in the place of a line end joins two references',
    'ubuntu/announcements/USN-3621-1.txt': 'a CVE id is broken by a line end',
  };

  test.skipIf(!isThere)('there are 40 texts, and at least nine of ten are the same', () => {
    expect(names.length).toBe(40);
    expect(Object.keys(DIFFERENT).length).toBeLessThanOrEqual(2);
  });

  test.skipIf(!isThere).each(names)('%s', async (name) => {
    const file = await announcementFile(readFileSync(join(corpora, name)));
    if ('problem' in file) throw new Error(file.problem);
    const read = readText(file.text, { day: file.day ?? '2026-01-02' });
    if (!read) throw new Error('not read');
    const again = announceAgain(read);
    expect(again.messages.filter((message) => !message.startsWith('warning cve-'))).toEqual([]);
    const [before, after] = [withoutHashes(file.text), withoutHashes(again.text)];
    if (name in DIFFERENT) expect(wordsOf(after)).not.toEqual(wordsOf(before));
    else expect(firstDifference(before, after)).toBe(' -> ');
  });

  test.skipIf(!isThere)('a clearsigned file gives the text that its signature covers', async () => {
    const file = await announcementFile(readFileSync(join(corpora, 'debian/announcements/DSA-5626-1.asc')));
    const text = readFileSync(join(corpora, 'debian/announcements/DSA-5626-1.txt'), 'utf8');
    expect('text' in file && `${file.text}\n`).toBe(text);
    const read = readText(text, { keepLines: true });
    expect(read && announceAgain(read).text).toBe(text);
  });
});

describe('text to Markdown', () => {
  test.each([
    ['paragraphs', ['one', 'two', '', 'three'], 'one\ntwo\n\nthree'],
    ['lists', [' * a', '   b', ' * c', '    * d'], '* a\n  b\n* c\n\n  * d'],
    ['numbers', [' 1) a', '', ' 2) b'], '1) a\n\n2) b'],
    ['lists with other marks keep them', ['- a', '  b', '- c'], '\\- a\nb\\\n\\- c'],
    ['commands', ['Do this:', '  # rm /etc/x', 'Then stop.'], 'Do this:\n\n```\n# rm /etc/x\n```\n\nThen stop.'],
    ['tables', ['a     b', 'cc    d'], '```\na     b\ncc    d\n```'],
    [
      'addresses',
      ['See:', '  https://x.example/a_b', '<https://y.example/>'],
      'See:\\\nhttps://x.example/a_b\n<<https://y.example/>>',
    ],
    [
      'markup',
      ['*a* <b> &lt; [c] a_b _c_ 1~2', '# d', '1) e', '==='],
      '\\*a\\* \\<b> \\&lt; \\[c] a_b \\_c\\_ 1~2\n\n```\n# d\n```\n\n1) e\n\n\\===',
    ],
    ['headings', ['Title', '-----', '', 'Text'], '### Title\n\nText'],
  ] as const)('%s', (_name, lines, expected) => {
    expect(toMarkdown(lines, { headingLevel: 3 })).toBe(expected);
  });

  const MARKS =
    '* ** _ __ a_b _x_ ` `` `c` # > - + 1. 2) 1) = == --- | a|b |-|-| :-: <b> </b> <!-- --> < &amp; &#65; &copy \\ \\* \\\\ [1] [a]: [^1]: ![x](y) ~ ~~ 1~a $ ``` ~~~ ! [x] ^ {a} @ *** o • https://x.example/a_b https://x.example/a*b* (https://x.example/(a)) <https://x.example/> http://localhost/x https://x.example/?a=1&copy=2; www.x.example/_a_ a_b_@c.example mailto:a@b.example ahttps://x.example/~a~ ftp://x.example/a_ https://x.example/a\\'.split(
      ' ',
    );
  const line = fc
    .array(fc.oneof(fc.constantFrom(...MARKS), fc.stringMatching(/^[\x20-\x7e]{0,4}$/)), { maxLength: 7 })
    .chain((pieces) =>
      fc
        .tuple(fc.constantFrom('', '', ' ', '  ', '    ', '\t'), fc.constantFrom(' ', ' ', '', '    '))
        .map(([indent, between]) => indent + pieces.join(between)),
    );

  test('any text has the same words again', () => {
    const options = fc.constantFrom({}, { headingLevel: 3 }, { keepLines: true });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 9 }), options, (lines, each) => {
        const tree = parseMarkdown(toMarkdown(lines, each), 1, 'x.md', []);
        expect(wordsOf(renderText(tree.children, { width: 72 }))).toEqual(wordsOf(lines.join('\n')));
      }),
      { seed: 4, numRuns: 400 },
    );
  });
});

describe('our own announcements', () => {
  const word = fc.stringMatching(/^[a-z]{1,9}$/);
  const title = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => `T${words.join(' ')}`);
  const paragraph = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => `${words.join(' ')}.`);
  const bullets = fc
    .array(paragraph, { minLength: 1, maxLength: 3 })
    .map((items) => items.map((item) => `* ${item}`).join('\n'));
  const body = fc.array(fc.oneof(paragraph, paragraph, bullets), { minLength: 1, maxLength: 4 }).map(withoutNeighbours);
  const version = fc.stringMatching(/^[1-9]\.[0-9]{1,2}-[1-9]$/);
  const cves = fc
    .uniqueArray(fc.integer({ min: 1000, max: 99999 }), { maxLength: 7 })
    .map((all) => all.map((each) => `CVE-2026-${each}`));
  const name = fc.stringMatching(/^[a-z][a-z0-9]{1,9}$/);

  /** Two lists in a row would be one. */
  function withoutNeighbours(blocks: readonly string[]): string {
    return blocks.filter((block, index) => !(block.startsWith('*') && blocks[index - 1]?.startsWith('*'))).join('\n\n');
  }

  /** Announced, read back, announced again: the same bytes. */
  function expectSame(
    fields: Readonly<Record<string, unknown>> & { readonly id: string },
    markdown: string,
    config: object,
  ): void {
    const { text, messages } = announce(`---\n${JSON.stringify(fields)}\n---\n\n${markdown}\n`, fields, config);
    expect(messages.filter((message) => message.startsWith('error'))).toEqual([]);
    const read = readText(text);
    if (!read) throw new Error(text);
    expect(read.lost.filter((each) => !/^[0-9a-f]{64} /.test(each.text))).toEqual([]);
    const again = announceAgain(read);
    expect(again.messages.filter((message) => message.startsWith('error'))).toEqual([]);
    expect(again.text).toBe(text);
  }

  test('in the layout of ALSW', () => {
    const row = fc
      .record({ name, repository: fc.constantFrom('core', 'extra'), unsafe: version.map((each) => `< ${each}`) })
      .chain((each) =>
        fc.record({ group: fc.option(name, { nil: undefined }), isFixed: fc.boolean() }).map(({ group, isFixed }) => ({
          ...each,
          ...(group !== undefined && { group }),
          ...(isFixed && { safe: each.unsafe.replace('<', '>=') }),
        })),
      );
    fc.assert(
      fc.property(
        fc.record({
          title,
          cves,
          rows: fc.uniqueArray(row, { selector: (each) => each.name, minLength: 1, maxLength: 3 }),
          one: body,
          two: body,
          hasFix: fc.boolean(),
          hasCredit: fc.boolean(),
        }),
        (each) => {
          expectSame(
            {
              id: 'ALSW-2026-7',
              title: each.title,
              published: '2026-02-03',
              severity: 'high',
              cves: each.cves,
              packages: each.rows,
              references: ['https://x.example/1', { url: 'https://x.example/2', title: 'A title' }],
              ...(each.hasFix && { fix: { package: 'https://x.example/p', recipe: 'https://x.example/r' } }),
              ...(each.hasCredit && { credits: [{ name: 'A. Finder', role: 'finder' }] }),
            },
            `## Product background\n\n${each.one}\n\n## Problem background\n\n${each.two}`,
            { series: { alsw: { name: 'Round Security Warning' } } },
          );
        },
      ),
      { seed: 4, numRuns: 12 },
    );
  });

  test('in the layout of DSA', () => {
    const fix = fc.oneof(
      version.map((each) => ({ version: each })),
      fc.constantFrom({ status: 'not-affected' }, { status: 'affected' }),
    );
    fc.assert(
      fc.property(
        fc.record({ cves, body, first: version, fix, name, bugs: fc.array(fc.nat().map(String), { maxLength: 3 }) }),
        (each) => {
          expectSame(
            {
              id: 'DSA-12-1',
              package: each.name,
              author: 'A. Writer',
              published: '2026-02-03',
              cves: each.cves,
              bugs: each.bugs,
              fixes: [
                { release: 'arctic', version: each.first },
                { release: 'boreal', ...each.fix },
              ],
            },
            each.body,
            {
              series: { dsa: { name: 'Round Security Advisory', settings: { facts: 'false' } } },
              releases: [
                { id: 'arctic', codename: 'arctic', suite: 'old', series: ['dsa'], released: '2020-01-01' },
                { id: 'boreal', name: 'Boreal 2', series: ['dsa'], released: '2024-01-01' },
              ],
            },
          );
        },
      ),
      { seed: 4, numRuns: 12 },
    );
  });

  test('in the layout of XSA', () => {
    const patch = fc.record({
      file: name.map((each) => `xsa7-${each}.patch`),
      applies: fc.option(title, { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.record({
          title,
          cves,
          one: body,
          two: body,
          version: fc.integer({ min: 1, max: 3 }),
          change: paragraph,
          patches: fc.uniqueArray(patch, { selector: (each) => each.file, maxLength: 4 }),
        }),
        (each) => {
          expectSame(
            {
              id: 'XSA-7',
              title: each.title,
              published: '2026-01-02',
              cves: each.cves,
              patches: each.patches,
              ...(each.version > 1 && {
                revisions: [{ version: String(each.version), date: '2026-01-02', change: each.change }],
              }),
            },
            [
              'Issue description',
              'Impact',
              'Vulnerable systems',
              'Mitigation',
              'Resolution',
              'Note regarding lack of embargo',
            ]
              .map((heading, index) => `## ${heading}\n\n${index % 2 === 0 ? each.one : each.two}`)
              .join('\n\n'),
            { series: { xsa: { name: 'Round Security Advisory', settings: { facts: 'false' } } } },
          );
        },
      ),
      { seed: 4, numRuns: 12 },
    );
  });
});

describe('advisories of a product that say unusual things', () => {
  const hash = (digit: string): string => digit.repeat(64);
  const text = `     Kestrel Security Advisory CVE-2026-1002,CVE-2026-1001 / KSA-7\n\n   Two faults\n\nISSUE DESCRIPTION\n=================\n\nOne.\n\nPATCHES\n=======\n\nksa7/ksa7-??.patch       Kestrel 5\nksa7/ksa7-4.2-??.patch   Kestrel 4.2\n\n$ sha256sum ksa7.meta ksa7/*\n${hash('a')}  ksa7.meta\n${hash('b')}  ksa7/ksa7-01.patch\n${hash('c')}  ksa7/ksa7-02.patch\n${hash('d')}  ksa7/ksa7-4.2-01.patch\n$\n`;

  test('patterns in the table, another section and command, CVE ids out of order', () => {
    const read = readText(text);
    expect(read?.fields).toMatchObject({
      checksums: 'ksa7.meta ksa7/*',
      patches: [
        { file: 'ksa7/ksa7-01.patch', row: 'ksa7/ksa7-??.patch', applies: 'Kestrel 5' },
        { file: 'ksa7/ksa7-02.patch', row: 'ksa7/ksa7-??.patch', applies: 'Kestrel 5' },
        { file: 'ksa7/ksa7-4.2-01.patch', row: 'ksa7/ksa7-4.2-??.patch', applies: 'Kestrel 4.2' },
        { file: 'ksa7.meta' },
      ],
    });
    expect(read && firstDifference(withoutHashes(text), withoutHashes(announceAgain(read).text))).toBe(' -> ');
  });
});

describe('advisories of a distribution that say unusual things', () => {
  const head = (id: string): string =>
    [
      '-'.repeat(73),
      `Kestrel Security Advisory ${id}`.padEnd(55) + 'team@kestrel.test'.padStart(18),
      `https://kestrel.test/advisories/${'A. Writer'.padStart(41)}`,
      'March 04, 2026',
      '-'.repeat(73),
      '',
    ].join('\n');
  const closing = `${[
    'Please upgrade your {packages}.',
    'All advisories are at https://kestrel.test/advisories/ and in the',
  ].join('\n\n')}\narchive of the list.\n`;

  const texts: readonly (readonly [name: string, text: string, expected: object])[] = [
    [
      'several packages with a version each, and releases that differ',
      `${head('KSA-7-1')}\nPackage        : foo bar-tools\nCVE ID         : CVE-2026-1001 CVE-2026-1002 CVE-2026-1003 CVE-2026-1004\n                 CVE-2026-1005\nKestrel Bug    : 12 13\n\nTwo faults.\n\nFor the old distribution (arctic), these problems have been fixed in version 1.2-1+k1 of foo\nand version 3.4 of bar-tools.\n\nFor the stable distribution (boreal), these problems have been fixed in version 2:1.3~rc1-1. More\nis to come.\n\nThe text goes on.\n\nFor the unstable distribution (coral), these problems will be fixed soon.\n\n${closing.replace('{packages}', 'foo and bar-tools')}`,
      {
        packages: ['foo', 'bar-tools'],
        bugs: ['12', '13'],
        fixes: [
          { release: 'arctic', package: 'foo', version: '1.2-1+k1' },
          { release: 'arctic', package: 'bar-tools', version: '3.4' },
          { release: 'boreal', version: '2:1.3~rc1-1', reason: 'More is to come. The text goes on.' },
          { release: 'coral', status: 'affected' },
        ],
      },
    ],
    [
      'a text per CVE',
      `${head('KSA-8-1')}\nPackage        : foo\nCVE ID         : CVE-2026-1001 CVE-2026-1002\n\nTwo faults.\n\nCVE-2026-1001\n\n    A first one.\n\n    It has two paragraphs.\n\nCVE-2026-1002\n\n    A second one:\n\n     * item\n\nFor the stable distribution (boreal), these problems have been fixed in\nversion 1.3.\n\n${closing.replace('{packages}', 'foo')}`,
      { package: 'foo', cves: ['CVE-2026-1001', 'CVE-2026-1002'] },
    ],
    [
      'the end of support, without a CVE and without a fix',
      `${head('KSA-9-1')}\nPackage        : foo\nCVE ID         : not yet available\n\nSupport of foo ends.\n\nThose who need it may keep it.\n\nAll advisories are at https://kestrel.test/advisories/ and in the\narchive of the list.\n`,
      { 'cve-note': 'not yet available', kind: 'announcement' },
    ],
    [
      'a regression, and a release that is not affected',
      `${head('KSA-7-2')}\nPackage        : foo\nKestrel Bug    : 14\n\nThe update KSA-7-1 had a regression.\n\nThe old distribution has none.\n\nFor the stable distribution (boreal), this problem has been fixed in\nversion 1.3-2.\n\nFor the old distribution (arctic), foo is not affected.\n\n${closing.replace('{packages}', 'foo')}`,
      {
        kind: 'regression update',
        fixes: [
          { release: 'boreal', version: '1.3-2' },
          { release: 'arctic', status: 'not-affected' },
        ],
      },
    ],
  ];

  test.each(texts)('%s', (_name, text, expected) => {
    const read = readText(text);
    expect(read?.fields).toMatchObject(expected);
    expect(read?.lost).toEqual([]);
    expect(read && firstDifference(text, announceAgain(read).text)).toBe(' -> ');
  });

  test('what has no place is named with its line', () => {
    const [, , , last] = texts;
    const text = (last?.[1] ?? '').replace('Kestrel Bug', 'Severity       :\nKestrel Bug');
    expect(readText(text)?.lost).toContainEqual({
      line: 8,
      text: 'Severity:',
      reason: 'The layout leaves out a label without a value',
    });
  });

  test('an older form: narrow head, more labels, CVE ids out of order, lists of files', () => {
    const rule = '-'.repeat(70);
    const text = `${rule}\nKestrel Security Advisory KSA 9-1            team@kestrel.test\nhttps://kestrel.test/advisories/     A. Writer\nNovember 6th, 2002\n${rule}\n\nPackage        : foo\nVulnerability  : many\nKestrel-only   : no\nCVE Id(s)      : CVE-2002-1002 CVE-2002-1001\nTracker        : 6113\n\nTwo faults.\n\nFor the stable distribution (boreal), these problems have been fixed in\nversion 1.3-2.\n\nBoreal on paper has none.\n\nPlease upgrade your foo package.\n\nHow to upgrade\n--------------\n\nfetch file\n        gets it\n\nKestrel 3 alias boreal\n----------------------\n\n  Sources:\n\n    https://kestrel.test/foo_1.3-2.dsc\n      Size/MD5 checksum: 600 1ad1e1a3d3d3e4a0f0a8a1ad1e1a3d3d\n\nThese files will move.\n`;
    const read = readText(text);
    expect(read?.fields).toMatchObject({
      labels: { Vulnerability: 'many', 'Kestrel-only': 'no', Tracker: '6113' },
      appendix: expect.stringMatching(/^Kestrel 3 alias boreal\n-+\n\n {2}Sources:/),
    });
    expect(read?.lost).toEqual([]);
    expect(read && firstDifference(text, announceAgain(read).text)).toBe(' -> ');
  });

  test('labels without a head: the subject names the advisory', () => {
    const text = 'Package        : foo\nVersion        : 1-2\nCVE ID         : CVE-2014-1001\n\nA fault.\n';
    expect(readText(text)).toBeUndefined();
    const read = readText(text, { day: '2014-01-02', subject: '[SECURITY] [KLA 156-1] foo security update' });
    expect(read).toMatchObject({ id: 'KLA-156-1', lost: [] });
    expect(read && firstDifference(text, announceAgain(read).text)).toBe(' -> ');
  });
});

const WARNING = announce(
  `---\n${JSON.stringify({
    id: 'ALSW-2026-7',
    title: 'A title',
    published: '2026-02-03',
    severity: 'high',
    packages: [{ name: 'foo', repository: 'core', unsafe: '< 2.0-1', safe: '>= 2.0-1' }],
  })}\n---\n\n## Product background\n\nFoo écrit.\n\n## Problem background\n\nIt breaks.\n`,
  { id: 'ALSW-2026-7' },
  { series: { alsw: { name: 'Round Security Warning' } } },
).text;

describe('files', () => {
  const clearsigned = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n${WARNING.replace(/^-/gm, '- -')}-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n`;
  const header = 'From: A <a@x.example>\nDate: Tue, 03 Feb 2026 23:30:00 -0500\nSubject: x\n';
  const mime = `${header}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n`;
  const quotedPrintable = [...new TextEncoder().encode(WARNING)]
    .map((byte) =>
      byte === 10 || (byte > 31 && byte < 127 && byte !== 61)
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
  const multipart = `${header}MIME-Version: 1.0\nContent-Type: multipart/signed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from(WARNING).toString('base64').replace(/.{76}/g, '$&\n')}\n--b\nContent-Type: application/pgp-signature\n\nx\n--b--\n`;

  test.each([
    ['a text', WARNING],
    ['with CRLF and a byte order mark', `\uFEFF${WARNING.replaceAll('\n', '\r\n')}`],
    ['clearsigned', clearsigned],
    [
      'clearsigned twice',
      `-----BEGIN PGP SIGNED MESSAGE-----\n\n${clearsigned.replace(/^-/gm, '- -')}-----BEGIN PGP SIGNATURE-----\n`,
    ],
    ['a mail', `${header}\n${WARNING}`],
    ['a clearsigned mail', `${header}\n${clearsigned}`],
    [
      'a mailbox',
      `From a@x.example Tue Feb  3 00:00:00 2026\n${header}\n${WARNING}\n\nFrom b@x.example Tue Feb  3 00:00:00 2026\n${header}\nother`,
    ],
    [
      'a page of an archive',
      `From a at x.example  Tue Feb  3 00:00:00 2026\nFrom: a at x.example (A)\nDate: Tue, 03 Feb 2026 23:30:00 -0500\n\n${WARNING}`,
    ],
    ['quoted-printable', `${mime}Content-Transfer-Encoding: quoted-printable\n\n${quotedPrintable}`],
    ['multipart with base64', multipart],
  ])('%s', async (name, text) => {
    const file = await announcementFile(Buffer.from(text));
    expect('text' in file && file.text.trimEnd()).toBe(WARNING.trimEnd());
    if (/mail|archive|quoted|multipart/.test(name)) expect('day' in file && file.day).toBe('2026-02-04');
  });

  test('a text in latin-1', async () => {
    const file = await announcementFile(Buffer.from(WARNING, 'latin1'));
    expect('text' in file && file.text).toBe(WARNING);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['bytes', Buffer.from(Array.from({ length: 10_000 }, (_none, index) => (index * 7919) % 256))],
    ['10 MB', Buffer.alloc(10_000_000, 'a')],
    ['100,000 lines', Buffer.from(`${'='.repeat(19)}\nABC\n===\n* a\n 1) b\n`.repeat(20_000))],
    ['one long line', Buffer.from('https://a.example/CVE-2026-1234, '.repeat(50_000))],
    ['many armors', Buffer.from('-----BEGIN PGP SIGNED MESSAGE-----\n\n'.repeat(50_000))],
    ['many headers', Buffer.from(`${'From: a\n'.repeat(100_000)}\nx`)],
    [
      'many parts',
      Buffer.from(
        `From: a\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: multipart/mixed; boundary=b\n\n'.repeat(5000)}`,
      ),
    ],
    [
      'a head and 100,000 lines',
      Buffer.from(`${WARNING}${'For foo (bar), fixed in version 1.\n\n> * a\n'.repeat(30_000)}`),
    ],
    ['lines of marks', Buffer.from(`${WARNING}${'`'.repeat(400)}${'* '.repeat(2000)}\n`.repeat(200))],
    ['long titles', Buffer.from(`Xen CVE-2026-1000,${'CVE-2026-10000 , '.repeat(60_000)}\n\nT\n\nA\n=\n`)],
  ])('%s is refused or read at once', async (_name, bytes) => {
    const start = performance.now();
    const file = await announcementFile(bytes);
    if ('text' in file) {
      const read = readText(file.text);
      if (read) expect(advisoryFile(read).length + settingsFile(read).length).toBeGreaterThan(0);
    }
    expect(performance.now() - start).toBeLessThan(2500);
  });
});

describe('the command', { timeout: 60_000 }, () => {
  const folder = temporaryFolder('import');
  const file = join(folder, 'warning.txt');
  writeFileSync(file, WARNING);
  writeFileSync(join(folder, 'none.txt'), 'Dear all\n');

  const run = (...words: readonly string[]) => tocsin(['import', 'text', ...words]);

  test('prints the advisory, the configuration, or writes a new file', async () => {
    expect((await run(file)).out).toMatch(/^---\nid: ALSW-2026-7\ntitle: A title\npublished: 2026-02-03\n/);
    expect((await run(file, '--settings')).out).toMatch(/^series:\n {2}alsw:\n {4}name: Round Security Warning\n/);
    const out = join(folder, 'ALSW-2026-7.md');
    expect((await run(file, '--out', out, '--date', '2026-02-04')).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('published: 2026-02-04\n');
    expect(await run(file, '--out', out)).toMatchObject({
      code: 2,
      error: expect.stringContaining('is there already'),
    });
  });

  test('compares with the configuration of a root', async () => {
    const root = join(folder, 'root');
    mkdirSync(join(root, 'content/alsw'), { recursive: true });
    const site = { ...BASE, series: { alsw: { name: 'Other Warning', settings: { contact: 'Write to {email}' } } } };
    writeFileSync(join(root, 'content/site.yaml'), JSON.stringify(site));
    const advisory = join(root, 'content/alsw/ALSW-2026-7.md');
    const { code, error } = await run(file, '--root', root, '--out', advisory);
    expect(code).toBe(0);
    expect(error).toMatch(
      /^content\/site\.yaml:\d+:\d+: warning import: The announcement is named `Round Security Warning`\n/,
    );
    expect(error).toContain('warning import: The setting `contact` differs from the announcement');
    const checked = await tocsin(['check', '--root', root]);
    expect([checked.code, checked.error]).toEqual([0, expect.not.stringContaining('error')]);
  });

  test('refuses what is no announcement, and wrong use', async () => {
    expect(await run(join(folder, 'none.txt'))).toMatchObject({
      code: 1,
      error: expect.stringMatching(/^.*none\.txt:1:1: error import: Unexpected text/),
    });
    expect((await run(join(folder, 'absent.txt'))).code).toBe(2);
    expect((await run(file, '--date', 'today')).code).toBe(2);
    expect((await run(file, '--series', 'nope')).code).toBe(2);
  });
});
