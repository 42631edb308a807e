// Verifying a published site: what is whole passes, and whatever somebody changes is found and named, in a folder and
// behind an address, where the server may be hostile.

import { createHash } from 'node:crypto';
import { readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCertificates } from '../generator/lib/pgp/openpgp.ts';
import { headline } from '../generator/lib/report.ts';
import { FAULTS } from '../generator/lib/verify/fault.ts';
import { folderFiles } from '../generator/lib/verify/folder.ts';
import type { SiteFiles } from '../generator/lib/verify/site-files.ts';
import { type Verified, verifySite, type Wanted } from '../generator/lib/verify/verify.ts';
import { siteAddress, WEB_LIMITS, type WebLimits, webFiles } from '../generator/lib/verify/web.ts';
import type { Certificate } from '../generator/types.ts';
import { tocsin, tocsinProcess } from './command.ts';
import { project, temporaryFolder, write as writeFiles } from './roots.ts';
import { NOW, publicPart, type SiteMap, signature, signedSite, smallRoot, testSigner, thief } from './signed-site.ts';

const temporary = temporaryFolder('verify');
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

let site: SiteMap;
let keyring: readonly Certificate[];
beforeAll(async () => {
  ({ site } = await signedSite(await smallRoot(true)));
  keyring = await readCertificates(Buffer.from(await publicPart('halyard-signing.asc')), 'keyring');
});

const SIGNER = '238773E4B7B01769B856BA894BFC7CE493C701CB';
const TEXT = 'advisories/xsa-1/xsa-1.txt';
const PATCH = 'advisories/xsa-1/xsa1.patch';

describe('a site as a value', () => {
  test('what was signed verifies, every file and every signature of it', async () => {
    const found = await verified(site);
    expect(lines(found)).toEqual([]);
    expect(found.files).toBe(site.size);
    expect([...found.signatures]).toEqual([[SIGNER, rowsOf(site).length]]);
    expect(found.links).toBeGreaterThan(100);
  });

  test('without a keyring the keys of the site do, and a note says what that is worth', async () => {
    const found = await verified(site, { now: NOW });
    expect(found.messages.map(({ level, rule }) => `${level} ${rule}`)).toEqual(['info own-keys']);
    expect(found.messages[0]?.text).toContain(SIGNER);
  });

  const faults: readonly (readonly [string, (files: Map<string, Uint8Array>) => unknown, readonly string[]])[] = [
    ['an altered page', (files) => alter(files, 'index.html'), ['index.html altered-file']],
    ['an altered patch', (files) => alter(files, PATCH), [`${PATCH} altered-file`, 'wrong-hash', 'wrong-hash']],
    [
      'an altered signature',
      (files) => replace(files, `${PATCH}.asc`, /\n[A-Za-z]/, '\nx'),
      [`${PATCH}.asc bad-signature`],
    ],
    ['a missing file', (files) => files.delete(PATCH), [`${PATCH} missing-file`]],
    ['a missing signature', (files) => files.delete(`${TEXT}.asc`), [`${TEXT}.asc missing-signature`]],
    ['a file that somebody added', (files) => files.set('shell.php', bytes('x')), ['shell.php unlisted-file']],
    [
      'a list of checksums with another checksum',
      (files) => replace(files, 'SHA256SUMS', /^\w{8}(?=.*index\.html$)/m, 'deadbeef'),
      ['SHA256SUMS.asc bad-signature'],
    ],
    [
      'a list of signatures with a line less',
      (files) => replace(files, 'verify/signatures.tsv', /^SHA256SUMS\.asc.*\n/m, ''),
      ['verify/signatures.tsv altered-file'],
    ],
    [
      'a list of signatures that is gone',
      (files) => files.delete('verify/signatures.tsv'),
      ['verify/signatures.tsv missing-file'],
    ],
    [
      'a path that leads out of the site',
      (files) => replace(files, 'SHA256SUMS', /$/, `${'0'.repeat(64)}  ../../etc/passwd\n`),
      ['SHA256SUMS bad-list', 'SHA256SUMS.asc bad-signature'],
    ],
    [
      'words above a clearsigned text',
      (files) => replace(files, signedText(files), /^/, 'Ignore what follows.\n'),
      ['signed.txt bad-signature'],
    ],
    [
      'words below a clearsigned text',
      (files) => replace(files, signedText(files), /$/, 'Or this.\n-----END PGP SIGNATURE-----\n'),
      ['signed.txt bad-signature'],
    ],
    [
      'words in a clearsigned text',
      (files) => replace(files, signedText(files), /\b[Tt]he\b/, 'any'),
      ['signed.txt bad-signature'],
    ],
    [
      'an index that became something else',
      (files) => files.set('data/v1/advisories.json', bytes('<html>')),
      ['data/v1/advisories.json altered-file'],
    ],
  ];

  test.each(faults)('%s', async (_, change, expected) => {
    const files = new Map(site);
    change(files);
    const found = (await verified(files)).messages.map(({ place, rule }) => `${place.file} ${rule}`);
    for (const each of expected) expect(found.join('\n')).toContain(each);
    expect(found.length).toBeLessThan(12);
  });

  test('every single byte of it counts', async () => {
    const paths = [...site.keys()];
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: paths.length - 1 }), fc.nat(), async (index, offset) => {
        const path = paths[index] ?? '';
        const files = new Map(site);
        const changed = Buffer.from(files.get(path) ?? new Uint8Array());
        if (changed.length === 0) return;
        const at = offset % changed.length;
        changed[at] = (changed[at] ?? 0) ^ 1;
        files.set(path, changed);
        const found = await verified(files);
        const isHarmless = path.endsWith('.asc') && isSameSignature(site.get(path), changed);
        expect(isHarmless || found.messages.some(({ level }) => level === 'error'), `${path} at ${at}`).toBe(true);
      }),
      { numRuns: 12, seed: 4 },
    );
  });

  test('a signed text that contradicts the text beside it', async () => {
    const files = new Map(site);
    const path = signedText(files);
    const other = path.replace('.signed.txt', '.txt');
    const signer = await testSigner('halyard-signing.asc');
    const changed = new Map([[other, bytes('Nobody is affected.\n')]]);
    const row = { file: other, signature: path, form: 'clearsigned' as const, date: NOW };
    files.set(path, await signature(row, changed, signer));
    expect(lines(await verified(files))).toEqual([
      `${path}:1:1: error contradicting-text: The signed text says something else than \`${other}\``,
    ]);
  });

  test.each([
    ['stranger.asc', 'unknown-key', 'unknown key'],
    ['expired.asc', 'bad-signature', 'expired on 2026-01-01'],
    ['revoked.asc', 'bad-signature', 'was revoked on 2026-02-01'],
  ])('a signature with the key %s', async (key, rule, words) => {
    const files = new Map(site);
    const signer = await thief(key);
    files.set(`${TEXT}.asc`, bytes(await signer.sign(site.get(TEXT) ?? new Uint8Array(), 'binary', NOW)));
    const others = key === 'stranger.asc' ? [] : await readCertificates(Buffer.from(await publicPart(key)), key);
    const [message, ...more] = (
      await verified(files, { now: NOW, certificates: [...keyring, ...others] })
    ).messages.filter(({ level }) => level === 'error');
    expect(more).toEqual([]);
    expect(message?.rule).toBe(rule);
    expect(message?.text).toContain(words);
  });

  test('a keyring that has none of the keys is one fault, not hundreds', async () => {
    const others = await readCertificates(Buffer.from(await publicPart('stranger.asc')), 'stranger.asc');
    expect(lines(await verified(site, { now: NOW, certificates: others }))).toEqual([
      expect.stringMatching(
        /^SHA256SUMS\.asc:1:1: error unknown-key: None of the \d+ signatures is by a key of the keyring/,
      ),
    ]);
  });

  test('returns alone in a clearsigned text, and words around a detached signature, which gpg skips', async () => {
    const path = [...site.keys()].find((each) => each.endsWith('.signed.txt')) ?? '';
    const text = Buffer.from(site.get(path) ?? []).toString();
    const end = text.indexOf('\n', text.indexOf('\n\n') + 2);
    const files = new Map(site).set(path, bytes(`${text.slice(0, end)}\r${text.slice(end + 1)}`));
    expect((await verified(files)).messages.map(({ rule }) => rule)).toEqual(['bad-signature']);
    const armor = Buffer.from(site.get(`${TEXT}.asc`) ?? []).toString();
    for (const changed of [`Withdrawn.\n${armor}`, `${armor}Withdrawn.\n`]) {
      const found = await verified(new Map(site).set(`${TEXT}.asc`, bytes(changed)));
      expect(found.messages.map(({ rule, place }) => `${place.file} ${rule}`)).toEqual([`${TEXT}.asc bad-signature`]);
    }
    const windows = new Map(site).set(path, bytes(text.replaceAll('\n', '\r\n')));
    expect((await verified(windows)).messages).toEqual([]);
  });

  test('nothing is signed: a warning, and an error for those who know the keys', async () => {
    const { site: files } = await signedSite(await smallRoot(false));
    const rules = async (wanted: Wanted) =>
      (await verified(files, wanted)).messages.map(({ level, rule }) => `${level} ${rule}`);
    expect(await rules({ now: NOW })).toEqual(['warning not-signed']);
    expect(await rules({ now: NOW, certificates: keyring })).toEqual(['error not-signed']);
  });

  test('a site that waits for its signatures is one fault, not hundreds', async () => {
    const listed = new Set(rowsOf(site).map(([path]) => path));
    const files = new Map([...site].filter(([path]) => !listed.has(path)));
    const found = (await verified(files)).messages.filter(({ level }) => level === 'error');
    expect(found.map(({ rule }) => rule)).toContain('not-signed');
    expect(found.length).toBeLessThan(3);
  });

  test('a folder that is no site at all', async () => {
    expect(lines(await verified(new Map()))).toEqual([
      'SHA256SUMS:1:1: error missing-file: There is no `SHA256SUMS` to verify files by',
      'verify/signatures.tsv:1:1: error not-signed: Nothing of this site is signed: its files are as complete as whoever published them wanted',
    ]);
  });

  test('security.txt that has expired', async () => {
    const now = '2040-01-01T00:00:00Z';
    const files = new Map([
      ['.well-known/security.txt', bytes('Contact: mailto:a@b.example\nExpires: 2039-12-31T00:00:00Z\n')],
    ]);
    const sum = createHash('sha256')
      .update(files.get('.well-known/security.txt') ?? '')
      .digest('hex');
    files.set('SHA256SUMS', bytes(`${sum}  .well-known/security.txt\n`));
    expect(lines(await verified(files, { now })).join('\n')).toContain(
      'expired-security-txt: `security.txt` expired at 2039-12-31T00:00:00Z',
    );
  });

  test('of one kind a hundred are shown, and the rest counted', async () => {
    const sums = Array.from({ length: 2000 }, (_, index) => `${'0'.repeat(64)}  file-${index}\n`).join('');
    const found = await verified(new Map([['SHA256SUMS', bytes(sums)]]), { now: NOW });
    expect(found.messages.filter(({ rule }) => rule === 'missing-file')).toHaveLength(101);
    expect(found.messages.at(-1)?.text).toBe('1900 more of `missing-file` are not shown');
  });
});

test('docs/verifying.md explains every kind of fault, and no other', () => {
  const text = readFileSync(join(project, 'docs/verifying.md'), 'utf8');
  expect([...text.matchAll(/^\| `([a-z-]+)`/gm)].map(([, id]) => id)).toEqual([...FAULTS]);
});

describe('a folder', () => {
  test('symbolic links are named and not followed, large files are read in pieces', async () => {
    const folder = join(temporary, 'folder');
    const large = join(folder, 'large.bin');
    write(folder, new Map([['SHA256SUMS', bytes('')]]));
    writeFileSync(large, '');
    truncateSync(large, 40 * 1024 * 1024);
    const sum = createHash('sha256')
      .update(new Uint8Array(40 * 1024 * 1024))
      .digest('hex');
    writeFileSync(join(folder, 'SHA256SUMS'), `${sum}  large.bin\n${'0'.repeat(64)}  out/passwd\n`);
    symlinkSync('/etc', join(folder, 'out'));
    symlinkSync('/etc/passwd', join(folder, 'passwd'));
    writeFileSync(join(folder, '.tocsin-site'), 'marker');
    const found = await verifySite(folderFiles(folder), { now: NOW });
    expect(found.messages.map(({ place, rule }) => `${place.file} ${rule}`)).toEqual([
      'out strange-file',
      'out/passwd missing-file',
      'passwd strange-file',
      'verify/signatures.tsv not-signed',
    ]);
  });
});

describe('an address', () => {
  test('https alone, or this machine', () => {
    const accepted = (url: string) => siteAddress(url)?.href;
    expect(accepted('https://a.example')).toBe('https://a.example/');
    expect(accepted('https://a.example/security')).toBe('https://a.example/security/');
    expect(accepted('https://a.example/security/index.html?x#y')).toBe('https://a.example/security/');
    expect(accepted('http://127.0.0.1:8000')).toBe('http://127.0.0.1:8000/');
    for (const url of ['http://a.example', 'file:///etc', 'https://me:word@a.example', 'http://127.evil.example', 'x'])
      expect(accepted(url), url).toBeUndefined();
  });

  test('a site below a path, with redirects to pages, verifies', async () => {
    const asked: string[] = [];
    const base = await serve((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const path = decodeURIComponent((request.url ?? '').slice('/security/'.length));
      // As hosts do that know pages without their file names.
      if (path.endsWith('/index.html'))
        return response.writeHead(308, { location: `/security/${path.slice(0, -10)}` }).end();
      const file = site.get(path.endsWith('/') ? `${path}index.html` : path);
      return response.writeHead(file && path !== '404.html' ? 200 : 404).end(file);
    });
    const found = await verifySite(webFiles(new URL('/security/', base)), { now: NOW, certificates: keyring });
    expect(lines(found)).toEqual([]);
    expect(found.files).toBe(site.size);
    expect(asked.filter((each) => !each.startsWith('GET /security/'))).toEqual([]);
  });

  const limits: WebLimits = { ...WEB_LIMITS, fileBytes: 100_000, fileMs: 400, idleMs: 200, pauseMs: 1 };
  const hostile: readonly (readonly [string, RequestListener, string])[] = [
    ['a body without end', endless, 'it has more than 100000 bytes'],
    ['a body that drips', drips, 'it took more than 0.4 s'],
    ['no answer', () => undefined, 'nothing came for 0.2 s'],
    ['fewer bytes than announced', (_, response) => cutOff(response), 'the connection failed'],
    ['a redirect to another server', (_, response) => redirect(response, 'https://elsewhere.example/'), 'another one'],
    ['a redirect to a file', (_, response) => redirect(response, 'file:///etc/passwd'), 'another one'],
    ['redirects without end', (request, response) => redirect(response, `${request.url}`), 'again and again'],
    ['an overloaded server', (_, response) => response.writeHead(503).end(), 'status 503'],
  ];

  test.each(hostile)('%s gives one clear message', async (_, answer, words) => {
    const sums = bytes(`${'0'.repeat(64)}  bad.txt\n`);
    const base = await serve((request, response) => {
      if (request.url === '/SHA256SUMS') return response.end(sums);
      return request.url === '/bad.txt' ? answer(request, response) : response.writeHead(404).end();
    });
    const found = await verifySite(webFiles(base, limits), { now: NOW });
    const errors = found.messages.filter(({ level }) => level === 'error');
    expect(errors.map(({ place, rule }) => `${place.file} ${rule}`)).toEqual(['bad.txt unread-file']);
    expect(errors[0]?.text).toContain(words);
  });

  test('a hundred thousand files that are not there end soon', async () => {
    let asked = 0;
    const sums = Array.from({ length: 100_000 }, (_, index) => `${'0'.repeat(64)}  file-${index}\n`).join('');
    const base = await serve((request, response) => {
      if (request.url === '/SHA256SUMS') return response.end(sums);
      asked++;
      return request.url?.startsWith('/file-') ? response.destroy() : response.writeHead(404).end();
    });
    const found = await verifySite(webFiles(base), { now: NOW });
    expect(asked).toBeLessThan(40);
    expect(found.messages.map(({ text }) => text).join('\n')).toMatch(/Stopped after 0 files: \d+ requests failed/);
    expect(found.messages.length).toBeLessThan(25);
  });
});

describe('the command', () => {
  const folder = join(temporary, 'site');
  const keys = join(temporary, 'keyring.asc');
  beforeAll(async () => {
    write(folder, site);
    writeFileSync(keys, await publicPart('halyard-signing.asc'));
  });

  test('a whole site: exit code 0, and one line', async () => {
    const { code, out, error } = tocsinProcess(['verify', folder, '--keyring', keys, '--now', NOW]);
    expect(error).toBe('');
    expect(out).toBe(
      `${folder}: ${site.size} files as of ${/[\dTZ:-]{20}/.exec(out)}, ${rowsOf(site).length} signatures by ${SIGNER}, ${/\d+ links/.exec(out)}; no problems\n`,
    );
    expect(code).toBe(0);
  });

  test('a private preview behind an address is none, whatever else it has', async () => {
    const preview = new Map([...site, ['PRIVATE-DO-NOT-PUBLISH.txt', Buffer.from('TLP:AMBER\n')]]);
    const served = async (files: ReadonlyMap<string, Uint8Array>) => {
      const base = await serve((request, response) => {
        const file = files.get(decodeURIComponent((request.url ?? '').slice(1)));
        response.writeHead(file ? 200 : 404).end(file);
      });
      return tocsin(['verify', base.href, '--keyring', keys, '--now', NOW]);
    };
    const listed = new Map(preview);
    const sums = Buffer.from(site.get('SHA256SUMS') ?? '').toString();
    listed.set('SHA256SUMS', Buffer.from(`${sums}${'0'.repeat(64)}  PRIVATE-DO-NOT-PUBLISH.txt\n`));
    const unlisted = new Map(preview);
    unlisted.delete('SHA256SUMS');
    for (const files of [listed, unlisted]) {
      const { code, out, error } = await served(files);
      expect({ code, error }).toMatchObject({ code: 1, error: expect.stringContaining('error private-preview') });
      expect(error).toContain('This is a private preview with advisories under embargo, and no site');
      expect(out).toContain('1 error\n');
    }
    // A host that answers everything with a page of its own hosts no preview.
    const site404 = new Map(unlisted).set('PRIVATE-DO-NOT-PUBLISH.txt', Buffer.from('<!DOCTYPE html>'));
    expect((await served(site404)).error).not.toContain('private-preview');
  });

  test('an altered one: exit code 1, a message with what to do, JSON for machines', async () => {
    const changed = join(temporary, 'changed');
    write(changed, site);
    writeFileSync(join(changed, 'index.html'), 'nothing to see');
    const text = await tocsin(['verify', changed, '--keyring', keys, '--now', NOW]);
    expect(text.code).toBe(1);
    expect(text.error).toContain(
      'index.html:1:1: error altered-file: `index.html` is not the file that `SHA256SUMS` names\n    hint: ',
    );
    expect(text.out).toContain('; 1 error\n');
    const json = await tocsin(['verify', changed, '--keyring', keys, '--now', NOW, '--report', 'json']);
    expect(JSON.parse(json.out)).toMatchObject([{ rule: 'altered-file', place: { file: 'index.html' } }]);
  });

  test('an address', async () => {
    const base = await serve((request, response) => {
      const file = site.get(decodeURIComponent((request.url ?? '').slice(1)));
      response.writeHead(file ? 200 : 404).end(file);
    });
    const { code, out } = await tocsin(['verify', base.href, '--keyring', keys, '--now', NOW]);
    expect(out).toContain('no problems');
    expect(code).toBe(0);
  });

  test('wrong use: exit code 2, and what is wrong', async () => {
    const uses: readonly (readonly [words: readonly string[], message: string])[] = [
      [[join(temporary, 'nowhere')], 'is no folder'],
      [['http://security.example'], 'is no address that begins with https://'],
      [[project, '--keyring', join(project, 'package.json')], 'is no keyring'],
      [[project, '--keyring', join(project, 'test/keys/rsa.asc')], 'it holds a private key'],
    ];
    const found = await Promise.all(uses.map(([words]) => tocsin(['verify', ...words])));
    for (const [index, [, message]] of uses.entries()) {
      expect(found[index]?.code).toBe(2);
      expect(found[index]?.error).toMatch(/^error: /);
      expect(found[index]?.error).toContain(message);
    }
  });
});

/** Verifies files in memory. */
function verified(files: SiteMap, wanted: Wanted = { now: NOW, certificates: keyring }): Promise<Verified> {
  return verifySite(memory(files), wanted);
}

function memory(files: SiteMap): SiteFiles {
  return {
    name: 'memory',
    paths: [...files.keys()].sort(),
    strange: [],
    parallel: 16,
    stopped: () => undefined,
    load: async (path) => {
      const found = files.get(path);
      if (!found) return { kind: 'missing' };
      return {
        kind: 'file',
        bytes: found,
        size: found.length,
        sha256: createHash('sha256').update(found).digest('hex'),
      };
    },
  };
}

const lines = ({ messages }: Verified): string[] => messages.map(headline);

const bytes = (text: string): Uint8Array => Buffer.from(text);

function rowsOf(files: SiteMap): string[][] {
  const text = Buffer.from(files.get('verify/signatures.tsv') ?? '').toString();
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
}

const signedText = (files: SiteMap): string => [...files.keys()].find((path) => path.endsWith('.signed.txt')) ?? '';

function alter(files: Map<string, Uint8Array>, path: string): void {
  const changed = Buffer.from(files.get(path) ?? new Uint8Array());
  changed[10] = (changed[10] ?? 0) ^ 1;
  files.set(path, changed);
}

function replace(files: Map<string, Uint8Array>, path: string, pattern: RegExp, by: string): void {
  const text = Buffer.from(files.get(path) ?? new Uint8Array()).toString('utf8');
  expect(text, path).toMatch(pattern);
  files.set(path, bytes(text.replace(pattern, by)));
}

/** Armor has letters that say nothing: a checksum that nobody checks, the last bits before it. */
function isSameSignature(before: Uint8Array | undefined, after: Uint8Array): boolean {
  const packets = (armor: Uint8Array | undefined) => {
    const text = Buffer.from(armor ?? new Uint8Array()).toString('latin1');
    const [, body = ''] = /-----BEGIN PGP SIGNATURE-----\n\n([^=-]*)/.exec(text) ?? [];
    return body === '' ? text : Buffer.from(body, 'base64').toString('hex');
  };
  return packets(before) === packets(after);
}

const write = (folder: string, files: SiteMap): string => writeFiles(folder, Object.fromEntries(files));

async function serve(answer: RequestListener): Promise<URL> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

function endless(...[, response]: Parameters<RequestListener>): void {
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(10_000)));
  };
  response.on('drain', more);
  more();
}

function drips(...[, response]: Parameters<RequestListener>): void {
  const timer = setInterval(() => (response.destroyed ? clearInterval(timer) : response.write('x')), 50);
}

function cutOff(response: Parameters<RequestListener>[1]): void {
  response.writeHead(200, { 'content-length': 1000 });
  response.write('short');
  setTimeout(() => response.destroy(), 20);
}

function redirect(response: Parameters<RequestListener>[1], location: string): void {
  response.writeHead(302, { location }).end();
}
