// Support statements: the real ones against the right answer, each fault of the format with its message, the pages, and
// that nothing an author writes makes the reader throw.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { describe, expect, test } from 'vitest';
import supportJson from '../generator/formats/support-json.ts';
import supportPages from '../generator/formats/support-pages.ts';
import supportTsv from '../generator/formats/support-tsv.ts';
import { DEFAULT_POLICY } from '../generator/lib/disclosure/policy.ts';
import { definitionsOf, renderMarkdown } from '../generator/lib/markdown/markdown.ts';
import { renamesOf } from '../generator/lib/support/aliases.ts';
import { limitOf, limitText } from '../generator/lib/support/limits.ts';
import { compareReleases, matrix } from '../generator/lib/support/matrix.ts';
import { matrixView } from '../generator/lib/support/matrix-view.ts';
import { supportSchema } from '../generator/lib/support/schema.ts';
import { parseSupport } from '../generator/lib/support/statement.ts';
import { assess } from '../generator/lib/support/vocabulary.ts';
import { model } from '../generator/model.ts';
import { parse } from '../generator/read.ts';
import type { Context, Format, Output, Site, SupportStatement } from '../generator/types.ts';

const corpus = join(import.meta.dirname, '../../shared/corpora/xen');
const NOW = '2026-11-21T12:00:00Z';

const site: Site = {
  title: 'Sample security',
  description: 'A site about support',
  url: 'https://security.sample.example/base',
  prefix: '/base',
  language: 'en',
  team: { name: 'Sample team', email: 'security@sample.example' },
  license: 'CC-BY-4.0',
  tag: 'security.sample.example,2026',
  lists: [],
  footer: [],
  series: [],
  releases: [],
  rules: {},
  redirects: {},
  tombstones: {},
  keys: [],
  disclosure: DEFAULT_POLICY,
  trees: [],
};

function read(text: string, file = 'support/1.0.md') {
  const [document] = parse([{ path: file, bytes: new TextEncoder().encode(text) }]).support;
  if (!document) throw new Error(`${file} was not read`);
  return parseSupport(document);
}

/** The statement of a text without faults. */
function statementOf(text: string, file?: string): SupportStatement {
  const { statement, findings } = read(text, file);
  expect(findings).toEqual([]);
  if (!statement) throw new Error('no statement');
  return statement;
}

function contextOf(support: readonly SupportStatement[], now = NOW): Context {
  const nothing = () => {
    throw new Error('support needs no advisories');
  };
  return {
    model: model({ site, advisories: [], embargoed: [], pages: [], support, assets: [] }, now),
    html: nothing,
    text: nothing,
    markdown: (nodes) => renderMarkdown(nodes),
    styles: [],
  };
}

const outputsOf = (format: Format, context: Context): readonly Output[] => [...format.render(context)];
const block = (version: string, until = '2030-01-01') =>
  `# Release Support\n\n    Sample-Version: ${version}\n    Initial-Release: 2025-01-01\n    Supported-Until: TBD\n    Security-Support-Until: ${until}\n\n# Features\n\n`;

const hasCorpus = existsSync(corpus);

describe.skipIf(!hasCorpus)('the six real statements (needs ../shared/corpora/xen)', () => {
  // The body of a skipped suite runs too.
  const files = hasCorpus ? readdirSync(join(corpus, 'support')) : [];
  const results = files.map((file) => read(readFileSync(join(corpus, 'support', file), 'utf8'), `support/${file}`));
  const context = contextOf(results.flatMap(({ statement }) => statement ?? []));

  test('give warnings for their real faults and nothing else', () => {
    expect(
      results
        .flatMap(({ findings }) => findings)
        .map(({ place, rule, text }) => `${place.file}:${place.line}:${place.column}: ${rule}: ${text}`),
    ).toEqual([
      'support/stable-4.10.md:222:22: support-unknown-status: Unexpected `Expermental` as status, did you mean `Experimental`?',
      'support/stable-4.10.md:228:22: support-unknown-status: Unexpected `Experimenal` as status, did you mean `Experimental`?',
      'support/stable-4.21.md:981:4: support-status-outside: Unexpected status line outside of a fragment, which nothing reads',
      'support/stable-4.21.md:982:4: support-status-outside: Unexpected status line outside of a fragment, which nothing reads',
    ]);
  });

  test('equal the right matrix: every key, path, status and caveat', () => {
    const [output] = outputsOf(supportTsv, context);
    const [header, ...lines] = String(output?.body).trimEnd().split('\n');
    // The right answer writes `-` where a release has no such row.
    const [rightHeader, ...right] = readFileSync(join(corpus, 'matrix.tsv'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/\t-\t0$/, '\t\t0'));
    expect(header).toBe(rightHeader);
    expect(lines.length).toBe(226 * 6);
    expect(lines.sort()).toEqual(right.sort());
  });

  test('understand every status of the vocabulary', () => {
    const classes = new Map<string, string>();
    for (const row of context.model.support.rows) {
      for (const cell of row.isRelease ? [] : row.cells)
        if (cell)
          classes.set(cell.status.toLowerCase(), `${cell.class}, ${cell.security ? 'security' : 'no security'}`);
    }
    expect(Object.fromEntries([...classes].filter(([, each]) => each.startsWith('unknown')))).toEqual({});
    expect(classes.get('deprecated')).toBe('deprecated, security');
    expect(classes.get('supported, with caveats')).toBe('limited, security');
    expect(classes.get('supported, security support external')).toBe('limited, no security');
    expect(
      classes.get('supported up to 12 tib. hosts with more memory are supported, but not security supported.'),
    ).toBe('limited, security');
    expect(classes.get('no security support, not recommended')).toBe('unsupported, no security');
  });

  test('make valid pages within the budget, whose caveat links all arrive', async () => {
    const pages = outputsOf(supportPages, context);
    expect(pages.map((page) => page.path)).toContain('support/4.23-unstable/index.html');
    expect(await faultsOf(pages)).toEqual([]);
    expect(deadAnchors(pages)).toEqual([]);
    const sizes = pages
      .filter((page) => /^support\/(?:all\/)?index/.test(page.path))
      .map((page) => String(page.body).length);
    for (const size of sizes) expect(size).toBeLessThan(250_000);
    const all = pages.find((page) => page.path === 'support/all/index.html');
    const caveats = context.model.support.rows.flatMap((row) => row.cells).filter((cell) => cell?.hasCaveat).length;
    expect(caveats).toBe(336);
    const linked = String(all?.body).matchAll(/<td[^>]*>.*?<\/td>/gs);
    expect([...linked].flatMap(([cell]) => [...cell.matchAll(/href="\/base\/support\//g)]).length).toBe(caveats);
  });

  test('of fourteen releases fit the budget too, each page still valid', async () => {
    const text = (file: string) => readFileSync(join(corpus, 'support', file), 'utf8');
    const versions: [string, string][] = [
      ...['4.10', '4.11', '4.12', '4.13'].map((each): [string, string] => [each, 'stable-4.10.md']),
      ...['4.14', '4.15', '4.16'].map((each): [string, string] => [each, 'stable-4.14.md']),
      ...['4.17', '4.18', '4.19', '4.20'].map((each): [string, string] => [each, 'stable-4.17.md']),
      ['4.21', 'stable-4.21.md'],
      ['4.22', 'stable-4.22.md'],
      ['4.23-unstable', 'master.md'],
    ];
    const statements = versions.flatMap(([version, file]) => {
      const whole = text(file).replace(/Xen-Version: .*/, `Xen-Version: ${version}`);
      return read(whole, `support/${version}.md`).statement ?? [];
    });
    const fourteen = contextOf(statements);
    expect(fourteen.model.support.rows).toHaveLength(226);
    const pages = outputsOf(supportPages, fourteen).filter((page) => /^support\/(?:all\/)?index/.test(page.path));
    expect(pages.map((page) => [page.path, Buffer.byteLength(String(page.body)) < 250_000])).toEqual([
      ['support/index.html', true],
      ['support/all/index.html', true],
    ]);
    expect(await faultsOf(pages)).toEqual([]);
  });

  test('are compared with releases that have security support first', () => {
    const view = matrixView(context.model.support, NOW, 'all');
    expect(view.columns.map((statement) => statement.version)).toEqual([
      '4.22',
      '4.21',
      '4.17',
      '4.23-unstable',
      '4.14',
      '4.10',
    ]);
    expect(view.supported).toBe(3);
    for (const { cells } of view.groups.flatMap((group) => group.rows)) {
      expect(cells.reduce((sum, cell) => sum + cell.columns.length, 0)).toBe(6);
      expect(
        cells.some(
          (cell) =>
            cell.columns.some((each) => each.version === '4.17') &&
            cell.columns.some((each) => each.version === '4.23-unstable'),
        ),
      ).toBe(false);
    }
  });

  test('are read in a fraction of the time that Markdown takes', () => {
    const text = readFileSync(join(corpus, 'support', 'master.md'), 'utf8');
    const [document] = parse([{ path: 'support/master.md', bytes: new TextEncoder().encode(text) }]).support;
    const start = performance.now();
    for (let round = 0; round < 6; round++) if (document) parseSupport(document);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('the grammar', () => {
  const entriesOf = (text: string) =>
    statementOf(block('1.0') + text)
      .sections.flatMap((section) => section.entries)
      .map(({ key, qualifier, status }) => `${key} | ${qualifier} | ${status}`);

  test.for<[name: string, text: string, entries: string[]]>([
    ['a tab indents as four blanks do', '## A\n\n\tStatus: Supported\n', ['a |  | Supported']],
    [
      'a value wrapped on a deeper line is one value',
      '## A\n\n    Status: Supported up to 8 TiB,\n      with caveats\n\nText\n',
      ['a |  | Supported up to 8 TiB, with caveats'],
    ],
    [
      'a value wrapped without indentation is one value',
      '## A\n\n    Status: Supported up to 8 TiB,\n    with more: not tested\n',
      ['a |  | Supported up to 8 TiB, with more: not tested'],
    ],
    [
      'a split qualifier goes on in the next line',
      '## A\n\n    Status, Linux, outside of\n      "backend" mode: Supported\n    Status, x: Experimental\n',
      ['a--linux-outside-of-backend-mode | Linux, outside of "backend" mode | Supported', 'a--x | x | Experimental'],
    ],
    [
      'the older key names what is supported',
      '## A\n\n    Supported, x86: bzImage, ELF\n',
      ['a--x86 | x86 | bzImage, ELF'],
    ],
    [
      'keys leave out what pandoc leaves out',
      '## 1. x86/PV & more ###\n\n    Status, x86_64: Supported\n',
      ['x86pv-more--x8664 | x86_64 | Supported'],
    ],
    [
      'headings of one name get numbers',
      '## A\n\n    Status: Supported\n\n## A\n\n    Status: Supported\n',
      ['a |  | Supported', 'a-1 |  | Supported'],
    ],
    [
      'status lines below a list are status lines',
      '## A\n\n  * one\n    * two\n\n    Status: Supported\n    Status, x: Experimental\n',
      ['a |  | Supported', 'a--x | x | Experimental'],
    ],
    [
      'status lines below an ordered list too',
      '## A\n\n1. one\n2. two\n\n    Status: Supported\n',
      ['a |  | Supported'],
    ],
    ['fenced code is content', '## A\n\n```\n    Status: Supported\n```\n', []],
    [
      'tables, quotes and rules are content',
      '## A\n\n| a |\n|---|\n| Status: x |\n\n> # B\n\n---\n\n    Status: Supported\n',
      ['a |  | Supported'],
    ],
    [
      'Windows line ends',
      '## A\r\n\r\n    Status: Supported\r\n    Status, x: Experimental\r\n',
      ['a |  | Supported', 'a--x | x | Experimental'],
    ],
  ])('%s', ([, text, entries]) => {
    expect(entriesOf(text)).toEqual(entries);
  });

  test('text before the status describes, text and lists after it are caveats; a rule or comment is none', () => {
    const text = `${block('1.0')}## A\n\nBefore\n\n  * list\n\n    Status: Supported\n\nAfter\n\n* item\n\n## B\n\n    Status: Supported\n\n---\n\n<!-- note -->\n`;
    const [, , a, b] = statementOf(text).sections;
    expect(a?.description.map((node) => node.type)).toEqual(['paragraph', 'list']);
    expect(a?.caveats.map((node) => node.type)).toEqual(['paragraph', 'list']);
    expect(b?.caveats).toEqual([]);
  });

  test('a caveat brings the link definitions it uses', () => {
    const caveats =
      statementOf(
        `${block('1.0')}## A\n\n    Status: Supported\n\nSee [there][x].\n\n## B\n\n[x]: https://sample.example/\n`,
      ).sections[2]?.caveats ?? [];
    expect(definitionsOf({ type: 'root', children: [...caveats] })).toHaveLength(1);
    expect(renderMarkdown(caveats)).toContain('href="https://sample.example/"');
  });

  test('the release block with free text, notes and the lines above it', () => {
    const text =
      '% Title\n\nAbout this file.\n\n# Release\n\n    Some-Thing-Version: 2.0~rc1\n    Initial-Release: n/a\n    Supported-Until: TBD\n    Security-Support-Until: Unreleased - not yet\n\nRelease Notes\n: <a href="https://sample.example/n_1">Notes</a>\n\nText\n';
    const statement = statementOf(text);
    expect(statement).toMatchObject({
      product: 'Some-Thing',
      version: '2.0~rc1',
      notes: { title: 'Notes', url: 'https://sample.example/n_1' },
    });
    expect(statement.preface).toHaveLength(1);
    expect(statement.securityUntil).toBeUndefined();
    expect(statement.sections[0]?.description).toHaveLength(1);
    expect(matrix([statement]).rows.map(({ key, cells }) => `${key}=${cells[0]?.status}`)).toContain(
      'release--release-notes=Notes',
    );
  });

  test('a vocabulary of its own decides what its words promise', () => {
    const text = `${block('1.0')}## A\n\n    Status, x: Golden\n    Status, y: Deprecated\n\n# Definitions\n\n## Golden\n\n    Security supported: Yes\n\n## Deprecated\n\n    Security supported: No\n`;
    expect(statementOf(text).sections[2]?.entries.map((entry) => entry.security)).toEqual([true, false]);
  });
});

describe('each fault has its message and place', () => {
  test.for<[text: string, message: string]>([
    [
      '## A\n\n    Status: Suported\n',
      '12:13 support-unknown-status: Unexpected `Suported` as status, did you mean `Supported`?',
    ],
    [
      '## A\n\n    Status: Supported, not securty supported\n',
      '12:13 support-unknown-status: Unexpected `Supported, not securty supported` as status, did you mean `Supported, not security supported`?',
    ],
    [
      '## A\n\n    Status: Great\n',
      '12:13 support-unknown-status: Unexpected `Great` as status, expected a word of the vocabulary',
    ],
    [
      '## A\n\n    Status, x: Supported\n    Status, x: Experimental\n',
      '13:5 support-duplicate-key: Unexpected second `Status, x` in `A`, the first is in line 12',
    ],
    [
      '## A\n\n    Status, x_1: Supported\n    Status, x1: Experimental\n',
      '13:5 support-duplicate-key: Qualifiers `x_1` and `x1` become one key, `a--x1`',
    ],
    [
      '## A\n\n    Status, ARM: 16K pages: Supported\n',
      '12:5 support-qualifier-colon: Unexpected colon in the qualifier `ARM: 16K pages`',
    ],
    ['## A\n\n    status, x: Supported\n', '12:5 support-status-key: Unexpected `status` as key, expected `Status`'],
    ['## A\n\n    Staus: Supported\n', '12:5 support-status-key: Unexpected `Staus` as key, expected `Status`'],
    [
      '## A\n\n    Status: Supported\n    Since: 1.0\n',
      '13:5 support-status-line: Unexpected `Since: 1.0` among status lines',
    ],
    ['## A\n\n    Status, x:\n', '12:5 support-status-line: `Status, x:` has no status after the colon'],
    [
      '## A\n\n   Status: Supported\n',
      '12:4 support-status-outside: Unexpected status line outside of a fragment, which nothing reads',
    ],
    [
      '## A\n\nText\n    Status: Supported\n',
      '13:5 support-status-outside: Unexpected status line outside of a fragment, which nothing reads',
    ],
    [
      '### A\n\n    Status: Supported\n',
      '10:1 support-heading-jump: Unexpected heading of level 3 after level 1, expected level 2 or less',
    ],
    [
      '## A\n\nOnly on Sundays.\n\n    Status: Supported, with caveats\n',
      '14:5 support-missing-caveat: `Supported, with caveats` has no caveat below it',
    ],
    [
      '## A\n\n    Status, x: Supported\n\nText\n\n    Status, y: Supported\n',
      '16:5 support-status-after-caveat: Unexpected status in `A` after a caveat, which qualifies it too',
    ],
  ])('%j', ([text, message]) => {
    const { findings, statement } = read(block('1.0') + text);
    expect(
      findings.map(({ place, rule, text: sentence }) => `${place.line}:${place.column} ${rule}: ${sentence}`),
    ).toEqual([message]);
    expect(statement).toBeDefined();
  });

  test.for<[change: [string, string], message: string]>([
    [
      ['TBD', '2026-13-01'],
      '5:22 support-bad-date: Unexpected `2026-13-01` as `Supported-Until`, expected a day such as `2026-07-30`',
    ],
    [
      ['TBD', '1 July 2026'],
      '5:22 support-bad-date: Unexpected `1 July 2026` as `Supported-Until`, expected a day such as `2026-07-30`',
    ],
    [
      ['TBD', '2031-01-01'],
      '5:22 support-until-order: Unexpected `Supported-Until` `2031-01-01` after `Security-Support-Until` `2030-01-01`',
    ],
    [
      ['Supported-Until: TBD', 'Comment: x'],
      '3:5 support-release-block: Missing `Supported-Until` in the release block',
    ],
    [['Sample-Version', 'Version'], '3:5 support-release-block: Missing `<Name>-Version` in the release block'],
    [
      ['1.0', '../1'],
      '3:21 support-release-block: Unexpected `../1` as `Sample-Version`, expected a version such as `4.22`',
    ],
    [
      ['Initial-Release: 2025-01-01\n', 'Initial-Release: 2025-01-01\n    Initial-Release: 2025-01-02\n'],
      '5:5 support-duplicate-key: Unexpected second `Initial-Release` in the release block, the first is in line 4',
    ],
    [['    Sample', '  Sample'], '1:1 support-release-block: Missing release block with `<Name>-Version`'],
  ])('%j', ([[from, to], message]) => {
    const { findings } = read(block('1.0').replace(from, () => to));
    expect(findings.map(({ place, rule, text }) => `${place.line}:${place.column} ${rule}: ${text}`)).toEqual([
      message,
    ]);
  });

  test('a misspelt promise promises nothing', () => {
    expect(assess('Suported')).toMatchObject({ class: 'supported', security: false, near: 'Supported' });
    expect(assess('supported, NOT security supported.')).toMatchObject({ security: false, isKnown: true });
    expect(assess('Deprecated, without security support')).toMatchObject({ class: 'deprecated', security: false });
    expect(assess('Obsolete')).toMatchObject({ class: 'obsolete', security: false, isKnown: true });
  });
});

describe('the matrix', () => {
  test('puts the newest release first, and features of older ones in their place', () => {
    const of = (version: string, ...features: string[]) =>
      statementOf(block(version) + features.map((name) => `## ${name}\n\n    Status: Supported\n\n`).join(''));
    const { statements, rows } = matrix([
      of('1.9', 'Old first', 'A', 'Old', 'C'),
      of('1.10', 'A', 'B', 'C'),
      of('1.11-dev', 'A', 'C', 'New'),
    ]);
    expect(statements.map((each) => each.version)).toEqual(['1.11-dev', '1.10', '1.9']);
    expect(rows.filter((row) => !row.isRelease).map((row) => row.title)).toEqual([
      'Old first',
      'A',
      'Old',
      'B',
      'C',
      'New',
    ]);
    expect(rows.at(-1)?.cells.map((cell) => cell?.status)).toEqual(['Supported', undefined, undefined]);
  });

  test('orders versions', () => {
    const sorted = ['4.9', '4.10', '4.10-rc1', '4.10.1', '4.10-rc2', '10'];
    expect([...sorted].reverse().sort(compareReleases)).toEqual([
      '4.9',
      '4.10-rc1',
      '4.10-rc2',
      '4.10',
      '4.10.1',
      '10',
    ]);
  });

  test('gives JSON that its schema accepts, the same for each `now`', () => {
    const statements = [
      statementOf(`${block('1.0')}## A\n\n    Status, x: Supported\n\nText\n`),
      statementOf(block('1.1'), 'support/1.1.md'),
    ];
    const [output] = outputsOf(supportJson, contextOf(statements));
    const data = supportSchema.parse(JSON.parse(String(output?.body)));
    expect(data.features).toEqual([
      {
        key: 'a--x',
        path: ['Features', 'A', 'x'],
        statuses: [
          expect.objectContaining({
            version: '1.0',
            has_caveat: true,
            security: true,
            security_until: '2030-01-01',
            url: 'https://security.sample.example/base/support/1.0/#a--x',
          }),
        ],
      },
    ]);
    expect(outputsOf(supportJson, contextOf([...statements].reverse(), '2040-01-01T00:00:00Z'))).toEqual([output]);
  });
});

describe('vocabulary and limits', () => {
  const definitions =
    '# Definitions\n\n## Experimental\n\n    Functional completeness: No\n    Functional stability: Here be dragons\n    Interface stability: Not stable\n    Security supported: No\n\n## Golden\n\n    Security supported: Yes, always\n';

  test('a statement defines its statuses by four properties, shown and in the data', () => {
    const statement = statementOf(`${block('1.0')}## A\n\n    Status: Golden\n\n${definitions}`);
    expect(statement.vocabulary).toEqual([
      {
        status: 'Experimental',
        class: 'experimental',
        security: false,
        properties: {
          completeness: 'No',
          stability: 'Here be dragons',
          interface: 'Not stable',
          security: 'No',
        },
        anchor: 'experimental',
      },
      { status: 'Golden', class: 'unknown', security: true, properties: { security: 'Yes, always' }, anchor: 'golden' },
    ]);
    const context = contextOf([statement]);
    const page = outputsOf(supportPages, context).find((output) => output.path === 'support/1.0/index.html');
    expect(page?.body).toContain('<td>Here be dragons</td>');
    const data = JSON.parse(String(outputsOf(supportJson, context)[0]?.body));
    expect(data.releases[0].vocabulary[0]).toMatchObject({
      status: 'Experimental',
      functional_stability: 'Here be dragons',
    });
  });

  test.for<[status: string, limit: string | undefined]>([
    [
      'Supported up to 12 TiB. Hosts with more memory are supported, but not security supported.',
      'security support up to 12 TiB; more is supported without security support',
    ],
    [
      'Supported up to 8 TiB. Guests with more memory, but less than 16 TiB, are supported, but not security supported.',
      'security support up to 8 TiB; supported below 16 TiB, without security support',
    ],
    ['Supported up to 12 GiB', 'security support up to 12 GiB'],
    ['Supported up to 4096', 'security support up to 4096'],
    ['Supported up to 2 TiB; tested up to 1 TiB', 'security support up to 2 TiB; tested up to 1 TiB'],
    ['Supported, not security supported, up to 64 CPUs', 'supported up to 64 CPUs'],
    ['Tech Preview up to 128 with luck', 'supported up to 128'],
    ['Supported, with caveats', undefined],
    ['Supported up to now', undefined],
  ])('%s', ([status, limit]) => {
    const { security } = assess(status);
    const found = limitOf(status, security);
    expect(found && limitText(found)).toBe(limit);
  });

  test('a pair of keys states limits too, for all statuses or for one', () => {
    const text = `${block('1.0')}## Memory\n\n    Status, x86: Supported\n    Status, Arm: Supported\n    Limit, security: 8 TiB\n    Limit, security, Arm: 1 TiB\n    Limit, tested: 16 TiB\n`;
    const statement = statementOf(text);
    expect(statement.sections[2]?.entries.map(({ limit }) => limit && limitText(limit))).toEqual([
      'security support up to 8 TiB; tested up to 16 TiB',
      'security support up to 1 TiB; tested up to 16 TiB',
    ]);
    const context = contextOf([statement]);
    expect(outputsOf(supportPages, context)[0]?.body).toContain('(security support up to 8 TiB; tested up to 16 TiB)');
    const data = supportSchema.parse(JSON.parse(String(outputsOf(supportJson, context)[0]?.body)));
    expect(data.features[1]?.statuses[0]?.limit?.security).toEqual({
      value: 1,
      unit: 'TiB',
      bytes: 2 ** 40,
      included: true,
    });
    const { findings } = read(text.replace('16 TiB', 'a lot').replace('Limit, security:', 'Limit, most:'));
    expect(findings.map(({ place, text: sentence }) => `${place.line}:${place.column} ${sentence}`)).toEqual([
      '14:5 Unexpected `most` as kind of limit, expected `security` or `tested`',
      '16:20 Unexpected `a lot` as limit, expected an amount such as `8 TiB`',
    ]);
  });

  test.skipIf(!hasCorpus)('the limits of the real statements are understood', () => {
    const text = readFileSync(join(corpus, 'support/master.md'), 'utf8');
    const limits = read(text).statement?.sections.flatMap(({ entries }) =>
      entries.flatMap(({ key, limit }) => (limit ? [`${key}: ${limitText(limit)}`] : [])),
    );
    expect(limits).toEqual([
      'physical-memory--x86: security support up to 12 TiB; more is supported without security support',
      'physical-memory--arm32: security support up to 12 GiB',
      'physical-memory--arm64: security support up to 2 TiB',
      'physical-cpus--x86: security support up to 4096',
      'physical-cpus--arm: security support up to 128',
      'memory--x86: security support up to 8 TiB; supported below 16 TiB, without security support',
      'memory--arm32: security support up to 12 GiB',
      'memory--arm64: security support up to 1 TiB',
    ]);
  });
});

describe('renamed and split rows', () => {
  const shown = (aliases: Record<string, string[]>, ...statements: SupportStatement[]) =>
    matrix(statements, { now: NOW, renames: renamesOf({ aliases }, statements) })
      .rows.filter((row) => !row.isRelease)
      .map((row) => `${row.key} [${row.aliases ?? ''}] ${row.cells.map((cell) => cell?.anchor ?? '-').join(' ')}`);
  const plain = (version: string, text: string) => statementOf(block(version) + text, `support/${version}.md`);
  const feature = (name: string) => `## ${name}\n\n    Status: Supported\n    Status, x: Experimental\n\n`;

  test('join under the newest name, the rows of a section with it', () => {
    expect(shown({ b: ['a'] }, plain('2', feature('B')), plain('1', feature('A')))).toEqual([
      'b [a] b a',
      'b--x [a--x] b--x a--x',
    ]);
  });

  test('a chain of names joins under the last, a circle does no harm', () => {
    const statements = [plain('3', feature('C')), plain('2', feature('B')), plain('1', feature('A'))] as const;
    expect(shown({ c: ['b'], b: ['a'] }, ...statements)).toEqual(['c [a,b] c b a', 'c--x [a--x,b--x] c--x b--x a--x']);
    expect(shown({ a: ['b'], b: ['a'] }, ...statements)).toHaveLength(4);
  });

  test('a split row stands in each of its parts', () => {
    expect(shown({ b: ['a'], c: ['a'] }, plain('2', feature('B') + feature('C')), plain('1', feature('A')))).toEqual([
      'b [a] b a',
      'b--x [a--x] b--x a--x',
      'c [a] c a',
      'c--x [a--x] c--x a--x',
    ]);
  });

  test('a release that has both names keeps both rows, and so does the table of data', () => {
    const statements = [plain('2', feature('B')), plain('1', feature('A') + feature('B'))];
    expect(shown({ b: ['a'] }, ...statements)).toEqual(['a [] - a', 'a--x [] - a--x', 'b [] b b', 'b--x [] b--x b--x']);
    const context = contextOf([plain('2', feature('B')), plain('1', feature('A'))]);
    expect(String(outputsOf(supportTsv, context)[0]?.body)).toContain('\ta\t1\tSupported\t0\n');
  });

  test('a promise holds while the release has security support', () => {
    const statements = [plain('2', feature('B')), statementOf(block('1', '2026-01-01') + feature('B'), 'support/1.md')];
    const [row] = matrix(statements, { now: NOW }).rows.filter((each) => each.key === 'b');
    expect(row?.cells.map((cell) => [cell?.security, cell?.isSecured])).toEqual([
      [true, true],
      [true, false],
    ]);
  });
});

describe('hostile statements', () => {
  const word = fc.constantFrom(
    'Status',
    'Status, x',
    'status',
    'Supported',
    ':',
    ': ',
    ',',
    '    ',
    '\t',
    '\n',
    '\n\n',
    '# ',
    '### ',
    '- ',
    '1. ',
    '> ',
    '```',
    '<!--',
    '-->',
    '|',
    '---',
    'Sample-Version: 1',
    'Supported-Until: 2026-99-99',
    'Release Notes\n: ',
    '<a href="javascript:x">',
    'with caveats',
    '[x]: y',
    '[x]',
    '% ',
    '\u2028',
    'İ',
    '😀',
  );
  const source = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(word, { maxLength: 60 }).map((words) => words.join('')),
  );

  test('never throw, and places lie in the file', () => {
    fc.assert(
      fc.property(source, fc.boolean(), (text, hasBlock) => {
        const whole = (hasBlock ? block('1.0') : '') + text.replace(/[\uD800-\uDFFF]/gu, '');
        const { statement, findings } = read(whole);
        const lines = whole.split(/\r\n|\r|\n/);
        for (const { place } of findings)
          expect(place.column).toBeLessThanOrEqual((lines[place.line - 1] ?? '').length + 1);
        if (statement) matrixView(matrix([statement]), NOW, 'all');
      }),
      { numRuns: 2000, seed: 3 },
    );
  });

  test('make valid pages that hold no foreign markup', async () => {
    const title = '<b>"AT&T"</b> ]]> <script>alert(1)</script>';
    const text = `${block('1.0')}## ${title}\n\n    Status, ${title.replace(':', '')}: Supported, ${title}\n\n${title}\n\n#### main\n\n    Status: Supported\n\n#### main\n`;
    const { statement } = read(text);
    const pages = outputsOf(supportPages, contextOf(statement ? [statement] : []));
    expect(pages).toHaveLength(3);
    expect(await faultsOf(pages)).toEqual([]);
    for (const page of pages) expect(page.body).not.toContain('<script');
    expect(deadAnchors(pages)).toEqual([]);
  });

  test.for<[name: string, text: string]>([
    ['headings of one name', '# A\n\n    Status: Supported\n\n'.repeat(5000)],
    ['status lines', `# A\n\n${'    Status, x: Supported\n'.repeat(20_000)}`],
    ['wrapped lines', `# A\n\n    Status: Supported\n${'      more\n'.repeat(20_000)}`],
    ['blanks behind a comma', `# A\n\n    Status,${' '.repeat(100_000)}\n`],
    ['fragments between caveats', `# A\n\n${'    Status: Supported\n\ntext\n\n'.repeat(5000)}`],
    ['definitions', `# A\n\n    Status: A\n\n${'## B\n\n    Security supported: yes\n\n'.repeat(5000)}`],
    ['words of denial', `# A\n\n    Status: Supported ${'no '.repeat(50_000)}\n`],
    ['list items', `# A\n\n${'* x\n'.repeat(10_000)}\n    Status: Supported\n`],
  ])('many %s take linear time', ([, text]) => {
    const [document] = parse([
      { path: 'support/1.0.md', bytes: new TextEncoder().encode(block('1.0') + text) },
    ]).support;
    const start = performance.now();
    const statement = document && parseSupport(document).statement;
    if (statement) matrixView(matrix([statement]), NOW, 'all');
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended'],
    rules: { 'valid-id': ['error', { relaxed: true }] },
  }),
);

async function faultsOf(pages: readonly Output[]): Promise<string[]> {
  const faults: string[] = [];
  for (const page of pages) {
    const report = await validator.validateString(String(page.body), page.path);
    for (const { messages } of report.results)
      faults.push(
        ...messages.map((each) => `${page.path}:${each.line}:${each.column} ${each.ruleId}: ${each.message}`),
      );
  }
  return faults.slice(0, 20);
}

/** Links to anchors of these pages that lead nowhere. */
function deadAnchors(pages: readonly Output[]): string[] {
  const ids = new Map(
    pages.map((page) => [
      `/base/${page.path.replace(/index\.html$/, '')}`,
      new Set([...String(page.body).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)),
    ]),
  );
  return pages.flatMap((page) =>
    [...String(page.body).matchAll(/ href="([^"#]*)#([^"]*)"/g)].flatMap(([, path = '', id = '']) => {
      const target = ids.get(path === '' ? `/base/${page.path.replace(/index\.html$/, '')}` : path);
      return target && !target.has(decodeURIComponent(id)) ? [`${page.path}: ${path}#${id}`] : [];
    }),
  );
}
