// Signatures with a private key that is given as text. It stays in memory: nothing here writes, and no message of the
// library is passed on, since it could quote what it read.

import * as openpgp from 'openpgp';
import type { Certificate, Instant, Signer } from '../../../types.ts';
import { SigningError, UNPUBLISHED } from '../signing-error.ts';
import { publicKey } from './certificates.ts';
import { config, fingerprintOf, literal, withoutReturns } from './library.ts';
import { faultOf, signingParts } from './validity.ts';

type SecretPacket = openpgp.SecretKeyPacket | openpgp.SecretSubkeyPacket;

/**
 * A signer with an armored private key whose public part is one of `certificates`. `passphrase` is asked only when the
 * key is locked. Throws `SigningError` when the key cannot be read, is not among them, cannot sign at `now`, or stays
 * locked.
 */
export async function keySigner(
  armoredKey: string,
  passphrase: () => Promise<string | undefined>,
  certificates: readonly Certificate[],
  now: Instant,
): Promise<Signer> {
  const { key, certificate } = await published(await readSecret(armoredKey), certificates);
  const parts = await partsThatSign(certificate, now);
  const secrets = new Map(key.getKeys().map((part) => [fingerprintOf(part), part.keyPacket as SecretPacket]));
  const part = parts.find((each) => hasSecret(secrets.get(each.fingerprint)));
  const packet = part && secrets.get(part.fingerprint);
  if (!part || !packet)
    throw new SigningError(`the signing key has no private part of ${certificate.fingerprint} that may sign`);
  await unlock(packet, passphrase);
  return {
    fingerprint: certificate.fingerprint,
    part: part.fingerprint,
    since: part.since,
    sign: (bytes, kind, date) => sign(packet, bytes, kind, date < part.since ? part.since : date),
  };
}

/** The parts of a key that may sign at `now`, the preferred one first. Throws `SigningError` where none may. */
export async function partsThatSign(
  certificate: Certificate,
  now: Instant,
): Promise<readonly { readonly fingerprint: string; readonly since: Instant }[]> {
  const key = await publicKey(certificate);
  const fault = await faultOf(key, now);
  if (fault) throw new SigningError(`the signing key ${certificate.fingerprint} ${fault}`);
  const parts = await signingParts(key, now);
  if (parts.length > 0) return parts.map(({ part, since }) => ({ fingerprint: fingerprintOf(part), since }));
  const since = (await signingParts(key, undefined)).map((each) => each.since).sort()[0];
  throw new SigningError(
    since !== undefined && since > now
      ? `the signing key ${certificate.fingerprint} may sign since ${since}, and it is ${now}`
      : `the signing key ${certificate.fingerprint} has no part that may sign`,
  );
}

async function readSecret(armoredKeys: string): Promise<openpgp.PrivateKey[]> {
  if (armoredKeys.includes('PUBLIC KEY BLOCK'))
    throw new SigningError(
      'the signing key is a public key; `gpg --armor --export-secret-keys` writes the private one',
    );
  return openpgp.readPrivateKeys({ armoredKeys: armoredKeys.trim(), config }).catch(() => {
    throw new SigningError('the signing key is no armored OpenPGP private key');
  });
}

async function published(
  keys: readonly openpgp.PrivateKey[],
  certificates: readonly Certificate[],
): Promise<{ readonly key: openpgp.PrivateKey; readonly certificate: Certificate }> {
  for (const key of keys) {
    const certificate = certificates.find((each) => each.fingerprint === fingerprintOf(key));
    if (certificate) return { key, certificate };
  }
  throw new SigningError(
    `the signing key ${keys.map(fingerprintOf).join(', ')} is not among those in \`content/keys/\` that sign`,
    UNPUBLISHED,
  );
}

/** False for a part of which only the public half was exported, or that is on a card. */
function hasSecret(packet: SecretPacket | undefined): boolean {
  return packet !== undefined && !packet.isDummy() && packet.isDecrypted() !== null;
}

async function unlock(packet: SecretPacket, passphrase: () => Promise<string | undefined>): Promise<void> {
  if (!packet.isDecrypted()) {
    const given = await passphrase();
    if (given === undefined)
      throw new SigningError('the signing key has a passphrase; give it in `TOCSIN_SIGNING_PASSPHRASE`');
    // Secrets that were written with an editor end with a line break that nobody typed.
    const typed = given.replace(/\r?\n$/, '');
    await packet
      .decrypt(given)
      .catch(() => packet.decrypt(typed))
      .catch(() => {
        throw new SigningError('the passphrase of the signing key is wrong');
      });
  }
  await packet.validate().catch(() => {
    throw new SigningError('the signing key is damaged: its private and public halves do not belong together');
  });
}

async function sign(key: SecretPacket, bytes: Uint8Array, kind: 'binary' | 'text', date: Instant): Promise<string> {
  const packet = new openpgp.SignaturePacket();
  packet.signatureType = openpgp.enums.signature[kind];
  packet.publicKeyAlgorithm = key.algorithm;
  packet.hashAlgorithm = openpgp.enums.hash.sha512;
  packet.rawNotations = [];
  await signPacket(packet, key, await literal(bytes), new Date(date));
  const list = new openpgp.PacketList<openpgp.SignaturePacket>();
  list.push(packet);
  return withoutReturns(new openpgp.Signature(list).armor(config));
}

/** The library's declarations lack the last argument, without which its own configuration holds. */
const signPacket = (
  packet: openpgp.SignaturePacket,
  key: SecretPacket,
  data: openpgp.LiteralDataPacket,
  date: Date,
): Promise<void> =>
  (packet.sign as (...words: readonly unknown[]) => Promise<void>).call(packet, key, data, date, true, config);
