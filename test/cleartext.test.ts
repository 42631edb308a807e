// The five traps of clearsigned texts, with texts by chance: gpg, gpgv, sq and sqv accept every one of our signatures,
// and none with an altered byte. Programs are slow to start: two run at a time.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readPrivateKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearsigned, coveredText, MAX_LINE_BYTES, parseClearsigned } from '../generator/lib/pgp/cleartext.ts';
import { keySigner, readCertificates, verify } from '../generator/lib/pgp/openpgp.ts';
import { pooled } from '../generator/lib/pool.ts';
import type { Certificate, Signer } from '../generator/types.ts';
import { gpgHome, type Home, hasTool, testKey } from './gpg.ts';

const NOW = '2026-11-21T12:00:00Z';
const COUNT = 150;

/** Pieces that programs have stumbled over. */
const piece = fc.oneof(
  fc.constantFrom('\n', '\r\n', '\r', '\u2028', '\u2029', '\u0085', '\f', '\v', '\uFEFF', '\u00A0'),
  fc.constantFrom('- ', '-', '--', '-----BEGIN PGP SIGNATURE-----', '-----BEGIN PGP SIGNED MESSAGE-----', 'Hash: MD5'),
  fc.constantFrom('From ', '>From ', ' \n', '\t\n', '  \t \r\n', '\n\n', '\u2028- x', '.\n', '=\n', '==\n'),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replaceAll('\0', '')),
  fc.integer({ min: MAX_LINE_BYTES - 60, max: MAX_LINE_BYTES - 1 }).map((length) => `\n${'x'.repeat(length)}\n`),
);
const someText = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '\n', ' ', ' \t \n', '\r\n', '\r', '-', '- -\n', 'From x', '\uFEFF', '\n\n\n'),
  },
  { weight: 9, arbitrary: fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join('')) },
);
const texts = fc.sample(someText, { seed: 4, numRuns: COUNT }).filter(isReadable);

/** Chance may join long pieces to a line that is too long. */
function isReadable(text: string): boolean {
  try {
    coveredText(text);
    return true;
  } catch {
    return false;
  }
}

/** One text as published: signed in both ways, and once more with a byte that is not the signed one. */
type Sample = { readonly file: string; readonly signature: string; readonly clear: string };

describe('clearsigned texts', () => {
  let folder: string;
  let home: Home;
  let keys: readonly Certificate[];
  let signer: Signer;
  let good: readonly Sample[];
  let bad: readonly Sample[];
  const keyring = () => join(folder, 'keyring.gpg');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tocsin-cleartext-'));
    home = gpgHome();
    const armored = (await readPrivateKey({ armoredKey: testKey('halyard-signing') })).toPublic().armor();
    keys = await readCertificates(Buffer.from(armored), 'content/keys/x.asc');
    writeFileSync(keyring(), keys[0]?.binary ?? '');
    signer = await keySigner(testKey('halyard-signing'), async () => undefined, keys, NOW);
    const chance = fc.sample(fc.nat(), { seed: 5, numRuns: 2 * texts.length });
    good = await Promise.all(
      texts.map(async (text, index) => {
        const covered = coveredText(text);
        const detached = await signer.sign(Buffer.from(text), 'binary', NOW);
        const signature = await signer.sign(Buffer.from(covered), 'text', NOW);
        return write(`${index}`, Buffer.from(text), detached, clearsigned(covered, signature));
      }),
    );
    bad = await Promise.all(
      texts.map(async (text, index) => {
        const covered = coveredText(text);
        const detached = await signer.sign(Buffer.from(text), 'binary', NOW);
        const signature = await signer.sign(Buffer.from(covered), 'text', NOW);
        const at = chance[index] ?? 0;
        // In turn a byte of the text and one of the signature.
        const isText = index % 2 === 0 && text.length > 0;
        const altered = isText ? alteredText(covered, at) : covered;
        return write(
          `${index}-bad`,
          isText ? alteredByte(Buffer.from(text), at) : Buffer.from(text),
          isText ? detached : alteredSignature(detached, at),
          clearsigned(altered, isText ? signature : alteredSignature(signature, at)),
        );
      }),
    );
    home.must(['--import', keyring()]);
  });
  afterAll(() => {
    home.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  function write(name: string, bytes: Uint8Array, signature: string, clear: string): Sample {
    const file = join(folder, `${name}.txt`);
    const sample = { file, signature: `${file}.asc`, clear: join(folder, `${name}.signed.txt`) };
    writeFileSync(sample.file, bytes);
    writeFileSync(sample.signature, signature);
    writeFileSync(sample.clear, clear);
    return sample;
  }

  /** As many as a test of seconds can ask about; gpg alone reads all in one go. */
  const isAsked = (_: Sample, index: number) => index % 6 === 0 || index < 12;

  /** The samples of which a program says that the signature is good. */
  async function accepted(samples: readonly Sample[], program: string, words: (sample: Sample) => readonly string[]) {
    const answers = await pooled(samples, 2, async (sample) => {
      const hasPassed = await new Promise<boolean>((resolve) => {
        execFile(program, words(sample), { env: home.environment }, (error) => resolve(error === null));
      });
      return hasPassed ? [sample.file] : [];
    });
    return answers.flat();
  }

  const programs: readonly [string, string, (sample: Sample) => readonly string[]][] = [
    ['gpgv', 'detached', ({ signature, file }) => ['--keyring', keyring(), signature, file]],
    ['gpgv', 'clearsigned', ({ clear }) => ['--keyring', keyring(), clear]],
    ['sqv', 'detached', ({ signature, file }) => ['--keyring', keyring(), signature, file]],
    [
      'sq',
      'clearsigned',
      ({ clear }) => ['--force', 'verify', '--signer-cert', keyring(), '--output', '/dev/null', clear],
    ],
  ];
  for (const [program, form, words] of programs) {
    test.skipIf(!hasTool(program))(`${program} takes every ${form} text, and none with an altered byte`, async () => {
      const some = program === 'sqv' ? good : good.filter(isAsked);
      expect(await accepted(some, program, words)).toEqual(some.map((sample) => sample.file));
      expect(await accepted(bad.filter(isAsked), program, words)).toEqual([]);
    });
  }

  test.skipIf(!hasTool('gpg'))('gpg takes every text, and none with an altered byte', () => {
    expect(texts.length).toBeGreaterThan(140);
    const answers = (samples: readonly Sample[]): string[] =>
      home
        .gpg(['--status-fd', '1', '--verify-files', ...samples.map((sample) => sample.clear)])
        .out.split('\n')
        .filter((line) => line.startsWith('[GNUPG:] VALIDSIG'));
    expect(answers(good)).toHaveLength(good.length);
    expect(answers(bad)).toEqual([]);
  });

  test('we read back what we wrote, and verify it', async () => {
    for (const text of texts) {
      const covered = coveredText(text);
      const signature = await signer.sign(Buffer.from(covered), 'text', NOW);
      const file = clearsigned(covered, signature);
      expect(parseClearsigned(file)).toMatchObject({ text: covered, signature, line: 4 });
      // Mail and other systems change line ends, and blanks before them.
      expect(parseClearsigned(file.replaceAll('\n', ' \r\n'))).toMatchObject({ text: covered, signature });
      expect((await verify(Buffer.from(covered), signature, keys, NOW)).isValid).toBe(true);
      expect(coveredText(covered)).toBe(covered.replace(/\n$/, ''));
    }
  });

  test('no text stands outside what is signed', async () => {
    const file = clearsigned('Upgrade.', await signer.sign(Buffer.from('Upgrade.'), 'text', NOW));
    expect(parseClearsigned(file)?.text).toBe('Upgrade.');
    const other = '-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n';
    for (const forged of [
      `Do not upgrade.\n${file}`,
      `${file}Do not upgrade.\n`,
      `${file}${other}`,
      file.replace('Hash: SHA512\n', 'Hash: SHA512\nDo not upgrade.\n'),
      file.replace('Hash: SHA512\n', 'Hash: SHA512\nComment: Do not upgrade.\n'),
      file.replace('Upgrade.', '-----BEGIN PGP SIGNED MESSAGE-----\n\nDo not upgrade.'),
      file.replace(/\n-----BEGIN PGP SIG[\s\S]*/, ''),
    ])
      expect(parseClearsigned(forged), forged).toBeUndefined();
  });

  test('a line that gpg cannot read is refused, and named', () => {
    expect(() => coveredText(`short\n${'ä'.repeat(MAX_LINE_BYTES / 2 + 1)}`)).toThrow(
      /^line 2 has more than 19990 bytes/,
    );
    expect(coveredText('x'.repeat(MAX_LINE_BYTES))).toHaveLength(MAX_LINE_BYTES);
  });
});

/** Another byte at some place; never one that a program takes for the same line end. */
function alteredByte(bytes: Uint8Array, chance: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = chance % copy.length;
  copy[at] = (copy[at] ?? 0) ^ 0x04;
  return copy;
}

/** Another letter at some place, or one more where there is none. */
function alteredText(covered: string, chance: number): string {
  const places = [...covered].flatMap((character, index) => (/[\w.-]/.test(character) ? [index] : []));
  const at = places[chance % Math.max(1, places.length)];
  if (at === undefined) return `${covered}x`;
  const characters = [...covered];
  return coveredText(
    [...characters.slice(0, at), characters[at] === 'q' ? 'z' : 'q', ...characters.slice(at + 1)].join(''),
  );
}

/** Another bit in one of the last bytes of the signature, which are its numbers. */
function alteredSignature(armored: string, chance: number): string {
  const lines = armored.split('\n');
  const end = lines.findIndex((line) => line.startsWith('=') || line.startsWith('-----END'));
  const body = Buffer.from(lines.slice(2, end).join(''), 'base64');
  const at = body.length - 1 - (chance % 30);
  body[at] = (body[at] ?? 0) ^ (1 << (chance % 8));
  const text = body.toString('base64').match(/.{1,60}/g) ?? [];
  return ['-----BEGIN PGP SIGNATURE-----', '', ...text, '-----END PGP SIGNATURE-----', ''].join('\n');
}
