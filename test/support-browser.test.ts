// The switches of the support matrix in a real browser: they work by style alone, and what they leave is accessible.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { list, parse } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';

const project = join(import.meta.dirname, '..');
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** The demonstration, with one release out of support. */
const files = list(project).map((file) =>
  'bytes' in file && file.path === 'support/4.19.md'
    ? {
        ...file,
        bytes: new TextEncoder().encode(decode(file.bytes).replace(/(Security-Support-Until:) \S+/, '$1 2026-01-31')),
      }
    : file,
);
const built = build(parse(files), '2026-11-21T12:00:00Z', readTheme(join(project, 'build/theme')));
const outputs = new Map(built.outputs.map((output) => [`/${output.path}`, output]));

describe.skipIf(!executablePath && process.env['CI'] !== 'true')('in a browser (skipped without chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(() => browser?.close());

  test('releases and rows appear and vanish, and axe finds nothing in any state', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.route('**/*', (route) => {
      const path = new URL(route.request().url()).pathname;
      const output = outputs.get(path.endsWith('/') ? `${path}index.html` : path);
      if (!output) return route.fulfill({ status: 404, body: '' });
      return route.fulfill({ contentType: `${output.type}; charset=utf-8`, body: Buffer.from(output.body) });
    });
    const columns = () => page.locator('thead tr:last-child th:visible').allInnerTexts();
    const rows = () => page.locator('tbody th[scope=row]:visible').count();
    const faults = async () => {
      const result = (await page.evaluate('axe.run(document)')) as AxeResults;
      return result.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
    };

    await page.goto(`${built.model?.site.url}/support/`);
    await page.evaluate(axe);
    expect(await columns()).toEqual(['Feature', '4.21', '4.20']);
    const few = await rows();
    expect(await faults()).toEqual([]);

    await page.locator('input[name=releases][value=all]').check();
    expect(await columns()).toEqual(['Feature', '4.21', '4.20', '4.19']);
    expect(await rows()).toBeGreaterThan(few);
    expect(await faults()).toEqual([]);

    const folded = await rows();
    await page.locator('input[name=rows][value=all]').check();
    expect(await rows()).toBeGreaterThan(folded);
    expect(await faults()).toEqual([]);

    await page.goto(`${built.model?.site.url}/support/all/`);
    expect(await columns()).toEqual(['Feature', '4.21', '4.20', '4.19']);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.support-choice:visible').count()).toBe(0);
    await page.close();
  }, 120_000);
});
