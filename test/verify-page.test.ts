// The commands that the pages tell readers to run: taken from the built pages, run as they stand in a clean folder with
// a clean keyring, against a server that has the site, and against one that changes a byte of whatever it serves.

import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Model } from '../generator/types.ts';
import { NOW, type SiteMap, signedSite, smallRoot } from './signed-site.ts';

const project = resolve(import.meta.dirname, '..');
const temporary = mkdtempSync(join(tmpdir(), 'tocsin-page-'));
const home = join(temporary, 'gnupg');
const work = join(temporary, 'work');
const changedWork = join(temporary, 'changed');
mkdirSync(home, { mode: 0o700 });
for (const folder of [work, changedWork]) mkdirSync(folder);
afterAll(() => {
  server.close();
  spawnSync('gpgconf', ['--homedir', home, '--kill', 'all']);
  rmSync(temporary, { recursive: true, force: true });
});

let site: SiteMap = new Map();
let model: Model | undefined;
let isAltering = false;
const server = createServer((request, response) => {
  const path = decodeURIComponent((request.url ?? '').slice(1));
  const file = site.get(path);
  const isKept = !isAltering || /\.asc$|^keys\//.test(path);
  response.writeHead(file ? 200 : 404).end(file && !isKept ? altered(file) : file);
});

beforeAll(async () => {
  const made = await signedSite();
  [site, model] = [made.site, made.built.model];
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});

const has = (tool: string) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
const isComplete = ['gpg', 'gpgv', 'sqv', 'sq', 'curl'].every(has);
const isNewSq = / [1-9]\d*\./.test(spawnSync('sq', ['version'], { encoding: 'utf8' }).stderr?.split('\n')[0] ?? '');

describe.skipIf(!isComplete && process.env['CI'] !== 'true')(
  'commands of the pages (skipped without gpg, gpgv, sqv, sq and curl)',
  () => {
    test('those of /verify/ succeed one after the other, and say who signed', async () => {
      const found = commandsOf('verify/index.html');
      expect([...found.keys()]).toEqual(
        ['key', 'import', 'clearsigned', 'announcement', 'patch', 'index', 'gpgv', 'sqv', 'sq-0', 'sq-1', 'sums']
          .concat(['everything', 'tocsin'])
          .map((name) => `run-${name}`),
      );
      for (const [id, text] of runnable(found)) {
        const { code, output } = await run(text, work);
        expect(code, `${id}:\n${text}\n${output}`).toBe(0);
        if (id === 'run-key') expect(output).toContain('2387 73E4 B7B0 1769 B856  BA89 4BFC 7CE4 93C7 01CB');
        if (text.includes('gpg --verify') || text.includes('gpg --decrypt')) expect(output).toContain('Good signature');
        if (id === 'run-clearsigned') expect(output).not.toContain('PGP SIGNED MESSAGE');
      }
    });

    test('with a byte changed on the way each of them fails', async () => {
      isAltering = true;
      await run(commandsOf('verify/index.html').get('run-key') ?? '', changedWork);
      for (const [id, text] of runnable(commandsOf('verify/index.html'))) {
        if (id === 'run-key' || id === 'run-import') continue;
        // The list of checksums is the one that was verified before.
        const { code, output } = await run(text, id === 'run-everything' ? work : changedWork);
        expect(code, `${id}:\n${text}\n${output}`).not.toBe(0);
      }
      isAltering = false;
    });

    test('those of every advisory succeed, and fail with a byte changed', async () => {
      const pages = model?.advisories.map((advisory) => `${advisory.path.slice(1)}index.html`) ?? [];
      expect(pages.length).toBeGreaterThan(20);
      const found = pages.map((page) => commandsOf(page).get('run-announcement') ?? 'false');
      expect(await failing(found)).toEqual([]);
      isAltering = true;
      const some = found.filter((_, index) => index % 4 === 0);
      expect((await failing(some)).length).toBe(some.length);
      isAltering = false;
    });
  },
);

test('the page names the key, the second source, the columns of the list and whom to tell', () => {
  const html = htmlOf('verify/index.html');
  expect(html).toContain('2387 73E4 B7B0 1769 B856 BA89 4BFC 7CE4 93C7 01CB');
  expect(html).toContain('gpg --locate-external-keys security@halyard.example');
  for (const word of ['signature', 'file', 'form', 'date']) expect(html).toContain(`>${word}<`);
  expect(html).toContain('mailto:security@halyard.example');
});

test('an advisory links to its signed texts and names the key', () => {
  const html = htmlOf('advisories/xsa-47/index.html');
  expect(html).toContain('href="/advisories/xsa-47/xsa-47.txt.asc"');
  expect(html).toContain('2387 73E4 B7B0 1769 B856 BA89 4BFC 7CE4 93C7 01CB');
  const clearsigned = model?.advisories.find(({ slug, folder }) => site.has(`${folder.slice(1)}${slug}.signed.txt`));
  expect(htmlOf(`${clearsigned?.path.slice(1)}index.html`)).toContain(`${clearsigned?.slug}.signed.txt"`);
});

test('a site that is not signed says so, and how to check its files', async () => {
  const { site: unsigned } = await signedSite(await smallRoot(false));
  const html = Buffer.from(unsigned.get('verify/index.html') ?? '').toString();
  expect(html).toContain('This site is not signed.');
  expect(html).toContain('sha256sum --check');
  expect(html).not.toMatch(/gpg|\.asc/);
  expect(Buffer.from(unsigned.get('advisories/xsa-1/index.html') ?? '').toString()).not.toContain('id="authentic"');
});

const htmlOf = (page: string): string => Buffer.from(site.get(page) ?? '').toString();

/** The blocks of commands on a page by id, with this server in place of the site's own. */
function commandsOf(page: string): Map<string, string> {
  const blocks = htmlOf(page).matchAll(/<pre[^>]* id="(run-[^"]+)"[^>]*><code>([^<]*)<\/code><\/pre>/g);
  const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new Map(
    [...blocks].map(([, id = '', text = '']) => [id, decoded(text).replaceAll(model?.site.url ?? '', local)]),
  );
}

/** What the tools here can run: `sq` has other options from version 1 on. */
const runnable = (commands: Map<string, string>) =>
  [...commands].filter(([id]) => id !== (isNewSq ? 'run-sq-0' : 'run-sq-1'));

function decoded(html: string): string {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

function run(text: string, folder: string): Promise<{ readonly code: number; readonly output: string }> {
  const script = text.replace(/^tocsin /m, `${process.execPath} ${join(project, 'build/command/tocsin.js')} `);
  const environment = {
    PATH: process.env['PATH'],
    HOME: folder,
    GNUPGHOME: home,
    LC_ALL: 'C.UTF-8',
    SOURCE_DATE_EPOCH: String(Date.parse(NOW) / 1000),
  };
  return new Promise((done) => {
    execFile('sh', ['-ec', script], { cwd: folder, env: environment }, (error, out, messages) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, output: out + messages });
    });
  });
}

/** Those of the commands that fail, four at a time. */
async function failing(commands: readonly string[]): Promise<string[]> {
  const failed: string[] = [];
  const rest = commands.values();
  const worker = async () => {
    for (const text of rest) if ((await run(text, work)).code !== 0) failed.push(text);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return failed;
}

/** The bytes with one letter of the text changed. */
function altered(file: Uint8Array): Uint8Array {
  const changed = Buffer.from(file);
  const start = Math.max(changed.indexOf('\n\n'), 0);
  const at = changed.findIndex((byte, index) => index > start && byte >= 97 && byte < 122);
  const place = at < 0 ? 0 : at;
  changed[place] = (changed[place] ?? 0) + 1;
  return changed;
}
