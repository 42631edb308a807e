// The signature that Debian published with DSA-5626-1, over the text that we write: gpgv takes it.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { clearsigned, coveredText } from '../generator/lib/pgp/cleartext.ts';
import { signatureBlock } from '../generator/lib/pgp/signature-block.ts';
import { hasTool } from './gpg.ts';
import { announceAgain, readText } from './import-round-trip.ts';

const corpus = resolve(import.meta.dirname, '../../shared/corpora/debian/announcements');
const why = existsSync(corpus) ? (hasTool('gpgv') ? '' : 'no gpgv') : 'no ../shared/corpora';
const folder = mkdtempSync(join(tmpdir(), 'tocsin-real-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(why !== '')(`the signature of DSA-5626-1 holds over our text${why && ` (skipped: ${why})`}`, () => {
  const read = readText(readFileSync(join(corpus, 'DSA-5626-1.txt'), 'utf8'), { keepLines: true });
  if (!read) throw new Error('not read');
  const { text } = announceAgain(read);
  const published = readFileSync(join(corpus, 'DSA-5626-1.asc'), 'utf8');
  const end = '-----END PGP SIGNATURE-----';
  const block = published.slice(published.indexOf('-----BEGIN PGP SIGNATURE'), published.indexOf(end) + end.length);
  const signature = signatureBlock(block);
  if (signature === undefined) throw new Error('no signature');
  const hash = /^Hash: (\w+)/m.exec(published)?.[1] ?? '';
  const gpgv = (signed: string) => {
    const file = join(folder, 'signed.txt');
    writeFileSync(file, clearsigned(coveredText(signed), signature, hash));
    return spawnSync('gpgv', ['--keyring', join(corpus, 'DSA-5626-1.key.gpg'), file]).status;
  };
  expect(gpgv(text)).toBe(0);
  expect(gpgv(text.replace('5626', '5627'))).not.toBe(0);
});
