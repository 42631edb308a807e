// The pages as a value: valid HTML, no link that leads nowhere, the answers where a reader looks for them, and sizes
// within the budget.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { afterAll, describe, expect, test } from 'vitest';
import { type Built, build } from '../generator/build.ts';
import { readKeys } from '../generator/lib/pgp/read-keys.ts';
import { headline } from '../generator/lib/report.ts';
import { list, parse } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { InputFile, Output } from '../generator/types.ts';

const project = resolve(import.meta.dirname, '..');
const theme = readTheme(join(project, 'build/theme'));
const NOW = '2026-11-21T12:00:00Z';
const temporary = mkdtempSync(join(tmpdir(), 'tocsin-pages-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended'],
    // HTML allows any id without white space; `/releases/4.19/#4.19.3` is the address that a reader would guess.
    rules: { 'valid-id': ['error', { relaxed: true }] },
  }),
);

const validated = new Set<Output['body']>();

const bare = `title: Bare
description: A site before its first advisory
url: https://bare.example/security
license: CC0-1.0
tag: bare.example,2026
team: {name: Bare team, email: security@bare.example}
series: {}
`;

const projectWithKeys = await readKeys(parse(list(project)));
const sampleWithKeys = await readKeys(parse(list(join(project, 'test/fixtures/sample'))));

const sites: readonly (readonly [string, () => Built])[] = [
  ['demonstration', () => build(projectWithKeys, NOW, theme)],
  ['sample', () => build(sampleWithKeys, NOW, theme)],
  ['team', () => build(parse(list(join(project, 'test/fixtures/team'))), NOW, theme)],
  ['bare', () => build(parse([file('content/site.yaml', bare)]), NOW, theme)],
  ['hostile', () => build(parse(list(join(project, 'test/fixtures/sample')).map(hostile)), NOW, theme)],
];

const TITLE = '<b>"AT&T"</b> ]]> --> </title><script>alert(1)</script>';

describe.each(sites)('%s', (name, make) => {
  const built = make();
  const pages = built.outputs.filter((output) => output.type === 'text/html');

  test('it builds, and has the pages of every site', () => {
    expect(built.messages.filter((message) => message.level === 'error').map(headline)).toEqual([]);
    const paths = pages.map((page) => page.path);
    for (const path of [
      '',
      'advisories/',
      'releases/',
      'packages/',
      'cve/',
      'changes/',
      'feeds/',
      'data/',
      'verify/',
      'search/',
    ]) {
      expect(paths).toContain(`${path}index.html`);
    }
    expect(paths).toContain('404.html');
  });

  test('html-validate accepts every page', async () => {
    const faults: string[] = [];
    for (const page of pages) {
      // Pages that another site has, too, are read once.
      if (validated.has(page.body)) continue;
      validated.add(page.body);
      const report = await validator.validateString(String(page.body), page.path);
      for (const { messages } of report.results) {
        faults.push(
          ...messages.map(
            (message) => `${page.path}:${message.line}:${message.column} ${message.ruleId}: ${message.message}`,
          ),
        );
      }
    }
    expect(faults.slice(0, 20)).toEqual([]);
  }, 120_000);

  test('every link within the site leads to a file, every anchor to an element', () => {
    // Signatures are made after the pages.
    const signatures = built.requests
      .filter(({ form }) => form !== 'in-place')
      .map(({ signature }): Output => ({ path: signature, type: 'application/pgp-signature', body: '', from: 'sign' }));
    expect(deadLinks([...built.outputs, ...signatures], built.model?.site.url ?? '').slice(0, 20)).toEqual([]);
  });

  test('each page says its address, its language and a policy; scripts are files of the site', () => {
    for (const page of pages) {
      const html = String(page.body);
      expect(/^<!DOCTYPE html>\n<html lang="en(?:-GB)?">/.test(html), page.path).toBe(true);
      expect(html, page.path).toContain("default-src 'none'; style-src 'self'");
      const inline = html.replace(/<script type="module" src="[^":]*\/assets\/[^"/]+\.js"><\/script>/g, '');
      expect(inline, page.path).not.toMatch(/<script|\son[a-z]+=|\sstyle=/i);
      expect(html, page.path).toMatch(/<link rel="canonical" href="https:|<meta name="robots" content="noindex">/);
    }
  });

  test('an advisory and the pages of the same matter link to each other', () => {
    const html = new Map(pages.map((page) => [`/${page.path}`.replace(/index\.html$/, ''), String(page.body)]));
    const prefix = built.model?.site.prefix ?? '';
    const links = (from: string, to: string) => html.get(from)?.includes(`href="${prefix}${encodeURI(to)}"`);
    for (const view of [...(built.model?.packages ?? []), ...(built.model?.cves ?? [])]) {
      for (const advisory of view.advisories) {
        expect(links(view.path, advisory.path), `${view.path} to ${advisory.path}`).toBe(true);
        expect(links(advisory.path, view.path), `${advisory.path} to ${view.path}`).toBe(true);
      }
    }
    for (const view of built.model?.releases ?? []) {
      for (const { advisory } of view.rows) {
        expect(links(view.path, advisory.path), `${view.path} to ${advisory.path}`).toBe(true);
        expect(links(advisory.path, view.path), `${advisory.path} to ${view.path}`).toBe(true);
      }
    }
  });

  test('pages and style sheets are within the budget', () => {
    const size = (output: Output) => gzipSync(output.body).length;
    for (const output of built.outputs) {
      if (output.type === 'text/css') expect(size(output), output.path).toBeLessThan(4096);
      // What the page of the check needs is more.
      if (output.type === 'text/javascript' && !/^(?:check\/|assets\/check)/.test(output.path))
        expect(size(output), output.path).toBeLessThan(6144);
      if (output.type === 'text/html') expect(size(output), output.path).toBeLessThan(limit(output.path));
    }
  });

  test.runIf(name === 'hostile')('markup in a title stays text', () => {
    const page = pages.find((each) => each.path === 'advisories/xsa-1/index.html');
    expect(String(page?.body)).toContain('&lt;b>&quot;AT&amp;T&quot;&lt;/b> ]]>');
    for (const each of pages) expect(String(each.body), each.path).not.toContain('<b>"AT');
  });
});

const demonstration = build(parse(list(project)), NOW, theme);
const page = (path: string): string =>
  String(demonstration.outputs.find((output) => output.path === `${path.slice(1)}index.html`)?.body ?? '');

test('a withdrawn advisory says so before anything else, with date and reason, and affects nothing', () => {
  const withdrawn = demonstration.model?.advisories.filter((advisory) => advisory.isWithdrawn) ?? [];
  expect(withdrawn.length).toBeGreaterThan(0);
  for (const advisory of withdrawn) {
    const [, text = ''] = page(advisory.path).split('</h1>');
    expect(text.replace(/<[^>]*>/g, ' ').trim()).toMatch(
      /^Withdrawn\s+This advisory was withdrawn on\s+\d{4}-\d\d-\d\d/,
    );
    // The reader sees nothing else of it before the history, unless asked to show it.
    expect(text).toMatch(/^<section class="box withdrawal".*?<\/section><details class="record"><summary>/s);
    const [shown, , rest = ''] = text.split(/<details class="record">|<\/details>/);
    expect(`${shown}${rest}`).not.toMatch(/<h2 id="(?!action|authentic|history|data)/);
    for (const view of demonstration.model?.releases ?? [])
      expect(page(view.path)).not.toContain(`href="${advisory.path}"`);
  }
});

test('a corrected advisory says version, date and change before the action', () => {
  const corrected =
    demonstration.model?.advisories.filter(
      (each) => each.latest.version !== each.revisions[0]?.version && !each.isWithdrawn,
    ) ?? [];
  expect(corrected.length).toBeGreaterThan(0);
  for (const advisory of corrected) {
    const [top = ''] = page(advisory.path).split('id="action"');
    expect(top).toContain(`Version ${advisory.version}`);
    expect(top).toContain(`datetime="${advisory.latest.date}"`);
  }
});

test('each point release has an anchor that lists what hits it or says that nothing is known', () => {
  const views = demonstration.model?.releases.filter((view) => view.points.length > 0) ?? [];
  expect(views.length).toBeGreaterThan(0);
  for (const view of views) {
    for (const point of view.points) {
      const [, rest = ''] = page(view.path).split(`<h3 id="${point.version}">`);
      const [section = ''] = rest.split('</section>');
      for (const advisory of point.affected)
        expect(section, `${view.path}#${point.version}`).toContain(`href="${advisory.path}"`);
      if (point.affected.length === 0) expect(section).toMatch(/<p>None known[.;]/);
    }
  }
});

test('times are shown in UTC and say so', () => {
  for (const output of demonstration.outputs.filter((each) => each.type === 'text/html')) {
    const text = String(output.body).replace(/<pre[\s>][\s\S]*?<\/pre>/g, '');
    for (const [, shown = ''] of text.matchAll(/<time[^>]*>([^<]*)<\/time>/g)) {
      expect(shown, output.path).toMatch(/^\d{4}-\d\d-\d\d(?: \d\d:\d\d UTC)?$/);
    }
    expect(text, output.path).toContain('All dates and times are UTC.');
  }
});

const hasLynx = spawnSync('lynx', ['-version']).status === 0;

test.skipIf(!hasLynx && process.env['CI'] !== 'true')(
  'in lynx the answer is in the first 24 lines after the navigation (skipped without lynx)',
  () => {
    const advisory = demonstration.model?.advisories.find(
      (each) => each.patches.length > 0 && each.coverage.some((row) => row.fixed),
    );
    const file = join(temporary, 'page.html');
    writeFileSync(file, page(advisory?.path ?? ''));
    const { stdout } = spawnSync('lynx', ['-dump', '-nolist', '-width=80', '-display_charset=utf-8', file], {
      encoding: 'utf8',
    });
    const lines = stdout.split('\n').filter((line) => line.trim() !== '');
    const start = lines.findIndex((line) => line.includes(`${advisory?.id}:`));
    const first = lines.slice(start, start + 24).join('\n');
    expect(start).toBeGreaterThan(0);
    expect(first).toContain('What to do');
    expect(first).toContain('Fixed in');
    expect(first).toContain(advisory?.coverage.find((row) => row.fixed)?.fixed);
  },
);

/** Links to no output, and anchors without an element. */
function deadLinks(outputs: readonly Output[], base: string): string[] {
  const ids = new Map(outputs.map((output) => [output.path, idsOf(output)]));
  const dead: string[] = [];
  for (const output of outputs) {
    if (output.type !== 'text/html') continue;
    const from = `${base}/${output.path.replace(/index\.html$/, '')}`;
    for (const [, written = ''] of String(output.body).matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      const url = new URL(written.replaceAll('&amp;', '&'), from).href;
      if (url !== base && !url.startsWith(`${base}/`)) continue;
      const [path = '', anchor = ''] = url.slice(base.length + 1).split('#');
      const target = ids.get(decodeURIComponent(path === '' || path.endsWith('/') ? `${path}index.html` : path));
      if (!target) dead.push(`${output.path}: ${written}`);
      else if (anchor !== '' && !target.has(decodeURIComponent(anchor)))
        dead.push(`${output.path}: ${written} (no such anchor)`);
    }
  }
  return dead;
}

function idsOf(output: Output): ReadonlySet<string> {
  if (output.type !== 'text/html') return new Set();
  return new Set([...String(output.body).matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id));
}

/** The most bytes that a page may have when packed. */
function limit(path: string): number {
  if (path === 'advisories/index.html') return 30_000;
  if (/^support\/(?:all\/)?index\.html$/.test(path)) return 20_000;
  return /^advisories\/[a-z]+-\d[^/]*\/index\.html$/.test(path) ? 8_000 : 10_000;
}

function file(path: string, text: string): InputFile {
  return { path, bytes: new TextEncoder().encode(text) };
}

/** The file with a title that is markup, where it has one. */
function hostile(input: InputFile): InputFile {
  if ('problem' in input || !input.path.startsWith('content/xsa/') || !input.path.endsWith('.md')) return input;
  return file(input.path, new TextDecoder().decode(input.bytes).replace(/^title: .*$/m, `title: '${TITLE}'`));
}
