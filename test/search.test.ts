// The search index: what it finds and how, that it knows public advisories only, its size, and that the same content
// gives the same bytes. And the files that tell browsers and hosts about the site.

import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { contentPolicy } from '../generator/lib/content-policy.ts';
import { shownYears } from '../generator/lib/public/years.ts';
import { filterOf, fits, queryOf } from '../generator/lib/search/facets.ts';
import { neededPieces, search, searcher } from '../generator/lib/search/query.ts';
import { type Posting, type SearchHead, searchIndex } from '../generator/lib/search/search-index.ts';
import { askedWords, isNear, wordsOf } from '../generator/lib/search/words.ts';
import { list, parse } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { Advisory, InputFile, Output } from '../generator/types.ts';
import { testAdvisory, testContext } from './model.ts';

const NOW = '2026-11-21T12:00:00Z';
const project = resolve(import.meta.dirname, '..');
const theme = readTheme(join(project, 'build/theme'));

describe('a query', () => {
  const found = finder([
    testAdvisory(47, {
      title: 'Page tables may be freed twice',
      cves: ['CVE-2026-190640'],
      markdown: '## Impact\n\nA guest can crash the hypervisor with a naïve `do_grant_op` loop.\n',
    }),
    testAdvisory(470, { title: 'The cache may not be scrubbed', packages: ['libfoo-dev'] }),
    testAdvisory(48, {
      title: 'Grant tables leak memory',
      markdown: '## Impact\n\nScrubbing is incomplete in 4.20.1.\n',
    }),
  ]);

  test.each([
    ['XSA-47', ['XSA-47', 'XSA-470']],
    ['xsa 47', ['XSA-47', 'XSA-470']],
    ['XSA47', ['XSA-47', 'XSA-470']],
    ['xsa-047', ['XSA-47', 'XSA-470']],
    ['47', ['XSA-47', 'XSA-470']],
    ['xas 47', ['XSA-47']],
    ['2026-190640', ['XSA-47']],
    ['2026190640', ['XSA-47']],
    ['190640', ['XSA-47']],
    ['CVE 2026 1906', ['XSA-47']],
    ['cve-2026-190640', ['XSA-47']],
    ['libfoo', ['XSA-470']],
    ['libfoo-dev', ['XSA-470']],
    ['scrub', ['XSA-470', 'XSA-48']],
    ['cahce', ['XSA-470']],
    ['naive', ['XSA-47']],
    ['NAÏVE', ['XSA-47']],
    ['do_grant_op', ['XSA-47']],
    ['4.20.1', ['XSA-48']],
    ['tables grant', ['XSA-48', 'XSA-47']],
    ['tables nowhere', []],
    ['', ['XSA-48', 'XSA-470', 'XSA-47']],
  ] as [string, string[]][])('for `%s`', (query, expected) => {
    expect(found(query).map(({ entry }) => entry.id)).toEqual(expected);
  });

  test('says where the words are', () => {
    const [hit] = found('hypervisor freed');
    expect(hit).toMatchObject({ isId: false, inText: ['hypervisor'] });
    expect(hit?.found).toEqual(expect.arrayContaining(['hypervisor', 'freed']));
    expect(found('xsa-47')[0]?.isId).toBe(true);
  });

  test('of any characters ends, soon and without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (query) => {
        expect(found(query).length).toBeLessThanOrEqual(3);
      }),
      { seed: 7, numRuns: 300 },
    );
    const start = performance.now();
    found(`${'-'.repeat(100_000)}1`);
    found('a.'.repeat(50_000));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

test('every word of a text finds its advisory, whatever piece it is in', () => {
  const word = fc.stringMatching(/^[a-zé0-9]{2,8}$/);
  fc.assert(
    fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 }), (texts) => {
      const found = finder(
        texts.map((words, index) =>
          testAdvisory(index + 1, { title: 'T', cves: [], markdown: `## Impact\n\n${words.join(' ')} .\n` }),
        ),
      );
      texts.forEach((words, index) => {
        for (const each of words) expect(found(each).map(({ entry }) => entry.id)).toContain(`XSA-${index + 1}`);
      });
    }),
    { seed: 11, numRuns: 60 },
  );
});

test('words are folded, names give their parts, one slip is near', () => {
  expect(wordsOf('Café libfoo.so do_op 4.20')).toEqual([
    'cafe',
    'libfoo.so',
    'libfoo',
    'so',
    'do_op',
    'do',
    'op',
    '4.20',
    '20',
  ]);
  expect(askedWords('the THE libfoo.so')).toEqual(['the', 'libfoo.so']);
  for (const near of ['cahce', 'cach', 'caches', 'cachf', 'cache']) expect(isNear(near, 'cache'), near).toBe(true);
  for (const far of ['cash', 'cchea', 'cachess', '']) expect(isNear(far, 'cache'), far).toBe(false);
});

test('a long list leaves older years to their pages, and never begins in the middle of a year', () => {
  const year = (name: string, size: number) => ({
    year: name,
    path: `/advisories/${name}/`,
    advisories: testContext([testAdvisory(1)]).model.advisories.flatMap((each) =>
      Array.from({ length: size }, () => each),
    ),
  });
  const names = (...sizes: number[]) =>
    shownYears(sizes.map((size, index) => year(String(2026 - index), size))).shown.map(
      ({ advisories }) => advisories.length,
    );
  expect(names(10, 20, 30)).toEqual([10, 20, 30]);
  expect(names(300, 200, 1)).toEqual([300, 200]);
  expect(names(300, 201, 1)).toEqual([300]);
  expect(names(900, 1)).toEqual([900]);
  expect(names()).toEqual([]);
});

test('a filter and its address say the same', () => {
  expect(filterOf('?severity=Critical&release=4.20&q=x&state=')).toEqual({ severity: 'critical', release: '4.20' });
  expect(queryOf({ release: '4.20', severity: 'critical' }, 'a b')).toBe('?q=a+b&severity=critical&release=4.20');
  expect(queryOf({})).toBe('');
  const facets = { severity: ['high'], package: ['a', 'b'], release: ['1'], state: [] };
  expect(fits(facets, { package: 'b', release: '1' })).toBe(true);
  expect(fits(facets, { package: 'b', release: '2' })).toBe(false);
  fc.assert(
    fc.property(fc.record({ package: fc.string(), release: fc.string() }), (filter) => {
      const trimmed = Object.fromEntries(
        Object.entries(filter).flatMap(([key, value]) => (value.trim() === '' ? [] : [[key, value.trim()]])),
      );
      expect(filterOf(queryOf(trimmed))).toEqual(trimmed);
    }),
    { seed: 3 },
  );
});

const built = build(parse(list(project)), NOW, theme);

describe('the demonstration', () => {
  const files = built.outputs.filter(({ path }) => path.startsWith('assets/search/'));

  test('the index has every public advisory and no other', () => {
    const head = headOf(built.outputs);
    expect(head.rows.map(([id]) => id).sort()).toEqual(built.model?.advisories.map(({ id }) => id).sort());
    for (const file of Object.values(head.pieces))
      expect(files.map(({ path }) => path)).toContain(`assets/search/${file}`);
    expect(files).toHaveLength(Object.keys(head.pieces).length + 1);
  });

  test('the same content gives the same bytes, also in another order of files', () => {
    const again = build(parse([...list(project)].reverse()), NOW, theme);
    const same = again.outputs.filter(({ path }) => path.startsWith('assets/search/'));
    expect(same).toEqual(files);
  });

  test('the description for browsers is XML with a template', () => {
    const text = String(built.outputs.find(({ path }) => path === 'opensearch.xml')?.body);
    expect(text).toContain(`template="${built.model?.site.url}/search/?q={searchTerms}"`);
    const [, name = ''] = /<ShortName>(.*)<\/ShortName>/.exec(text) ?? [];
    expect([...name].length).toBeLessThanOrEqual(16);
    for (const page of built.outputs.filter(({ type }) => type === 'text/html'))
      expect(String(page.body), page.path).toContain('<link rel="search" type="application/opensearchdescription+xml"');
  });

  test('the host is told the policy by a file that is summed and no address to keep', () => {
    const text = String(built.outputs.find(({ path }) => path === '_headers')?.body);
    expect(text).toContain(`/*\n  Content-Security-Policy: ${contentPolicy('search')}; frame-ancestors 'none'\n`);
    expect(text).toContain('  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n');
    expect(text).toContain("/check/*\n  Content-Security-Policy: connect-src 'none'; form-action 'none'\n");
    expect(String(built.outputs.find(({ path }) => path === 'SHA256SUMS')?.body)).toContain('  _headers\n');
    expect(built.lock.text).not.toContain('/_headers');
  });

  test('each page has a policy of its own, and scripts only where the policy says so', () => {
    for (const { path, body } of built.outputs.filter(({ type }) => type === 'text/html')) {
      const html = String(body);
      const hasScript = html.includes('<script');
      if (hasScript) expect(html, path).toContain("script-src 'self'");
      else if (path !== 'check/index.html') expect(html, path).not.toContain('script-src');
      expect(html.includes("connect-src 'self'"), path).toBe(path === 'search/index.html');
      expect(html.replace(/<script type="module" src="\/[^"]*assets\/[^"]+\.js"><\/script>/g, ''), path).not.toContain(
        '<script',
      );
    }
  });
});

test('an advisory under embargo leaves no trace in the index', () => {
  const secret = 'Zyxquill';
  const hidden = (status: string, published: string) => `---
id: XSA-999
title: ${secret} reads memory
status: ${status}
published: ${published}
severity: critical
cves: [CVE-2026-99999]
affected: [{product: barbican, from: "4.21"}]
---

## Issue description

The ${secret} device reads memory.

## Impact

Reads.

## Vulnerable systems

All.

## Mitigation

None.

## Resolution

None.

## Deployment during embargo

None.
`;
  const root = list(project);
  for (const [status, date] of [
    ['draft', '2026-11-01T12:00:00Z'],
    ['published', '2027-01-01T12:00:00Z'],
  ] as const) {
    const with_ = build(parse([...root, file('content/xsa/XSA-999.md', hidden(status, date))]), NOW, theme);
    expect(with_.messages.filter(({ level, rule }) => level === 'error' && rule !== 'vanished-url')).toEqual([]);
    const index = (outputs: readonly Output[]) => outputs.filter(({ path }) => path.startsWith('assets/search/'));
    expect(index(with_.outputs)).toEqual(index(built.outputs));
  }
});

test('1,000 advisories: the first file, the largest piece and the time of a query are within the budget', () => {
  const texts = list(project).flatMap((each) =>
    'bytes' in each && /^content\/(?:xsa|dsa|hsn|alsw)\/[^/]+\.md$/.test(each.path)
      ? [new TextDecoder().decode(each.bytes).replace(/^---[\s\S]*?\n---\n/, '')]
      : [],
  );
  const words = [...new Set(texts.flatMap(wordsOf))];
  const many = Array.from({ length: 1000 }, (_, index) => {
    const at = (step: number) => words[(index * 31 + step * step * 7) % words.length] ?? '';
    return testAdvisory(index + 1, {
      title: Array.from({ length: 8 }, (_unused, step) => at(step + 1)).join(' '),
      cves: [`CVE-2026-${100_000 + ((index * 7919) % 900_000)}`],
      packages: [`package-${index % 300}`],
      markdown: texts[index % texts.length] ?? '',
    });
  });
  const { head, pieces } = searchIndex(testContext(many).model.advisories);
  const packed = (value: unknown) => gzipSync(JSON.stringify(value)).length;
  expect(packed(head)).toBeLessThan(60_000);
  expect(Math.max(...pieces.map(({ postings }) => packed(postings)))).toBeLessThan(30_000);
  const index = searcher({ ...head, pieces: {} });
  const known = new Map(pieces.map(({ start, postings }) => [start, postings]));
  const start = performance.now();
  for (const query of ['xsa 47', 'cache memory', 'gues', 'hypervizor', '2026-107919']) search(index, known, query);
  expect((performance.now() - start) / 5).toBeLessThan(60);
});

/** Answers queries over these advisories, with all that they need loaded. */
function finder(advisories: readonly Advisory[]) {
  const dated = advisories.map((each, index) => ({
    ...each,
    published: `2026-01-01T00:${String(index).padStart(2, '0')}:00Z`,
  }));
  const { head, pieces } = searchIndex(testContext(dated).model.advisories);
  const whole: SearchHead = { ...head, pieces: Object.fromEntries(pieces.map(({ start }) => [start, start])) };
  const index = searcher(whole);
  const all = new Map(pieces.map(({ start, postings }) => [start, postings]));
  return (query: string) => {
    const needed = neededPieces(query, whole);
    const loaded = new Map(needed.map((start): [string, readonly Posting[]] => [start, all.get(start) ?? []]));
    return search(index, loaded, query);
  };
}

function headOf(outputs: readonly Output[]): SearchHead {
  const output = outputs.find(({ path }) => path.startsWith('assets/search/index-'));
  return JSON.parse(String(output?.body)) as SearchHead;
}

function file(path: string, text: string): InputFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
