// The public site knows nothing of what is under embargo: whatever lies in the private root, or in a public one that
// says it is private, no byte of any output differs from the build that never had it.

import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../generator/check.ts';
import { model } from '../generator/model.ts';
import { asPrivate, joined, parse, parseFile } from '../generator/read.ts';
import { render } from '../generator/render.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { InputFile, Instant, Output, Sources } from '../generator/types.ts';

const theme = readTheme(join(resolve(import.meta.dirname, '..'), 'build/theme'));
/** The theme's own files are the same in every build. */
const light = { ...theme, outputs: [] };

const CASES = 500;

const text = (path: string, body: string): InputFile => ({ path, bytes: new TextEncoder().encode(body) });

const SECTIONS = ['Issue description', 'Impact', 'Vulnerable systems', 'Mitigation', 'Resolution'];

const advisory = (fields: readonly string[], body: string): string =>
  `---\n${fields.join('\n')}\n---\n\n${SECTIONS.map((title) => `## ${title}\n\n${body}\n`).join('\n')}\n## Note regarding lack of embargo\n\n${body}\n`;

const site = `title: Sample security
description: For tests
url: https://security.sample.example
tag: security.sample.example,2026
license: CC-BY-4.0
team: {name: Sample team, email: security@sample.example}
series:
  xsa: {name: Sample Advisory}
releases:
  - {id: "1.0", product: barbican, series: xsa, released: 2020-01-01, security-until: 2028-01-01}
  - {id: "1.1", product: barbican, series: xsa, released: 2022-01-01, security-until: 2030-01-01}
rules: {embargoed-in-public-root: off}
`;

const PUBLISHED: readonly InputFile[] = [
  text('content/site.yaml', site),
  text(
    'content/xsa/XSA-1.md',
    advisory(
      [
        'id: XSA-1',
        'title: First',
        'published: 2024-02-29T23:59:59Z',
        'cves: [CVE-2024-1000]',
        'affected: [{product: barbican, from: "1.0"}]',
      ],
      'A guest can read memory. See XSA-2 and XSA-7.',
    ),
  ),
  text(
    'content/xsa/XSA-2.md',
    advisory(
      [
        'id: XSA-2',
        'title: Second',
        'published: 2026-03-01T12:00:00+02:00',
        'related: [XSA-1, XSA-8]',
        'affected: [{product: barbican, from: "1.1"}]',
      ],
      'A guest can stop the host.',
    ),
  ),
];

/** Times of builds: long before, between, at and around the published ones, a leap day, long after. */
const NOWS: readonly Instant[] = [
  '2020-01-01T00:00:00Z',
  '2024-02-29T23:59:58Z',
  '2024-02-29T23:59:59Z',
  '2026-03-01T09:59:59Z',
  '2026-03-01T10:00:00Z',
  '2026-11-21T12:00:00Z',
  '2027-06-30T23:59:59Z',
  '2040-02-29T12:00:00Z',
  '9999-12-31T23:59:59Z',
];

const opened = (sources: Sources, now: Instant): readonly Output[] | undefined => {
  const { content } = check(sources, now, light.reservedIds);
  // Also where a message would stop the build: the gate itself must hold.
  return content && render(model(content, now), light).outputs;
};

const published = PUBLISHED.map(parseFile);
const publicSources = joined(published);
const before = new Map<Instant, ReadonlyMap<string, string>>();

const bytes = ({ body }: Output): string => (typeof body === 'string' ? body : Buffer.from(body).toString('latin1'));
const byPath = (outputs: readonly Output[]) => new Map(outputs.map((output) => [output.path, bytes(output)]));

function baseline(now: Instant): ReadonlyMap<string, string> {
  const known = before.get(now) ?? byPath(opened(publicSources, now) ?? []);
  before.set(now, known);
  return known;
}

/** The first path at which two sites differ. */
function difference(expected: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): string | undefined {
  const paths = new Set([...expected.keys(), ...found.keys()]);
  return [...paths].find((path) => expected.get(path) !== found.get(path));
}

const words = fc
  .array(fc.constantFrom('quokka', 'zanzibar', 'grant', 'table', 'overflow', 'CVE-2031-77777', 'XSA-1', 'Wallaby'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((each) => each.join(' '));

const number = fc.integer({ min: 3, max: 9 });

/** Dates as people write and miswrite them. */
const dates = fc.oneof(
  fc.constantFrom(
    undefined,
    '',
    '2026-12-01T12:00:00Z',
    '2026-12-01T12:00:00',
    '2026-12-01 12:00',
    '2026-12-01',
    '2020-01-01T00:00:00Z',
    '2024-02-29',
    '2023-02-29',
    '0000-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59-12:00',
    '1 December 2026',
    'tomorrow',
    '[2026-12-01]',
    '{day: 2026-12-01}',
  ),
  fc
    .tuple(
      fc.date({ min: new Date('2019-01-01'), max: new Date('2041-01-01'), noInvalidDate: true }),
      fc.constantFrom('Z', '+05:45', '-08:00', '+14:00', ''),
    )
    .map(([date, zone]) => date.toISOString().slice(0, 19) + zone),
);

/** Statuses that keep an advisory inside at any time. */
const closed = fc.constantFrom(
  'embargoed',
  'draft',
  'Embargoed',
  'embargo',
  'EMBARGOED',
  'publishd',
  'public',
  '[embargoed]',
  '"embargoed "',
  'true',
);

const secret = fc.record({
  number,
  status: closed,
  published: dates,
  title: words,
  body: words,
  version: fc.constantFrom('"1.0"', '"9.8.7"', '1.1'),
  extra: fc.constantFrom(
    '',
    'related: [XSA-1]',
    'cves: [CVE-2024-1000]',
    'embargo: {reported: 2026-01-01, reporter: Wallaby}',
    'patches: [{file: quokka.patch}]',
    'withdrawn: {date: 2020-01-02, reason: Quokka}',
    'revisions: [{version: 1, date: 2020-01-01, change: Quokka}]',
    'severity: quokka',
  ),
});

type Secret = {
  readonly number: number;
  readonly status: string;
  readonly published: string | undefined;
  readonly title: string;
  readonly body: string;
  readonly version: string;
  readonly extra: string;
};

const filesOf = (secrets: readonly Secret[]): InputFile[] =>
  secrets.flatMap(({ number: each, status, published, title, body, version, extra }) => [
    text(
      `content/xsa/XSA-${each}.md`,
      advisory(
        [
          `id: XSA-${each}`,
          `title: ${title}`,
          `status: ${status}`,
          ...(published === undefined ? [] : [`published: ${published}`]),
          `affected: [{product: barbican, from: ${version}}]`,
          ...(extra === '' ? [] : [extra]),
        ],
        body,
      ),
    ),
    ...(extra.startsWith('patches') ? [text(`content/xsa/XSA-${each}/quokka.patch`, `Subject: ${title}\n`)] : []),
  ]);

/** One of each number: a folder has one file of a name. */
const secrets = fc.uniqueArray(secret, { minLength: 1, maxLength: 3, selector: (each) => each.number });

/** In a private root nothing is public, whatever it says. */
const inside = fc.uniqueArray(
  fc
    .tuple(secret, fc.constantFrom(undefined, 'published', 'withdrawn'))
    .map(([each, status]) => (status === undefined ? each : { ...each, status })),
  { minLength: 1, maxLength: 3, selector: (each) => each.number },
);

test(`${CASES} roots with something under embargo give the site that they would give without it`, () => {
  let built = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.record({ isPrivate: fc.constant(true), hidden: inside }),
        fc.record({ isPrivate: fc.constant(false), hidden: secrets }),
      ),
      fc.constantFrom(...NOWS),
      ({ isPrivate, hidden }, now) => {
        const files = filesOf(hidden);
        const sources: Sources = isPrivate
          ? { ...publicSources, private: asPrivate(parse(files), '../private') }
          : joined([...published, ...files.map(parseFile)]);
        const found = opened(sources, now);
        built += 1;
        expect(found).toBeDefined();
        expect(difference(baseline(now), byPath(found ?? []))).toBeUndefined();
      },
    ),
    { seed: 20261121, numRuns: CASES },
  );
  expect(built).toBeGreaterThanOrEqual(CASES);
  expect(before.size).toBe(NOWS.length);
});

test('the property notices an advisory that is public', () => {
  const files = filesOf([
    {
      number: 9,
      status: 'published',
      published: '2024-01-01T00:00:00Z',
      title: 'Wallaby',
      body: 'Quokka',
      version: '"1.0"',
      extra: '',
    },
  ]);
  const now = '2026-11-21T12:00:00Z';
  expect(difference(baseline(now), byPath(opened(parse([...PUBLISHED, ...files]), now) ?? []))).toBeDefined();
});
