// Verifies signatures with certificates (RFC 9580, 5.2): was it made by a key that might, when it might, over this?

import * as openpgp from 'openpgp';
import type { Certificate, Instant, Verification } from '../../../types.ts';
import { publicKey } from './certificates.ts';
import { config, fingerprintOf, instantOf, literal, type Part } from './library.ts';
import { boundSince, expiryOf, faultOf, subkeyRevocationOf } from './validity.ts';

const HASHES: ReadonlyMap<unknown, string> = new Map(
  Object.entries(openpgp.enums.hash).map(([name, number]) => [number, name]),
);

/** Nobody signs a file more often. */
const MAX_SIGNATURES = 16;

/**
 * Verifies an armored signature over bytes, by the certificates at `now`. A key that expired later, or was retired
 * later, has signed all the same; one that was stolen has not. Of several signatures none by a known key may be bad.
 */
export async function verify(
  bytes: Uint8Array,
  armoredSignature: string,
  certificates: readonly Certificate[],
  now: Instant,
): Promise<Verification> {
  const packets = await packetsOf(armoredSignature);
  if (packets.length === 0) return invalid('it is no OpenPGP signature');
  if (packets.length > MAX_SIGNATURES) return invalid(`it has more than ${MAX_SIGNATURES} signatures`);
  const found: Verification[] = [];
  const unknown = new Set<string>();
  for (const packet of packets) {
    const signer = await signerOf(packet, certificates);
    if (signer) found.push(await verifyPacket(packet, signer, bytes, now));
    else unknown.add(packet.issuerKeyID.toHex().toUpperCase());
  }
  const [first] = found;
  const bad = found.find((each) => !each.isValid);
  if (!first || bad) return bad ?? invalid(`it is signed by the unknown key ${[...unknown].join(', ')}`);
  return first.isValid && unknown.size > 0 ? { ...first, unknown: [...unknown] } : first;
}

const invalid = (reason: string): Verification => ({ isValid: false, reason });

/** The signatures in an armor; none for anything else. Versions that nobody writes any more are left out. */
async function packetsOf(armoredSignature: string): Promise<openpgp.SignaturePacket[]> {
  try {
    const { packets } = await openpgp.readSignature({ armoredSignature, config });
    return [...packets].filter((packet) => packet instanceof openpgp.SignaturePacket);
  } catch {
    return [];
  }
}

type SignerPart = { readonly key: openpgp.Key; readonly part: Part; readonly certificate: Certificate };

async function signerOf(
  packet: openpgp.SignaturePacket,
  certificates: readonly Certificate[],
): Promise<SignerPart | undefined> {
  for (const certificate of certificates) {
    const key = await publicKey(certificate);
    const part = key.getKeys().find((each) => each.getKeyID().equals(packet.issuerKeyID));
    if (part) return { key, part, certificate };
  }
  return undefined;
}

async function verifyPacket(
  packet: openpgp.SignaturePacket,
  signer: SignerPart,
  bytes: Uint8Array,
  now: Instant,
): Promise<Verification> {
  const { binary, text } = openpgp.enums.signature;
  const type = packet.signatureType;
  if (type !== binary && type !== text) return invalid('it is no signature over a document');
  const created = packet.created ?? new Date(0);
  const { part, certificate } = signer;
  try {
    await mightSign(signer, created);
    const publicPart = part.keyPacket as openpgp.PublicKeyPacket;
    await packet.verify(publicPart, type, await literal(bytes), new Date(now), true, config);
  } catch (error) {
    return invalid(await reasonOf(error instanceof Error ? error.message : '', packet, signer));
  }
  return {
    isValid: true,
    fingerprint: certificate.fingerprint,
    part: fingerprintOf(part),
    signedAt: instantOf(created),
    hash: HASHES.get(packet.hashAlgorithm) ?? 'unknown',
  };
}

/** Throws unless the part might sign at that time; asked once for each part and time. */
async function mightSign({ key, part }: SignerPart, created: Date): Promise<void> {
  if (created < part.getCreationTime()) throw new Error('before its key');
  // Whoever renews a key replaces the signatures that bind its parts; what it signed before is still signed.
  const bound = new Date(boundSince(key, part));
  const time = created < bound ? bound : created;
  const known = asked.get(part) ?? new Map<number, Promise<unknown>>();
  asked.set(part, known);
  const answer = known.get(time.getTime()) ?? key.getSigningKey(part.getKeyID(), time, undefined, config);
  known.set(time.getTime(), answer);
  await answer;
}

const asked = new WeakMap<Part, Map<number, Promise<unknown>>>();

/** Why a signature is not accepted, in words that say what to look at. */
async function reasonOf(
  message: string,
  { created: made, hashAlgorithm }: openpgp.SignaturePacket,
  { key, part, certificate }: SignerPart,
): Promise<string> {
  const created = made ?? new Date(0);
  const name = certificate.fingerprint;
  if (/digest did not match|verification failed/i.test(message)) return 'the signed bytes are not these';
  if (/^Insecure (?:message )?hash algorithm|^Hash algorithm too weak/.test(message))
    return `its hash \`${(HASHES.get(hashAlgorithm) ?? 'unknown').toUpperCase()}\` is weak; sign with SHA-512`;
  if (/^Unknown critical/.test(message))
    return 'it has a part that is marked critical and that nobody here understands';
  if (/in the future/.test(message)) return `it was made in the future, at ${instantOf(created)}`;
  if (/Signature is expired/.test(message)) return 'it has expired';
  if (created < part.getCreationTime()) return `it is older than its key ${name}`;
  const fault = await faultOf(key, instantOf(created));
  if (fault) return `the key ${name} ${fault}`;
  if (part instanceof openpgp.Subkey) {
    const revoked = await subkeyRevocationOf(key, part);
    const expires = await expiryOf(part);
    const subkey = `the subkey ${fingerprintOf(part)} of the key ${name}`;
    if (revoked) return `${subkey} was revoked on ${revoked.date.slice(0, 10)}`;
    if (expires !== undefined && expires <= instantOf(created)) return `${subkey} expired on ${expires.slice(0, 10)}`;
  }
  return `the key ${name} may not sign, or is too weak`;
}
