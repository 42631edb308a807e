// What holds for a key at a time: whether it expired or was revoked, and which of its parts may sign since when.

import * as openpgp from 'openpgp';
import type { Instant, KeyRevocation } from '../../../types.ts';
import { config, instantOf, type Part } from './library.ts';

/** Why a key cannot be used at a time, as the end of a clause: `expired on 2026-01-01`; undefined when it can. */
export async function faultOf(key: openpgp.Key, time: Instant): Promise<string | undefined> {
  const revoked = await revocationOf(key);
  if (revoked) return `was revoked on ${revoked.date.slice(0, 10)}${revoked.reason ? ` (${revoked.reason})` : ''}`;
  const expires = await expiryOf(key);
  return expires !== undefined && expires <= time ? `expired on ${expires.slice(0, 10)}` : undefined;
}

/** When the key, or a subkey, expires. */
export async function expiryOf(part: Part): Promise<Instant | undefined> {
  const expires = await part.getExpirationTime(undefined, config).catch(() => null);
  return expires instanceof Date ? instantOf(expires) : undefined;
}

/** The revocation of a key by itself, once it verifies; the first one where there are several. */
export function revocationOf(key: openpgp.Key): Promise<KeyRevocation | undefined> {
  const { keyPacket, revocationSignatures } = key;
  return revocationAmong(revocationSignatures, key, openpgp.enums.signature.keyRevocation, { key: keyPacket });
}

/** The same for a subkey. */
export function subkeyRevocationOf(key: openpgp.Key, subkey: openpgp.Subkey): Promise<KeyRevocation | undefined> {
  const bound = { key: key.keyPacket, bind: subkey.keyPacket };
  return revocationAmong(subkey.revocationSignatures, key, openpgp.enums.signature.subkeyRevocation, bound);
}

/** The same for a user id. */
export function userRevocationOf(key: openpgp.Key, user: openpgp.User): Promise<KeyRevocation | undefined> {
  const certified = { userID: user.userID, key: key.keyPacket };
  return revocationAmong(user.revocationSignatures, key, openpgp.enums.signature.certRevocation, certified);
}

async function revocationAmong(
  signatures: readonly openpgp.SignaturePacket[],
  key: openpgp.Key,
  type: openpgp.enums.signature,
  about: object,
): Promise<KeyRevocation | undefined> {
  const found: KeyRevocation[] = [];
  for (const signature of signatures)
    if (await isBy(key, signature, type, about)) found.push(revocationFrom(signature));
  return found.sort((a, b) => (a.date < b.date ? -1 : 1))[0];
}

/** True for a signature that the key made itself, whenever. */
function isBy(
  key: openpgp.Key,
  signature: openpgp.SignaturePacket,
  type: openpgp.enums.signature,
  about: object,
): Promise<boolean> {
  const anytime = null as unknown as Date;
  return signature.verify(key.keyPacket as openpgp.PublicKeyPacket, type, about, anytime, false, config).then(
    () => true,
    () => false,
  );
}

/** The reasons of RFC 9580, 5.2.3.31, that say something. */
const REASONS: ReadonlyMap<number | null, string> = new Map([
  [openpgp.enums.reasonForRevocation.keySuperseded, 'superseded'],
  [openpgp.enums.reasonForRevocation.keyCompromised, 'compromised'],
  [openpgp.enums.reasonForRevocation.keyRetired, 'no longer used'],
]);

function revocationFrom(signature: openpgp.SignaturePacket): KeyRevocation {
  const words = [REASONS.get(signature.reasonForRevocationFlag), signature.reasonForRevocationString];
  const reason = words.filter(Boolean).join(': ');
  return { date: instantOf(signature.created ?? new Date(0)), ...(reason !== '' && { reason }) };
}

/** A part of a key that signs, and the oldest time at which programs accept signatures by it. */
export type SigningPart = { readonly part: Part; readonly since: Instant };

/** The parts that may sign at a time, those first that programs prefer: the newest subkey, at last the key itself. */
export async function signingParts(key: openpgp.Key, time: Instant | undefined): Promise<SigningPart[]> {
  const parts = [...key.subkeys, key];
  const date = time === undefined ? (null as unknown as Date) : new Date(time);
  const found: SigningPart[] = [];
  for (const part of parts) {
    const usable = await key.getSigningKey(part.getKeyID(), date, undefined, config).catch(() => undefined);
    if (usable?.getKeyID().equals(part.getKeyID())) found.push({ part: usable, since: boundSince(key, usable) });
  }
  const age = ({ part }: SigningPart) => (part === key ? 0 : part.getCreationTime().getTime());
  return found.sort((a, b) => age(b) - age(a));
}

/**
 * Since when a part belongs to its key: since the oldest signature that says so. Whoever renews a key with gpg replaces
 * those signatures, and then sq takes nothing that the key signed before.
 */
export function boundSince(key: openpgp.Key, part: Part): Instant {
  const certifications = [...key.users.flatMap((user) => user.selfCertifications), ...directSignatures(key)];
  const bindings = part instanceof openpgp.Subkey ? [oldestOf(part.bindingSignatures)] : [];
  const times = [part.getCreationTime(), key.getCreationTime(), oldestOf(certifications), ...bindings];
  return instantOf(new Date(Math.max(...times.map((time) => time.getTime()))));
}

/** Signatures of a key over itself, without a user id; the library's declarations lack them. */
function directSignatures(key: openpgp.Key): readonly openpgp.SignaturePacket[] {
  return (key as unknown as { readonly directSignatures: readonly openpgp.SignaturePacket[] }).directSignatures;
}

function oldestOf(signatures: readonly openpgp.SignaturePacket[]): Date {
  const times = signatures.map((signature) => (signature.created ?? new Date(0)).getTime());
  return new Date(times.length === 0 ? 0 : Math.min(...times));
}
