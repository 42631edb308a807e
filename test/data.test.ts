// The data files: valid by their own schemas, complete, exact about what changed, the same bytes at any time.

import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { build } from '../generator/build.ts';
import advisoriesJson from '../generator/formats/advisories-json.ts';
import advisoriesTsv from '../generator/formats/advisories-tsv.ts';
import advisoryJson from '../generator/formats/advisory-json.ts';
import changesTsv from '../generator/formats/changes-tsv.ts';
import dbJson from '../generator/formats/db-json.ts';
import packagesJson from '../generator/formats/packages-json.ts';
import schemaFiles from '../generator/formats/schemas.ts';
import sitemap from '../generator/formats/sitemap.ts';
import { advisoryColumns, changeColumns } from '../generator/lib/data/data-files.ts';
import { schemas } from '../generator/lib/data/data-schemas.ts';
import { stableJson } from '../generator/lib/data/json.ts';
import { tsv } from '../generator/lib/data/tsv.ts';
import { readKeys } from '../generator/lib/pgp/read-keys.ts';
import { read } from '../generator/read.ts';
import type { Advisory, Context } from '../generator/types.ts';
import { outputsOf, testAdvisory, testContext, testSite } from './model.ts';

const readRoot = (root: string) => readKeys(read(root));

const project = resolve(import.meta.dirname, '..');
/** Feeds and data have no style. */
const noTheme = { outputs: [], styles: [], reservedIds: [] };
const site = 'https://security.sample.example';
const dataFormats = [advisoryJson, advisoriesJson, advisoriesTsv, packagesJson, changesTsv, dbJson, schemaFiles];

const full: Partial<Advisory> = {
  title: '<b>"AT&T"</b> ]]>\tand\u2028more',
  severity: { id: 'high', name: 'High', level: 3, meaning: 'Act today.' },
  kind: 'security update',
  author: 'Kim Example',
  bugs: ['1063852'],
  references: [{ url: 'https://x.example/1', title: 'Report' }, { url: 'mailto:x@x.example' }],
  related: ['XSA-2'],
  features: ['x86'],
  action: 'Update.',
  patches: [
    {
      file: 'a/xsa1.patch',
      bytes: Buffer.from('patch\n'),
      sha256: createHash('sha256').update('patch\n').digest('hex'),
      subject: 'Fix it',
      applies: 'Sample 1.0.x',
      tree: 'sample',
      releases: ['1.0'],
      fixes: { '4.10': 'a'.repeat(40), '4.9': 'b'.repeat(40) },
    },
  ],
  downloads: [{ name: 'Package', url: 'https://x.example/p' }],
  revisions: [
    { version: 1, date: '2026-04-14T12:00:00Z', change: 'Secret predisclosure.', public: false, editorial: false },
    { version: 2, date: '2026-04-28T12:00:00Z', change: 'Public release.', public: true, editorial: false },
  ],
  markdown: '## Impact\n\nSee [two](/advisories/xsa-2/).\n',
} as Partial<Advisory>;

const withdrawn = testAdvisory(3, {
  status: 'withdrawn',
  withdrawn: { date: '2026-05-01T10:00:00Z', reason: 'No fault.' },
});
const sample = testContext([testAdvisory(1, full), testAdvisory(2), withdrawn]);

const dataOf = (context: Context) => new Map(dataFormats.flatMap((format) => [...outputsOf(format, context)]));
const text = (files: ReadonlyMap<string, string>, path: string): string => files.get(path) ?? `no ${path}`;
const sha256 = (body: string) => createHash('sha256').update(body).digest('hex');

/** What the published schemas say against the published files. */
function faults(files: ReadonlyMap<string, string>): string[] {
  const ajv = new Ajv2020({ allErrors: true, validateFormats: false });
  for (const [path, body] of files) if (path.startsWith('data/v1/schema/')) ajv.addSchema(JSON.parse(body));
  return [...files].flatMap(([path, body]) => {
    if (!path.endsWith('.json') || path.startsWith('data/v1/schema/')) return [];
    const value = JSON.parse(body);
    const validate = ajv.getSchema(value.$schema);
    if (!validate) return [`${path}: no schema ${value.$schema}`];
    return validate(value)
      ? []
      : (validate.errors ?? []).map((error) => `${path}${error.instancePath}: ${error.message}`);
  });
}

describe('files', () => {
  const files = dataOf(sample);

  test('every JSON file is valid by the schema that it names', () => {
    expect(faults(files)).toEqual([]);
    expect([...files.keys()].filter((path) => path.endsWith('.json'))).toHaveLength(
      3 + 1 + 1 + 1 + Object.keys(schemas).length,
    );
    const broken = new Map(files).set(
      'data/v1/db.json',
      text(files, 'data/v1/db.json').replace('"count": 3', '"count": "3"'),
    );
    expect(faults(broken)).toEqual(['data/v1/db.json/count: must be integer']);
  });

  test('the schemas describe every field, and the files have no other', () => {
    for (const path of [...files.keys()].filter((each) => each.startsWith('data/v1/schema/'))) {
      expect(undescribed(JSON.parse(text(files, path)), path)).toEqual([]);
    }
    const known: [keyof typeof schemas, string][] = [
      ['advisory', 'advisories/xsa-1/xsa-1.json'],
      ['advisories', 'data/v1/advisories.json'],
      ['package', 'data/v1/packages/sample.json'],
      ['db', 'data/v1/db.json'],
    ];
    for (const [name, path] of known) {
      const value = JSON.parse(text(files, path));
      // Parsing drops what the schema does not name.
      expect((schemas[name].schema as z.ZodType).parse(value)).toEqual(value);
    }
  });

  test('the file of an advisory has every fact, and no private revision', () => {
    const body = text(files, 'advisories/xsa-1/xsa-1.json');
    expect(JSON.parse(body)).toMatchObject({
      id: 'XSA-1',
      title: full.title,
      status: 'published',
      version: 2,
      severity: { level: 3, meaning: 'Act today.' },
      credits: [{ name: 'Robin Example', role: 'finder' }],
      coverage: [
        {
          release: { name: 'Sample 1.0', security_until: '2028-01-01' },
          status: 'affected',
          fixed: '1.0.2',
          patches: ['a/xsa1.patch'],
        },
      ],
      patches: [{ url: `${site}/advisories/xsa-1/a/xsa1.patch`, size: 6, subject: 'Fix it' }],
      related: [{ id: 'XSA-2', url: `${site}/advisories/xsa-2/` }],
      sections: [{ id: 'impact', title: 'Impact', html: `<p>See <a href="${site}/advisories/xsa-2/">two</a>.</p>` }],
      revisions: [{ version: 2 }],
      urls: {
        page: `${site}/advisories/xsa-1/`,
        text: `${site}/advisories/xsa-1/xsa-1.txt`,
        json: `${site}/advisories/xsa-1/xsa-1.json`,
      },
    });
    expect(body).not.toContain('Secret');
    // Keys that look like numbers are in their place too.
    expect(body.indexOf('"4.10"')).toBeLessThan(body.indexOf('"4.9"'));
  });

  test('a withdrawn advisory says so and matches no version', () => {
    const [listed] = JSON.parse(text(files, 'data/v1/advisories.json')).advisories.filter(
      (each: { id: string }) => each.id === 'XSA-3',
    );
    expect(listed).toMatchObject({ status: 'withdrawn', statements: [] });
    expect(JSON.parse(text(files, 'advisories/xsa-3/xsa-3.json')).withdrawn.reason).toBe('No fault.');
    expect(
      JSON.parse(text(files, 'data/v1/packages/sample.json')).advisories.map((each: { id: string }) => each.id),
    ).toEqual(['XSA-2', 'XSA-1']);
  });

  test('checksums are those of the files', () => {
    const db = JSON.parse(text(files, 'data/v1/db.json'));
    expect(db.sha256).toBe(sha256(text(files, 'data/v1/advisories.json')));
    for (const { name, sha256: sum, size } of db.files) {
      const body = text(files, `data/v1/${name}`);
      expect([sum, size]).toEqual([sha256(body), Buffer.byteLength(body)]);
    }
    for (const { urls, sha256: sum } of JSON.parse(text(files, 'data/v1/advisories.json')).advisories) {
      expect(sum).toBe(sha256(text(files, urls.json.replace(`${site}/`, ''))));
    }
  });

  test('tables have their columns, and a title cannot break a line', () => {
    const [header, ...lines] = text(files, 'data/v1/advisories.tsv').trimEnd().split('\n');
    expect(header).toBe('id\tseries\ttitle\tseverity\tpublished\tupdated\tversion\tstatus\tcves\tpackages\turl');
    expect(lines.at(-1)?.split('\t').slice(0, 4)).toEqual(['XSA-1', 'xsa', '<b>"AT&T"</b> ]]> and more', 'high']);
    for (const line of lines) expect(line.split('\t')).toHaveLength(advisoryColumns.length);
    expect(text(files, 'data/v1/changes.tsv').split('\n')[0]).toBe(
      changeColumns.map((column) => column.name).join('\t'),
    );
  });

  test('the time of the build is in no byte', () => {
    expect(
      dataOf(testContext([testAdvisory(1, full), testAdvisory(2), withdrawn], testSite(), '2040-01-01T00:00:00Z')),
    ).toEqual(files);
  });
});

test('changes.tsv since a time names exactly the files whose bytes changed', () => {
  const before = dataOf(testContext([testAdvisory(1), testAdvisory(2), testAdvisory(3)]));
  const corrected = testAdvisory(2, {
    revisions: [
      { version: 1, date: '2026-04-28T12:00:00Z', change: 'First publication.', public: true, editorial: false },
      { version: 2, date: '2026-06-01T00:00:00Z', change: 'Corrected.', public: true, editorial: false },
    ],
  });
  // The new one names XSA-3, whose file then names it back.
  const added = testAdvisory(4, { published: '2026-06-02T00:00:00Z', related: ['XSA-3'] });
  const after = dataOf(testContext([testAdvisory(1), corrected, testAdvisory(3), added]));
  const last = JSON.parse(text(before, 'data/v1/db.json')).modified;
  const rows = text(after, 'data/v1/changes.tsv')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
  const named = rows.filter(([modified]) => (modified ?? '') > last).map(([, , path]) => (path ?? '').slice(1));
  const changed = [...after]
    .filter(([path, body]) => /^advisories\/.*json$/.test(path) && before.get(path) !== body)
    .map(([path]) => path);
  expect(changed).toHaveLength(3);
  expect(named.sort()).toEqual(changed.sort());
  expect(rows.map(([modified]) => modified)).toEqual(
    rows
      .map(([modified]) => modified)
      .sort()
      .reverse(),
  );
  for (const [, , path, sum] of rows) expect(sum).toBe(sha256(text(after, (path ?? '').slice(1))));
});

test('the demonstration: data valid by its schemas, and every page in the sitemap', async () => {
  const { outputs, model } = build(await readRoot(project), '2026-11-21T12:00:00Z', noTheme);
  expect(model?.advisories.length).toBeGreaterThan(20);
  const files = new Map(outputs.map((output) => [output.path, typeof output.body === 'string' ? output.body : '']));
  const own = (path: string) => /^advisories\/.*\.json$|^data\/v1\/(?!xsa\/).*\.json$/.test(path);
  expect(faults(new Map([...files].filter(([path]) => own(path))))).toEqual([]);
  // Its shape is older than ours: it cannot name its schema.
  const isList = new Ajv2020().compile(JSON.parse(text(files, 'data/v1/schema/list.json')));
  expect([isList(JSON.parse(text(files, 'data/v1/xsa/list.json'))), isList.errors]).toEqual([true, null]);
  const listed = [...text(files, 'sitemap.xml').matchAll(/<loc>[a-z]+:\/\/[^/]*([^<]*)<\/loc>/g)].map(
    (match) => match[1],
  );
  const gone = new Set([
    ...Object.keys(model?.site.redirects ?? {}),
    ...Object.keys(model?.site.tombstones ?? {}),
    '/404.html',
  ]);
  const pages = [...files.keys()]
    .filter((path) => path.endsWith('.html'))
    .map((path) => `/${path}`.replace(/\/index\.html$/, '/'));
  expect(listed.sort()).toEqual(
    pages
      .filter((path) => !gone.has(path))
      .map(encodeURI)
      .sort(),
  );
});

test('a sitemap of more than 50,000 pages has parts', () => {
  const cves = Array.from({ length: 50_000 }, (_, index) => ({
    id: `CVE-2026-${index}`,
    path: `/cve/CVE-2026-${index}/`,
    advisories: [],
  }));
  const files = outputsOf(sitemap, { ...sample, model: { ...sample.model, cves } });
  expect([...files.keys()]).toEqual(['sitemap.xml', 'sitemap-1.xml', 'sitemap-2.xml']);
  expect(text(files, 'sitemap.xml')).toContain(`<loc>${site}/sitemap-2.xml</loc>`);
});

describe('writers', () => {
  test('JSON: read back it is the same value; keys in any order give the same bytes, sorted', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.nat(), { noNullPrototype: true }), (value, record) => {
        expect(JSON.parse(stableJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        const reversed = Object.fromEntries(Object.entries(record).reverse());
        const body = stableJson(record);
        expect(stableJson(reversed)).toBe(body);
        expect(body).not.toMatch(/[\u2028\u2029]/);
        const keys = body
          .split('\n')
          .slice(1, -2)
          .map((line) => JSON.parse(/^ {2}(".*"): \d+,?$/.exec(line)?.[1] ?? 'null'));
        expect(keys).toEqual(Object.keys(record).sort());
      }),
      { seed: 20261120, numRuns: 500 },
    );
  });

  test('TSV: a line for each record, each with all fields, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))), (rows) => {
        const columns = [0, 1].map((index) => ({
          name: `c${index}`,
          about: '',
          value: (row: readonly string[]) => row[index],
        }));
        const body = tsv(columns, [['a\tb\r\nc\u0000\u2028d\u0085', 'plain'], ...rows]);
        const lines = body.split('\n');
        expect(lines.slice(0, 2)).toEqual(['c0\tc1', 'a b c d\tplain']);
        expect(lines.length).toBe(rows.length + 3);
        for (const line of lines.slice(0, -1)) expect(line.split('\t')).toHaveLength(2);
        expect(body).not.toMatch(/(?![\t\n])\p{Cc}/u);
      }),
      { seed: 20261120, numRuns: 500 },
    );
  });
});

/** Paths of the fields of a schema that nobody has described. */
function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    const inner = undescribed(value, `${path}/${key}`);
    if (key !== 'properties') return inner;
    return [
      ...Object.entries(value as Record<string, { description?: string }>).flatMap(([name, each]) =>
        each.description ? [] : [`${path}/${name}`],
      ),
      ...inner,
    ];
  });
}
