// The whole pipeline as a value and on the disk: same bytes each time, nothing of a draft, the old site whole.

import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build, hasErrors } from '../generator/build.ts';
import { readKeys } from '../generator/lib/pgp/read-keys.ts';
import { headline } from '../generator/lib/report.ts';
import { list, parse, read } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { Output } from '../generator/types.ts';
import { COMMAND, tocsin, tocsinProcess } from './command.ts';
import { project, temporaryFolder } from './roots.ts';

const readRoot = (root: string) => readKeys(read(root));

const theme = readTheme(join(project, 'build/theme'));
const NOW = '2026-11-21T12:00:00Z';
const temporary = temporaryFolder('build');

const folder = (name: string): string => {
  const path = join(temporary, name);
  mkdirSync(path, { recursive: true });
  return path;
};

/** A copy of the demonstration, to break things in. */
const demonstration = (name: string): string => {
  const root = folder(name);
  for (const part of ['content', 'support', 'public'])
    cpSync(join(project, part), join(root, part), { recursive: true });
  return root;
};

/** The smallest site that has one of everything, where it does not matter which site it is. */
const sample = (name: string): string => {
  const root = folder(name);
  cpSync(join(project, 'test/fixtures/sample'), root, { recursive: true });
  return root;
};

const treeOf = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();

const first = build(await readRoot(project), NOW, theme);

/** Paths at which other outputs differ from those of the demonstration. */
function difference(outputs: readonly Output[]): string[] {
  const bodies = new Map(outputs.map(({ path, body }) => [path, body]));
  const changed = first.outputs.filter(({ path, body }) => {
    const other = bodies.get(path);
    return other === undefined || Buffer.compare(Buffer.from(body), Buffer.from(other)) !== 0;
  });
  const own = new Set(first.outputs.map(({ path }) => path));
  return [...changed.map(({ path }) => path), ...[...bodies.keys()].filter((path) => !own.has(path))];
}

test('the demonstration builds without an error, and the same bytes come again', async () => {
  expect(first.messages.filter((message) => message.level === 'error').map(headline)).toEqual([]);
  const second = build(await readKeys(parse([...list(project)].reverse())), NOW, theme);
  expect(second.outputs.map((output) => output.path)).toEqual(first.outputs.map((output) => output.path));
  expect(difference(second.outputs)).toEqual([]);
});

test('locale and time zone change no byte of the site', () => {
  const root = demonstration('locale');
  const out = join(temporary, 'locale-out');
  // Where it is the next day already, and where `i` is no small letter of `I`.
  const environment = { LC_ALL: 'tr_TR.UTF-8', LANG: 'sv_SE.UTF-8', TZ: 'Pacific/Kiritimati' };
  const { code, error } = tocsinProcess(['build', '--root', root, '--out', out, '--now', NOW], environment);
  expect({ code, error: code === 0 ? '' : error }).toEqual({ code: 0, error: '' });
  const own = new Set(['.tocsin-site', 'SHA256SUMS']);
  const paths = treeOf(out).filter((path) => !own.has(path));
  expect(paths).toEqual(
    first.outputs
      .map(({ path }) => path)
      .filter((path) => !own.has(path))
      .sort(),
  );
  for (const { path, body } of first.outputs)
    expect(readFileSync(join(out, path)).equals(Buffer.from(body)), path).toBe(true);
});

test('nothing of a draft, an embargoed or a future advisory is in any output', async () => {
  const root = demonstration('gate');
  const site = readFileSync(join(root, 'content/site.yaml'), 'utf8');
  writeFileSync(
    join(root, 'content/site.yaml'),
    site.includes('\nrules:')
      ? site.replace('\nrules:', '\nrules:\n  embargoed-in-public-root: off')
      : `${site}\nrules: {embargoed-in-public-root: off}\n`,
  );
  const secret = (id: string, status: string, published: string) =>
    `---\nid: ${id}\ntitle: Zanzibar ${status} quokka\nstatus: ${status}\npublished: ${published}\ncves: [CVE-2031-77777]\naffected:\n  - {product: barbican, from: "9.8.7.6"}\nrevisions:\n  - {version: 1, date: ${published}, change: Wombat.}\n---\n\n## Issue description\n\nXylophone CVE-2031-77777\n\n## Impact\n\nXylophone\n\n## Vulnerable systems\n\nXylophone\n\n## Mitigation\n\nXylophone\n\n## Resolution\n\nXylophone\n\n## Note regarding lack of embargo\n\nXylophone\n`;
  writeFileSync(join(root, 'content/xsa/XSA-901.md'), secret('XSA-901', 'draft', '2026-01-01'));
  writeFileSync(join(root, 'content/xsa/XSA-902.md'), secret('XSA-902', 'embargoed', '2026-01-01'));
  writeFileSync(join(root, 'content/xsa/XSA-903.md'), secret('XSA-903', 'published', '2026-11-21T12:00:01Z'));
  const after = build(await readRoot(root), NOW, theme);
  expect(after.messages.filter((message) => message.level === 'error').map(headline)).toEqual([]);
  expect(difference(after.outputs)).toEqual([]);
  const later = build(await readRoot(root), '2026-11-21T12:00:01Z', theme);
  expect(later.outputs.some((output) => output.path === 'advisories/xsa-903/index.html')).toBe(true);
});

test('an error writes nothing, and the old site stays as it was', async () => {
  const root = sample('broken');
  const out = join(temporary, 'broken-out');
  expect((await tocsin(['build', '--root', root, '--out', out, '--now', NOW])).code).toBe(0);
  const before = treeOf(out).map((path) => [path, statSync(join(out, path)).mtimeMs]);
  writeFileSync(join(root, 'content/xsa/XSA-999.md'), '---js\nmodule.exports = process.exit(42)\n---\n');
  const { code, error } = await tocsin(['build', '--root', root, '--out', out, '--now', NOW]);
  expect(code).toBe(1);
  expect(error).toContain('content/xsa/XSA-999.md:1:1: error front-matter-language');
  expect(treeOf(out).map((path) => [path, statSync(join(out, path)).mtimeMs])).toEqual(before);
});

test('a build that is killed at any moment leaves a whole site', async () => {
  const root = sample('killed');
  const out = join(temporary, 'killed-out');
  expect((await tocsin(['build', '--root', root, '--out', out, '--now', NOW])).code).toBe(0);
  const whole = treeOf(out);
  for (const delayMs of [300, 500, 700, 900, 1100, 1300]) {
    writeFileSync(join(root, 'content/pages/policy.md'), `---\ntitle: Policy ${delayMs}\n---\n\nText.\n`);
    const child = spawn(process.execPath, [COMMAND, 'build', '--root', root, '--out', out, '--now', NOW], {
      stdio: 'ignore',
    });
    setTimeout(() => child.kill('SIGKILL'), delayMs);
    await new Promise((done) => child.once('exit', done));
    // Between two renames the old site stands aside for a moment; the next build, or a look at it, finds it there.
    const site = existsSync(out) ? out : join(temporary, '.killed-out.old');
    expect(treeOf(site)).toEqual(whole);
  }
  expect((await tocsin(['build', '--root', root, '--out', out, '--now', NOW])).code).toBe(0);
  expect(treeOf(out)).toEqual(whole);
  expect(readdirSync(temporary).filter((name) => name.startsWith('.killed-out'))).toEqual([]);
});

test('a folder that holds something else is never replaced', async () => {
  const out = folder('precious');
  writeFileSync(join(out, 'thesis.tex'), 'years of work');
  const root = sample('precious-root');
  const { code, error } = await tocsin(['build', '--root', root, '--out', out, '--now', NOW]);
  expect(code).toBe(2);
  expect(error).toContain('Tocsin did not make');
  expect(readdirSync(out)).toEqual(['thesis.tex']);
});

test('links out of the root are refused, and links to folders are not followed', async () => {
  const root = demonstration('links');
  writeFileSync(join(temporary, 'outside.md'), '---\ntitle: Outside\n---\n');
  symlinkSync(join(temporary, 'outside.md'), join(root, 'content/pages/outside.md'));
  symlinkSync('/etc', join(root, 'public/etc'));
  const { messages } = build(await readRoot(root), NOW, theme);
  expect(messages.filter((message) => message.rule === 'unsafe-path').map((message) => message.place.file)).toEqual([
    'content/pages/outside.md',
    'public/etc',
  ]);
  expect(hasErrors(messages)).toBe(true);
});

test('a published URL that vanishes is an error until a redirect or a tombstone names it', async () => {
  const root = sample('vanish');
  const out = join(temporary, 'vanish-out');
  expect((await tocsin(['build', '--root', root, '--out', out, '--now', NOW])).code).toBe(0);
  rmSync(join(root, 'content/pages/policy.md'));
  writeFileSync(join(root, 'content/pages/rules.md'), '---\ntitle: Rules\n---\n\nText.\n');
  const site = readFileSync(join(root, 'content/site.yaml'), 'utf8');
  const locked = async (config: string) => {
    writeFileSync(join(root, 'content/site.yaml'), config);
    return build(await readRoot(root), NOW, theme)
      .messages.filter((message) => message.rule === 'vanished-url')
      .map((message) => message.found);
  };
  expect(await locked(site)).toEqual(['/policy/']);
  const withoutRedirects = site.replace(/^redirects:.*\n(?: .*\n)*/m, '').replace(/^tombstones:.*\n(?: .*\n)*/m, '');
  expect(await locked(`${withoutRedirects}\nredirects: {/policy/: /rules/}\n`)).not.toContain('/policy/');
  expect(await locked(`${withoutRedirects}\ntombstones: {/policy/: Replaced by the rules.}\n`)).not.toContain(
    '/policy/',
  );
});

test('--locked refuses new URLs; exit codes and help are as documented', async () => {
  const root = sample('locked');
  const out = join(temporary, 'locked-out');
  const fresh = await tocsin(['build', '--root', root, '--out', out, '--now', NOW, '--locked']);
  expect(fresh.code).toBe(1);
  expect(fresh.error).toContain('unlocked-url');
  expect((await tocsin(['build', '--root', root, '--out', out, '--now', NOW])).code).toBe(0);
  expect((await tocsin(['build', '--root', root, '--out', out, '--now', NOW, '--locked'])).code).toBe(0);
  expect((await tocsin(['build', '--root', '/nowhere'])).code).toBe(2);
  expect((await tocsin(['build', '--now', '2026-11-21T12:00:00'])).code).toBe(2);
  expect((await tocsin(['check', '--report', 'xml'])).code).toBe(2);
  expect((await tocsin(['frobnicate'])).code).toBe(2);
  // The process itself ends with these, too.
  expect(tocsinProcess(['frobnicate'])).toMatchObject({ code: 2, error: expect.stringContaining('unknown command') });
  expect(tocsinProcess(['list', '--help'])).toMatchObject({ code: 0, out: expect.stringContaining('Example:') });
  for (const verb of ['build', 'check', 'new', 'list']) {
    const { code, out: help } = await tocsin([verb, '--help']);
    expect({ verb, code, hasExample: help.includes('Example:') }).toEqual({ verb, code: 0, hasExample: true });
  }
});

test('no configuration makes a file vanish without an error, and a misspelt field hides no other fault', async () => {
  const root = demonstration('lost');
  const off = ['missing-field', 'unknown-field', 'front-matter-language', 'encoding', 'bad-date'].map(
    (rule) => `  ${rule}: off`,
  );
  const site = readFileSync(join(root, 'content/site.yaml'), 'utf8').replace(/^rules:.*\n(?: .*\n)*/m, '');
  writeFileSync(join(root, 'content/site.yaml'), `${site}\nrules:\n${off.join('\n')}\n`);
  writeFileSync(
    join(root, 'content/xsa/XSA-901.md'),
    '---\nid: XSA-901\ntitle: Without a date\nsevrity: high\naffected: []\n---\n',
  );
  writeFileSync(join(root, 'content/xsa/XSA-902.md'), '---json\n{}\n---\n');
  writeFileSync(join(root, 'content/xsa/XSA-903.md'), Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xff]));
  const { messages } = build(await readRoot(root), NOW, theme);
  expect(
    messages.filter((message) => message.level === 'error').map((message) => `${message.place.file} ${message.rule}`),
  ).toEqual([
    'content/xsa/XSA-901.md missing-field',
    'content/xsa/XSA-901.md unknown-field',
    'content/xsa/XSA-902.md front-matter-language',
    'content/xsa/XSA-903.md encoding',
  ]);
});
