// Finding in a real browser: the search as somebody types, its keys, the address that keeps the question, the filters of
// the lists, all of it without script, at 320 px, in light and dark; and that no page breaks its own policy.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { list, parse } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { Output } from '../generator/types.ts';

const project = resolve(import.meta.dirname, '..');
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { outputs, model } = build(parse(list(project)), '2026-11-21T12:00:00Z', readTheme(join(project, 'build/theme')));
const files = new Map(outputs.map((output) => [`/${output.path}`, output]));
const site = model?.site.url ?? 'https://missing.example';
const prefix = model?.site.prefix ?? '';
const newest = model?.advisories.find(({ cves, isWithdrawn }) => cves.length > 0 && !isWithdrawn);

describe.skipIf(!executablePath && process.env['CI'] !== 'true')('in a browser (skipped without chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(() => browser?.close());

  test('the search answers while somebody types, says how many, and marks the words', async () => {
    await inPage(browser, {}, async ({ page, requests }) => {
      await page.goto(`${site}/search/`);
      // Who does not search loads no index.
      expect(requests.filter((path) => path.endsWith('.json'))).toEqual([]);
      expect(requests.filter((path) => !path.startsWith('/favicon')).length).toBeLessThanOrEqual(3);
      await page.locator('#search').focus();
      await page.keyboard.type('memory');
      await page.waitForSelector('#found li');
      const status = page.locator('#found [role=status]');
      const shown = await page.locator('#found li').count();
      expect(await status.innerText()).toMatch(new RegExp(`^${shown} advisor(?:y|ies) for “memory”`));
      expect((await page.locator('#found mark').first().innerText()).toLowerCase()).toContain('memory');
      expect(await page.locator('#lists').isVisible()).toBe(false);
      expect(new URL(page.url()).search).toBe('?q=memory');
      await page.locator('#search').fill('zzzzqq');
      await page.waitForSelector('#found li', { state: 'detached' });
      expect(await status.innerText()).toContain('No advisory matches “zzzzqq”');
    });
  });

  test('markup in a question stays text', async () => {
    await inPage(browser, {}, async ({ page }) => {
      const query = '<img src=x onerror=alert(1)>';
      await page.goto(`${site}/search/?q=${encodeURIComponent(query)}`);
      await page.waitForSelector('#found [role=status]:not(:empty)');
      expect(await page.locator('#found [role=status]').innerText()).toContain(query);
      expect(await page.locator('#found img').count()).toBe(0);
    });
  });

  test('ids are found as people type them, and Enter opens the one that was meant', async () => {
    await inPage(browser, {}, async ({ page }) => {
      const [letters, ...numbers] = (newest?.id ?? '').toLowerCase().split('-');
      for (const query of [newest?.cves[0]?.slice(4) ?? '', newest?.id ?? '', `${letters} ${numbers.join(' ')}`]) {
        await page.goto(`${site}/search/?q=${encodeURIComponent(query)}`);
        await page.waitForSelector('#found li');
        expect(await page.locator('#found li .id').first().innerText(), query).toBe(newest?.id);
      }
      await page.locator('#search').press('Enter');
      await page.waitForURL(`${site}${newest?.path}`);
      await page.goBack();
      await page.waitForSelector('#found li');
      expect(await page.locator('#search').inputValue()).toBe(`${letters} ${numbers.join(' ')}`);
    });
  });

  test('every key works: / to the box, arrows through the list, Escape back', async () => {
    await inPage(browser, {}, async ({ page }) => {
      const focused = () => page.evaluate('document.activeElement.id || document.activeElement.tagName');
      const isAt = (index: number) =>
        page.evaluate(`document.querySelectorAll('#found a')[${index}] === document.activeElement`);
      await page.goto(`${site}/search/?q=memory`);
      await page.waitForSelector('#found li');
      await page.keyboard.press('/');
      expect(await focused()).toBe('search');
      await page.keyboard.press('ArrowDown');
      expect(await isAt(0)).toBe(true);
      await page.keyboard.press('ArrowDown');
      expect(await isAt(1)).toBe(true);
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      expect(await focused()).toBe('search');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Escape');
      expect(await focused()).toBe('search');
      expect(await page.locator('#search').inputValue()).toBe('memory');
      await page.keyboard.press('Escape');
      expect(await page.locator('#search').inputValue()).toBe('');
      expect(await page.locator('#lists').isVisible()).toBe(true);
      await page.keyboard.type('memory');
      await page.waitForSelector('#found li');
      const target = await page.locator('#found a').first().getAttribute('href');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${target}`);
    });
  });

  test('the box in the head of each page leads to the search', async () => {
    await inPage(browser, {}, async ({ page }) => {
      await page.goto(`${site}${newest?.path}`);
      await page.locator('header input[name=q]').fill('memory');
      await page.locator('header input[name=q]').press('Enter');
      await page.waitForURL(`${site}/search/?q=memory`);
      await page.waitForSelector('#found li');
    });
  });

  test('filters narrow a list at once, by address, with counts, and back leads back', async () => {
    const severity = newest?.severity?.name.toLowerCase() ?? '';
    await inPage(browser, {}, async ({ page }) => {
      const rows = () => page.locator('tr[data-state]:visible').count();
      await page.goto(`${site}/advisories/`);
      const all = await rows();
      expect(all).toBe(model?.advisories.length);
      const option = await page.locator(`select[name=severity] option[value="${severity}"]`).innerText();
      await page.locator('select[name=severity]').selectOption(severity);
      const few = await rows();
      expect(few).toBeLessThan(all);
      expect(option.toLowerCase()).toBe(`${severity} (${few})`);
      expect(await page.locator('.filter [role=status]').innerText()).toContain(`${few} of ${all} advisories`);
      expect(new URL(page.url()).search).toBe(`?severity=${severity}`);
      // A year without a row is not shown.
      expect(await page.locator('main section:visible').count()).toBe(
        new Set(
          model?.advisories
            .filter((each) => each.severity?.name.toLowerCase() === severity && !each.isWithdrawn)
            .map((each) => each.published.slice(0, 4)),
        ).size,
      );
      await page.goBack();
      expect(await rows()).toBe(all);
      expect(await page.locator('select[name=severity]').inputValue()).toBe('');
      await page.goForward();
      expect(await rows()).toBe(few);
      await page.reload();
      expect(await rows()).toBe(few);
      await page.goto(`${site}/advisories/?release=no-such&severity=${severity}`);
      expect(await rows()).toBe(0);
      expect(await page.locator('.filter [role=status]').innerText()).toContain('No advisory matches');
      await page.getByRole('link', { name: 'Show all' }).click();
      expect(await rows()).toBe(all);
      expect(new URL(page.url()).search).toBe('');
    });
  });

  test('a series narrows by release and state, as the model says', async () => {
    const view = model?.series.find(({ advisories }) => advisories.some(({ coverage }) => coverage.length > 0));
    const hit = (id: string) =>
      view?.advisories.filter(
        (each) =>
          !each.isWithdrawn &&
          each.coverage.some((row) => row.release.id === id && ['affected', 'fixed'].includes(row.status)),
      ).length ?? 0;
    const release = model?.site.releases.find(({ id }) => hit(id) > 0)?.id ?? '';
    await inPage(browser, {}, async ({ page }) => {
      await page.goto(`${site}${view?.path}?release=${encodeURIComponent(release)}`);
      await page.waitForSelector('.filter select');
      expect(await page.locator('tr[data-state]:visible').count()).toBe(hit(release));
      await page.goto(`${site}${view?.path}?state=withdrawn`);
      await page.waitForSelector('.filter select');
      expect(await page.locator('tr[data-state]:visible').count()).toBe(
        view?.advisories.filter((each) => each.isWithdrawn).length,
      );
    });
  });

  test('the search narrows by the same filters', async () => {
    await inPage(browser, {}, async ({ page }) => {
      await page.goto(`${site}/search/?state=withdrawn`);
      await page.waitForSelector('#found li');
      const withdrawn = model?.advisories.filter((each) => each.isWithdrawn).length;
      expect(await page.locator('#found li').count()).toBe(withdrawn);
      await page.locator('select[name=state]').selectOption('');
      expect(await page.locator('#lists').isVisible()).toBe(true);
      await page.goBack();
      await page.waitForSelector('#found li');
      expect(await page.locator('#found li').count()).toBe(withdrawn);
    });
  });

  test('without script the lists are all there, and the form leads to them', async () => {
    await inPage(browser, { javaScriptEnabled: false }, async ({ page }) => {
      await page.goto(`${site}/advisories/?severity=critical`);
      expect(await page.locator('tbody tr').count()).toBe(model?.advisories.length);
      expect(await page.locator('.filter').innerText()).toBe('');
      for (const name of ['package', 'release', 'CVE id', 'search in all'])
        expect(await page.locator('main').getByRole('link', { name, exact: true }).first().isVisible(), name).toBe(
          true,
        );
      await page.locator('header input[name=q]').fill('memory');
      await page.locator('header input[name=q]').press('Enter');
      await page.waitForURL(`${site}/search/?q=memory`);
      expect(await page.locator('main').innerText()).toContain('The search needs script.');
      for (const view of model?.packages ?? [])
        expect(await page.locator(`#lists a[href="${prefix}${view.path}"]`).count(), view.path).toBeGreaterThan(0);
    });
  });

  test('axe finds nothing and nothing scrolls sideways, with and without results, at 320 and 1280 px', async () => {
    const addresses = [
      '/search/',
      '/search/?q=memory',
      '/search/?q=zzzz',
      '/advisories/?severity=no-such',
      '/advisories/',
    ];
    await inPage(browser, {}, async ({ page }) => {
      for (const address of addresses) {
        await page.goto(site + address);
        await page.waitForTimeout(300);
        await page.evaluate(axe);
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          expect(await page.evaluate('document.documentElement.scrollWidth'), `${address} ${width}`).toBe(width);
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme });
            expect(await faults(page), `${address} ${width} ${colorScheme}`).toEqual([]);
          }
        }
      }
    });
  }, 120_000);

  test('no page of the site breaks its own policy, nor the one that the host may send', async () => {
    const host = /Content-Security-Policy: (.*)/.exec(String(files.get('/_headers')?.body))?.[1] ?? '';
    expect(host).toContain("default-src 'none'");
    const headers = { 'content-security-policy': host };
    await inPage(
      browser,
      {},
      async ({ page }) => {
        // Every kind of page has several: each tenth is enough, and those with scripts.
        const pages = outputs.filter(({ type }) => type === 'text/html');
        const chosen = pages.filter(({ body }, index) => index % 10 === 0 || String(body).includes('<script'));
        for (const { path } of chosen) await page.goto(`${site}/${path.replace(/index\.html$/, '')}`);
      },
      headers,
    );
    // What is forbidden is not done: a page without script runs none, a page with script asks nobody.
    await inPage(browser, {}, async ({ page, faults: found }) => {
      await page.goto(`${site}/advisories/`);
      expect(
        await page.evaluate(`fetch(${JSON.stringify(`${prefix}/search/`)}).then(() => 'sent', () => 'refused')`),
      ).toBe('refused');
      expect(found.splice(0).join()).toContain('Content Security Policy');
    });
  }, 120_000);
});

type Opened = { readonly page: Page; readonly requests: string[]; readonly faults: string[] };

/** Opens a page whose requests are answered from the outputs; at its end nothing may have been refused or missed. */
async function inPage(
  browser: Browser,
  options: BrowserContextOptions,
  use: (opened: Opened) => Promise<void>,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const opened = await open(context, headers);
  await use(opened);
  await context.close();
  expect(opened.faults).toEqual([]);
}

async function open(context: BrowserContext, headers: Readonly<Record<string, string>>): Promise<Opened> {
  const requests: string[] = [];
  const found: string[] = [];
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url());
    const path = decodeURIComponent(url.pathname.slice(prefix.length));
    const output = url.href.startsWith(site) ? files.get(path.endsWith('/') ? `${path}index.html` : path) : undefined;
    requests.push(path);
    if (!output) {
      if (path !== '/favicon.ico') found.push(`request for ${url.href}`);
      return route.fulfill({ status: 404, body: '' });
    }
    return route.fulfill({ contentType: typeOf(output), headers, body: Buffer.from(output.body) });
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text());
  });
  page.on('pageerror', (error) => found.push(String(error)));
  return { page, requests, faults: found };
}

const typeOf = ({ type }: Output): string => (type.includes('charset') ? type : `${type}; charset=utf-8`);

async function faults(page: Page): Promise<string[]> {
  const options = {
    resultTypes: ['violations'],
    rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
  };
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}
