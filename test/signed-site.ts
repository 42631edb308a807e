// A signed site for tests, as a value: the real build, signed with a key of `test/keys/`.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as openpgp from 'openpgp';
import { type Built, build } from '../generator/build.ts';
import { clearsigned, coveredText } from '../generator/lib/pgp/cleartext.ts';
import { keySigner, readCertificates } from '../generator/lib/pgp/openpgp.ts';
import { readKeys } from '../generator/lib/pgp/read-keys.ts';
import { headline } from '../generator/lib/report.ts';
import { list, parse } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { InputFile, Instant, Signer, SigningRequest } from '../generator/types.ts';

const project = resolve(import.meta.dirname, '..');

/** When the demonstration is built. */
export const NOW: Instant = '2026-11-21T12:00:00Z';

/** The files of a site by path. */
export type SiteMap = ReadonlyMap<string, Uint8Array>;

/** The demonstration as its root has it. */
export const demonstrationFiles = (): InputFile[] => list(project);

/** One of everything, signed by the key of the demonstration, or not at all. */
export async function smallRoot(isSigned: boolean): Promise<InputFile[]> {
  const files = list(join(project, 'test/fixtures/sample')).filter(
    ({ path }) => !/^content\/keys\/|DSA-2-1\.md$/.test(path),
  );
  const key = { path: 'content/keys/team.asc', bytes: Buffer.from(await publicPart('halyard-signing.asc')) };
  return [...files.map(withoutKeys), ...(isSigned ? [key] : [])];
}

/** The configuration without its keys. */
function withoutKeys(file: InputFile): InputFile {
  if ('problem' in file || file.path !== 'content/site.yaml') return file;
  const text = Buffer.from(file.bytes).toString('utf8');
  const changed = text.replace(/^keys:\n(?: .*\n)*/m, '');
  return { ...file, bytes: Buffer.from(changed) };
}

/** The bytes of a key of `test/keys/`. */
export const testKey = (name: string): string => readFileSync(join(project, 'test/keys', name), 'utf8');

/** Its public part, armored. */
export async function publicPart(name: string): Promise<string> {
  const key = await openpgp.readPrivateKey({ armoredKey: testKey(name) });
  return key.toPublic().armor();
}

/** A signer with a key of `test/keys/`. */
export async function testSigner(name: string): Promise<Signer> {
  const certificates = await readCertificates(Buffer.from(await publicPart(name)), name);
  return keySigner(testKey(name), async () => 'worthless', certificates, NOW);
}

/** Builds a root and signs the site, all of it as `tocsin sign` does. */
export async function signedSite(
  files: readonly InputFile[] = demonstrationFiles(),
): Promise<{ readonly built: Built; readonly site: SiteMap }> {
  const built = build(await readKeys(parse(files)), NOW, readTheme(join(project, 'build/theme')));
  const errors = built.messages.filter(({ level }) => level === 'error').map(headline);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  const site = new Map(built.outputs.map(({ path, body }) => [path, Buffer.from(body) as Uint8Array]));
  const signer = await testSigner('halyard-signing.asc');
  for (const request of built.requests) site.set(request.signature, await signature(request, site, signer));
  return { built, site };
}

/** What a request asks for, over the files of a site. */
export async function signature(
  { file, form, date }: SigningRequest,
  site: SiteMap,
  signer: Signer,
): Promise<Uint8Array> {
  const bytes = site.get(file) ?? new Uint8Array();
  if (form === 'detached') return Buffer.from(await signer.sign(bytes, 'binary', date));
  const text = coveredText(Buffer.from(bytes).toString('utf8'));
  return Buffer.from(clearsigned(text, await signer.sign(Buffer.from(text), 'text', date)));
}

/** A signer that goes on when its key has expired or was revoked, as whoever stole the key would. */
export async function thief(name: string): Promise<Signer> {
  const key = await openpgp.readPrivateKey({ armoredKey: testKey(name) });
  key.revocationSignatures = [];
  const certificates = await readCertificates(Buffer.from(key.toPublic().armor()), name);
  return keySigner(key.armor(), async () => undefined, certificates, '2025-06-01T00:00:00Z');
}
