// The live preview as people use it: a real server over a copy of the demonstration, asked by a real client and shown
// in a real browser. What it serves is what a build writes, and an edit shows without a restart.

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { preview, type RunningPreview } from '../generator/commands/dev-preview.ts';
import { formats } from '../generator/formats/index.ts';
import { livePage } from '../generator/lib/live/live-page.ts';
import { askedFor, isOwnHost } from '../generator/lib/live/request.ts';
import { readKeys } from '../generator/lib/pgp/read-keys.ts';
import { list, parse, read } from '../generator/read.ts';
import { onDemand } from '../generator/render.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { Output } from '../generator/types.ts';
import { tocsin } from './command.ts';

const project = resolve(import.meta.dirname, '..');
const NOW = '2026-11-21T12:00:00Z';
const theme = readTheme(join(project, 'build/theme'));
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const temporary = mkdtempSync(join(tmpdir(), 'tocsin-dev-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe('rendering on demand', async () => {
  const built = build(await readKeys(read(project)), NOW, theme);

  test('gives the bytes of the build at every path, and nothing elsewhere', () => {
    if (!built.model) throw new Error('the demonstration has errors');
    const output = onDemand(built.model, theme);
    expect(built.outputs.length).toBeGreaterThan(300);
    const different = built.outputs.filter(({ path, body, type }) => {
      const own = output(path);
      return !own || own.type !== type || !Buffer.from(own.body).equals(Buffer.from(body));
    });
    expect(different.map(({ path }) => path)).toEqual([]);
    for (const path of ['', 'nothing', '../package.json', 'advisories', 'advisories/xsa-41/nothing.txt'])
      expect(output(path)).toBeUndefined();
  });

  test('a format that says where its outputs are makes none elsewhere', () => {
    const ids = new Set(formats.map(({ id }) => id));
    const madeBy = (output: Output) =>
      ids.has(output.from) ? formats.find(({ id }) => id === output.from) : undefined;
    const outside = built.outputs.filter((output) => !(madeBy(output)?.makes?.test(output.path) ?? true));
    expect(outside.map(({ path, from }) => `${from}: ${path}`)).toEqual([]);
  });

  test('one page is drawn without the others', () => {
    if (!built.model) throw new Error('the demonstration has errors');
    // Any advisory but the one asked for would throw.
    const [own] = built.model.advisories;
    const advisories = built.model.advisories.map((each) =>
      each === own ? each : Object.defineProperty({ ...each }, 'sections', { get: () => expect.unreachable(each.id) }),
    );
    const series = built.model.series.map((view) => ({
      ...view,
      advisories: advisories.filter((each) => each.series === view.series.id),
    }));
    const output = onDemand({ ...built.model, advisories, series }, theme);
    expect(String(output(`${own?.path.slice(1)}index.html`)?.body)).toContain(own?.title.replaceAll('`', '') ?? '?');
  });
});

describe('requests', () => {
  test.for([
    ['localhost:8042', true],
    ['127.0.0.1', true],
    ['[::1]:8042', true],
    ['preview.localhost', true],
    ['rebind.example:8042', false],
    ['127.0.0.1.rebind.example', false],
    ['localhost.rebind.example', false],
    ['', false],
    [undefined, false],
  ] as const)('host %s: %s', ([host, isOwn]) => {
    expect(isOwnHost(host, '127.0.0.1')).toBe(isOwn);
  });

  test.for([
    '/../package.json',
    '/%2e%2e/package.json',
    '/a/..%2fb',
    '/a%5c..%5cb',
    '/%00',
    '/%ff',
    '//etc/passwd',
    'x',
  ])('%s is no path', (url) => {
    expect(askedFor(url, '')).toBeUndefined();
  });

  test('a page keeps its policy but for the reload', () => {
    const { body, policy } = livePage(
      '<head><meta http-equiv="content-security-policy" content="default-src \'none\'; img-src \'self\'"></head>',
      '/_tocsin/client.js',
    );
    expect(body).toBe('<head><script type="module" src="/_tocsin/client.js"></script></head>');
    expect(policy).toBe("default-src 'none'; img-src 'self'; script-src 'self'; connect-src 'self'; style-src 'self'");
  });
});

describe('a running preview', () => {
  const root = join(temporary, 'root');
  const advisory = join(root, 'content/xsa/XSA-41.md');
  let running: RunningPreview;
  let said = '';

  beforeAll(async () => {
    mkdirSync(root);
    for (const part of ['content', 'support', 'public', 'urls.lock'])
      cpSync(join(project, part), join(root, part), { recursive: true });
    running = await start(root, (text) => {
      said += text;
    });
  }, 120_000);
  afterAll(() => running?.close());

  test('serves pages, texts, data and feeds with their types', async () => {
    const types = await Promise.all(
      [
        '',
        'advisories/xsa-41/',
        'advisories/xsa-41/xsa-41.txt',
        'data/v1/db.json',
        'feeds/all.atom',
        'favicon.svg',
      ].map(async (path) => (await get(running.url + path)).headers['content-type']),
    );
    expect(types).toEqual([
      'text/html; charset=utf-8',
      'text/html; charset=utf-8',
      'text/plain; charset=utf-8',
      'application/json; charset=utf-8',
      'application/atom+xml; charset=utf-8',
      'image/svg+xml',
    ]);
  });

  test('answers what is no page, no host of its own and no reading', async () => {
    expect((await get(`${running.url}nowhere/`)).status).toBe(404);
    expect((await get(`${running.url}advisories/xsa-41`)).headers['location']).toBe('/advisories/xsa-41/');
    expect((await get(running.url, { host: 'rebind.example' })).status).toBe(403);
    expect((await get(`${running.url}..%2fpackage.json`)).status).toBe(400);
    expect((await get(`${running.url}content/site.yaml`)).status).toBe(404);
    expect((await get(running.url, {}, 'POST')).status).toBe(405);
  });

  test('shows drafts and what is under embargo, and says so on every page', async () => {
    const { text } = await get(running.url);
    expect(text).toContain('Private preview, not for publication');
    expect((await get(`${running.url}advisories/xsa-41/`)).text).toContain('Private preview');
  });

  test('an edit shows without a restart, and a fault is said with its place', async () => {
    const before = readFileSync(advisory, 'utf8');
    writeFileSync(advisory, before.replace(/^title: .*$/m, 'title: "A <b>lantern</b> is left on"'));
    await until(async () => (await get(`${running.url}advisories/xsa-41/`)).text.includes('A &lt;b>lantern'));
    await until(async () => (await get(`${running.url}advisories/xsa/`)).text.includes('lantern'));
    writeFileSync(advisory, before.replace(/^published: .*$/m, 'published: yesterday'));
    await until(async () => /content\/xsa\/XSA-41\.md:\d+:\d+: error/.test(said));
    writeFileSync(advisory, before);
    await until(async () => said.endsWith('info\n') || said.endsWith('no problems\n'));
    expect(readdirSync(root).sort()).toEqual(['content', 'public', 'support', 'urls.lock']);
  }, 60_000);

  test('a configuration that cannot be read has a page that says why, and comes back', async () => {
    const file = join(root, 'content/site.yaml');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('url: https://security.halyard.example', 'url: "<script>"'));
    await until(async () => (await get(running.url)).status === 503);
    const { text } = await get(running.url);
    expect(text).toMatch(/content\/site\.yaml:\d+:\d+/);
    expect(text).not.toContain('<script>"');
    writeFileSync(file, before);
    await until(async () => (await get(running.url)).status === 200);
  }, 60_000);

  describe.skipIf(!executablePath && process.env['CI'] !== 'true')('in a browser (skipped without chromium)', () => {
    test('the open page reloads, and messages lie above it as text', async () => {
      const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      await page.goto(`${running.url}advisories/xsa-41/`);
      const before = readFileSync(advisory, 'utf8');
      writeFileSync(advisory, before.replace(/^title: .*$/m, 'title: A lighthouse goes dark'));
      await page.waitForFunction('document.querySelector("h1").textContent.includes("lighthouse")');
      writeFileSync(
        advisory,
        before.replace(/^severity: .*$/m, 'severity: "<img src=x>"').replace(/^cves: .*$/m, 'cves: ["<i>"]'),
      );
      const overlay = page.locator('tocsin-messages');
      await overlay.getByText('content/xsa/XSA-41.md:').first().waitFor();
      expect(await overlay.locator('li').first().innerText()).toContain('hint: ');
      expect(await overlay.locator('img, i').count()).toBe(0);
      await overlay.getByRole('button', { name: 'Hide' }).click();
      expect(await overlay.count()).toBe(0);
      writeFileSync(advisory, before);
      expect(faults).toEqual([]);
      await browser.close();
    }, 60_000);
  });
});

test('a port in use is said', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const { code, error } = await tocsin(['dev', '--root', project, '--port', String(port), '--now', NOW]);
  await new Promise((done) => other.close(done));
  expect(error).toContain(`port ${port} is in use; choose another one with --port`);
  expect(code).toBe(2);
}, 60_000);

test('drafts stay out with --public', async () => {
  const running = await start(project, () => {}, true);
  try {
    const { text } = await get(running.url);
    expect(text).not.toContain('Private preview');
    const files = parse(list(project));
    const front = build(await readKeys(files), NOW, theme).outputs.find(({ path }) => path === 'index.html');
    const assets = /\/assets\/(?:live|index)[^"]*\.css/g;
    const expected = livePage(String(front?.body), '/_tocsin/client.js').body;
    expect(text.replace(assets, '')).toBe(expected.replace(assets, ''));
  } finally {
    await running.close();
  }
}, 60_000);

function start(root: string, error: (text: string) => void, isPublic = false): Promise<RunningPreview> {
  const terminal = { error, hasColor: false, themeFolder: join(project, 'build/theme/') };
  return preview({ root, host: '127.0.0.1', port: 0, now: NOW, isPublic, theme, terminal });
}

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

/** Paths as they are written: `fetch` would tidy them, and set the host. */
function get(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const [, host = '', path = '/'] = /^http:\/\/([^/]+)(\/.*)$/.exec(url) ?? [];
  const [hostname = '', port = ''] = host.split(':');
  return new Promise((done, failed) => {
    const asked = request({ hostname, port, path, method, headers: { host, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    asked.on('error', failed);
    asked.end();
  });
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isTrue()); tries++) {
    if (tries > 200) throw new Error('it never came');
    await new Promise((done) => setTimeout(done, 50));
  }
}
