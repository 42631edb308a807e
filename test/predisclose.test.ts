// The message to a predisclosure list: gpg decrypts it with the key of each recipient and verifies who signed, a mail
// program finds text and patches in it, and nobody is left out in silence.

import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, describe, expect, test } from 'vitest';
import { momentWords } from '../generator/lib/disclosure/time.ts';
import { recipientsOf } from '../generator/lib/pgp/recipients.ts';
import { tocsin, tocsinProcess } from './command.ts';
import { gpgHome, hasTool } from './gpg.ts';
import { project, sampleAdvisory, sampleSite, temporaryFolder, write } from './roots.ts';
import { publicPart } from './signed-site.ts';

const temporary = temporaryFolder('predisclose');
const homes = hasTool('gpg') ? [gpgHome(), gpgHome(), gpgHome()] : [];
afterAll(() => {
  for (const home of homes) home.remove();
});

const NOW = '2026-11-21T12:00:00Z';
const KEY = join(project, 'test/keys/halyard-signing.asc');

const SECRET = sampleAdvisory(`id: XSA-523
title: Zänzibar quokka
status: embargoed
published: 2026-12-01T12:00:00Z
affected: [{product: barbican, from: "1.0"}]
patches:
  - {file: a.patch, releases: ["1.0"]}`);

const PATCH =
  'From: A <a@sample.example>\nSubject: [PATCH] check the índex\n\n---\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-a \n+b\n';

function roots(name: string, recipients: Readonly<Record<string, string>>, secret = SECRET) {
  const root = write(join(temporary, name, 'open'), { 'content/site.yaml': sampleSite() });
  mkdirSync(join(root, 'content/keys'), { recursive: true });
  copyFileSync(join(project, 'content/keys/halyard-2025.asc'), join(root, 'content/keys/team.asc'));
  const inside = { 'content/xsa/XSA-523.md': secret, 'content/xsa/XSA-523/a.patch': PATCH };
  const keys = Object.entries(recipients).map(([file, text]) => [`recipients/${file}`, text]);
  return { root, folder: write(join(temporary, name, 'secret'), { ...inside, ...Object.fromEntries(keys) }) };
}

const line = (root: string, folder: string) =>
  ['predisclose', 'XSA-523', '--root', root, '--private', folder, '--key', KEY, '--now', NOW] as const;

const predisclose = (root: string, folder: string, ...words: readonly string[]) =>
  tocsin([...line(root, folder), ...words]);

const SINCE = ['--faked-system-time', '20240102T000000!'];

/** A key of gpg with a part for encryption, as its owner sends it. */
function member(index: number, name: string, algorithm: string): string {
  const home = homes[index];
  if (!home) return '';
  const fingerprint = home.makeKey(name, algorithm, algorithm === 'default' ? 'default' : 'sign');
  if (algorithm !== 'default') home.must([...SINCE, '--quick-add-key', fingerprint, algorithm, 'encr']);
  return home.must(['--armor', '--export', `${name}@sample.example`]);
}

describe.skipIf(homes.length === 0)('the message (needs gpg)', () => {
  const keys = {
    'ada.asc': member(0, 'ada', 'rsa2048'),
    'bo.asc': member(1, 'bo', 'default'),
    'README.md': 'Who is who.\n',
  };

  test('is decrypted by each recipient, and by nobody else; the signature is good', async () => {
    const { root, folder } = roots('message', keys);
    const out = join(temporary, 'message.asc');
    // Its text names times: the time zone of the process is none of them.
    const ran = tocsinProcess([...line(root, folder), '--out', out], { TZ: 'Asia/Kathmandu' });
    expect(ran).toMatchObject({ code: 0, error: expect.stringContaining('for 2 recipients') });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const message = readFileSync(out);
    expect(message.toString('latin1')).toMatch(
      /^-----BEGIN PGP MESSAGE-----\n\n[A-Za-z0-9+/=\n]+-----END PGP MESSAGE-----\n$/,
    );
    const team = readFileSync(join(project, 'content/keys/halyard-2025.asc'));
    const texts: string[] = [];
    for (const home of homes.slice(0, 2)) {
      home.must(['--import'], team);
      const { status, out: text, errors } = home.gpg(['--status-fd', '2', '--decrypt'], message);
      expect({ status, errors }).toMatchObject({ status: 0 });
      expect(errors).toMatch(/\[GNUPG:\] GOODSIG /);
      expect(errors).toContain('[GNUPG:] GOODMDC');
      texts.push(text);
    }
    expect(texts[0]).toBe(texts[1]);
    expect(homes[2]?.gpg(['--decrypt'], message).status).not.toBe(0);
    const mail = await PostalMime.parse(texts[0] ?? '');
    expect(mail.text).toMatch(/^TLP:AMBER\n\nXSA-523 is under embargo until Tuesday, 1 December 2026, 12:00 UTC\n/);
    expect(mail.text).toContain('Zänzibar quokka');
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(['a.patch']);
    expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer).toString('utf8')).toBe(PATCH);
  });

  test('as a mail is PGP/MIME, whose headers tell nothing', async () => {
    const { root, folder } = roots('mail', keys);
    const out = join(temporary, 'message.eml');
    expect((await predisclose(root, folder, '--out', out)).code).toBe(0);
    const mail = await PostalMime.parse(readFileSync(out));
    expect(readFileSync(out, 'latin1')).toMatch(
      /^Content-Type: multipart\/encrypted;\s+protocol="?application\/pgp-encrypted"?/m,
    );
    expect(readFileSync(out, 'latin1')).not.toMatch(/523|quokka|barbican/i);
    expect(mail.attachments.map(({ mimeType }) => mimeType)).toEqual([
      'application/pgp-encrypted',
      'application/octet-stream',
    ]);
    const armored = Buffer.from(mail.attachments[1]?.content as ArrayBuffer);
    expect(homes[0]?.gpg(['--decrypt'], armored).out).toContain('TLP:AMBER');
  });

  test.for([
    ['expired.asc', 'expired on 2026-01-01'],
    ['revoked.asc', 'was revoked on 2026-02-01'],
  ] as const)('stops for the recipient %s', async ([name, said]) => {
    const { root, folder } = roots(`stop-${name}`, { ...keys, 'cy.asc': await publicPart(name) });
    const out = join(temporary, `out-${name}`);
    const ran = await predisclose(root, folder, '--out', out);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.error).toMatch(/error: the key .* in `recipients\/cy\.asc` /);
    expect(ran.error).toContain(said);
    expect(ran.error).toContain('1 recipient cannot be written to; nothing was written');
    expect(existsSync(out)).toBe(false);
  });

  test('stops for a key that only signs', async () => {
    const [home] = homes;
    home?.makeKey('fay', 'ed25519', 'sign');
    const { root, folder } = roots('signs', {
      ...keys,
      'fay.asc': home?.must(['--armor', '--export', 'fay@sample.example']) ?? '',
    });
    expect((await predisclose(root, folder)).error).toMatch(/fay\.asc` has no subkey for encryption/);
  });

  test('stops for files that are no keys, and names each', async () => {
    const { root, folder } = roots('no-keys', {
      ...keys,
      'broken.asc': (keys['bo.asc'] ?? '').slice(0, 200),
      'secret.asc': readFileSync(join(project, 'test/keys/stranger.asc'), 'utf8'),
      'cy.gpg': 'x',
      'old/dee.asc': keys['bo.asc'] ?? '',
      'large.asc': ' '.repeat(5_000_001),
    });
    symlinkSync('/etc/hostname', join(folder, 'recipients/link.asc'));
    const ran = await predisclose(root, folder);
    expect(ran).toMatchObject({ code: 1, out: '' });
    for (const name of ['broken.asc', 'secret.asc', 'cy.gpg', 'old/dee.asc', 'large.asc', 'link.asc'])
      expect(ran.error).toMatch(new RegExp(`error: .*recipients/${name}`));
    expect(ran.error).toContain('it holds a private key');
    expect(ran.error).toContain('6 recipients cannot');
  });

  test('a subkey for encryption that has expired is not enough', async () => {
    const [home] = homes;
    const fingerprint = home?.makeKey('eve', 'ed25519', 'sign') ?? '';
    home?.must([
      '--faked-system-time',
      '20240102T000000!',
      '--quick-add-key',
      fingerprint,
      'cv25519',
      'encr',
      '2026-06-01',
    ]);
    const { root, folder } = roots('subkey', { 'eve.asc': home?.must(['--armor', '--export', fingerprint]) ?? '' });
    const ran = await predisclose(root, folder);
    expect(ran.error).toMatch(/eve .*has no subkey for encryption since 2026-06-01, when it expired/);
    const status = await tocsin(['status', '--root', root, '--private', folder, '--now', '2026-05-20T12:00:00Z']);
    expect(status.out).toContain('key of a recipient ends on 2026-06-01: eve <eve@sample.example>');
  });

  test.for([
    ['no time', SECRET.replace('T12:00:00Z', ''), 'has no planned time'],
    ['a time that has passed', SECRET.replace('2026-12-01', '2026-11-20'), 'was planned for 2026-11-20T12:00:00Z'],
    ['a draft', SECRET.replace('embargoed', 'draft'), 'has the status `draft`'],
    ['an error', SECRET.replace('a.patch', 'b.patch'), 'has errors'],
  ] as const)('is not made of an advisory with %s', async ([name, secret, said]) => {
    const { root, folder } = roots(`refused-${name}`, keys, secret);
    const ran = await predisclose(root, folder);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.error).toContain(said);
  });

  test('is not made without recipients, without a key, or into a folder that is published', async () => {
    const { root, folder } = roots('nobody', {});
    expect(await predisclose(root, folder)).toMatchObject({
      code: 1,
      error: expect.stringContaining('there is no key in'),
    });
    expect((await predisclose(root, folder, '--out', join(root, 'public/x.asc'))).code).toBe(2);
    expect((await tocsin(['predisclose', 'XSA-523', '--root', root, '--private', folder])).code).toBe(2);
  });
});

test('a key twice is one recipient', async () => {
  const bytes = readFileSync(join(project, 'content/keys/halyard-2025.asc'));
  const files = ['a', 'b'].map((name) => ({ path: `recipients/${name}.asc`, bytes }));
  const { keys, faults } = await recipientsOf(files, NOW);
  expect({ keys: keys.length, faults }).toEqual({ keys: 1, faults: [] });
});

test('a date in words', () => {
  expect(momentWords('2028-02-29T23:59:07Z')).toBe('Tuesday, 29 February 2028, 23:59:07 UTC');
});
