// The patch-level index: from a root, a folder, a site and its address the same; what differs is found; and what others
// wrote, a file or the answer of a server, is read with care.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { readPatchSource } from '../generator/commands/patch-source.ts';
import { type IndexedPatch, type PatchIndex, patchesSchema } from '../generator/lib/patches/patch-index.ts';
import { patchLines, readPatchLines } from '../generator/lib/patches/patch-lines.ts';
import { readPatchIndex } from '../generator/lib/patches/read-index.ts';
import { read } from '../generator/read.ts';
import { tocsin } from './command.ts';
import { corpus, hasCorpus, patchName } from './real-root.ts';

const NOW = '2026-11-21T12:00:00Z';
const EARLIER = '2026-04-01T00:00:00Z';
const temporary = mkdtempSync(join(tmpdir(), 'tocsin-patch-index-'));
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(temporary, { recursive: true, force: true });
});

const at = (...names: string[]): string => join(temporary, ...names);
const write = (path: string, body: string | Uint8Array): string => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), body);
  return at(path);
};
const index = (...words: string[]) => tocsin(['patches', 'index', ...words, '--now', NOW]);
const diff = async (...words: string[]) => {
  const { code, out, error } = await tocsin(['patches', 'diff', ...words, '--format', 'json', '--now', NOW]);
  if (code === 2) return { code, error, found: [] };
  const { differences } = JSON.parse(out) as { differences: Record<string, string>[] };
  return { code, error, found: differences.map(({ kind, advisory, file }) => [kind, advisory, file].join(' ').trim()) };
};

const patch = (line: number, subject: string | undefined): string =>
  `${subject === undefined ? '' : `From: A <a@b.example>\nSubject: [PATCH] ${subject}\n\nBody\n---\n`}diff --git a/mm/${line}.c b/mm/${line}.c
--- a/mm/${line}.c
+++ b/mm/${line}.c
@@ -1 +1 @@
-old ${line}
+new ${line}
`;

const advisory = (number: number, published: string, patches: readonly string[], status = 'published'): string => `---
id: XSA-${number}
title: Number ${number}
status: ${status}
published: ${published}
affected:
  - {product: sample, status: affected}
patches:
${patches.map((file) => `  - {file: ${file}, applies: All, tree: sample}\n`).join('')}---

${['Issue description', 'Impact', 'Vulnerable systems', 'Mitigation', 'Resolution', 'Note regarding lack of embargo'].map((title) => `## ${title}\n\nText.\n`).join('\n')}`;

/** Three public advisories, one of the future, one that is a draft. */
function makeRoot(name: string): string {
  write(
    `${name}/content/site.yaml`,
    `title: Sample\ndescription: Sample\nurl: https://security.sample.example/here\nlicense: CC-BY-4.0
tag: security.sample.example,2026\nteam: {name: Team, email: security@sample.example}
series:\n  xsa: {name: Sample advisory, plural: Sample advisories}\n`,
  );
  const add = (
    number: number,
    published: string,
    files: readonly (readonly [string, string | undefined])[],
    status?: string,
  ) => {
    write(
      `${name}/content/xsa/XSA-${number}.md`,
      advisory(
        number,
        published,
        files.map(([file]) => file),
        status,
      ),
    );
    for (const [position, [file, subject]] of files.entries())
      write(`${name}/content/xsa/XSA-${number}/${file}`, patch(number * 10 + position, subject));
  };
  add(9, '2026-01-10T12:00:00Z', [['xsa9.patch', 'mm: nine']]);
  add(10, '2026-02-10T12:00:00Z', [
    ['xsa10/0002-b.patch', 'mm: ten, b'],
    ['xsa10/0001-a.patch', 'mm: ten, a'],
    ['xsa10-0.9.patch', undefined],
  ]);
  add(11, '2026-03-10T12:00:00Z', [['xsa11.patch', 'mm: eleven']]);
  add(12, '2027-01-10T12:00:00Z', [['xsa12.patch', 'mm: future']]);
  add(13, '2026-03-11T12:00:00Z', [['xsa13.patch', 'mm: secret']], 'draft');
  return at(name);
}

/** Writes the site of a root. */
function makeSite(name: string, root: string, now = NOW): string {
  const { outputs, messages } = build(read(root), now, { outputs: [], styles: [], reservedIds: [] });
  expect(messages.filter(({ level }) => level === 'error').map(({ text }) => text)).toEqual(
    outputs.length > 0 ? [] : ['no site'],
  );
  for (const { path, body } of outputs) write(`${name}/${path}`, body);
  return at(name);
}

/** A server of a folder; `answer` may answer otherwise. */
async function serve(folder: string, answer: (path: string) => string | number | undefined = () => undefined) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1);
    asked.push(path);
    const own = answer(path);
    if (typeof own === 'number') return response.writeHead(own, { location: 'https://elsewhere.example/' }).end();
    try {
      response.end(own ?? readFileSync(join(folder, decodeURIComponent(path))));
    } catch {
      response.writeHead(404).end();
    }
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}

let root: string;
let site: string;
beforeAll(() => {
  root = makeRoot('root');
  site = makeSite('site', root);
});

const LINES = [
  '9\txsa9.patch\t\tmm: nine\n',
  '10\txsa10/0001-a.patch\t\tmm: ten, a\n',
  '10\txsa10/0002-b.patch\t\tmm: ten, b\n',
  '11\txsa11.patch\t\tmm: eleven\n',
];

test.skipIf(!hasCorpus)('204 real patches give the real index (needs ../shared/corpora/xen)', async () => {
  const { out, code } = await index(join(corpus, 'patch-headers'));
  expect(code).toBe(0);
  const named = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([number, path = '', ...rest]) => [number, patchName(path), ...rest].join('\t'))
      .sort();
  const real = named(readFileSync(join(corpus, 'patch-index.tsv'), 'utf8'));
  const ours = named(out);
  // Its name has a hyphen before the number: whoever made the real index did not read it as one.
  expect(ours.filter((line) => !real.includes(line))).toEqual([
    "185\txsa-185.patch\t\tx86/32on64: don't allow recursive page tables from L3",
  ]);
  expect(real.filter((line) => !ours.includes(line))).toEqual([]);
  expect(out.split('\n').map((line) => Number(line.split('\t')[0]))).toEqual(
    [...out.split('\n').map((line) => Number(line.split('\t')[0]))]
      .slice(0, -1)
      .sort((a, b) => a - b)
      .concat(0),
  );
});

describe('sources', () => {
  test('a root, its site, its address and its files give the same index', async () => {
    const { url, asked } = await serve(site);
    const data = join(site, 'data/v1/xsa');
    const same = [
      root,
      site,
      url,
      pathToFileURL(site).href,
      `${url}data/v1/xsa/patches.json`,
      join(data, 'patches.json'),
    ];
    for (const source of same) {
      expect({ source, ...(await index(source)) }).toMatchObject({ source, code: 0, out: LINES.join(''), error: '' });
      const json = await index(source, '--format', 'json');
      expect({ source, out: json.out }).toEqual({ source, out: (await index(root, '--format', 'json')).out });
    }
    expect((await index(join(data, 'patches.tsv'))).out).toBe(LINES.join(''));
    expect(readFileSync(join(data, 'patches.tsv'), 'utf8')).toBe(LINES.join(''));
    expect(new Set(asked)).toEqual(new Set(['data/v1/xsa/patches.json']));
  });

  test('what is printed as JSON is read again', async () => {
    const file = write('printed.json', (await index(root, '--format', 'json')).out);
    expect(await diff(root, file)).toEqual({ code: 0, error: '', found: [] });
  });

  test('a folder of patches gives the same lines, with or without folders of advisories', async () => {
    expect((await index(join(root, 'content/xsa'))).out).toBe(
      `${LINES.join('')}12\txsa12.patch\t\tmm: future\n13\txsa13.patch\t\tmm: secret\n`,
    );
    cpSync(join(root, 'content/xsa/XSA-10'), at('flat'), { recursive: true });
    expect((await index(at('flat'))).out).toBe(`${LINES[1]}${LINES[2]}`);
  });

  test('a site that has lines alone is read, and one in another series is found', async () => {
    cpSync(site, at('old'), { recursive: true });
    rmSync(at('old/data/v1/xsa/patches.json'));
    const { url } = await serve(at('old'));
    expect((await index(url)).out).toBe(LINES.join(''));
    expect((await index(url, '--series', 'other')).error).toContain('has no data/v1/other/patches.json');
  });

  test('bytes of a patch come from everywhere, with the checksum of the index', async () => {
    const { url } = await serve(site);
    for (const source of [root, site, url, join(root, 'content/xsa')]) {
      const { index: read, bytesOf } = await readPatchSource(source, { now: NOW });
      const [nine] = read.advisories[0]?.patches ?? [];
      expect(Buffer.from((nine && (await bytesOf(nine))) ?? []).toString()).toBe(patch(90, 'mm: nine'));
    }
    const { url: other } = await serve(site, (path) => (path.endsWith('xsa9.patch') ? 'other bytes' : undefined));
    const wrong = await readPatchSource(other, { now: NOW });
    const [nine] = wrong.index.advisories[0]?.patches ?? [];
    await expect(nine && wrong.bytesOf(nine)).rejects.toThrow('has not the SHA-256');
  });

  test('patches.json is what its published schema says, and no field is unnamed', () => {
    const value = JSON.parse(readFileSync(join(site, 'data/v1/xsa/patches.json'), 'utf8'));
    const schema = JSON.parse(readFileSync(join(site, 'data/v1/schema/patches.json'), 'utf8'));
    expect(value.$schema).toBe(schema.$id);
    const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(schema);
    expect([validate(value), validate.errors]).toEqual([true, null]);
    expect(patchesSchema.parse(value)).toEqual(value);
    const ten = value.advisories.find((each: { id: string }) => each.id === 'XSA-10');
    const base = 'https://security.sample.example/here/advisories/xsa-10';
    expect(ten).toMatchObject({ number: '10', published: '2026-02-10T12:00:00Z', withdrawn: false, url: `${base}/` });
    expect(
      ten.patches.map(({ file, url, paths, series }: IndexedPatch) => [file, url, paths, series?.position]),
    ).toEqual([
      ['xsa10-0.9.patch', `${base}/xsa10-0.9.patch`, ['mm/102.c'], undefined],
      ['xsa10/0001-a.patch', `${base}/xsa10/0001-a.patch`, ['mm/101.c'], 1],
      ['xsa10/0002-b.patch', `${base}/xsa10/0002-b.patch`, ['mm/100.c'], 2],
    ]);
    const git = spawnSync('git', ['patch-id', '--stable'], { input: patch(101, 'mm: ten, a'), encoding: 'utf8' });
    expect(ten.patches[1].patch_id).toBe(git.stdout.split(' ')[0]);
  });

  test('what is not public is in no index', async () => {
    for (const format of ['tsv', 'json']) {
      const { out, error } = await index(root, '--format', format);
      expect(`${out}${error}`).not.toMatch(/future|secret|xsa1[23]/);
    }
  });
});

describe('a selection', () => {
  test.each([
    [
      ['--since', '2026-02-10'],
      [1, 2, 3],
    ],
    [['--since', '2026-02-10T13:00:00Z'], [3]],
    [
      ['--until', '2026-02-10'],
      [0, 1, 2],
    ],
    [
      ['--since', '2026-02-01', '--until', '2026-02-28'],
      [1, 2],
    ],
    [
      ['--since', '2026-02-10T14:00:00+02:00', '--until', '2026-02-10T12:00:00Z'],
      [1, 2],
    ],
  ])('%j', async (words, lines) => {
    for (const source of [root, site])
      expect((await index(source, ...words)).out).toBe(lines.map((line) => LINES[line]).join(''));
  });

  test.each([
    [['--since', '2026-02-30'], '--since takes a day'],
    [['--since', '2026-02-10T12:00:00'], 'with its offset'],
    [['--since', '210'], '--since takes a day'],
    [['--since', '2026-02-10', '--until', '2026-02-09'], 'is before'],
  ])('%j is wrong use', async (words, error) => {
    expect(await index(root, ...words)).toMatchObject({ code: 2, error: expect.stringContaining(error), out: '' });
  });

  test('of a source without dates says what to give', async () => {
    for (const source of [join(root, 'content/xsa'), join(site, 'data/v1/xsa/patches.tsv')])
      expect(await index(source, '--since', '2026-01-01')).toMatchObject({
        code: 2,
        out: '',
        error: expect.stringContaining('give a root, a built site or its address'),
      });
  });
});

describe('a comparison', () => {
  test('finds what is missing, extra and changed', async () => {
    const folder = at('changed');
    cpSync(join(root, 'content/xsa'), folder, { recursive: true });
    for (const name of ['XSA-12', 'XSA-13']) rmSync(join(folder, name), { recursive: true });
    expect(await diff(root, folder)).toEqual({ code: 0, error: '', found: [] });
    rmSync(join(folder, 'XSA-11'), { recursive: true });
    writeFileSync(join(folder, 'XSA-9/xsa9.patch'), patch(91, 'mm: nine'));
    writeFileSync(join(folder, 'XSA-10/xsa10/0001-a.patch'), patch(100, 'mm: ten, c'));
    writeFileSync(join(folder, 'XSA-10/xsa10/0003-c.patch'), patch(103, 'mm: more'));
    expect(await diff(root, folder)).toEqual({
      code: 1,
      error: '',
      found: [
        'bytes XSA-9 xsa9.patch',
        'bytes XSA-10 xsa10/0001-a.patch',
        'subject XSA-10 xsa10/0001-a.patch',
        'extra XSA-10 xsa10/0003-c.patch',
        'missing XSA-11 xsa11.patch',
      ],
    });
    const { out } = await tocsin(['patches', 'diff', root, folder, '--now', NOW]);
    expect(out).toContain('XSA-10 xsa10/0001-a.patch: other subject: "mm: ten, a" and "mm: ten, c"\n');
    expect(out.trimEnd().split('\n').at(-1)).toBe('1 missing, 1 extra, 2 other bytes, 1 other subject');
  });

  test('finds forgotten publications', async () => {
    const later = makeRoot('later');
    const old = makeSite('old-site', later, '2026-03-01T00:00:00Z');
    write('later/content/xsa/XSA-9/xsa9-0.9.patch', patch(99, 'mm: nine again'));
    const file = at('later/content/xsa/XSA-10.md');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('patches:\n', 'patches:\n  - {file: xsa10-new.patch, applies: New}\n'),
    );
    write('later/content/xsa/XSA-10/xsa10-new.patch', patch(104, 'mm: ten, new'));
    const forgotten = ['forgotten XSA-9 xsa9-0.9.patch', 'forgotten XSA-10 xsa10-new.patch', 'forgotten XSA-11'];
    expect(await diff(later, old)).toEqual({ code: 1, error: '', found: forgotten });
    expect(await diff(old, later)).toEqual({ code: 1, error: '', found: forgotten });
    expect((await diff(later, join(old, 'data/v1/xsa/patches.tsv'))).found).toEqual(forgotten);
    const earlier = await tocsin(['patches', 'diff', later, old, '--now', EARLIER]);
    expect(earlier.out).toContain('XSA-11: forgotten: public since 2026-03-10T12:00:00Z, and not in');
  });

  test('of lines is silent about what lines do not say', async () => {
    expect(await diff(root, join(site, 'data/v1/xsa/patches.tsv'))).toEqual({ code: 0, error: '', found: [] });
  });
});

describe('what others wrote', () => {
  const valid = (): Record<string, unknown> => ({
    $schema: 'https://s.example/data/v1/schema/patches.json',
    series: 'xsa',
    prefix: 'XSA',
    releases: [],
    advisories: [
      {
        id: 'XSA-1',
        number: '1',
        published: '2026-01-01T00:00:00Z',
        withdrawn: false,
        coverage: [],
        patches: [{ file: 'xsa1.patch', paths: [], releases: [], fixes: {} }],
      },
    ],
  });
  const changed = (change: (advisory: Record<string, unknown>, patch: Record<string, unknown>) => void): string => {
    const value = valid() as { advisories: [{ patches: [Record<string, unknown>] } & Record<string, unknown>] };
    change(value.advisories[0], value.advisories[0].patches[0]);
    return JSON.stringify(value);
  };

  test.each<[string, string, string]>([
    ['no JSON', '{', 'it is no JSON'],
    ['another file', '{"advisories": []}', '`series` is not'],
    ['a list', '[]', 'the whole is not'],
    [
      'a path out of the folder',
      changed((_, each) => Object.assign(each, { file: '../../etc/passwd' })),
      'advisories[0].patches[0].file` is no path',
    ],
    ['an absolute path', changed((_, each) => Object.assign(each, { file: '/etc/passwd' })), '.file` is no path'],
    ['a backslash', changed((_, each) => Object.assign(each, { file: '..\\x' })), '.file` is no path'],
    [
      'an option for a commit',
      changed((_, each) => Object.assign(each, { fixes: { master: '--output=/tmp/x' } })),
      'fixes` has what is no commit',
    ],
    ['no checksum', changed((_, each) => Object.assign(each, { sha256: 'abc' })), 'sha256` is no SHA-256'],
    ['no patch id', changed((_, each) => Object.assign(each, { patch_id: 'x' })), 'patch_id` is no id'],
    [
      'a position behind the last',
      changed((_, each) => Object.assign(each, { series: { name: 'a', position: 3, of: 2 } })),
      'no such position',
    ],
    ['another id', changed((each) => Object.assign(each, { id: 'XSA-2' })), 'is not prefix and number'],
    ['no number', changed((each) => Object.assign(each, { number: '-1' })), 'number` is no number'],
    ['no time', changed((each) => Object.assign(each, { published: 'yesterday' })), 'published` is no time'],
    [
      'a patch twice',
      changed((each) =>
        Object.assign(each, { patches: [(each['patches'] as unknown[])[0], (each['patches'] as unknown[])[0]] }),
      ),
      'is there twice',
    ],
    [
      'too many',
      changed((each) => Object.assign(each, { patches: Array(2001).fill((each['patches'] as unknown[])[0]) })),
      'more than 2000',
    ],
  ])('%s', async (name, json, fault) => {
    const file = write(`hostile/${name}.json`, json);
    expect(await index(file)).toMatchObject({ code: 2, out: '', error: expect.stringContaining(fault) });
  });

  test('a valid one passes, and no text of it breaks a line', () => {
    expect(readPatchIndex(JSON.stringify(valid()))).toHaveProperty('base', 'https://s.example');
    const read = readPatchIndex(
      changed((_, each) => Object.assign(each, { subject: 'a\tb\nc\u001b[2J\u2028d\u202e' })),
    );
    expect('index' in read && patchLines(read.index)).toBe('1\txsa1.patch\t\ta b c [2J d\n');
  });

  test('lines that are none are named', async () => {
    const good = '1\txsa1.patch\t\tmm: fix it\n';
    const bad = ['1\txsa1.patch\tmm: fix it', 'x\ty\t\tz', '1\t../x\t\tz', '1\tx\t\t', '1\tx\t\ta\tb', '-'];
    const file = write('bad.tsv', `${good}${bad.join('\n')}\r\n${good}`);
    expect(await index(file)).toMatchObject({
      code: 2,
      error: expect.stringContaining('lines 2, 3, 4, 5, 6 and 1 more are none'),
    });
    expect((await index(write('one.tsv', `${good}-\n`))).error).toContain('line 2 is none');
    expect((await index(write('latin.tsv', Buffer.from('1\tx\t\tcaf\xE9\n', 'latin1')))).error).toContain(
      'no text in UTF-8',
    );
    expect((await index(write('crlf.tsv', `\uFEFF${good.replace('\n', '\r\n')}`))).out).toBe(good);
  });

  test.each<[string, (path: string) => string | number | undefined, string]>([
    ['one that sends elsewhere', () => 302, 'sends on to another one'],
    ['one that fails', () => 500, 'answers with status 500'],
    ['one with a page in the place of the index', () => '<!doctype html>', 'it is no JSON'],
    ['one that has nothing', () => 404, 'has no data/v1/xsa/patches.json'],
  ])('a server: %s', async (_name, answer, error) => {
    const { url } = await serve(site, answer);
    expect(await index(url)).toMatchObject({ code: 2, out: '', error: expect.stringContaining(error) });
  });

  test.each([
    ['http://security.example/', 'https://'],
    ['ftp://security.example/', 'https://'],
    ['https://user:word@security.example/', 'names a host alone'],
    ['file://security.example/x', 'no address of a file'],
    [join(tmpdir(), 'there-is-none'), 'there is no'],
  ])('%s is no source', async (source, error) => {
    expect(await index(source)).toMatchObject({ code: 2, error: expect.stringContaining(error) });
  });

  test('a folder may hold anything', async () => {
    write('odd/xsa1\tx\n.patch', patch(1, 'mm:\tfix\n it'));
    write('odd/xsa2.patch', Buffer.from([0, 255, 254]));
    write('odd/deep/xsa3/0001-\u001b[31m.patch', patch(3, 'mm: three'));
    write('odd/notes.txt', 'xsa4');
    symlinkSync('/etc/passwd', at('odd/xsa5.patch'));
    const { out, code } = await index(at('odd'));
    expect([code, out]).toEqual([0, '1\txsa1 x .patch\t\tmm: fix it\n3\tdeep/xsa3/0001- [31m.patch\t\tmm: three\n']);
    mkdirSync(at('none'));
    expect((await index(at('none'))).error).toContain('no patches with names such as xsa1.patch');
    expect(readdirSync(at('odd')).length).toBe(5);
  });

  test('whatever names and subjects hold, each patch is one line of four columns that reads back', () => {
    const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ number: fc.nat(50), file: texts, subject: texts }), { maxLength: 20 }),
        (patches) => {
          const made: PatchIndex = {
            series: 'xsa',
            prefix: 'XSA',
            releases: [],
            advisories: patches.map(({ number, file, subject }) => ({
              id: `XSA-${number}`,
              number: String(number),
              withdrawn: false,
              coverage: [],
              patches: [{ file, subject, paths: [], releases: [], fixes: {} }],
            })),
          };
          const lines = patchLines(made);
          for (const line of lines.split('\n').slice(0, -1)) expect(line.split('\t')).toHaveLength(4);
          const { index: again, wrong } = readPatchLines(lines, 'xsa');
          if (wrong.length === 0) expect(patchLines(again)).toBe(lines);
        },
      ),
      { seed: 20261121, numRuns: 300 },
    );
  });

  test('a long list is read in linear time', () => {
    const lines = Array.from(
      { length: 60_000 },
      (_, line) => `${line % 3_000}\txsa${line % 3_000}-${line}.patch\t\tmm: ${line}\n`,
    );
    const start = performance.now();
    const { index: made, wrong } = readPatchLines(lines.join(''), 'xsa');
    expect([made.advisories.length, wrong.length]).toEqual([3_000, 0]);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
