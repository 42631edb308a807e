// The names of algorithms as people know them.

import type { Part } from './library.ts';

const NAMES: Readonly<Record<string, string>> = {
  rsaEncryptSign: 'RSA',
  rsaSign: 'RSA',
  rsaEncrypt: 'RSA',
  eddsaLegacy: 'Ed25519',
  ed25519: 'Ed25519 of RFC 9580',
  ed448: 'Ed448 of RFC 9580',
  x25519: 'X25519 of RFC 9580',
  x448: 'X448 of RFC 9580',
  ecdsa: 'ECDSA',
  ecdh: 'ECDH',
  dsa: 'DSA',
  elgamal: 'ElGamal',
};

/** `RSA 4096`, `Ed25519`, `ECDSA nistP256`. */
export function algorithmOf(part: Part): string {
  const { algorithm, bits, curve } = part.getAlgorithmInfo();
  const name = NAMES[algorithm] ?? algorithm;
  if (bits !== undefined) return `${name} ${bits}`;
  return name.startsWith('EC') && curve !== undefined ? `${name} ${curve}` : name;
}
