// The public site knows nothing of what is under embargo: whatever lies in the private root, or in a public one that
// says it is private, no byte of any output differs from the build that never had it.

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../generator/check.ts';
import { formats } from '../generator/formats/index.ts';
import { readKeys } from '../generator/lib/pgp/read-keys.ts';
import { lockUrls } from '../generator/lib/urls-lock.ts';
import { model } from '../generator/model.ts';
import { asPrivate, joined, list, parse, parseFile } from '../generator/read.ts';
import { render } from '../generator/render.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { InputFile, Instant, Output, Sources } from '../generator/types.ts';
import { project, sampleAdvisory, sampleSite } from './roots.ts';

const theme = readTheme(join(project, 'build/theme'));
/** The theme's own files are the same in every build. */
const light = { ...theme, outputs: [] };

const CASES = 500;

const text = (path: string, body: string): InputFile => ({ path, bytes: new TextEncoder().encode(body) });

const advisory = (fields: readonly string[], body: string): string =>
  sampleAdvisory(fields.join('\n'), body, 'Note regarding lack of embargo');

const site = `${sampleSite()}  - {id: "1.1", product: barbican, series: xsa, released: 2022-01-01, security-until: 2030-01-01}
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

/** Times of builds: long before, a second around the public and the planned ones, a leap day, the last one that there is. */
const NOWS: readonly Instant[] = [
  '2020-01-01T00:00:00Z',
  '2024-02-29T23:59:58Z',
  '2024-02-29T23:59:59Z',
  '2026-03-01T09:59:59Z',
  '2026-03-01T10:00:00Z',
  '2026-11-21T12:00:00Z',
  '2026-12-01T11:59:59Z',
  '2026-12-01T12:00:00Z',
  '2026-12-01T12:00:01Z',
  '2040-02-29T12:00:00Z',
  '9999-12-31T23:59:59Z',
];

const opened = (sources: Sources, now: Instant): readonly Output[] | undefined => {
  const { content } = check(sources, now, light.reservedIds);
  if (!content) return undefined;
  // Also where a message would stop the build: the gate itself must hold.
  const site = model(content, now);
  const { outputs } = render(site, light);
  const lock = lockUrls(site, outputs, []).text;
  return [...outputs, { path: 'urls.lock', type: 'text/plain', body: lock, from: 'urls.lock' }];
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

/** None of the public ones. */
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

/** Dates that nobody can read: with any status they keep an advisory inside. */
const unreadable = fc.constantFrom(undefined, '', '2024-01-01T12:00:00', '2023-02-29', '20240101', 'yesterday');

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
const some = (one: fc.Arbitrary<Secret>) =>
  fc.uniqueArray(one, { minLength: 1, maxLength: 3, selector: (each) => each.number });

const inPublicRoot = fc.oneof(
  secret,
  // Open by their status, and not by their date.
  fc.tuple(secret, fc.constantFrom('published', 'withdrawn'), unreadable).map(([each, status, published]) => ({
    ...each,
    status,
    published,
  })),
);

/** In a private root nothing is public, whatever it says, also of a number that is public already. */
const inPrivateRoot = fc
  .tuple(secret, fc.constantFrom(undefined, 'published', 'withdrawn'), fc.integer({ min: 1, max: 9 }))
  .map(([each, status = each.status, another]) => ({ ...each, status, number: another }));

const hidden = fc.oneof(
  fc.record({ isPrivate: fc.constant(true), secrets: some(inPrivateRoot) }),
  fc.record({ isPrivate: fc.constant(false), secrets: some(inPublicRoot) }),
);

test(`${CASES} roots with something under embargo give the site that they would give without it`, () => {
  let built = 0;
  fc.assert(
    fc.property(hidden, fc.constantFrom(...NOWS), ({ isPrivate, secrets }, now) => {
      const files = filesOf(secrets);
      const sources: Sources = isPrivate
        ? { ...publicSources, private: asPrivate(parse(files), '../private') }
        : joined([...published, ...files.map(parseFile)]);
      const found = opened(sources, now);
      built += 1;
      expect(found).toBeDefined();
      expect(difference(baseline(now), byPath(found ?? []))).toBeUndefined();
    }),
    { seed: 20261121, numRuns: CASES },
  );
  expect(built).toBeGreaterThanOrEqual(CASES);
  expect(before.size).toBe(NOWS.length);
}, 240_000);

test('what is held back until later, or was withdrawn before its time, leaves no byte either', () => {
  const now = '2026-11-21T12:00:00Z';
  const times = ['2026-11-21T12:00:01Z', '2026-11-21T12:00:00-00:01', '2026-11-22', '9999-12-31T23:59:59Z'];
  for (const published of times) {
    for (const [status, extra] of [
      ['published', ''],
      ['withdrawn', 'withdrawn: {date: 2020-01-02, reason: Quokka}'],
      ['withdrawn', 'withdrawn: {date: 9999-12-31, reason: Quokka}'],
    ] as const) {
      const files = filesOf([{ ...SAMPLE, status, published, extra }]);
      const found = opened(joined([...PUBLISHED.map(parseFile), ...files.map(parseFile)]), now);
      expect(difference(baseline(now), byPath(found ?? [])), `${status} ${published}`).toBeUndefined();
    }
  }
});

/** Paths by which each format shows that it had something to say. */
const SHOWN: Readonly<Record<string, RegExp>> = {
  'advisories-json': /^data\/v1\/advisories\.json$/,
  'advisories-tsv': /^data\/v1\/advisories\.tsv$/,
  'advisory-json': /^advisories\/xsa-1\/xsa-1\.json$/,
  affected: /^check\/index\.html$/,
  announcement: /^advisories\/xsa-1\/xsa-1\.txt$/,
  'changes-tsv': /^data\/v1\/changes\.tsv$/,
  'db-json': /^data\/v1\/db\.json$/,
  'disclosure-statistics': /^statistics\/disclosure/,
  'feeds-atom': /^feeds\/all\.atom$/,
  'feeds-json': /^feeds\/all\.json$/,
  'feeds-rss': /^feeds\/all\.rss$/,
  keys: /^keys\/.*\.asc$/,
  'packages-json': /^data\/v1\/packages\/.*\.json$/,
  pages: /^index\.html$/,
  'patch-files': /^advisories\/xsa-1\/xsa1\.patch$/,
  'patch-levels': /^xsa\/patches\/index\.html$/,
  'patches-json': /^data\/v1\/xsa\/patches\.json$/,
  'patches-tsv': /^data\/v1\/xsa\/patches\.tsv$/,
  'planned-json': /^data\/v1\/planned\.json$/,
  'releases-json': /^data\/v1\/releases\.json$/,
  'response-headers': /^_headers$/,
  schemas: /^data\/v1\/schema\//,
  search: /^search\/index\.html$/,
  'security-txt': /^\.well-known\/security\.txt$/,
  'series-list': /^data\/v1\/xsa\/list\.json$/,
  sitemap: /^sitemap\.xml$/,
  'support-calendar': /\.ics$/,
  'support-changes': /^support\/changes\//,
  'support-json': /^data\/v1\/support\.json$/,
  'support-lists': /limited/,
  'support-pages': /^support\/all\//,
  'support-tsv': /^data\/v1\/support\.tsv$/,
  'version-texts': /^advisories\/dsa-2-1\/v1\.txt$/,
  'web-key-directory': /^\.well-known\/openpgpkey\//,
};

test('neither does a root with something for every format', async () => {
  const disclosed = filesOf([
    { ...SAMPLE, number: 8, extra: 'embargo: {reported: 2023-12-01, notified: 2023-12-20, lists: [distros]}' },
  ]);
  const sample = await readKeys(parse([...list(join(import.meta.dirname, 'fixtures/sample')), ...disclosed]));
  const files = filesOf([{ ...SAMPLE, status: 'embargoed', published: '2026-12-01T12:00:00Z' }]);
  expect(Object.keys(SHOWN).sort()).toEqual(formats.map(({ id }) => id).sort());
  for (const now of ['2026-11-21T12:00:00Z', '2026-12-01T12:00:00Z', '2026-12-01T12:00:01Z']) {
    const without = byPath(opened(sample, now) ?? []);
    for (const [format, path] of Object.entries(SHOWN))
      expect({ format, isShown: [...without.keys()].some((each) => path.test(each)) }).toEqual({
        format,
        isShown: true,
      });
    const found = opened({ ...sample, private: asPrivate(parse(files), '../private') }, now);
    expect(difference(without, byPath(found ?? []))).toBeUndefined();
  }
});

/** Public at once, unless something is changed about it. */
const SAMPLE: Secret = {
  number: 9,
  status: 'published',
  published: '2024-01-01T00:00:00Z',
  title: 'Wallaby',
  body: 'Quokka',
  version: '"1.0"',
  extra: '',
};

test('the property notices an advisory that is public', () => {
  const now = '2026-11-21T12:00:00Z';
  const found = opened(parse([...PUBLISHED, ...filesOf([SAMPLE])]), now);
  expect(difference(baseline(now), byPath(found ?? []))).toBeDefined();
});
