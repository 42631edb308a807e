// Features that advisories name meet the support statements: how a name finds its feature, what the advisory and the
// statement say of each other on pages and in data, and what nobody may learn from either.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { check } from '../generator/check.ts';
import { parseMarkdown } from '../generator/lib/markdown/markdown-tree.ts';
import { advisoriesOn, featureNames, findFeature } from '../generator/lib/support/feature-support.ts';
import { parseSupport } from '../generator/lib/support/statement.ts';
import { model } from '../generator/model.ts';
import { list, parse } from '../generator/read.ts';
import type { Advisory, SupportStatement } from '../generator/types.ts';
import { NOW, testAdvisory, testSite } from './model.ts';

const project = join(import.meta.dirname, '..');

const statement = (version: string, features: string, dates = ['2025-01-01', '2030-01-01']): SupportStatement => {
  const text = [
    '# Release Support',
    '',
    `    Sample-Version: ${version}`,
    `    Initial-Release: ${dates[0]}`,
    `    Supported-Until: ${dates[1]}`,
    `    Security-Support-Until: ${dates[1]}`,
    '',
    '# Feature Support',
    '',
    features,
  ].join('\n');
  const path = `support/${version}.md`;
  const place = { file: path, line: 1, column: 1 };
  const found = parseSupport({
    path,
    fields: { kind: 'map', entries: [], place },
    body: parseMarkdown(text, 1, path, []),
    markdown: text,
  });
  expect(found.findings).toEqual([]);
  return found.statement as SupportStatement;
};

const both =
  "## Guest's types\n\n### x86/PV\n\n    Status, 64-bit: Supported\n    Status, 32-bit: Obsolete\n\nOnly with `pv32=on`.\n\n";
const old = statement('1.0', `${both}## Lending\n\n    Status: Tech Preview\n`);
const young = statement(
  '1.1',
  `${both}## Lending\n\n    Status: Supported\n\n## ARM: large pages\n\n    Status: Supported\n`,
);
const site = testSite({
  releases: ['1.0', '1.1'].map((id) => ({ id, name: `Sample ${id}`, product: 'sample', series: ['xsa'], points: [] })),
});
const modelOf = (advisories: readonly Advisory[], support = [old, young], settings = site) =>
  model({ site: settings, advisories, embargoed: [], pages: [], support, assets: [] }, NOW);
const rowsOf = (features: readonly string[], support?: readonly SupportStatement[], settings?: typeof site) =>
  modelOf([testAdvisory(1, { features })], support as SupportStatement[], settings).advisories[0]?.featureSupport.map(
    (row) =>
      `${row.feature} in ${row.statement.version} at ${row.anchor ?? '–'}: ${row.statuses
        .map((each) =>
          `${each.qualifier} ${each.status}${each.isSecured ? ' +' : ''}${each.hasCaveat ? ' *' : ''}`.trim(),
        )
        .join(' | ')}`,
  );

describe('a name finds its feature', () => {
  test.for([
    ['x86/PV', 'x86pv', 2],
    ['X86/pv', 'x86pv', 2],
    ['x86pv', 'x86pv', 2],
    ['x86/PV: 32-bit', 'x86pv', 1],
    ['x86pv--32-bit', 'x86pv', 1],
    ["Guest's types", 'guests-types', 0],
    ['ARM: large pages', 'arm-large-pages', 1],
  ] as const)('%s', ([name, anchor, count]) => {
    const found = findFeature([young], name);
    expect(found.map(({ section, entries }) => [section.anchor, entries.length])).toEqual([[anchor, count]]);
  });

  test.for(['x86/PV: 16-bit', 'Release Support', 'Lendings', ''])('and nothing by `%s`', (name) => {
    expect(findFeature([old, young], name)).toEqual([]);
  });

  test('every suggested name finds something', () => {
    const names = featureNames([young, old]);
    expect(names).toContain('x86/PV: 32-bit');
    expect(names.filter((name) => findFeature([old, young], name).length === 0)).toEqual([]);
  });
});

describe('an advisory says of each release whether the feature has security support', () => {
  test('newest release first, every qualifier, caveats marked', () => {
    expect(rowsOf(['x86/PV', 'Lending'])).toEqual([
      'x86/PV in 1.1 at x86pv: 64-bit Supported + * | 32-bit Obsolete *',
      'x86/PV in 1.0 at x86pv: 64-bit Supported + * | 32-bit Obsolete *',
      'Lending in 1.1 at lending: Supported +',
      'Lending in 1.0 at lending: Tech Preview',
    ]);
  });

  test('one qualifier has its own anchor; a feature that came later is absent before', () => {
    expect(rowsOf(['x86/PV: 64-bit', 'ARM: large pages'])).toEqual([
      'x86/PV: 64-bit in 1.1 at x86pv--64-bit: 64-bit Supported + *',
      'x86/PV: 64-bit in 1.0 at x86pv--64-bit: 64-bit Supported + *',
      'ARM: large pages in 1.1 at arm-large-pages: Supported +',
      'ARM: large pages in 1.0 at –: ',
    ]);
  });

  test('a promise is over with the release; releases that were over before the advisory came are left out', () => {
    const ended = statement('0.9', '## Lending\n\n    Status: Supported\n', ['2020-01-01', '2024-01-01']);
    const ending = statement('1.0', '## Lending\n\n    Status: Supported\n', ['2024-01-01', '2026-06-01']);
    expect(rowsOf(['Lending'], [ended, ending])).toEqual(['Lending in 1.0 at lending: Supported']);
  });

  test('a feature that was renamed is found under its other name', () => {
    const renamed = statement('1.2', '## Leases\n\n    Status: Supported\n');
    const settings = { ...site, support: { aliases: { leases: ['lending'] } } } as typeof site;
    const expected = ['1.2 at leases: Supported +', '1.1 at lending: Supported +', '1.0 at lending: Tech Preview'];
    for (const name of ['Leases', 'Lending']) {
      expect(rowsOf([name], [old, young, renamed], settings)).toEqual(expected.map((row) => `${name} in ${row}`));
    }
  });
});

describe('the statement leads back', () => {
  const future = testAdvisory(2, { features: ['Lending'], published: '2027-01-01T00:00:00Z' });
  const draft = testAdvisory(3, { features: ['Lending'], status: 'draft' });
  const embargoed = testAdvisory(4, { features: ['Lending'], status: 'embargoed' });
  const withdrawn = testAdvisory(5, {
    features: ['Lending'],
    status: 'withdrawn',
    withdrawn: { date: '2026-05-01T00:00:00Z', reason: 'None.' },
  });

  test('to public advisories that stand, and to no other', () => {
    const open = testAdvisory(1, { features: ['Lending', 'x86/PV: 32-bit'] });
    const seen = modelOf([open, future, draft, embargoed, withdrawn]);
    const index = advisoriesOn(seen.advisories, young);
    expect([...index].map(([anchor, members]) => [anchor, members.map(({ advisory }) => advisory.id)])).toEqual([
      ['lending', ['XSA-1']],
      ['x86pv', ['XSA-1']],
    ]);
  });
});

describe('the demonstration', () => {
  const files = list(project);
  const now = '2026-11-21T12:00:00Z';
  const built = build(parse(files), now, { outputs: [], styles: [], reservedIds: [] });
  const page = (path: string): string => String(built.outputs.find((output) => output.path === path)?.body ?? '');

  test('each link from an advisory to a statement has its anchor, and the statement links back', () => {
    let count = 0;
    for (const advisory of built.model?.advisories ?? []) {
      if (advisory.isWithdrawn) continue;
      for (const { statement: about, anchor } of advisory.featureSupport) {
        if (anchor === undefined) continue;
        count += 1;
        expect(page(`advisories/${advisory.slug}/index.html`)).toContain(`href="/support/${about.version}/#${anchor}"`);
        expect(page(`support/${about.version}/index.html`)).toContain(`id="${anchor}"`);
        expect(page(`support/${about.version}/index.html`)).toContain(`href="${advisory.path}"`);
      }
    }
    expect(count).toBeGreaterThan(20);
  });

  test('the data says the same', () => {
    const data = JSON.parse(page('advisories/xsa-47/xsa-47.json')) as { feature_support: Record<string, unknown>[] };
    expect(data.feature_support.find((row) => row['feature'] === 'Core scheduling')).toEqual({
      feature: 'Core scheduling',
      product: 'Barbican',
      version: '4.21',
      released: '2026-02-17',
      security_until: '2029-02-17',
      has_feature: true,
      url: 'https://security.halyard.example/support/4.21/#core-scheduling',
      statuses: [
        {
          key: 'core-scheduling--x86',
          qualifier: 'x86',
          status: 'Supported',
          class: 'supported',
          security: true,
          has_caveat: false,
          url: 'https://security.halyard.example/support/4.21/#core-scheduling--x86',
        },
        {
          key: 'core-scheduling--arm64',
          qualifier: 'Arm64',
          status: 'Tech Preview',
          class: 'preview',
          security: false,
          has_caveat: false,
          url: 'https://security.halyard.example/support/4.21/#core-scheduling--arm64',
        },
      ],
    });
  });

  describe('rule `unsupported-feature`', () => {
    const messagesOf = (path: string, from: string, to: string): readonly string[] => {
      const text = readFileSync(join(project, path), 'utf8');
      expect(text).toContain(from);
      const changed = { path, bytes: new TextEncoder().encode(text.replace(from, () => to)) };
      const { messages } = check(parse([...files.filter((file) => file.path !== path), changed]), now);
      return messages
        .filter(({ rule }) => rule === 'unsupported-feature')
        .map((each) => `${each.level} ${each.place.line} ${each.text}`);
    };

    test('a feature of which no release promises it', () => {
      expect(messagesOf('content/xsa/XSA-49.md', 'features: [ARM v8,', 'features: [RISC-V, "x86/PV: 64-bit",')).toEqual(
        [
          'warning 10 Feature `RISC-V` has no security support: `Experimental` in Barbican 4.19, `Experimental` in Barbican 4.20, `Tech Preview` in Barbican 4.21',
        ],
      );
    });

    test('a release that had left support, when it is the only one that is hit', () => {
      const path = 'content/dsa/DSA-107-1.md';
      const mizzen = '  - {release: mizzen, version: 4.4-3+hal12u1}\n';
      const none = '  - {release: mizzen, status: not-affected, reason: Newer.}\n';
      expect(messagesOf(path, mizzen, `${none}  - {release: keel, version: 4.1-1}\n`)).toEqual([
        'warning 13 No release that is affected or fixed had security support on 2026-11-13: that of Halyard 10 ended on 2026-06-12',
      ]);
      expect(messagesOf(path, mizzen, `${mizzen}  - {release: keel, version: 4.1-1}\n`)).toEqual([]);
    });

    test('a package whose support had ended in the release', () => {
      const path = 'content/dsa/DSA-108-1.md';
      const fixed = '  - {release: mizzen, version: 4.20.5-2+hal12u3}\n';
      const text = `${fixed}  - {release: foresail, status: not-affected, reason: Barbican 4.17 has no debug console.}\n`;
      expect(
        messagesOf(
          path,
          text,
          '  - {release: mizzen, status: not-affected}\n  - {release: foresail, version: 4.17.5-9}\n',
        ),
      ).toEqual([
        'warning 12 No release that is affected or fixed had security support on 2026-11-18: that of `barbican` in Halyard 11 ended on 2025-11-16',
      ]);
    });
  });
});
