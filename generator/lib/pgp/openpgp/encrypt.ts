// Messages that only their recipients can read: signed first, then encrypted to all of them at once.

import * as openpgp from 'openpgp';
import type { Certificate, Instant } from '../../../types.ts';
import { publicKey } from './certificates.ts';
import { config, withoutReturns } from './library.ts';
import { faultOf } from './validity.ts';

/** Why nothing can be encrypted to a key at a time, as the end of a clause: `expired on 2026-01-01`. */
export async function encryptionFault(certificate: Certificate, now: Instant): Promise<string | undefined> {
  const key = await publicKey(certificate);
  const fault = await faultOf(key, now);
  if (fault !== undefined) return fault;
  const found = await key.getEncryptionKey(undefined, new Date(now), undefined, config).catch(() => undefined);
  return found ? undefined : subkeyFault(certificate, now);
}

/** A key that stands alone signs; one of which the parts for encryption have ended says when. */
function subkeyFault({ subkeys, created }: Certificate, now: Instant): string {
  if (created > now) return `was made on ${created.slice(0, 10)}, after this time`;
  const parts = subkeys.filter(({ uses }) => uses.includes('encrypt'));
  if (parts.length === 0) return 'has no subkey for encryption';
  if (parts.every(({ revoked }) => revoked)) return 'has no subkey for encryption that is not revoked';
  const ends = parts.flatMap(({ expires, revoked }) => (expires === undefined || revoked ? [] : [expires])).sort();
  const last = ends.at(-1);
  return last !== undefined && last <= now
    ? `has no subkey for encryption since ${last.slice(0, 10)}, when it expired`
    : 'has no subkey for encryption that can be used';
}

/**
 * One armored message (RFC 9580) with the bytes and their detached signature, for all recipients. It has no file name,
 * and the time of the signature alone.
 */
export async function encrypted(
  bytes: Uint8Array,
  signature: string,
  recipients: readonly Certificate[],
  now: Instant,
): Promise<string> {
  const [message, detached, encryptionKeys] = await Promise.all([
    openpgp.createMessage({ binary: bytes, date: new Date(now) }),
    openpgp.readSignature({ armoredSignature: signature, config }),
    Promise.all(recipients.map(publicKey)),
  ]);
  const armored = await openpgp.encrypt({
    message,
    signature: detached,
    encryptionKeys,
    date: new Date(now),
    format: 'armored',
    config,
  });
  return withoutReturns(String(armored));
}
