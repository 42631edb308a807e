// A team of its own, as its README has it set up: another prefix of URLs, series of other names on the given layouts,
// own words. Nothing of the demonstration or of the layouts' first owners may show, and addresses must agree.

import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { check } from '../generator/check.ts';
import { nextNumber } from '../generator/lib/next-number.ts';
import { headline } from '../generator/lib/report.ts';
import { list, parse } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { InputFile } from '../generator/types.ts';

const project = resolve(import.meta.dirname, '..');
const theme = readTheme(join(project, 'build/theme'));
const NOW = '2026-06-01T12:00:00Z';
const files = list(join(project, 'test/fixtures/team'));
const built = build(parse(files), NOW, theme);
const base = 'https://www.team.example/security';
const body = (path: string): string => String(built.outputs.find((output) => output.path === path)?.body ?? '');

test('it builds, and no rule says anything', () => {
  expect(built.messages.map(headline)).toEqual([]);
});

test('no word of the demonstration or of the owners of a layout shows', () => {
  const found = built.outputs
    .filter((output) => !output.path.startsWith('assets/'))
    .flatMap((output) => {
      const text = String(output.body).replaceAll('xsa.json', '');
      const match = OWNERS.exec(text) ?? /\b(?:XSA|DSA|ALSW)\b/.exec(text);
      return match ? [`${output.path}: ${match[0]}`] : [];
    });
  expect(found).toEqual([]);
});

const OWNERS = /debian|bookworm|\bxen\b|arch linux|halyard|barbican/i;

describe('an address of the series’ own', () => {
  test('the page is there, and says so', () => {
    expect(body('bsa/advisory-1.html')).toContain(`<link rel="canonical" href="${base}/bsa/advisory-1.html">`);
  });

  test('the usual address leads to it, and is no page of its own', () => {
    const page = body('advisories/bsa-1/index.html');
    expect(page).toContain('<meta http-equiv="refresh" content="0; url=/security/bsa/advisory-1.html">');
    expect(page).toContain('<meta name="robots" content="noindex">');
  });

  test('sitemap, feeds, data, texts and pages name the page, never the redirect', () => {
    const redirect = /\/advisories\/bsa-\d+\/(?=["<>\s]|$)/m;
    const naming = built.outputs.filter(
      (output) => redirect.test(String(output.body)) && output.path !== 'advisories/bsa-1/index.html',
    );
    // One text and page link to it, because the author wrote the usual address.
    expect(naming.map((output) => output.path).filter((path) => !/bsa-1|advisory-1|feeds\//.test(path))).toEqual([]);
    expect(body('sitemap.xml')).toContain(`<loc>${base}/bsa/advisory-1.html</loc>`);
    expect(body('feeds/all.atom')).toContain(`${base}/bsa/advisory-1.html`);
    expect(body('data/v1/advisories.json')).toContain(`${base}/bsa/advisory-1.html`);
    expect(body('advisories/bsa-1/bsa-1.json')).toContain(`${base}/bsa/advisory-1.html`);
    expect(body('advisories/bsa-1/bsa-1.txt')).toContain(`<${base}/bsa/advisory-3.html>`);
  });

  test('urls.lock holds both addresses and the files', () => {
    expect(built.lock.added).toEqual(
      expect.arrayContaining([
        '/advisories/bsa-1/',
        '/advisories/bsa-1/bsa-1.txt',
        '/advisories/bsa-1/bsa1.patch',
        '/bsa/advisory-1.html',
      ]),
    );
  });
});

test('names are made as English makes them', () => {
  expect(built.model?.site.series.map((series) => series.plural)).toEqual([
    'Kestrel Bulletins',
    'Kestrel Linux LTS Advisories',
    'Kestrel Rolling Warnings',
  ]);
  expect(built.model?.site.releases.map((release) => release.name)).toEqual([
    'Kestrel 7.1',
    'kestrel 7.0',
    'Kestrel Linux 3',
  ]);
});

describe('the next number', () => {
  const [bsa, , lsw] = built.model?.site.series ?? [];
  test.for([
    [[], [1]],
    [['BSA-1'], [3]],
    [['BSA-1', 'BSA-3', 'DLA-9-1'], [4]],
  ] as const)('after %j, with BSA-2 unused: %j', ([taken, next]) => {
    expect(bsa && nextNumber(bsa, taken, NOW)).toEqual(next);
  });

  test('begins anew with the year', () => {
    expect(lsw && nextNumber(lsw, ['LSW-2025-7', 'LSW-2026-1'], NOW)).toEqual([2026, 2]);
    expect(lsw && nextNumber(lsw, ['LSW-2025-7'], NOW)).toEqual([2026, 1]);
  });
});

describe('constraints of which one suffices', () => {
  const messagesOf = (unsafe: string, safe: string): string[] =>
    check(parse(files.map((file) => withConstraints(file, unsafe, safe))), NOW).messages.map((each) => each.text);

  test('two branches', () => {
    expect(messagesOf('">= 5.0, < 5.2"', '["< 5.0", ">= 5.2"]')).toEqual([]);
    expect(messagesOf('["< 4.9", ">= 5.0, < 5.2"]', '[">= 4.9, < 5.0", ">= 5.2"]')).toEqual([]);
  });

  test('a hole and an overlap are found', () => {
    expect(messagesOf('">= 5.0, < 5.2"', '["< 5.0", "> 5.2"]')).toEqual([
      'Version `5.2` of `kestrel-cli` is neither `unsafe` nor `safe`',
    ]);
    expect(messagesOf('">= 5.0, < 5.2"', '["<= 5.0", ">= 5.2"]')).toEqual([
      'Version `5.0` of `kestrel-cli` is both `unsafe` and `safe`',
    ]);
  });

  test('what is no constraint is named, without an index where nobody wrote one', () => {
    expect(messagesOf('"5.2"', '[]')).toEqual([
      'Unexpected `5.2` as `packages[0].unsafe`, expected a constraint such as `< 2.0.6-1`',
      'Unexpected a list as `packages[0].safe`, expected a constraint such as `< 2.0.6-1`',
    ]);
  });

  test('page, text and data say them in words', () => {
    const changed = build(
      parse(files.map((file) => withConstraints(file, '">= 5.0, < 5.2"', '["< 5.0", ">= 5.2"]'))),
      NOW,
      theme,
    );
    for (const name of ['index.html', 'lsw-2026-1.txt', 'lsw-2026-1.json']) {
      const output = changed.outputs.find((each) => each.path === `advisories/lsw-2026-1/${name}`);
      expect(String(output?.body), name).toMatch(/(?:<|&lt;) 5\.0 or (?:>|&gt;)= 5\.2/);
    }
  });
});

function withConstraints(file: InputFile, unsafe: string, safe: string): InputFile {
  if (!file.path.endsWith('LSW-2026-1.md') || !('bytes' in file)) return file;
  const text = new TextDecoder().decode(file.bytes).replace(/unsafe: ".*"/, `unsafe: ${unsafe}, safe: ${safe}`);
  return { ...file, bytes: new TextEncoder().encode(text) };
}

test('a long patch name leaves room for what it applies to, on a line of 72 columns', () => {
  const text = body('advisories/bsa-1/bsa-1.txt');
  expect(text).toContain(
    `for-7.0.patch\n${' '.repeat(23)}Kestrel 7.0.x and everything that is older than\n${' '.repeat(23)}that\nbsa1.patch             Kestrel master\n`,
  );
});

describe('less than that', () => {
  const config = (lines: string) =>
    `title: One\ndescription: Advisories\nurl: https://www.team.example/security\nlicense: CC0-1.0\ntag: team.example,2026\nteam: {name: Team, email: psirt@team.example}\n${lines}`;
  const sites: readonly (readonly [string, string])[] = [
    ['no series', 'series: {}\n'],
    ['one series', 'series: {one: {layout: dsa, name: One Advisory}}\n'],
    ['no support', 'series: {one: {layout: xsa, name: One Advisory}}\nreleases: [{id: "1", series: one}]\n'],
  ];

  test.for(sites)('%s: it builds, and its links lead somewhere', ([, lines]) => {
    const bytes = new TextEncoder().encode(config(lines));
    const small = build(parse([{ path: 'content/site.yaml', bytes }]), NOW, theme);
    expect(small.messages.map(headline)).toEqual([]);
    const paths = new Set(small.outputs.map((output) => `/security/${output.path}`.replace(/index\.html$/, '')));
    for (const page of small.outputs.filter((output) => output.type === 'text/html')) {
      for (const [, link = ''] of String(page.body).matchAll(/(?:href|url)="?(\/[^"#?]*)/g))
        expect(paths.has(link), `${page.path} links to ${link}`).toBe(true);
    }
  });
});
