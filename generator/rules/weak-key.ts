// Keys whose signatures prove little, or which programs of today refuse.

import { keyName, keyPlace, keysOf } from '../lib/pgp/key-use.ts';
import type { Certificate, Rule } from '../types.ts';

const LEAST_RSA_BITS = 2048;
const WEAK_HASHES = ['MD5', 'RIPEMD', 'SHA1'];

export default {
  id: 'weak-key',
  level: 'error',
  about: 'What can be forged proves nothing, and sq and newer versions of gpg refuse such signatures.',
  example: {
    file: 'content/site.yaml',
    pass: '{file: weak.asc, roles: contact}',
    fail: '{file: weak.asc, roles: signing}',
    message: 'The key in `weak.asc` is not fit for signing: RSA 1024, expected 2048 bits or more',
  },
  *check(context) {
    for (const key of keysOf(context)) {
      if (!key.roles.includes('signing')) continue;
      const faults = faultsOf(key);
      if (faults.length === 0) continue;
      yield {
        at: keyPlace(context, key),
        text: `The key in ${keyName(key)} is not fit for signing: ${faults.join('; ')}`,
        hint: "Make another one, such as with `gpg --quick-generate-key '<name and address>' ed25519 sign 2y`",
        found: key.algorithm,
      };
    }
  },
} satisfies Rule;

function faultsOf({ algorithm, subkeys, hashes, userIds }: Certificate): string[] {
  const signing = subkeys.filter((part) => part.uses.includes('sign') && !part.revoked);
  const algorithms = [...new Set([algorithm, ...signing.map((part) => part.algorithm)])];
  const isWeakHash = hashes.length > 0 && hashes.every((hash) => WEAK_HASHES.includes(hash));
  return [
    ...algorithms.flatMap(algorithmFault),
    ...(isWeakHash ? [`its own signatures use ${hashes.join(' and ')}, expected SHA-256 or better`] : []),
    ...(userIds.some((user) => !user.isRevoked) ? [] : ['it has no user id, so gpg does not take it']),
  ];
}

function algorithmFault(algorithm: string): string[] {
  const [name, bits] = algorithm.split(' ');
  if (name === 'DSA' || name === 'ElGamal') return [`${algorithm}, expected RSA or Ed25519`];
  return name === 'RSA' && Number(bits) < LEAST_RSA_BITS
    ? [`${algorithm}, expected ${LEAST_RSA_BITS} bits or more`]
    : [];
}
