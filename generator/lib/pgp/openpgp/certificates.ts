// Public keys as plain values. The library's own objects are kept beside them, since reading takes its time.

import * as openpgp from 'openpgp';
import type { Certificate, Instant, Subkey, UserId } from '../../../types.ts';
import { SigningError } from '../signing-error.ts';
import { algorithmOf } from './algorithms.ts';
import { config, fingerprintOf, instantOf, withoutReturns } from './library.ts';
import { hashesOf, hasModernPart, withUserAlone } from './packets.ts';
import { expiryOf, revocationOf, signingParts, subkeyRevocationOf, userRevocationOf } from './validity.ts';

/** Reads public keys, armored or binary. Throws `SigningError` when there is none, or when one is private. */
export async function readCertificates(bytes: Uint8Array, file: string): Promise<Certificate[]> {
  const text = Buffer.from(bytes).toString('latin1');
  if (text.includes('PRIVATE KEY BLOCK')) throw new SigningError(PRIVATE);
  let keys: openpgp.Key[];
  try {
    keys = text.includes('-----BEGIN PGP')
      ? (await Promise.all(armorBlocks(text).map((armoredKeys) => openpgp.readKeys({ armoredKeys, config })))).flat()
      : await openpgp.readKeys({ binaryKeys: bytes, config });
  } catch {
    throw new SigningError('it holds no OpenPGP key that can be read');
  }
  if (keys.some((key) => key.isPrivate())) throw new SigningError(PRIVATE);
  if (keys.length === 0) throw new SigningError('it holds no OpenPGP public key');
  return Promise.all(keys.map((key) => certificate(key, file)));
}

const PRIVATE = 'it holds a private key';

/** The library's key of a certificate. */
export function publicKey(certificate: Certificate): Promise<openpgp.Key> {
  const key = publicKeys.get(certificate.binary) ?? openpgp.readKey({ binaryKey: certificate.binary, config });
  publicKeys.set(certificate.binary, key);
  return key;
}

/** By the bytes, which copies of a certificate share. */
const publicKeys = new WeakMap<Uint8Array, Promise<openpgp.Key>>();

/** `gpg --armor --export` makes one block, joined files have several. */
function armorBlocks(text: string): string[] {
  return text.split(/^(?=-----BEGIN PGP PUBLIC KEY BLOCK-----)/m).filter((block) => block.startsWith('-----BEGIN'));
}

async function certificate(key: openpgp.Key, file: string): Promise<Certificate> {
  const [expires, revoked, signsSince] = await Promise.all([expiryOf(key), revocationOf(key), signingSince(key)]);
  const users = await Promise.all(key.users.map((user) => userId(key, user)));
  const binary = key.write();
  publicKeys.set(binary, Promise.resolve(key));
  return {
    file,
    fingerprint: fingerprintOf(key),
    version: key.keyPacket.version,
    algorithm: algorithmOf(key),
    created: instantOf(key.getCreationTime()),
    ...(expires !== undefined && { expires }),
    ...(revoked && { revoked }),
    userIds: users.flatMap((user) => user ?? []),
    subkeys: await Promise.all(key.subkeys.map((part) => subkey(key, part))),
    ...(signsSince !== undefined && { signsSince }),
    hashes: hashesOf(key),
    isModern: hasModernPart(key),
    armored: withoutReturns(key.armor(config)),
    binary,
  };
}

async function signingSince(key: openpgp.Key): Promise<Instant | undefined> {
  const parts = await signingParts(key, undefined);
  return parts
    .map((part) => part.since)
    .sort()
    .at(0);
}

/** A user id that the key certifies itself; anybody can add others. */
async function userId(key: openpgp.Key, user: openpgp.User): Promise<UserId | undefined> {
  if (!user.userID || user.selfCertifications.length === 0) return undefined;
  const { userID, name, email } = user.userID;
  return {
    text: userID,
    ...(name && { name }),
    ...(email && { email: email.toLowerCase() }),
    isRevoked: (await userRevocationOf(key, user)) !== undefined,
    alone: withUserAlone(key, user),
  };
}

async function subkey(key: openpgp.Key, part: openpgp.Subkey): Promise<Subkey> {
  const [expires, revoked] = await Promise.all([expiryOf(part), subkeyRevocationOf(key, part)]);
  const times = part.bindingSignatures.map((binding) => binding.created?.getTime() ?? 0);
  const newest = part.bindingSignatures[times.indexOf(Math.max(...times))];
  return {
    fingerprint: fingerprintOf(part),
    algorithm: algorithmOf(part),
    created: instantOf(part.getCreationTime()),
    ...(expires !== undefined && { expires }),
    ...(revoked && { revoked }),
    uses: usesOf(newest?.keyFlags?.[0] ?? 0),
  };
}

/** Key flags (RFC 9580, 5.2.3.29). */
function usesOf(flags: number): Subkey['uses'] {
  const { signData, encryptCommunication, encryptStorage, authentication } = openpgp.enums.keyFlags;
  return [
    ...(flags & signData ? (['sign'] as const) : []),
    ...(flags & (encryptCommunication | encryptStorage) ? (['encrypt'] as const) : []),
    ...(flags & authentication ? (['authenticate'] as const) : []),
  ];
}
