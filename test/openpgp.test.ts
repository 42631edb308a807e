// Keys and signatures as GnuPG makes them, judged by our own verifier: what it takes and why it refuses the rest.

import { readPrivateKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keySigner, readCertificates, verify } from '../generator/lib/pgp/openpgp.ts';
import { signatureBlock } from '../generator/lib/pgp/signature-block.ts';
import { SigningError } from '../generator/lib/pgp/signing-error.ts';
import type { Certificate } from '../generator/types.ts';
import { gpgHome, type Home, hasTool, testKey } from './gpg.ts';

const NOW = '2026-11-21T12:00:00Z';
const TEXT = Buffer.from('Fixed in 4.19.2.\nUpgrade.\n');

const certificatesOf = (armored: string): Promise<Certificate[]> =>
  readCertificates(Buffer.from(armored), 'content/keys/x.asc');

describe.skipIf(!hasTool('gpg'))('signatures by gpg', () => {
  let home: Home;
  beforeAll(() => {
    home = gpgHome();
  });
  afterAll(() => home.remove());

  const exported = (fingerprint: string): Promise<Certificate[]> =>
    certificatesOf(home.must(['--armor', '--export', fingerprint]));
  const signed = (fingerprint: string, at: string, ...words: string[]): string =>
    home.must(
      ['--local-user', fingerprint, '--faked-system-time', `${at}!`, '--armor', ...words, '--detach-sign'],
      TEXT,
    );

  test('holds over a text and over bytes, with CRLF for the text, and for no other byte', async () => {
    const fingerprint = home.makeKey('plain');
    const keys = await exported(fingerprint);
    const binary = signed(fingerprint, '20250101T000000');
    const text = signed(fingerprint, '20250101T000000', '--textmode');
    expect(await verify(TEXT, binary, keys, NOW)).toEqual({
      isValid: true,
      fingerprint,
      part: fingerprint,
      signedAt: '2025-01-01T00:00:00Z',
      hash: 'sha256',
    });
    const crlf = Buffer.from(TEXT.toString().replaceAll('\n', '\r\n'));
    expect((await verify(crlf, text, keys, NOW)).isValid).toBe(true);
    expect(await verify(crlf, binary, keys, NOW)).toEqual({ isValid: false, reason: 'the signed bytes are not these' });
    for (const other of [`${TEXT} `, TEXT.toString().replace('2', '3')])
      expect((await verify(Buffer.from(other), text, keys, NOW)).isValid).toBe(false);
  });

  test('by a subkey counts for its key, and not after the subkey expired or was revoked', async () => {
    const fingerprint = home.makeKey('subkey', 'rsa2048', 'cert');
    home.must([
      '--faked-system-time',
      '20240201T000000!',
      '--quick-add-key',
      fingerprint,
      'ed25519',
      'sign',
      '2025-02-01',
    ]);
    const [certificate] = await exported(fingerprint);
    const subkey = certificate?.subkeys[0];
    expect(certificate).toMatchObject({ fingerprint, algorithm: 'RSA 2048', signsSince: '2024-02-01T00:00:00Z' });
    expect(subkey).toMatchObject({ algorithm: 'Ed25519', uses: ['sign'] });
    const before = signed(`${subkey?.fingerprint}!`, '20240301T000000');
    expect(await verify(TEXT, before, await exported(fingerprint), NOW)).toMatchObject({
      isValid: true,
      fingerprint,
      part: subkey?.fingerprint,
    });
    // gpg would not sign then; a key that is renewed in secret may.
    home.must(['--faked-system-time', '20250115T000000', '--quick-set-expire', fingerprint, 'never', '*']);
    const late = signed(`${subkey?.fingerprint}!`, '20250301T000000');
    expect(await verify(TEXT, late, certificate ? [certificate] : [], NOW)).toEqual({
      isValid: false,
      reason: `the subkey ${subkey?.fingerprint} of the key ${fingerprint} expired on 2025-02-01`,
    });
  });

  test('older than the renewal of its key holds, younger than the end of its key does not', async () => {
    const fingerprint = home.makeKey('renewed', 'ed25519', 'sign', '2025-01-01');
    const early = signed(fingerprint, '20240601T000000');
    const old = await exported(fingerprint);
    expect(old[0]).toMatchObject({ expires: expect.stringMatching(/^2025-01-0[12]T/) });
    home.must(['--faked-system-time', '20241201T000000!', '--quick-set-expire', fingerprint, '2026-01-01']);
    const renewed = await exported(fingerprint);
    expect(renewed[0]).toMatchObject({ expires: expect.stringMatching(/^202[56]-/) });
    expect((await verify(TEXT, early, renewed, NOW)).isValid).toBe(true);
    const late = signed(fingerprint, '20250601T000000');
    expect((await verify(TEXT, late, renewed, NOW)).isValid).toBe(true);
    expect(await verify(TEXT, late, old, NOW)).toMatchObject({
      reason: expect.stringContaining(`the key ${fingerprint} expired on 2025-01-0`),
    });
    // What a build signs is no older than what binds the key, or sq would refuse it.
    expect(renewed[0]?.signsSince).toBe('2024-12-01T00:00:00Z');
  });

  test('holds when the key was superseded later, and not when it was stolen', async () => {
    for (const [reason, word, holds] of [
      ['2', 'superseded', true],
      ['1', 'compromised', false],
    ] as const) {
      const fingerprint = home.makeKey(`gone${reason}`);
      const before = signed(fingerprint, '20240601T000000');
      const after = signed(fingerprint, '20250601T000000');
      const words = ['--faked-system-time', '20250101T000000!', '--no-batch', '--command-fd', '0', '--status-fd', '2'];
      const revocation = home.must([...words, '--gen-revoke', fingerprint], `y\n${reason}\nas planned\n\ny\n`);
      home.must(['--import'], revocation);
      const keys = await exported(fingerprint);
      expect(keys[0]?.revoked).toEqual({ date: '2025-01-01T00:00:00Z', reason: `${word}: as planned` });
      expect((await verify(TEXT, before, keys, NOW)).isValid, word).toBe(holds);
      expect(await verify(TEXT, after, keys, NOW)).toEqual({
        isValid: false,
        reason: `the key ${fingerprint} was revoked on 2025-01-01 (${word}: as planned)`,
      });
    }
  });

  test('with a weak hash, a weak key or the old DSA is refused with the reason', async () => {
    const strong = home.makeKey('hash', 'rsa2048');
    const sha1 = signed(strong, '20240601T000000', '--digest-algo', 'SHA1', '--weak-digest', 'MD5');
    expect(await verify(TEXT, sha1, await exported(strong), NOW)).toEqual({
      isValid: false,
      reason: 'its hash `SHA1` is weak; sign with SHA-512',
    });
    for (const algorithm of ['rsa1024', 'dsa2048']) {
      const weak = home.makeKey(algorithm, algorithm);
      expect(await verify(TEXT, signed(weak, '20240601T000000'), await exported(weak), NOW)).toEqual({
        isValid: false,
        reason: `the key ${weak} may not sign, or is too weak`,
      });
    }
  });

  test('several in one armor: one by a known key is enough, a bad one spoils all', async () => {
    const [a, b] = [home.makeKey('first'), home.makeKey('second')];
    const both = (text: Uint8Array) =>
      home.must(
        ['--local-user', a, '--local-user', b, '--faked-system-time', '20250101T000000!', '--armor', '--detach-sign'],
        text,
      );
    const [keysOfA, keysOfB] = [await exported(a), await exported(b)];
    expect((await verify(TEXT, both(TEXT), keysOfB, NOW)).isValid).toBe(true);
    expect((await verify(TEXT, both(TEXT), [...keysOfA, ...keysOfB], NOW)).isValid).toBe(true);
    expect(await verify(TEXT, both(TEXT), [], NOW)).toMatchObject({
      reason: expect.stringMatching(/^it is signed by the unknown key [0-9A-F]{16}, [0-9A-F]{16}$/),
    });
    const [bad, good] = [a, b].map((key, index) =>
      home.must(
        ['--faked-system-time', '20250101T000000!', '--local-user', key, '--armor', '--detach-sign'],
        index === 0 ? 'other' : TEXT,
      ),
    );
    const joined = Buffer.concat([bad, good].map(bytesOf)).toString('base64');
    const armor = `-----BEGIN PGP SIGNATURE-----\n\n${joined}\n-----END PGP SIGNATURE-----\n`;
    expect((await verify(TEXT, armor, keysOfB, NOW)).isValid).toBe(true);
    expect(await verify(TEXT, armor, [...keysOfA, ...keysOfB], NOW)).toMatchObject({
      reason: 'the signed bytes are not these',
    });
    const many = Buffer.concat(Array.from({ length: 17 }, () => bytesOf(good))).toString('base64');
    expect(await verify(TEXT, armor.replace(joined, many), keysOfB, NOW)).toMatchObject({
      reason: 'it has more than 16 signatures',
    });
  });

  test('made in the future, or before its key, is refused', async () => {
    const fingerprint = home.makeKey('clock');
    const keys = await exported(fingerprint);
    expect(await verify(TEXT, signed(fingerprint, '20290101T000000'), keys, NOW)).toMatchObject({
      reason: 'it was made in the future, at 2029-01-01T00:00:00Z',
    });
    const early = signed(fingerprint, '20230101T000000', '--ignore-time-conflict', '--ignore-valid-from');
    expect(await verify(TEXT, early, keys, NOW)).toMatchObject({ reason: `it is older than its key ${fingerprint}` });
  });
});

/** The packets in an armor. */
function bytesOf(armor = ''): Buffer {
  const body = armor.split('\n').filter((line) => /^[A-Za-z0-9+/]+=*$/.test(line));
  return Buffer.from(body.join(''), 'base64');
}

describe('keys', () => {
  const publicPart = async (name: string): Promise<Certificate[]> =>
    certificatesOf((await readPrivateKey({ armoredKey: testKey(name) })).toPublic().armor());
  const passphrase = async () => 'worthless';

  test('of every kind sign so that we verify it, with the same bytes each time', async () => {
    for (const name of ['halyard-signing', 'rsa', 'locked', 'modern', 'v6']) {
      const keys = await publicPart(name);
      const signer = await keySigner(testKey(name), passphrase, keys, NOW);
      for (const kind of ['binary', 'text'] as const) {
        const signature = await signer.sign(TEXT, kind, '2026-01-01T00:00:00Z');
        expect(await verify(TEXT, signature, keys, NOW), name).toEqual({
          isValid: true,
          fingerprint: signer.fingerprint,
          part: signer.part,
          signedAt: '2026-01-01T00:00:00Z',
          hash: 'sha512',
        });
        // A signature of version 6 has a salt.
        const again = await signer.sign(TEXT, kind, '2026-01-01T00:00:00Z');
        expect(again === signature, name).toBe(name !== 'v6');
        expect(signatureBlock(signature)).toBe(signature);
      }
      const early = await verify(TEXT, await signer.sign(TEXT, 'binary', '1999-01-01T00:00:00Z'), keys, NOW);
      expect(early).toMatchObject({ isValid: true, signedAt: signer.since });
    }
  });

  test('that cannot sign say why, and never what they are', async () => {
    const open = async (name: string, published: string, at = NOW, given: string | undefined = 'worthless') =>
      keySigner(testKey(name), async () => given, await publicPart(published), at);
    const expired = await publicPart('expired');
    const cases: readonly [() => Promise<unknown>, RegExp][] = [
      [
        () => open('stranger', 'rsa'),
        /^the signing key [0-9A-F]{40} is not among those in `content\/keys\/` that sign$/,
      ],
      [() => open('expired', 'expired'), /^the signing key [0-9A-F]{40} expired on 2026-01-01$/],
      [() => open('revoked', 'revoked'), /^the signing key [0-9A-F]{40} was revoked on 2026-02-01 \(compromised/],
      [() => open('locked', 'locked', NOW, 'wrong'), /^the passphrase of the signing key is wrong$/],
      [
        async () => keySigner(testKey('locked'), async () => undefined, await publicPart('locked'), NOW),
        /has a passphrase; give it/,
      ],
      [
        () => open('rsa', 'rsa', '2020-01-01T00:00:00Z'),
        /may sign since 2025-01-02T.*, and it is 2020-01-01T00:00:00Z$/,
      ],
      [() => keySigner(expired[0]?.armored ?? '', passphrase, expired, NOW), /is a public key/],
      [() => keySigner('', passphrase, expired, NOW), /is no armored OpenPGP private key$/],
      [() => keySigner(testKey('rsa').slice(0, 900), passphrase, expired, NOW), /is no armored OpenPGP private key$/],
    ];
    for (const [attempt, reason] of cases) {
      const error = await attempt().then(
        () => new Error('it signed'),
        (caught: Error) => caught,
      );
      expect(error).toBeInstanceOf(SigningError);
      expect(error.message).toMatch(reason);
    }
  });

  test('with one private part for another are found to be damaged', async () => {
    const [one, other] = await Promise.all(
      ['halyard-signing', 'stranger'].map((name) => readPrivateKey({ armoredKey: testKey(name) })),
    );
    if (!one || !other) throw new Error('no keys');
    const { privateParams } = other.keyPacket as unknown as { readonly privateParams: object };
    Object.assign(one.keyPacket, { privateParams });
    const attempt = keySigner(one.armor(), passphrase, await publicPart('halyard-signing'), NOW);
    await expect(attempt).rejects.toThrow(/damaged|no armored/);
  });

  test('without user ids can be read, and say that nothing signs', async () => {
    const key = await readPrivateKey({ armoredKey: testKey('stranger') });
    key.users = [];
    const [certificate] = await certificatesOf(key.toPublic().armor());
    expect(certificate).toMatchObject({ userIds: [], version: 4 });
    expect(certificate?.signsSince).toBeUndefined();
  });

  test('the private key is refused as a public one, garbage too', async () => {
    await expect(certificatesOf(testKey('rsa'))).rejects.toThrow('it holds a private key');
    for (const garbage of [
      '',
      'no key',
      '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n',
    ])
      await expect(certificatesOf(garbage)).rejects.toThrow(/^it holds no OpenPGP/);
  });
});
