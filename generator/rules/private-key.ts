// Private keys among what is published: whoever keeps the signing key beside the site publishes it with the next build.

import type { Asset, CheckContext, Rule } from '../types.ts';

export default {
  id: 'private-key',
  level: 'error',
  about: 'A private key that was published once is lost, and with it everything that it signs.',
  example: {
    file: 'content/pages/policy.md',
    pass: 'Write to the team.',
    fail: 'Write to the team.\n-----BEGIN PGP PRIVATE KEY BLOCK-----\n',
    message: '`content/pages/policy.md` holds a private key',
  },
  *check({ sources }) {
    for (const path of filesWithKeys(sources))
      yield {
        at: { file: path, line: 1, column: 1 },
        text: `\`${path}\` holds a private key`,
        hint: 'Move it out of the root; where others have seen it, revoke it',
      };
  },
} satisfies Rule;

function filesWithKeys({ assets, attachments, signatures, documents }: CheckContext['sources']): string[] {
  const files = [...assets, ...attachments, ...signatures].filter(holdsKey);
  const texts = documents.filter(({ markdown }) => ARMOR.test(markdown));
  return [...files, ...texts].map(({ path }) => path).sort();
}

/** Alone on its line: patches of programs that use keys have a sign before it. */
const ARMOR = /^-----BEGIN (?:PGP PRIVATE KEY BLOCK|(?:[A-Z]{1,20} ){0,2}PRIVATE KEY)-----\r?$/m;

function holdsKey({ bytes }: Asset): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isSecretPacket(buffer) || (buffer.includes('PRIVATE KEY') && ARMOR.test(buffer.toString('latin1')));
}

/** Algorithms of keys that sign (RFC 9580, 9.1). */
const SIGNING = new Set([1, 3, 17, 19, 22, 27, 28]);

/** A binary file that begins with a secret key (RFC 9580, 4.2 and 5.5.3), its length written in one or two bytes. */
function isSecretPacket(bytes: Buffer): boolean {
  const isSecret = bytes[0] === 0x94 || bytes[0] === 0x95 || bytes[0] === 0xc5;
  return isSecret && [2, 3].some((at) => [4, 6].includes(bytes[at] ?? 0) && SIGNING.has(bytes[at + 5] ?? 0));
}
