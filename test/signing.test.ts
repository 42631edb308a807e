// `tocsin build --sign` and `tocsin sign` as people run them: what is signed, what is kept, and what goes wrong without
// harm. The root is small, so that each run is short.

import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPrivateKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMAND, type Ran, tocsin, tocsinProcess } from './command.ts';
import { gpgHome, type Home, hasTool, testKey } from './gpg.ts';

const NOW = '2026-11-21T12:00:00Z';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-signing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In a process of its own, which is what secrets and time zones are tested with. */
const ownProcess = (words: readonly string[], env: Readonly<Record<string, string>> = {}): Ran =>
  tocsinProcess(words, { HOME: folder, ...env });

let count = 0;

const ADVISORY = (number: number, status = 'published') => `---
id: XSA-${number}
title: A guest can read memory of the host
status: ${status}
published: 2026-0${number}-14T12:00:00Z
cves: [CVE-2026-19000${number}]
affected:
  - {product: sample, from: 1.0.0, fixed: {"1.0": 1.0.2}}
patches: []
---

## Issue description

- Records of guests are read twice.

## Impact

A guest can read memory of the host.

## Vulnerable systems

Sample 1.0.1 and older, CVE-2026-19000${number}.

## Mitigation

None.

## Resolution

Update to 1.0.2.

## Deployment during embargo

Nothing stands against it.
`;

/** A root with these keys published, all of them for signing. */
async function rootWith(...names: readonly string[]): Promise<{ readonly root: string; readonly out: string }> {
  const root = join(folder, `root-${count++}`);
  for (const path of ['content/keys', 'content/xsa', 'support']) mkdirSync(join(root, path), { recursive: true });
  for (const name of names) {
    const key = await readPrivateKey({ armoredKey: testKey(name) });
    writeFileSync(join(root, 'content/keys', `${name}.asc`), key.toPublic().armor());
  }
  writeFileSync(
    join(root, 'content/site.yaml'),
    SITE + names.map((name) => `  - {file: ${name}.asc, roles: signing}\n`).join(''),
  );
  for (const number of [1, 2]) writeFileSync(join(root, `content/xsa/XSA-${number}.md`), ADVISORY(number));
  return { root, out: join(root, 'dist') };
}

const SITE = `title: Sample security
description: For tests
url: https://security.sample.example
license: CC-BY-4.0
tag: security.sample.example,2026
team: {name: Sample security team, email: security@sample.example}
series:
  xsa: {name: Sample Security Advisory, clearsigned: true}
releases:
  - {id: "1.0", name: Sample 1.0, product: sample, series: [xsa], released: 2025-11-19, security-until: 2028-11-19}
keys:
`;

const keyFile = (name: string): string => join(import.meta.dirname, 'keys', `${name}.asc`);

/** All files of a folder with their bytes. */
const tree = (out: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(out.length + 1), readFileSync(path, 'latin1')]),
  );

const build = (root: string, ...words: string[]): Promise<Ran> =>
  tocsin(['build', '--root', root, '--now', NOW, ...words]);
const signing = (name = 'halyard-signing') => ['--sign', '--key', keyFile(name)];

describe('signing a site', () => {
  test('the same root, key and time give the same bytes; nothing is signed twice', async () => {
    const { root, out } = await rootWith('halyard-signing');
    expect((await build(root, ...signing())).text).toMatch(/\nsignatures: (\d+) made, 0 kept\n/);
    const first = tree(out);
    expect((await build(root, ...signing())).text).toMatch(/\(0 written, .*\nsignatures: 0 made, (\d+) kept\n/);
    expect(tree(out)).toEqual(first);
    const elsewhere = join(folder, 'elsewhere');
    const far = { TZ: 'Pacific/Kiritimati', TOCSIN_SIGNING_KEY: testKey('halyard-signing') };
    expect(ownProcess(['build', '--root', root, '--now', NOW, '--out', elsewhere, '--sign'], far).code).toBe(0);
    expect(tree(elsewhere)).toEqual(first);
    // Without a key, what did not change stays signed.
    expect((await build(root)).text).not.toContain('missing');
    expect(tree(out)).toEqual(first);
    const advisory = join(root, 'content/xsa/XSA-1.md');
    writeFileSync(
      advisory,
      readFileSync(advisory, 'utf8').replace(/\n## Impact\n+/, '\n## Impact\n\nIn short: upgrade. '),
    );
    expect((await build(root)).text).toMatch(/signatures: \d+ kept\n\d+ signatures are missing: run `tocsin sign`/);
    expect(existsSync(join(out, 'advisories/xsa-1/xsa-1.txt.asc'))).toBe(false);
    expect(existsSync(join(out, 'advisories/xsa-2/xsa-2.txt.asc'))).toBe(true);
    const sign = (now: string) => tocsin(['sign', '--root', root, '--now', now, '--key', keyFile('halyard-signing')]);
    expect((await sign(NOW)).text).toMatch(/signatures: \d+ made, \d+ kept\n$/);
    const signed = tree(out);
    rmSync(out, { recursive: true });
    await build(root, ...signing());
    expect(tree(out)).toEqual(signed);
  });

  test.skipIf(!hasTool('gpgv') || !hasTool('sqv'))(
    'gpgv and sqv take every signature and no altered file',
    async () => {
      const { root, out } = await rootWith('halyard-signing');
      await build(root, ...signing());
      const keyring = join(out, 'keys/keyring.gpg');
      const rows = readFileSync(join(out, 'verify/signatures.tsv'), 'utf8').trim().split('\n').slice(1);
      expect(rows.length).toBeGreaterThan(15);
      for (const row of rows) {
        const [signature = '', file = '', form = ''] = row.split('\t').map((cell) => join(out, cell));
        const words = form.endsWith('detached') ? [signature, file] : [signature];
        const passes = (program: string) => spawnSync(program, ['--keyring', keyring, ...words]).status === 0;
        expect(passes('gpgv'), row).toBe(true);
        if (words.length === 2) expect(passes('sqv'), row).toBe(true);
        const signed = words.at(-1) ?? '';
        const text = readFileSync(signed, 'latin1');
        const at = text.indexOf('\n') - 1;
        writeFileSync(signed, at < 0 ? 'x' : `${text.slice(0, at)}q${text.slice(at + 1)}`, 'latin1');
        expect(passes('gpgv'), row).toBe(false);
        if (words.length === 2) expect(passes('sqv'), row).toBe(false);
        writeFileSync(signed, text, 'latin1');
      }
    },
  );

  test('`sign` refuses a folder that the root does not give', async () => {
    const { root, out } = await rootWith('halyard-signing');
    const sign = () => tocsin(['sign', '--root', root, '--now', NOW, '--key', keyFile('halyard-signing')]);
    expect(await sign()).toMatchObject({ code: 1, text: expect.stringContaining('is not what this root gives') });
    expect(existsSync(out)).toBe(false);
    await build(root);
    writeFileSync(join(out, 'index.html'), 'Trust me.');
    expect((await sign()).text).toMatch(
      /is not what this root gives at 2026-11-21T12:00:00Z: see index\.html; nothing was written\n/,
    );
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe('Trust me.');
  });
});

describe('what cannot sign', () => {
  const cases: readonly [string, readonly string[], RegExp, Record<string, string>?][] = [
    [
      'a key that is published nowhere',
      signing('stranger'),
      /signing key [0-9A-F]{40} is not among those in `content\/keys\/` that sign/,
    ],
    ['an expired key', signing('expired'), /signing key [0-9A-F]{40} expired on 2026-01-01/],
    ['a revoked key', signing('revoked'), /signing key [0-9A-F]{40} was revoked on 2026-02-01/],
    ['a missing passphrase', signing('locked'), /has a passphrase; give it in `TOCSIN_SIGNING_PASSPHRASE`/],
    [
      'a wrong passphrase',
      signing('locked'),
      /the passphrase of the signing key is wrong/,
      { TOCSIN_SIGNING_PASSPHRASE: 'hunter2hunter2' },
    ],
    [
      'a malformed key',
      ['--sign'],
      /the signing key is no armored OpenPGP private key/,
      { TOCSIN_SIGNING_KEY: testKey('rsa').slice(0, 1500) },
    ],
    [
      'a key of gpg that is not there',
      ['--sign', '--gpg', '238773E4B7B01769B856BA894BFC7CE493C701CB'],
      /gpg (?:has no private part|cannot be run)/,
    ],
    [
      'a gpg that is missing',
      ['--sign', '--gpg', '238773E4B7B01769B856BA894BFC7CE493C701CB'],
      /gpg cannot be run \(ENOENT\)/,
      { PATH: '/nowhere' },
    ],
  ];
  let root: string;
  let out: string;
  beforeAll(async () => {
    ({ root, out } = await rootWith('halyard-signing', 'expired', 'revoked', 'locked'));
    await build(root);
  });

  for (const [name, words, reason, env] of cases) {
    test(`${name}: one message, and the old site as it was`, async () => {
      const before = tree(out);
      const { code, text } = await tocsin(['build', '--root', root, '--now', NOW, ...words], {
        TOCSIN_TRACE: '1',
        ...env,
      });
      expect(code).toBe(1);
      expect(text.match(/^error: .*$/gm)).toHaveLength(1);
      expect(text).toMatch(reason);
      expect(text).toContain('; nothing was written');
      expect(text).not.toContain('hunter2');
      expect(tree(out)).toEqual(before);
      expect(readdirSync(root).filter((each) => each.startsWith('.dist'))).toEqual([]);
    });
  }

  test('wrong use says how', async () => {
    const key = keyFile('halyard-signing');
    for (const [words, reason] of [
      [['--sign'], 'no key to sign with'],
      [['--key', key], '--key and --gpg are for signing'],
      [['--sign', '--key', key, '--gpg', 'x'], 'not both'],
      [['--sign', '--gpg', 'alice'], 'the whole fingerprint'],
      [['--sign', '--key', join(root, 'none')], 'is no file'],
    ] as const)
      expect(await build(root, ...words)).toMatchObject({ code: 2, text: expect.stringContaining(reason) });
  });
});

describe.skipIf(!hasTool('gpg'))('signatures by gpg and by hand', () => {
  let home: Home;
  const fingerprint = '238773E4B7B01769B856BA894BFC7CE493C701CB';
  beforeAll(() => {
    home = gpgHome();
    home.must(['--import'], testKey('halyard-signing'));
  });
  afterAll(() => home.remove());

  test('gpg signs as the key itself does, once', async () => {
    const { root, out } = await rootWith('halyard-signing');
    const words = ['build', '--root', root, '--now', NOW, '--sign', '--gpg', fingerprint];
    expect(await tocsin(words, home.environment)).toMatchObject({
      code: 0,
      text: expect.stringMatching(/\d\d made, 0 kept/),
    });
    const first = tree(out);
    expect((await tocsin(words, home.environment)).text).toContain('signatures: 0 made');
    rmSync(out, { recursive: true });
    await tocsin(words, home.environment);
    expect(tree(out)).toEqual(first);
  });

  test('gpg signs with the part that is named, and with few at once, for which its agent has memory', async () => {
    const { root, out } = await rootWith('halyard-signing');
    const at = ['--faked-system-time', '20260101T000000!', '--pinentry-mode', 'loopback', '--passphrase', ''];
    home.must([...at, '--quick-generate-key', 'Parts <parts@halyard.example>', 'ed25519', 'cert']);
    const listed = () =>
      home.must(['--list-keys', '--with-colons', 'parts@halyard.example']).matchAll(/^fpr:+(\w+):/gm);
    const [[, primary = ''] = []] = listed();
    home.must([...at, '--quick-add-key', primary, 'ed25519', 'sign']);
    const [, [, subkey = ''] = []] = listed();
    writeFileSync(join(root, 'content/keys/parts.asc'), home.must(['--armor', '--export', primary]));
    const bin = join(root, 'bin');
    const log = join(root, 'log');
    mkdirSync(bin);
    writeFileSync(
      join(bin, 'gpg'),
      `#!/bin/sh\necho + >> '${log}'\n/usr/bin/gpg "$@"\ncode=$?\necho - >> '${log}'\nexit $code\n`,
    );
    chmodSync(join(bin, 'gpg'), 0o755);
    const env = { ...home.environment, PATH: `${bin}:${process.env['PATH']}` };
    const signed = (named: string) => tocsin(['build', '--root', root, '--now', NOW, '--sign', '--gpg', named], env);
    expect(await signed(`${primary}!`)).toMatchObject({ code: 1, text: expect.stringContaining('no private part') });
    expect(await signed(`${subkey}!`)).toMatchObject({ code: 0, text: expect.stringMatching(/signatures: \d+ made/) });
    expect(existsSync(join(out, 'SHA256SUMS.asc'))).toBe(true);
    let running = 0;
    const depths =
      readFileSync(log, 'utf8')
        .match(/[+-]/g)
        ?.map((each) => (running += each === '+' ? 1 : -1)) ?? [];
    expect(Math.max(...depths)).toBeGreaterThan(1);
    expect(Math.max(...depths)).toBeLessThanOrEqual(4);
  });

  test('a tocsin that is killed while gpg signs leaves the old site', async () => {
    const { root, out } = await rootWith('halyard-signing');
    await build(root);
    const before = tree(out);
    const bin = join(root, 'bin');
    const started = join(root, 'started');
    mkdirSync(bin);
    const real = 'case "$*" in *list-secret*) exec /usr/bin/gpg "$@";; esac';
    writeFileSync(join(bin, 'gpg'), `#!/bin/sh\n${real}\ntouch '${started}'\nexec sleep 20\n`);
    chmodSync(join(bin, 'gpg'), 0o755);
    for (const signal of ['SIGKILL', 'SIGINT'] as const) {
      rmSync(started, { force: true });
      const words = [COMMAND, 'build', '--root', root, '--now', NOW, '--sign', '--gpg', fingerprint];
      const env = { ...home.environment, PATH: `${bin}:${process.env['PATH']}` };
      const child = spawn(process.execPath, words, { env, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
      while (!existsSync(started) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 50));
      child.kill(signal);
      expect(await ended).toBe(signal);
      expect(tree(out)).toEqual(before);
    }
  });

  test('what a person signed is published, and refused when the text changes', async () => {
    const { root, out } = await rootWith('halyard-signing');
    const at = (name: string) => join(root, 'content/xsa', name);
    const textOf = async (id: string) => (await tocsin(['sign', '--root', root, '--now', NOW, '--text', id])).text;
    const check = () => tocsin(['check', '--root', root, '--now', NOW]);
    const byHand = (text: string, word: string) =>
      home.must(['--local-user', fingerprint, '--faked-system-time', '20260301T000000!', '--armor', word], text);
    writeFileSync(
      join(root, 'content/site.yaml'),
      `${readFileSync(join(root, 'content/site.yaml'), 'utf8')}rules: {embargoed-in-public-root: off}\n`,
    );
    writeFileSync(at('XSA-3.md'), ADVISORY(3, 'embargoed'));
    writeFileSync(at('XSA-1.txt.asc'), byHand(await textOf('XSA-1'), '--detach-sign'));
    writeFileSync(at('XSA-2.txt.asc'), byHand(await textOf('XSA-2'), '--clearsign'));
    writeFileSync(at('XSA-3.txt.asc'), byHand(await textOf('XSA-3'), '--detach-sign'));
    writeFileSync(at('XSA-9.txt.asc'), byHand('what', '--detach-sign'));
    const built = await build(root, ...signing());
    expect(built).toMatchObject({ code: 0, text: expect.stringMatching(/made, 0 kept, 2 made by hand/) });
    expect(built.text.match(/offline-signature: .*/g)).toEqual([
      'offline-signature: `content/xsa/XSA-9.txt.asc` belongs to no advisory, so that it is not published',
    ]);
    const first = tree(out);
    expect(first['advisories/xsa-1/xsa-1.txt']).toBe(await textOf('XSA-1'));
    const leaks = Object.entries(first).filter(
      ([path, text]) => /xsa-?3/i.test(path) || text.includes('CVE-2026-190003'),
    );
    expect(leaks).toEqual([]);
    // gpg's own choice of a hash.
    expect(first['advisories/xsa-2/xsa-2.signed.txt']).toMatch(/\nHash: SHA(?:256|512)\n/);
    for (const id of [1, 2, 3]) {
      const text = readFileSync(at(`XSA-${id}.md`), 'utf8');
      writeFileSync(at(`XSA-${id}.md`), text.replace('None.\n', 'None!\n'));
    }
    const { code, text } = await check();
    expect(code).toBe(1);
    expect(text).toMatch(
      /XSA-1\.txt\.asc:1:1: error offline-signature: .* does not sign the announcement of its advisory: the signed bytes are not these\n/,
    );
    expect(text).toMatch(
      /XSA-2\.txt\.asc:\d\d:5: error offline-signature: The signed text is not that of the advisory any more\n/,
    );
    expect(text).toMatch(/XSA-3\.txt\.asc:1:1: warning offline-signature/);
    expect(text).toContain('tocsin sign --text XSA-1');
    expect((await build(root, ...signing())).code).toBe(1);
    expect(tree(out)).toEqual(first);
    const both = ['--local-user', fingerprint, '--local-user', home.makeKey('nobody', 'ed25519')];
    writeFileSync(
      at('XSA-1.txt.asc'),
      home.must(
        [...both, '--faked-system-time', '20260301T000000!', '--armor', '--detach-sign'],
        await textOf('XSA-1'),
      ),
    );
    expect((await check()).text).toMatch(
      /XSA-1\.txt\.asc:1:1: error offline-signature: .* by the unknown key \w+, too/,
    );
    // What is printed to be signed names the advisories that it is related to, as the published text does.
    rmSync(at('XSA-1.txt.asc'));
    const related = readFileSync(at('XSA-2.md'), 'utf8').replace('patches: []', 'related: [XSA-1]\npatches: []');
    writeFileSync(at('XSA-2.md'), related);
    expect(await textOf('XSA-2')).toMatch(/^XSA-1$/m);
    for (const garbage of ['', '-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n']) {
      writeFileSync(at('XSA-1.txt.asc'), garbage);
      expect((await check()).text).toMatch(
        /XSA-1\.txt\.asc:1:1: error offline-signature: .*(?:neither|is no OpenPGP signature)/,
      );
    }
  });
});

/** Every long line of a private key, and the passphrase: what must be nowhere. */
const secretsOf = (armored: string): string[] => armored.split('\n').filter((line) => line.length > 50);

describe('secrets', () => {
  test('no key and no passphrase is in an output, in what is said, or in the environment of another program', async () => {
    const { root } = await rootWith('locked');
    const bin = join(folder, 'bin');
    const seen = join(folder, 'seen');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'gpg'), `#!/bin/sh\n{ env; echo "$@"; cat; } >> '${seen}'\nkill -KILL $$\n`);
    chmodSync(join(bin, 'gpg'), 0o755);
    const key = testKey('locked');
    const own = secretsOf(key);
    expect(own.length).toBeGreaterThan(5);
    const env = {
      TOCSIN_SIGNING_KEY: key,
      TOCSIN_SIGNING_PASSPHRASE: 'worthless',
      TOCSIN_TRACE: '1',
      PATH: `${bin}:${process.env['PATH']}`,
      SMTP_TOKEN: 'sesame',
    };
    const fingerprint = (await readPrivateKey({ armoredKey: key })).getFingerprint();
    const runs = [
      ownProcess(['build', '--root', root, '--now', NOW, '--sign'], env),
      ownProcess(['build', '--root', root, '--now', NOW, '--sign', '--gpg', fingerprint], env),
      await tocsin(['check', '--root', root, '--now', NOW, '--report', 'json'], env),
      await tocsin(['check', '--root', root, '--now', NOW, '--report', 'github'], env),
      await tocsin(['build', '--root', root, '--now', NOW, '--sign'], {
        ...env,
        TOCSIN_SIGNING_KEY: key.replace(/[A-Z]/g, 'A'),
      }),
      await tocsin(['build', '--root', root, '--now', NOW, '--sign'], {
        ...env,
        TOCSIN_SIGNING_PASSPHRASE: 'worthless-wrong',
      }),
      await tocsin(['build', '--root', root, '--now', NOW, '--sign', '--key', key], env),
    ];
    expect(runs.map((run) => run.code)).toEqual([0, 1, 0, 0, 1, 1, 2]);
    expect(runs[1]?.text).toContain('gpg was killed (SIGKILL)');
    // A key given where its file should be named is shown to nobody either.
    const places = { said: runs.map((run) => run.text).join(''), seen: readFileSync(seen, 'utf8'), ...tree(root) };
    for (const [place, text] of Object.entries(places))
      for (const secret of [...own, 'worthless', 'sesame', 'TOCSIN_SIGNING']) {
        if (place === 'said' && secret === 'TOCSIN_SIGNING') continue;
        expect(text.includes(secret), `${secret} in ${place}`).toBe(false);
      }
  });
});
