// The key that a command signs with: from `--key`, from `--gpg`, or from the environment, in this order.

import { readFileSync, statSync } from 'node:fs';
import { keySigner } from '../lib/pgp/openpgp.ts';
import type { Instant, PublishedKey, Signer } from '../types.ts';
import { type Terminal, UsageError } from './command.ts';

/** Options that name a key. */
export type KeyOptions = Readonly<Record<string, string | undefined>>;

/** Larger files are no keys. */
const MAX_BYTES = 1_000_000;

/**
 * The signer that the options or the environment name, whose key has to be one of `keys` with the role `signing`.
 * Throws `UsageError` where none is named, `SigningError` where it cannot sign.
 */
export async function openSigner(
  terminal: Terminal,
  options: KeyOptions,
  keys: readonly PublishedKey[],
  now: Instant,
): Promise<Signer> {
  assertKeyNamed(terminal, options);
  const signing = keys.filter((key) => key.roles.includes('signing'));
  const { key: file, gpg: fingerprint } = options;
  if (fingerprint !== undefined) {
    const { gpgSigner } = await import('../lib/pgp/gpg.ts');
    return gpgSigner(fingerprint, signing, { environment: terminal.programEnvironment }, now);
  }
  const armored = (file === undefined ? terminal.env('TOCSIN_SIGNING_KEY') : readKey(file)) ?? '';
  const passphrase = async () => {
    terminal.progress('');
    return terminal.env('TOCSIN_SIGNING_PASSPHRASE') ?? (await terminal.askSecret('Passphrase of the signing key:'));
  };
  return keySigner(armored, passphrase, signing, now);
}

/** Throws `UsageError` unless a key is named, and only one: asked before a build, which takes its time. */
export function assertKeyNamed(terminal: Terminal, { key: file, gpg: fingerprint }: KeyOptions): void {
  if (file !== undefined && fingerprint !== undefined) throw new UsageError('give --key or --gpg, not both');
  if (fingerprint !== undefined && !/^(?:0x)?[\dA-Fa-f ]{40,80}!?$/.test(fingerprint))
    throw new UsageError(`--gpg takes the whole fingerprint of a key; found ${fingerprint.slice(0, 100)}`);
  // Whoever mixes up the two should not find the key in a log.
  if (file?.includes('-----')) throw new UsageError('--key takes the name of a file, not the key itself');
  if (file !== undefined && !statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`--key ${file} is no file`);
  if (file === undefined && fingerprint === undefined && terminal.env('TOCSIN_SIGNING_KEY') === undefined)
    throw new UsageError('no key to sign with; give --key FILE, --gpg FINGERPRINT, or set TOCSIN_SIGNING_KEY');
}

function readKey(file: string): string {
  if (statSync(file).size > MAX_BYTES) throw new UsageError(`--key ${file} is too large for a key`);
  return readFileSync(file, 'utf8');
}
