// Verifies signatures that a site is to publish, more strictly than those that it reads elsewhere.

import type { Certificate, Instant, Verification } from '../../types.ts';
import { verify } from './openpgp.ts';

/**
 * Verifies as `verify` does, and refuses a signature that an unknown key has made, too: readers have the published keys
 * alone, and with these gpg and gpgv fail over it.
 */
export async function verifyPublished(
  bytes: Uint8Array,
  armoredSignature: string,
  certificates: readonly Certificate[],
  now: Instant,
): Promise<Verification> {
  const verified = await verify(bytes, armoredSignature, certificates, now);
  if (!verified.isValid || !verified.unknown) return verified;
  const names = verified.unknown.join(', ');
  return { isValid: false, reason: `it is signed by the unknown key ${names}, too, so that gpgv refuses it` };
}
