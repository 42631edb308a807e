// What the rest of the project knows of the OpenPGP library: reading public keys, signing, verifying, encrypting. Only
// the folder beside this file imports the library.

export { readCertificates } from './openpgp/certificates.ts';
export { encrypted, encryptionFault } from './openpgp/encrypt.ts';
export { keySigner, partsThatSign } from './openpgp/sign.ts';
export { verify } from './openpgp/verify.ts';
