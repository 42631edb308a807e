// The OpenPGP library as this project uses it: its configuration, and names and times in our form.

import * as openpgp from 'openpgp';
import type { Instant } from '../../../types.ts';

/** The same bytes for the same input: no salt of the library's own, no headers; SHA-512, which all programs accept. */
export const config: openpgp.Config = {
  ...openpgp.config,
  nonDeterministicSignaturesViaNotation: false,
  preferredHashAlgorithm: openpgp.enums.hash.sha512,
  showComment: false,
  showVersion: false,
};

/** A key, or a part of one. */
export type Part = openpgp.Key | openpgp.Subkey;

export const fingerprintOf = (part: Part): string => part.getFingerprint().toUpperCase();

export const instantOf = (date: Date): Instant => `${date.toISOString().slice(0, 19)}Z`;

/** A text in an armor, with the line ends that files of ours have. */
export const withoutReturns = (armor: string): string => armor.replace(/\r\n?/g, '\n');

/** The bytes as the library signs and verifies them. */
export async function literal(bytes: Uint8Array): Promise<openpgp.LiteralDataPacket> {
  const message = await openpgp.createMessage({ binary: bytes });
  return message.packets[0] as unknown as openpgp.LiteralDataPacket;
}
