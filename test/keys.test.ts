// The published keys: files that gpg, gpgv, sqv and sq take, the Web Key Directory as GnuPG's own tool lays it out,
// security.txt, and what the rules say as time goes by.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check } from '../generator/check.ts';
import keyFiles from '../generator/formats/keys.ts';
import securityTxt from '../generator/formats/security-txt.ts';
import directory from '../generator/formats/web-key-directory.ts';
import { readCertificates, verify } from '../generator/lib/pgp/openpgp.ts';
import { readKeys } from '../generator/lib/pgp/read-keys.ts';
import { directoryEntries, directoryHash } from '../generator/lib/pgp/web-key-directory.ts';
import { zBase32 } from '../generator/lib/pgp/z-base-32.ts';
import { model } from '../generator/model.ts';
import { list, parse } from '../generator/read.ts';
import type { Certificate, Context, Format, InputFile, Site } from '../generator/types.ts';
import { gpgHome, type Home, hasTool, testKey } from './gpg.ts';
import { NOW, testContext, testSite } from './model.ts';

const project = resolve(import.meta.dirname, '..');
const NEW = '238773E4B7B01769B856BA894BFC7CE493C701CB';
const OLD = 'B4693474ED166DE40EC014DA81AC8B467948380E';
const WKS = ['/usr/lib/gnupg/gpg-wks-client', '/usr/bin/gpg-wks-client'].find((path) => hasTool(path));

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
let home: Home;
let certificates: readonly Certificate[] = [];
beforeAll(async () => {
  home = gpgHome();
  const files = readdirSync(join(project, 'content/keys')).sort();
  const read = files.map((name) =>
    readCertificates(readFileSync(join(project, 'content/keys', name)), `content/keys/${name}`),
  );
  certificates = (await Promise.all(read)).flat();
});
afterAll(() => {
  home.remove();
  rmSync(folder, { recursive: true, force: true });
});

const site = (parts: Partial<Site> = {}): Site =>
  testSite({
    url: 'https://halyard.example',
    keys: [
      { file: 'halyard-2025.asc', roles: ['signing', 'contact'] },
      { file: 'halyard-2021.asc', roles: ['retired'] },
    ],
    ...parts,
  });

/** What a format makes of the demonstration's keys, by path. */
function filesOf(format: Format, parts: Partial<Site> = {}, keys = certificates, now = NOW) {
  const content = {
    site: site(parts),
    advisories: [],
    embargoed: [],
    pages: [],
    support: [],
    assets: [],
    certificates: keys,
  };
  const context: Context = { ...testContext([], content.site), model: model(content, now) };
  return new Map([...format.render(context)].map((output) => [output.path, Buffer.from(output.body)]));
}

/** Writes a file for a program, and gives its path. */
function written(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const run = (command: string, words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(command, words, { env: home.environment });
  return { status, out: stdout.toString(), errors: stderr.toString() };
};

describe('key files', () => {
  test('there is one for each key, and two with all of them', () => {
    expect([...filesOf(keyFiles).keys()].sort()).toEqual(
      [`keys/${NEW}.asc`, `keys/${OLD}.asc`, 'keys/keyring.asc', 'keys/keyring.gpg'].sort(),
    );
    expect([...filesOf(keyFiles, {}, []).keys()]).toEqual([]);
  });

  test.skipIf(!hasTool('gpg'))('gpg imports each of them (needs gpg)', () => {
    for (const [path, bytes] of filesOf(keyFiles)) {
      const empty = gpgHome();
      const imported = empty.gpg(['--import'], bytes);
      expect(imported.status, imported.errors).toBe(0);
      const found = [
        ...empty.must(['--list-keys', '--with-colons']).matchAll(/^pub:(?:[^:]*:)*?\nfpr:*([0-9A-F]+):/gm),
      ];
      const fingerprints = found.map((match) => match[1]).sort();
      expect(fingerprints).toEqual(path.includes('keyring') ? [NEW, OLD].sort() : [path.slice(5, -4)]);
      empty.remove();
    }
  });

  test.skipIf(!hasTool('gpg') || !hasTool('gpgv') || !hasTool('sqv') || !hasTool('sq'))(
    'gpgv, sqv and sq verify with the keyrings, and reject an altered byte (needs gpg, gpgv, sqv, sq)',
    () => {
      home.must(['--import'], testKey('halyard-signing'));
      const text = written('text', 'What is signed.\n');
      const signature = join(folder, 'text.sig');
      home.must(['--faked-system-time', '20260101T000000!', '-u', NEW, '-o', signature, '--detach-sign', text]);
      const files = filesOf(keyFiles);
      const binary = written('keyring.gpg', files.get('keys/keyring.gpg') ?? '');
      const armored = written('keyring.asc', files.get('keys/keyring.asc') ?? '');
      const altered = written('altered', 'What is Signed.\n');
      for (const [file, isGood] of [
        [text, true],
        [altered, false],
      ] as const) {
        expect(run('gpgv', ['--keyring', binary, signature, file]).status === 0).toBe(isGood);
        expect(run('sqv', ['--keyring', armored, signature, file]).status === 0).toBe(isGood);
        expect(run('sqv', ['--keyring', binary, signature, file]).status === 0).toBe(isGood);
      }
      expect(run('sq', ['keyring', 'list', armored]).out).toContain(NEW.slice(0, 16));
    },
  );
});

describe('Web Key Directory', () => {
  test('z-base-32 of the published examples', () => {
    expect(zBase32(new Uint8Array())).toBe('');
    expect(zBase32(new Uint8Array([0xf0, 0xbf, 0xc7]))).toBe('6n9hq');
    expect(zBase32(new Uint8Array([0xd4, 0x7a, 0x04]))).toBe('4t7ye');
    // The example of the draft, Joe.Doe@example.org.
    expect(directoryHash('Joe.Doe')).toBe('iy9q119eutrkn8s1mk4r39qejnbu3n5q');
  });

  test.skipIf(WKS === undefined)('names are those of gpg-wks-client (needs gpg-wks-client)', () => {
    const local = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,20}$/).filter((name) => !/\.\.|\.$/.test(name));
    fc.assert(
      fc.property(local, (name) => {
        const { out } = run(WKS ?? '', ['--print-wkd-hash', `${name}@halyard.example`]);
        expect(out.split(' ')[0]).toBe(directoryHash(name));
      }),
      { seed: 7, numRuns: 25 },
    );
  });

  test('both methods have the valid key, the retired one is in neither', () => {
    const hash = directoryHash('security');
    const files = filesOf(directory);
    const base = '.well-known/openpgpkey';
    expect([...files.keys()].sort()).toEqual(
      ['halyard.example/', ''].flatMap((of) => [`${base}/${of}hu/${hash}`, `${base}/${of}policy`]).sort(),
    );
    expect(files.get(`${base}/hu/${hash}`)).toEqual(files.get(`${base}/halyard.example/hu/${hash}`));
    expect(files.get(`${base}/hu/${hash}`)).toEqual(
      Buffer.from(certificates.find((key) => key.fingerprint === NEW)?.binary ?? []),
    );
    expect([...filesOf(directory, {}, certificates, '2036-02-01T00:00:00Z').keys()]).toEqual([]);
  });

  test.skipIf(WKS === undefined)('it is what gpg-wks-client installs, packet by packet (needs gpg-wks-client)', () => {
    const root = join(folder, 'directory');
    mkdirSync(join(root, 'halyard.example'), { recursive: true });
    const key = join(project, 'content/keys/halyard-2025.asc');
    const installed = run(WKS ?? '', ['--directory', root, '--install-key', key, 'security@halyard.example']);
    expect(installed.status, installed.errors).toBe(0);
    const name = `halyard.example/hu/${directoryHash('security')}`;
    const own = filesOf(directory).get(`.well-known/openpgpkey/${name}`) ?? Buffer.alloc(0);
    const theirs = readFileSync(join(root, name));
    // The same packets; gpg writes the older form of their heads.
    const packets = (bytes: Uint8Array) => home.must(['--list-packets'], bytes).replace(/^# .*$/gm, '');
    expect(packets(own)).toBe(packets(theirs));
    const exported = gpgHome();
    exported.must(['--import'], own);
    expect(exported.must(['--armor', '--export'])).toBe(
      home
        .must(['--enarmor'], theirs)
        .replace(/ARMORED FILE/g, 'PUBLIC KEY BLOCK')
        .replace(/^Comment:.*\n/gm, ''),
    );
    exported.remove();
  });

  test.skipIf(!hasTool('gpg'))('of several user ids each address gets its own (needs gpg)', async () => {
    const made = home.makeKey('several', 'ed25519', 'sign');
    home.must(['--quick-add-uid', made, 'Other <Other.Box@else.example>']);
    home.must(['--quick-add-uid', made, 'Without an address']);
    const several = await readCertificates(
      Buffer.from(home.must(['--armor', '--export', made])),
      'content/keys/several.asc',
    );
    const entries = directoryEntries(
      model(
        { site: site(), advisories: [], embargoed: [], pages: [], support: [], assets: [], certificates: several },
        NOW,
      ).keys,
    );
    expect(entries.map(({ domain, hash }) => [domain, hash])).toEqual([
      ['else.example', directoryHash('other.box')],
      ['sample.example', directoryHash('several')],
    ]);
    for (const { body, domain } of entries) {
      const users = [...home.must(['--show-keys', '--with-colons'], body).matchAll(/^uid:.*$/gm)].map(String);
      expect(users).toHaveLength(1);
      expect(users[0]).toContain(domain);
    }
  });

  test('a revoked key of the address comes after the valid one', () => {
    const revoked = certificates.map((key) =>
      key.fingerprint === OLD ? { ...key, revoked: { date: '2025-01-03T00:00:00Z' } } : key,
    );
    const body = filesOf(directory, {}, revoked).get(`.well-known/openpgpkey/hu/${directoryHash('security')}`);
    const parts = [NEW, OLD].map((of) => certificates.find((key) => key.fingerprint === of)?.binary ?? []);
    expect(body).toEqual(Buffer.concat(parts.map((part) => Buffer.from(part))));
  });
});

test.skipIf(!hasTool('gpg'))('a key change signed with the old and the new key in one file (needs gpg)', async () => {
  for (const name of ['halyard-signing', 'halyard-2021']) home.must(['--import'], testKey(name));
  const text = Buffer.from('The signing key changes.\n');
  const at = ['--faked-system-time', '20250106T090000!', '--armor', '--detach-sign'];
  const both = home.must([...at, '-u', OLD, '-u', NEW], text);
  expect(await verify(text, both, certificates, NOW)).toMatchObject({ isValid: true });
  expect(await verify(Buffer.from('The key changes.\n'), both, certificates, NOW)).toMatchObject({ isValid: false });
});

describe('security.txt', () => {
  const settings = {
    contact: ['mailto:security@halyard.example', 'https://halyard.example/contact/'],
    expires: '2027-06-30T00:00:00Z',
    acknowledgments: ['/thanks/'],
    policy: ['/policy/'],
    hiring: ['https://jobs.halyard.example/'],
    languages: ['en', 'de'],
  };

  test('its fields are those of RFC 9116', () => {
    expect(String(filesOf(securityTxt, { securityTxt: settings }).get('.well-known/security.txt'))).toBe(
      [
        'Contact: mailto:security@halyard.example',
        'Contact: https://halyard.example/contact/',
        'Expires: 2027-06-30T00:00:00Z',
        `Encryption: https://halyard.example/keys/${NEW}.asc`,
        'Acknowledgments: https://halyard.example/thanks/',
        'Preferred-Languages: en, de',
        'Canonical: https://halyard.example/.well-known/security.txt',
        'Policy: https://halyard.example/policy/',
        'Hiring: https://jobs.halyard.example/',
        '',
      ].join('\n'),
    );
  });

  test('below a path it names the place at the top of its host, where programs look, too', () => {
    const site = { securityTxt: settings, url: 'https://halyard.example/security', prefix: '/security' };
    expect(String(filesOf(securityTxt, site).get('.well-known/security.txt')).match(/^Canonical: .*$/gm)).toEqual([
      'Canonical: https://halyard.example/.well-known/security.txt',
      'Canonical: https://halyard.example/security/.well-known/security.txt',
    ]);
  });

  test('it is to be signed in its place, and there is none without settings', () => {
    expect(filesOf(securityTxt).size).toBe(0);
    const context = testContext([], site({ securityTxt: settings }));
    expect([...securityTxt.render(context)].map((output) => output.sign?.forms)).toEqual([['in-place']]);
  });
});

describe('rules about keys', () => {
  const config = (keys: string, more = '') =>
    `title: T\ndescription: D\nurl: https://x.example\nlicense: CC0-1.0\ntag: x.example,2026\nteam: {name: T, email: t@x.example}\nseries: {}\nrules: {web-key-directory: off}\nkeys: ${keys}\n${more}`;
  const publicKey = async (name: string): Promise<string> => {
    const own = gpgHome();
    own.must(['--import'], testKey(name));
    const armored = own.must(['--armor', '--export']);
    own.remove();
    return armored;
  };
  const said = async (yaml: string, files: Readonly<Record<string, string>>, now = NOW) => {
    const inputs: InputFile[] = [
      { path: 'content/site.yaml', bytes: Buffer.from(yaml) },
      ...Object.entries(files).map(([name, text]) => ({ path: `content/keys/${name}`, bytes: Buffer.from(text) })),
    ];
    const { messages } = check(await readKeys(parse(inputs)), now);
    return messages.map(({ level, rule, text }) => `${level} ${rule}: ${text}`);
  };
  const demonstration = () => readFileSync(join(project, 'content/keys/halyard-2025.asc'), 'utf8');

  test('a key that ends is said 90 days before, and stops the build when it is over', async () => {
    const one = config('[{file: a.asc, roles: signing}]');
    const files = { 'a.asc': demonstration() };
    expect(await said(one, files, '2026-11-21T00:00:00Z')).toEqual([]);
    expect(await said(one, files, '2035-10-03T00:00:00Z')).toEqual([]);
    expect(await said(one, files, '2035-10-04T00:00:00Z')).toEqual([
      'warning key-expiry: The key in `a.asc` can be used for signatures until 2036-01-02, which is in 90 days',
    ]);
    expect(await said(one, files, '2036-01-03T00:00:00Z')).toEqual([
      'warning key-expiry: The key in `a.asc` could be used for signatures until 2036-01-02',
      'error no-signing-key: No key signs this site: `a.asc` expired on 2036-01-02',
    ]);
    expect(await said(config('[{file: a.asc, roles: contact}]'), files, '2036-01-03T00:00:00Z')).toEqual([
      'warning key-expiry: The key in `a.asc` could be used for mail to the team until 2036-01-02',
    ]);
  });

  test.skipIf(!hasTool('gpg'))('revoked, private, twice, unnamed (needs gpg)', async () => {
    const revoked = await publicKey('revoked');
    expect(await said(config('[{file: a.asc, roles: signing}]'), { 'a.asc': revoked })).toEqual([
      'warning key-expiry: The key in `a.asc` was revoked on 2026-02-01, and cannot be used for signatures',
      'error no-signing-key: No key signs this site: `a.asc` was revoked on 2026-02-01',
    ]);
    expect(await said(config('[{file: a.asc, roles: contact}]'), { 'a.asc': testKey('rsa') })).toEqual([
      'error bad-key: No public key can be taken from `content/keys/a.asc`: it holds a private key',
    ]);
    const [twice] = [demonstration()];
    expect(
      await said(config('[{file: a.asc, roles: signing}, {file: b.asc, roles: [signing, retired]}]'), {
        'a.asc': twice,
        'b.asc': twice,
      }),
    ).toEqual([
      `error contradicting-keys: The key \`${NEW}\` is in \`b.asc\` and in \`a.asc\``,
      'info unannounced-key-change: The key in `b.asc` is retired, and no advisory tells by which key it was replaced',
      'error contradicting-keys: The key in `b.asc` is `signing` and `retired`',
    ]);
    expect(await said(config('[]'), { 'a.asc': demonstration() })).toEqual([
      'info unlisted-key: No entry of `keys` names `a.asc`, so its role is `signing`',
    ]);
  });

  test.each([
    ['2026-11-22', ['warning security-txt: `security.txt` ends on 2026-11-22, which is in 1 day']],
    ['2026-12-22', []],
    ['2027-11-20', []],
    ['2027-11-30', ['warning security-txt: `security.txt` ends on 2027-11-30, which is more than a year ahead']],
    ['2026-11-21', ['error security-txt-ended: `security.txt` ended on 2026-11-21']],
  ])('security.txt until %s', async (day, expected) => {
    const yaml = config('[]', `security-txt: {contact: mailto:t@x.example, expires: ${day}}\n`);
    expect(await said(yaml, {}, '2026-11-21T00:00:00Z')).toEqual(expected);
  });

  test('security.txt without a contact', async () => {
    const found = await said(config('[]', 'security-txt: {contact: [], expires: 2027-03-01}\n'), {});
    expect(found).toEqual([
      'error bad-value: Unexpected a list as `security-txt.contact`, expected one contact at least',
    ]);
  });

  test('whatever the bytes of a key file, it is a message', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(600), fc.nat(255), async (at, byte) => {
        const bytes = Buffer.from(demonstration());
        bytes[at] = byte;
        await said(config('[{file: a.asc, roles: contact}]'), { 'a.asc': bytes.toString('latin1') });
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  test('the demonstration has nothing to say about its keys', async () => {
    const files = list(project).filter(({ path }) => /^content\/(?:keys\/|site\.yaml$|dsa\/)/.test(path));
    const { messages } = check(await readKeys(parse(files)), '2026-11-21T12:00:00Z');
    expect(messages.filter(({ rule }) => /key|security-txt/.test(rule))).toEqual([]);
  });
});
