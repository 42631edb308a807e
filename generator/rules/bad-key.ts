// Files in `content/keys/` that cannot be read while the root is; a private key among them is the worst case.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'bad-key',
  level: 'error',
  about:
    'Readers verify and encrypt with these keys. A private key among them is lost as soon as anybody else has the root.',
  example: {
    file: 'content/keys/mailbox.asc',
    pass: '-----BEGIN PGP PUBLIC KEY BLOCK-----',
    fail: '-----BEGIN PGP MESSAGE-----',
    message: 'No public key can be taken from `content/keys/mailbox.asc`: it holds no OpenPGP key that can be read',
  },
});
