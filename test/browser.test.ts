// One page of each kind in a real browser: axe finds nothing in light on a phone and in dark on a desk, nothing
// scrolls sideways at 320 px, and no page asks another host or breaks its own policy.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { readKeys } from '../generator/lib/pgp/read-keys.ts';
import { read } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';

const project = resolve(import.meta.dirname, '..');
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const sources = await readKeys(read(project));
const { outputs, model } = build(sources, '2026-11-21T12:00:00Z', readTheme(join(project, 'build/theme')));
const files = new Map(outputs.map((output) => [`/${output.path}`, output]));
const base = new URL(model?.site.url ?? 'https://missing.example');

/** The first page of each kind; of advisories the one with the most to show in each series, and a withdrawn one. */
const candidates: readonly (readonly [string, string | undefined])[] = [
  ['front page', '/'],
  ['all advisories', '/advisories/'],
  ['year', model?.years[0]?.path],
  ...(model?.series ?? []).flatMap((view) => [
    [`series ${view.series.id}`, view.path] as const,
    [`advisory ${view.series.id}`, richest(view.advisories)] as const,
  ]),
  ['withdrawn advisory', model?.advisories.find((advisory) => advisory.isWithdrawn)?.path],
  ['CVE list', '/cve/'],
  ['CVE', model?.cves[0]?.path],
  ['package list', '/packages/'],
  ['package', model?.packages[0]?.path],
  ['release list', '/releases/'],
  ['release with versions', model?.releases.find((view) => view.points.length > 0)?.path],
  ['release', model?.releases.find((view) => view.points.length === 0)?.path],
  ['changes', '/changes/'],
  ['feeds', '/feeds/'],
  ['data', '/data/'],
  ['fields of the data', '/data/fields/'],
  ['days until disclosure', '/statistics/disclosure/'],
  ['planned number', model?.planned[0] && `/advisories/${model.planned[0].slug}/`],
  [
    'difference of versions',
    [...files.keys()].find((path) => /\/v\d+\/(?:index\.html)?$/.test(path))?.replace('index.html', ''),
  ],
  ['patch levels', model?.patchLevels[0]?.path],
  ['patch levels of a branch', model?.patchLevels[0]?.branches.find(({ title }) => title !== 'master')?.path],
  ['check', '/check/'],
  ['search', '/search/'],
  ['verify', '/verify/'],
  ['keys', '/keys/'],
  ['key change', model?.advisories.find((advisory) => advisory.keyChange)?.path],
  ['prose', model?.pages[0] && `/${model.pages[0].slug}/`],
  ['not found', '/404.html'],
  ...['/support/', '/support/all/', '/support/changes/', `/support/${model?.support.statements[0]?.version}/`].map(
    (path) => [path, path] as const,
  ),
];
const kinds = candidates.flatMap(([name, path]) =>
  path !== undefined && files.has(fileOf(path)) ? [[name, path] as const] : [],
);

describe.skipIf(!executablePath && process.env['CI'] !== 'true')('in a browser (skipped without chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(() => browser?.close());

  test('there is a page of each kind', () => {
    expect(kinds.length).toBeGreaterThan(18);
  });

  test('axe finds nothing on any kind of page, and none scrolls sideways at 320, 900 and 1280 px', async () => {
    const found = await onEveryPage(browser, async (page, fail) => {
      await page.evaluate(axe);
      // Colours do not depend on the width, nor the layout on colours: two of the four pairs show all there is.
      for (const [width, colorScheme] of [
        [360, 'light'],
        [1280, 'dark'],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        for (const fault of await faults(page, everything)) fail(`${width} px, ${colorScheme}: ${fault}`);
      }
      for (const width of [320, 900, 1280]) {
        await page.setViewportSize({ width, height: 640 });
        const wide = await page.evaluate('document.documentElement.scrollWidth');
        if (wide !== width) fail(`${wide} px wide at ${width} px`);
      }
    });
    expect(found).toEqual([]);
  }, 240_000);
});

/** Opens one page of each kind after the other; what `look` says and what the pages may not do comes back. */
async function onEveryPage(
  browser: Browser,
  look: (page: Page, fail: (fault: string) => void) => Promise<void>,
): Promise<readonly string[]> {
  const found: string[] = [];
  const context = await browser.newContext({ viewport: { width: 360, height: 900 }, colorScheme: 'light' });
  const page = await open(context, found);
  for (const [name, path] of kinds) {
    await page.goto(address(path));
    await look(page, (fault) => found.push(`${name}, ${fault}`));
  }
  await context.close();
  return found;
}

/** A page whose requests are answered from the outputs; what it may not ask or do goes to `found`. */
async function open(context: BrowserContext, found: string[]): Promise<Page> {
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url());
    const path = url.pathname.slice(base.pathname.replace(/\/$/, '').length);
    const output = url.origin === base.origin ? files.get(fileOf(decodeURIComponent(path))) : undefined;
    if (!output) {
      if (path !== '/favicon.ico') found.push(`request for ${url.href}`);
      return route.fulfill({ status: 404, body: '' });
    }
    return route.fulfill({ contentType: `${output.type}; charset=utf-8`, body: Buffer.from(output.body) });
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) found.push(message.text());
  });
  return page;
}

/** The last two are stricter than axe's defaults: contrast of 7:1, targets of 24 px. */
const everything: RunOptions = {
  resultTypes: ['violations'],
  rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
};

async function faults(page: Page, options: RunOptions): Promise<string[]> {
  const result = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  return result.violations.map(
    (violation) => `${violation.id} ${violation.nodes[0]?.html} (${violation.nodes.length})`,
  );
}

function address(path: string): string {
  return base.origin + base.pathname.replace(/\/$/, '') + path;
}

function fileOf(path: string): string {
  return path.endsWith('/') ? `${path}index.html` : path;
}

function richest(
  advisories: readonly {
    readonly path: string;
    readonly coverage: readonly unknown[];
    readonly patches: readonly unknown[];
    readonly isWithdrawn: boolean;
  }[],
) {
  const weight = (each: (typeof advisories)[number]) => each.patches.length * 100 + each.coverage.length;
  return advisories
    .filter((each) => !each.isWithdrawn)
    .reduce<(typeof advisories)[number] | undefined>(
      (best, each) => (!best || weight(each) > weight(best) ? each : best),
      undefined,
    )?.path;
}
