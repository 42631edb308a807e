// Sending announcements through a real SMTP server on loopback: once, to those who shall have it, and never twice.

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { receive } from '../generator/lib/mail/receive.ts';
import { readSentLog, standingOf } from '../generator/lib/mail/sent-log.ts';
import { mailServer } from '../generator/lib/mail/smtp.ts';
import { readCertificates } from '../generator/lib/pgp/openpgp.ts';
import { announceRoot, KEY, NOW, PATCH, project, type Run, runAnnounce } from './announce-root.ts';

const temporary = mkdtempSync(join(tmpdir(), 'tocsin-smtp-'));
const started: ChildProcess[] = [];
const roots: string[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  for (const folder of [temporary, ...roots]) rmSync(folder, { recursive: true, force: true });
});

const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const hasServer = spawnSync(python, ['-c', 'import aiosmtpd']).status === 0;
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const SENDERS = ['announce@lists.sample.example', 'users@lists.sample.example', 'archive@sample.example'];

type Server = { readonly port: string; readonly mbox: string };

/** Starts a server with settings such as `auth=user:password`. */
async function server(...settings: readonly string[]): Promise<Server> {
  const mbox = join(temporary, `${started.length}.mbox`);
  const child = spawn(python, [join(project, 'test/smtp-server.py'), mbox, ...settings], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started.push(child);
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data).trim())),
  );
  return { port, mbox };
}

const newRoot = (): string => {
  const root = announceRoot({}, /XSA-1|INL-1/);
  roots.push(root);
  return root;
};

const log = (root: string): string[][] => {
  const path = join(root, 'announced.tsv');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
};
const states = (root: string): string[] => log(root).map(([, state = '']) => state);

const send = (
  root: string,
  url: string,
  more: Readonly<Record<string, string>> = {},
  person: Parameters<typeof runAnnounce>[2] = {},
  id = 'XSA-1',
): Promise<Run> => runAnnounce(id, { root, key: KEY, send: 'true', smtp: url, yes: 'true', ...more }, person);

test.skipIf(!hasServer)('a mail arrives whole, its signature holds, and the log says so', async () => {
  const root = newRoot();
  const { port, mbox } = await server();
  const { code, out, error } = await send(root, `smtp://127.0.0.1:${port}`);
  expect([code, out]).toEqual([0, `XSA-1 version 3 was sent to ${SENDERS.join(', ')}; commit announced.tsv\n`]);
  for (const line of [
    'From:       Équipe sécurité <security@sample.example>',
    'Subject:    Sample Advisory 1 v3 (CVE-2026-190001,CVE-2026-190002) - Title – “quoted”',
    `Attached:   one-fix.patch (${PATCH.length} bytes), two-fix.patch (${PATCH.length} bytes)`,
    `Through:    127.0.0.1:${port} (this machine, no TLS)`,
  ])
    expect(error).toContain(line);
  expect(readFileSync(`${mbox}.to`, 'utf8')).toBe(SENDERS.join(','));
  const raw = readFileSync(`${mbox}.raw`, 'latin1');
  expect(raw).toBe((await runAnnounce('XSA-1', { root, key: KEY })).out);
  const certificates = await readCertificates(readFileSync(join(root, 'content/keys/sample.asc')), 'sample.asc');
  expect((await receive(raw, certificates, NOW)).verification).toMatchObject({ isValid: true, hash: 'sha512' });
  expect(log(root).map((fields) => [fields[1], fields[2], fields[3], fields[4], fields[5]])).toEqual(
    ['sending', 'sent'].map((state) => [
      state,
      'XSA-1',
      '3',
      '<xsa-1.v3.2026@security.sample.example>',
      SENDERS.join(','),
    ]),
  );
  expect(log(root)[1]?.[6]).toMatch(/^[0-9a-f]{64}$/);

  const again = await send(root, `smtp://127.0.0.1:${port}`);
  expect(again.code).toBe(1);
  expect(again.error).toMatch(/^error: XSA-1 version 3 was sent at 2026-11-21T12:00:00Z, says `announced.tsv`\n/);
  expect(readFileSync(mbox, 'utf8').match(/^From test/gm)).toHaveLength(1);
});

test.skipIf(!hasServer)(
  'a person is shown the mail and asked; no answer, another answer and no terminal send nothing',
  async () => {
    const root = newRoot();
    const { port, mbox } = await server();
    const url = `smtp://127.0.0.1:${port}`;
    for (const answer of ['', 'n', 'yesterday']) {
      const { yes, ...options } = { root, key: KEY, send: 'true', smtp: url, yes: '' };
      expect((await runAnnounce('INL-1', options, { answer })).error).toMatch(/nothing was sent\n$/);
      expect(yes).toBe('');
    }
    await expect(runAnnounce('INL-1', { root, key: KEY, send: 'true', smtp: url })).rejects.toThrow(/no terminal/);
    expect([existsSync(mbox), log(root)]).toEqual([false, []]);
    expect((await runAnnounce('INL-1', { root, key: KEY, send: 'true', smtp: url }, { answer: 'y' })).code).toBe(0);
    expect(states(root)).toEqual(['sending', 'sent']);
  },
);

test.skipIf(!hasServer)('a wrong password sends nothing, is never shown, and the right one sends', async () => {
  const root = newRoot();
  const { port } = await server('auth=me@sample.example:correct horse');
  const url = `smtp://me%40sample.example@127.0.0.1:${port}`;
  const wrong = await send(root, url, {}, { env: { TOCSIN_SMTP_PASSWORD: 'battery staple' } });
  expect(wrong.code).toBe(1);
  expect(wrong.error).toMatch(/error: the server refused the user or the password .*; nothing was sent\n/);
  expect(wrong.error + wrong.out + readFileSync(join(root, 'announced.tsv'), 'utf8')).not.toMatch(/battery/);
  await expect(send(root, url)).rejects.toThrow('no password for me@sample.example; set TOCSIN_SMTP_PASSWORD');
  expect((await send(root, url, {}, { env: { TOCSIN_SMTP_PASSWORD: 'correct horse' } })).code).toBe(0);
  expect(states(root)).toEqual(['sending', 'failed', 'sending', 'sent']);
});

test.skipIf(!hasServer)('a refused recipient is reported, and a second run sends to that one only', async () => {
  const root = newRoot();
  const picky = await server('refuse=users@lists.sample.example');
  const first = await send(root, `smtp://127.0.0.1:${picky.port}`);
  expect(first.code).toBe(1);
  expect(first.error).toMatch(/the server refused users@lists\.sample\.example \(550 5\.1\.1 /);
  expect(states(root)).toEqual(['sending', 'sent', 'refused']);
  const { port, mbox } = await server();
  expect((await send(root, `smtp://127.0.0.1:${port}`)).code).toBe(0);
  expect(readFileSync(`${mbox}.to`, 'utf8')).toBe('users@lists.sample.example');
  expect((await send(root, `smtp://127.0.0.1:${port}`)).error).toMatch(/was sent at/);

  const other = newRoot();
  const none = await server(`refuse=${SENDERS.join(',')}`);
  expect((await send(other, `smtp://127.0.0.1:${none.port}`)).error).toMatch(
    /refused every recipient.*nothing was sent/,
  );
  expect(states(other)).toEqual(['sending', 'failed']);
});

test.skipIf(!hasServer)(
  'a message that the server refuses may be sent again; one that is lost on the way may not',
  async () => {
    const root = newRoot();
    const refusing = await server('data=reject');
    expect((await send(root, `smtp://127.0.0.1:${refusing.port}`)).error).toMatch(/554 5\.7\.1.*nothing was sent/);
    expect((await send(root, 'smtp://127.0.0.1:1')).error).toMatch(/127\.0\.0\.1:1.*nothing was sent/);
    const losing = await server('data=lose');
    const lost = await send(root, `smtp://127.0.0.1:${losing.port}`);
    expect(lost.code).toBe(1);
    expect(lost.error).toMatch(/the server may have taken the mail all the same\n {4}hint: Look for <xsa-1\.v3/);
    expect(states(root)).toEqual(['sending', 'failed', 'sending', 'failed', 'sending']);
    const { port, mbox } = await server();
    expect((await send(root, `smtp://127.0.0.1:${port}`)).error).toMatch(/about to be sent at .*, and nobody knows/);
    expect(existsSync(mbox)).toBe(false);
    const path = join(root, 'announced.tsv');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/\tsending(?=[^\n]*\n$)/, '\tfailed'));
    expect((await send(root, `smtp://127.0.0.1:${port}`)).code).toBe(0);
  },
);

test('wrong calls: no server, a password in the address, options without a meaning, a time to come', async () => {
  const root = newRoot();
  const rejects = (options: Readonly<Record<string, string>>, words: RegExp) =>
    expect(runAnnounce('XSA-1', { root, key: KEY, ...options })).rejects.toThrow(words);
  await rejects({ send: 'true' }, /--send needs a server/);
  await rejects({ send: 'true', yes: 'true', smtp: 'smtps://me:secret@mail.example' }, /leave the password out/);
  await rejects({ yes: 'true' }, /--yes means something with --send only/);
  await rejects(
    { send: 'true', yes: 'true', smtp: 'smtp://localhost', now: '2027-01-01T00:00:00Z' },
    /--now lies in the future/,
  );
  for (const url of [
    '',
    'mail.example',
    'http://mail.example',
    'smtp:mail',
    'smtp://mail.example/x',
    'smtp://a%@mail.example',
  ])
    expect(typeof mailServer(url), url).toBe('string');
  expect(mailServer('smtps://me%40x@[::1]')).toEqual({
    host: '::1',
    port: 465,
    isSecure: true,
    isLocal: true,
    user: 'me@x',
  });
  expect(mailServer('smtp://Mail.Example')).toEqual({
    host: 'mail.example',
    port: 587,
    isSecure: false,
    isLocal: false,
  });
});

test('a log that cannot be read, or that is locked, forbids sending', async () => {
  const root = newRoot();
  writeFileSync(join(root, 'announced.tsv'), 'time\tstate\n<<<<<<< HEAD\n');
  expect((await send(root, 'smtp://127.0.0.1:1')).error).toMatch(/line 2 of `announced\.tsv` cannot be read/);
  writeFileSync(join(root, 'announced.tsv'), '');
  writeFileSync(join(root, 'announced.tsv.lock'), '');
  expect((await send(root, 'smtp://127.0.0.1:1')).error).toMatch(/`announced\.tsv\.lock` is there/);
  expect(readFileSync(join(root, 'announced.tsv'), 'utf8')).toBe('');
});

test('what the log says of a version', () => {
  const line = (state: string, recipients: string, version = '3') =>
    `2026-11-21T12:00:00Z\t${state}\tXSA-1\t${version}\t<x@y>\t${recipients}\t00\n`;
  const standing = (...lines: readonly string[]) => standingOf(readSentLog(lines.join('')).entries, 'XSA-1', 3);
  expect(standing()).toEqual({ kind: 'new' });
  expect(standing(line('sent', 'a', '2'))).toEqual({ kind: 'new' });
  expect(standing(line('sending', 'a'), line('failed', 'a')).kind).toBe('new');
  expect(standing(line('sending', 'a'), line('sent', 'a')).kind).toBe('sent');
  expect(standing(line('sending', 'a,b'), line('sent', 'a'), line('refused', 'b'))).toMatchObject({
    kind: 'partly',
    served: new Set(['a']),
  });
  expect(standing(line('sending', 'a,b'), line('sent', 'a'), line('refused', 'b'), line('sending', 'b')).kind).toBe(
    'unknown',
  );
  expect(standing(line('sent', 'a'), line('refused', 'b'), line('sending', 'b'), line('failed', 'b')).kind).toBe(
    'partly',
  );
  expect(standing(line('sent', 'a').replaceAll('\n', '\r\n')).kind).toBe('sent');
});

/** The command as users have it, in a process of its own. */
const command = join(project, 'build/command/tocsin.js');
const words = (root: string, url: string) => [
  'announce',
  'XSA-1',
  '--root',
  root,
  '--key',
  KEY,
  '--send',
  '--yes',
  '--smtp',
  url,
];

/** A certificate for loopback, and the file to trust it by. */
function certificate(): string {
  const path = join(temporary, 'server.pem');
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:0.0.0.0,IP:127.0.0.1,DNS:localhost'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      path,
      '-out',
      `${path}.crt`,
      ...subject,
    ],
    { stdio: 'ignore' },
  );
  writeFileSync(path, readFileSync(path, 'utf8') + readFileSync(`${path}.crt`, 'utf8'));
  return path;
}

test.skipIf(!hasServer || !hasOpenssl || !existsSync(command))(
  'elsewhere TLS is a must, and so is a certificate that holds',
  async () => {
    const pem = certificate();
    const root = newRoot();
    const plain = await server();
    // An address of this machine that is not known as such.
    expect((await send(root, `smtp://0.0.0.0:${plain.port}`)).error).toMatch(/STARTTLS.*nothing was sent/);
    const [starttls, tls] = [await server(`certificate=${pem}`), await server(`certificate=${pem}`, 'tls=yes')];
    for (const url of [`smtp://0.0.0.0:${starttls.port}`, `smtps://127.0.0.1:${tls.port}`])
      expect((await send(root, url)).error).toMatch(/certificate.*nothing was sent/);
    expect([plain, starttls, tls].filter(({ mbox }) => existsSync(mbox))).toEqual([]);
    for (const url of [`smtp://0.0.0.0:${starttls.port}`, `smtps://127.0.0.1:${tls.port}`]) {
      const trusting = { ...process.env, NODE_EXTRA_CA_CERTS: `${pem}.crt` };
      const { status, stderr } = spawnSync('node', [command, ...words(newRoot(), url)], {
        env: trusting,
        encoding: 'utf8',
      });
      expect([status, stderr.includes('error')], stderr).toEqual([0, false]);
    }
    expect(existsSync(starttls.mbox) && existsSync(tls.mbox)).toBe(true);
  },
);

test.skipIf(!hasServer || !existsSync(command))(
  'of two at once one sends, and one that is killed sends no second mail',
  async () => {
    const root = newRoot();
    const waiting = await server('data=wait');
    const url = `smtp://127.0.0.1:${waiting.port}`;
    const children = [1, 2].map(() =>
      spawn('node', [command, ...words(root, url)], { stdio: ['ignore', 'ignore', 'pipe'] }),
    );
    started.push(...children);
    const ends = children.map(
      (child) => new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code))),
    );
    const first = await Promise.race(ends.map(async (end, index) => ({ index, code: await end })));
    expect(first.code).toBe(1);
    while (!existsSync(`${waiting.mbox}.to`)) await new Promise((resolve) => setTimeout(resolve, 20));
    children[1 - first.index]?.kill('SIGKILL');
    await Promise.all(ends);
    expect(states(root)).toEqual(['sending']);
    const { port, mbox } = await server();
    const after = await send(root, `smtp://127.0.0.1:${port}`);
    expect([after.code, existsSync(mbox)]).toEqual([1, false]);
    expect(after.error).toMatch(/about to be sent at/);
    expect(readFileSync(waiting.mbox, 'utf8').match(/^From test/gm)).toHaveLength(1);
  },
);
