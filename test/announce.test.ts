// The mails that announce advisories: read by python and mutt, verified by gpg and gpgv, the same bytes each time.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { compose, type Envelope } from '../generator/lib/mail/compose.ts';
import { mailbox } from '../generator/lib/mail/headers.ts';
import { receive } from '../generator/lib/mail/receive.ts';
import { clearsigned, coveredText } from '../generator/lib/pgp/cleartext.ts';
import { readCertificates } from '../generator/lib/pgp/openpgp.ts';
import { announceRoot, KEY, NOW, PATCH, project, runAnnounce, SITE } from './announce-root.ts';
import { testSigner } from './signed-site.ts';

const root = announceRoot();
const temporary = mkdtempSync(join(tmpdir(), 'tocsin-mail-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
  rmSync(temporary, { recursive: true, force: true });
});

const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const has = (command: string): boolean => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const without = (...commands: string[]): string => commands.filter((command) => !has(command)).join(', ');

/** Runs a program on bytes. */
const run = (command: string, words: readonly string[], input: string | Uint8Array = '') => {
  const result = spawnSync(command, words, { input, env: { ...process.env, GNUPGHOME: home } });
  return { code: result.status, out: result.stdout ?? Buffer.alloc(0), error: String(result.stderr) };
};

const home = join(temporary, 'gnupg');
mkdirSync(home, { mode: 0o700 });
const keyring = join(temporary, 'keyring.gpg');
if (has('gpg')) {
  const key = readFileSync(join(root, 'content/keys/sample.asc'));
  run('gpg', ['--batch', '--quiet', '--import'], key);
  writeFileSync(keyring, run('gpg', ['--batch', '--export']).out);
}
afterAll(() => void spawnSync('gpgconf', ['--kill', 'all'], { env: { ...process.env, GNUPGHOME: home } }));

/** What python's email package reads in a message. */
type Read = {
  readonly headers: Readonly<Record<string, string>>;
  readonly defects: readonly string[];
  readonly parts: readonly { readonly type: string; readonly name: string | null; readonly bytes: string }[];
};
const READER = `
import base64, email, email.policy, json, sys
raw = sys.stdin.buffer.read()
message = email.message_from_bytes(raw, policy=email.policy.default)
parts = [part for part in message.walk()]
print(json.dumps({
  "headers": {name: str(value) for name, value in message.items()},
  "defects": [repr(d) for part in parts for d in part.defects] + [repr(d) for part in parts for h in part.values() for d in getattr(h, "defects", [])],
  "parts": [{"type": part.get_content_type(), "name": part.get_filename(),
    "bytes": base64.b64encode(part.get_payload(decode=True)).decode()} for part in parts if not part.is_multipart()],
}))`;
const readMail = (message: string): Read =>
  JSON.parse(run(python, ['-c', READER], Buffer.from(message, 'latin1')).out.toString());
const bytesOf = (part: Read['parts'][number] | undefined): Buffer => Buffer.from(part?.bytes ?? '', 'base64');

/** As an mbox keeps it. */
const mbox = (message: string): string =>
  `From test Sat Nov 21 12:00:00 2026\n${message.replaceAll('\r\n', '\n').replace(/^From /gm, '>From ')}\n`;

test("a mail in the form mime has the house's headers, its patches, and no defect for python", async () => {
  const { code, out, error } = await runAnnounce('XSA-1', { root, key: KEY });
  expect([code, error]).toEqual([0, '']);
  const { headers, defects, parts } = readMail(out);
  expect(defects).toEqual([]);
  expect(headers).toMatchObject({
    From: 'Équipe sécurité <security@sample.example>',
    To: 'Announcements <announce@lists.sample.example>, users@lists.sample.example',
    Cc: 'archive@sample.example',
    'Reply-To': 'users@lists.sample.example',
    Subject: 'Sample Advisory 1 v3 (CVE-2026-190001,CVE-2026-190002) - Title – “quoted”',
    Date: 'Sat, 21 Nov 2026 12:00:00 +0000',
    'Message-ID': '<xsa-1.v3.2026@security.sample.example>',
    'In-Reply-To': '<xsa-1.v2.2026@security.sample.example>',
    References: '<xsa-1.v1.2026@security.sample.example> <xsa-1.v2.2026@security.sample.example>',
    'MIME-Version': '1.0',
  });
  expect(parts.map(({ type, name }) => [type, name])).toEqual([
    ['text/plain', null],
    ['application/octet-stream', 'one-fix.patch'],
    ['application/octet-stream', 'two-fix.patch'],
    ['application/pgp-signature', 'signature.asc'],
  ]);
  expect(bytesOf(parts[1]).equals(PATCH)).toBe(true);
  expect(out).toMatch(/^[\r\n\t\x20-\x7e]*$/);
  expect(out.split('\r\n').filter((line) => line.length > 78 || /[ \t]$|^From |\n/.test(line))).toEqual([]);
});

test('the same root gives the same bytes, and an advisory that revises another one answers it', async () => {
  for (const id of ['XSA-1', 'INL-1', 'DSA-7-2']) {
    const [first, second] = [await runAnnounce(id, { root, key: KEY }), await runAnnounce(id, { root, key: KEY })];
    expect(first.out).toBe(second.out);
    expect(first.out.length).toBeGreaterThan(500);
  }
  const { headers } = readMail((await runAnnounce('DSA-7-2', { root, key: KEY })).out);
  expect(headers).toMatchObject({
    Subject: '[SECURITY] [DSA 7-2] thing security update',
    From: 'Sample security team <security@sample.example>',
    References: '<dsa-7-1.v1.2026@security.sample.example>',
  });
});

test.skipIf(without('gpg', 'gpgv'))('gpg and gpgv verify a PGP/MIME mail as it is, and from an mbox', async () => {
  const { out } = await runAnnounce('XSA-1', { root, key: KEY });
  const stored = mbox(out)
    .replaceAll('\n', '\r\n')
    .replace(/^.*\r\n/, '')
    .slice(0, -2);
  for (const message of [out, stored]) {
    const boundary = /boundary="([^"]+)"/.exec(message)?.[1] ?? '';
    const [, content = '', signature = ''] = message
      .split(`--${boundary}`)
      .map((part) => part.replace(/^\r\n/, '').replace(/\r\n$/, ''));
    const asc = join(temporary, 'mime.asc');
    writeFileSync(asc, signature.slice(signature.indexOf('-----BEGIN')));
    for (const command of [
      ['gpg', '--batch', '--verify'],
      ['gpgv', '--keyring', keyring],
    ]) {
      const [program = '', ...words] = command;
      expect(run(program, [...words, asc, '-'], content).error).toMatch(/Good signature/);
      expect(run(program, [...words, asc, '-'], content.replace('Bad.', 'bad.')).error).toMatch(/BAD signature/);
    }
  }
});

test.skipIf(without('gpg', 'gpgv'))(
  'an inline mail verifies with gpg after python has decoded it, its patches too',
  async () => {
    const { out } = await runAnnounce('INL-1', { root, key: KEY });
    for (const message of [out, mbox(out).replace(/^.*\n/, '')]) {
      const { headers, defects, parts } = readMail(message);
      expect(defects).toEqual([]);
      expect(headers['Subject']).toBe('INL-1 v3: Title – “quoted”');
      expect(run('gpg', ['--batch', '--verify'], bytesOf(parts[0])).error).toMatch(/Good signature/);
      expect(run('gpg', ['--batch', '--verify'], bytesOf(parts[0]).toString().replace('Bad.', 'bad.')).error).toMatch(
        /BAD/,
      );
      const names = parts.map(({ name }) => name);
      expect(names).toEqual([null, 'one-fix.patch', 'one-fix.patch.asc', 'two-fix.patch', 'two-fix.patch.asc']);
      const asc = join(temporary, 'patch.asc');
      writeFileSync(asc, bytesOf(parts[2]));
      expect(run('gpgv', ['--keyring', keyring, asc, '-'], bytesOf(parts[1])).error).toMatch(/Good signature/);
    }
  },
);

test.skipIf(without('mutt', 'gpg', 'script'))('mutt shows both forms and says that the signature is good', async () => {
  for (const id of ['XSA-1', 'INL-1']) {
    const file = join(temporary, `${id}.mbox`);
    const saved = join(temporary, `${id}.shown`);
    writeFileSync(file, mbox((await runAnnounce(id, { root, key: KEY })).out));
    const script = join(temporary, 'muttrc');
    writeFileSync(
      script,
      `set crypt_use_gpgme=no crypt_verify_sig=yes pager="cp %s ${saved}" wait_key=no prompt_after=no folder=${temporary} record="" charset=utf-8
set pgp_verify_command="gpg --status-fd=2 --no-verbose --quiet --batch --output - --verify %s %f"
set pgp_decode_command="gpg --status-fd=2 --no-verbose --quiet --batch --output - %f"
set pgp_auto_decode=yes
set pgp_good_sign="^\\\\[GNUPG:\\\\] GOODSIG"
`,
    );
    const keys = `push "<display-message><exit>"`;
    spawnSync('script', ['-qec', `mutt -n -R -F ${script} -f ${file} -e '${keys}'`, '/dev/null'], {
      env: { ...process.env, GNUPGHOME: home, TERM: 'xterm', LC_ALL: 'C.UTF-8' },
      timeout: 8000,
      stdio: 'ignore',
    });
    const shown = existsSync(saved) ? readFileSync(saved, 'utf8') : '';
    expect(shown, id).toContain('Good signature from');
    expect(shown).toContain('From the first byte on, it goes wrong – é, 漢字');
  }
});

test('a withdrawal is a mail of its own, and says so in its subject', async () => {
  const { headers } = readMail((await runAnnounce('INL-2', { root, key: KEY })).out);
  expect(headers).toMatchObject({
    Subject: 'WITHDRAWN: INL-2: Title – “quoted”',
    'Message-ID': '<inl-2.withdrawn.2026@security.sample.example>',
    'In-Reply-To': '<inl-2.v1.2026@security.sample.example>',
  });
});

test('what is not public gets the answer of what does not exist', async () => {
  const [embargoed, absent] = [await runAnnounce('INL-3', { root, key: KEY }), await runAnnounce('INL-9', { root })];
  expect([embargoed.code, absent.code]).toEqual([1, 1]);
  expect(embargoed.error.replaceAll('INL-3', 'INL-9')).toBe(absent.error);
  expect(embargoed.out + absent.out).toBe('');
});

test('a series without mail, a key that nobody published, a missing key: each one message', async () => {
  const stranger = join(project, 'test/keys/stranger.asc');
  for (const [id, options, words] of [
    ['QUIET-1', { key: KEY }, /the series `quiet` is not mailed/],
    ['XSA-1', { key: stranger }, /hint: Give a key whose public part is in content\/keys\//],
    ['INL-1', { key: stranger }, /hint: Give a key whose public part is in content\/keys\//],
    ['XSA-1', {}, /`mime` is signed as a whole, and there is no key/],
    [
      'INL-1',
      {},
      /there is no signature of `\/advisories\/inl-1\/inl-1.signed.txt?`|no signature of `\/advisories\/inl-1\/inl-1.txt`/,
    ],
  ] as const) {
    const { code, out, error } = await runAnnounce(id, { root, ...options });
    expect([code, out]).toEqual([1, '']);
    expect(error).toMatch(words);
    expect(error.split('\n').length).toBe(3);
  }
});

test('without any key a site is mailed unsigned, with a warning', async () => {
  const plain = announceRoot();
  rmSync(join(plain, 'content/keys'), { recursive: true });
  const site = join(plain, 'content/site.yaml');
  writeFileSync(site, readFileSync(site, 'utf8').replace(/^keys:.*\n/m, ''));
  const { code, out, error } = await runAnnounce('INL-1', { root: plain });
  expect([code, error]).toEqual([0, 'warning: this site has no signing key, so the mail is not signed\n']);
  const text = bytesOf(readMail(out).parts[0]).toString().replaceAll('\r\n', '\n');
  expect(text).toMatch(/From the first byte on/);
  expect(out).not.toMatch(/^From |PGP/m);
  rmSync(plain, { recursive: true });
});

test('what a person signed is mailed as it is, without a key; once the text has changed, nothing is', async () => {
  const config = SITE.replace('prefix: INL', 'prefix: INL\n    clearsigned: true').replace(
    'mail: {to: announce@',
    'mail: {attach-patches: false, to: announce@',
  );
  const offline = announceRoot({ 'content/site.yaml': config }, /INL-1/);
  const signer = await testSigner('halyard-signing.asc');
  const unsigned = (await runAnnounce('INL-1', { root: offline, key: KEY })).out;
  const { text } = await receive(unsigned, [], NOW);
  const covered = coveredText(text);
  const byHand = clearsigned(covered, await signer.sign(Buffer.from(covered), 'text', '2026-08-01T00:00:00Z'));
  const path = join(offline, 'content/inl/INL-1.txt.asc');
  writeFileSync(path, byHand);
  const { code, out, error } = await runAnnounce('INL-1', { root: offline });
  expect([code, error]).toEqual([0, '']);
  expect(bytesOf(readMail(out).parts[0]).toString().replaceAll('\r\n', '\n')).toBe(byHand);
  writeFileSync(path, byHand.replace('Bad.', 'bad.'));
  const altered = await runAnnounce('INL-1', { root: offline });
  expect([altered.code, altered.out]).toEqual([1, '']);
  expect(altered.error).toMatch(/^error: The signed text is not that of the advisory any more\n/);

  rmSync(path);
  const site = join(offline, 'dist/advisories/inl-1');
  mkdirSync(site, { recursive: true });
  writeFileSync(join(site, 'inl-1.signed.txt'), byHand);
  expect((await runAnnounce('INL-1', { root: offline })).out).toBe(out);
  writeFileSync(join(site, 'inl-1.signed.txt'), byHand.replace('Bad.', 'bad.'));
  expect((await runAnnounce('INL-1', { root: offline })).error).toMatch(/there is no signature of/);
  rmSync(offline, { recursive: true });
});

test('an error anywhere in the root forbids announcing', async () => {
  const broken = announceRoot({ 'content/xsa/XSA-2.md': 'no front matter\n' });
  const { code, out, error } = await runAnnounce('INL-1', { root: broken, key: KEY });
  expect([code, out]).toEqual([1, '']);
  expect(error).toMatch(/content\/xsa\/XSA-2\.md[\s\S]*nothing is announced\n$/);
  rmSync(broken, { recursive: true });
});

test('--out names a file or a folder', async () => {
  const { code, out } = await runAnnounce('XSA-1', { root, key: KEY, out: temporary });
  expect([code, out]).toEqual([0, '']);
  expect(readFileSync(join(temporary, 'xsa-1-v3.eml'), 'utf8')).toBe(
    (await runAnnounce('XSA-1', { root, key: KEY })).out,
  );
  await expect(runAnnounce('XSA-1', { root, key: KEY, out: join(temporary, 'no/') })).rejects.toThrow('is no folder');
});

const envelope: Envelope = {
  from: { name: 'Team', address: 'team@sample.example' },
  to: [{ address: 'list@sample.example' }],
  cc: [],
  subject: 'Subject',
  date: NOW,
  messageId: '<x.v1.2026@sample.example>',
  follows: [],
};

test('no value of a header begins another one', async () => {
  const evil = (word: string) =>
    ['\r\n', '\n', '\r', '\u0085', '\u2028', '\u2029', '\0', '\x0b', '\x0c', '\x1c'].map(
      (end) => `a${end}X-${word}: evil${end}${end}b`,
    );
  for (let index = 0; index < 10; index++) {
    const at = (word: string) => evil(word)[index] ?? '';
    const message = await compose(
      {
        ...envelope,
        from: { name: at('From'), address: 'team@sample.example' },
        to: [{ name: at('To'), address: 'list@sample.example' }],
        cc: [{ name: at('Cc'), address: `list@sample.example${at('Address')}` }],
        replyTo: { name: at('Reply'), address: 'team@sample.example' },
        subject: at('Subject'),
        messageId: `<x${at('Id')}@sample.example>`,
        follows: [`<y${at('Reference')}@sample.example>`],
      },
      'text\n',
      [{ name: at('File'), bytes: Buffer.from('x'), type: 'text/x-diff; charset=utf-8' }],
    );
    expect(message.split('\r\n').filter((line) => /^X-/.test(line))).toEqual([]);
    expect(message).toMatch(/^[\r\n\t\x20-\x7e]*$/);
    expect(message.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Object.keys(readMail(message).headers).filter((name) => name.startsWith('X-'))).toEqual([]);
  }
});

test('mailboxes: one address with or without a name', () => {
  expect(mailbox('a@b.example')).toEqual({ address: 'a@b.example' });
  expect(mailbox('A, B <a@b.example>')).toEqual({ name: 'A, B', address: 'a@b.example' });
  for (const text of ['', 'a', 'a@', 'a@b..c', 'A <a@b>, c@d', 'A <a@b> x', 'a b@c', 'a@b\n', '<a@b><c@d>', 'a@b@c'])
    expect(mailbox(text), text).toBeUndefined();
});

const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'From ',
        '.',
        '',
        '-',
        '--',
        '- x',
        ' ',
        '\t',
        '=',
        '=20',
        '>From x',
        'x ',
        '\u2028',
        'é'.repeat(600),
        'a'.repeat(1200),
        '=?utf-8?Q?x?=',
      ),
      fc.string({ unit: 'binary', maxLength: 90 }).map((text) => text.replace(/[\r\n\p{Cs}]/gu, '')),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((lines) => `${lines.join('\n')}\n`);

test('any text and subject arrives as it was, in lines that no transport changes', async () => {
  const cases = fc.sample(fc.tuple(hostileText, fc.string({ unit: 'grapheme', maxLength: 200 })), {
    numRuns: 60,
    seed: 4,
  });
  for (const [text, subject] of cases) {
    const message = await compose({ ...envelope, subject }, text, [
      { name: 'é ü.patch', bytes: Buffer.from(text), type: 'application/octet-stream' },
    ]);
    expect(message).toMatch(/^[\r\n\t\x20-\x7e]*$/);
    expect(
      message.split('\r\n').every((line) => line.length <= 998 && !/[ \t]$|^From /.test(line) && line !== '.'),
    ).toBe(true);
    expect((await receive(message, [], NOW)).text).toBe(text);
  }
  const sample = cases.slice(0, 12);
  for (const [text, subject] of sample) {
    const read = readMail(
      await compose({ ...envelope, subject }, text, [
        { name: 'é ü.patch', bytes: Buffer.from(text), type: 'application/octet-stream' },
      ]),
    );
    expect(bytesOf(read.parts[0]).toString().replaceAll('\r\n', '\n')).toBe(text);
    expect(bytesOf(read.parts[1]).toString()).toBe(text);
    expect(read.parts[1]?.name).toBe('é ü.patch');
    expect(read.headers['Subject']).toBe(subject.replace(/[\p{Cc}\p{Zl}\p{Zp} ]+/gu, ' ').trim());
  }
});

test.skipIf(without('gpg'))('any text verifies with gpg in both forms', async () => {
  const signer = await testSigner('halyard-signing.asc');
  for (const text of fc.sample(
    hostileText.filter((each) => !/[^\P{Cc}\t\n]/u.test(each)),
    { numRuns: 12, seed: 5 },
  )) {
    const covered = coveredText(text);
    const signed = clearsigned(covered, await signer.sign(Buffer.from(covered), 'text', '2026-06-01T00:00:00Z'));
    const inline = readMail(mbox(await compose(envelope, signed, [])).replace(/^.*\n/, ''));
    expect(run('gpg', ['--batch', '--verify'], bytesOf(inline.parts[0])).error).toMatch(/Good signature/);
    const mime = await compose(envelope, text, [], (bytes) => signer.sign(bytes, 'text', '2026-06-01T00:00:00Z'));
    const boundary = /boundary="([^"]+)"/.exec(mime)?.[1] ?? '';
    const [, content = '', signature = ''] = mime.split(`\r\n--${boundary}`).map((part) => part.replace(/^\r\n/, ''));
    const asc = join(temporary, 'any.asc');
    writeFileSync(asc, signature.slice(signature.indexOf('-----BEGIN')));
    expect(run('gpg', ['--batch', '--verify', asc, '-'], content).error).toMatch(/Good signature/);
    const certificates = await readCertificates(readFileSync(join(root, 'content/keys/sample.asc')), 'sample.asc');
    expect(await receive(mime, certificates, NOW)).toMatchObject({ text, verification: { isValid: true } });
    const received = await receive(await compose(envelope, signed, []), certificates, NOW);
    expect(received).toMatchObject({ text: `${covered}\n`, verification: { isValid: true } });
    const altered = await receive(mime.replace('micalg', 'Micalg').replace(/7bit|quoted/, 'x$&'), certificates, NOW);
    expect(altered.verification).toMatchObject({ isValid: false });
  }
});
