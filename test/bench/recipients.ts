// How long it takes to read the keys of recipients and to encrypt one message to all of them.

import * as openpgp from 'openpgp';
import { encrypted, keySigner, readCertificates } from '../../generator/lib/pgp/openpgp.ts';
import { recipientsOf } from '../../generator/lib/pgp/recipients.ts';

const NOW = '2026-11-21T12:00:00Z';

/** A line about `count` recipients; every tenth has an RSA key. */
export async function measureRecipients(count: number): Promise<string> {
  const date = new Date('2026-01-01T00:00:00Z');
  const make = (index: number) =>
    openpgp.generateKey({
      userIDs: [{ name: `Member ${index}`, email: `member${index}@sample.example` }],
      date,
      ...(index % 10 === 0
        ? { type: 'rsa' as const, rsaBits: 3072 }
        : { type: 'ecc' as const, curve: 'ed25519Legacy' as const }),
    });
  const pairs = await Promise.all(Array.from({ length: count }, (_, index) => make(index)));
  const files = pairs.map(({ publicKey }, index) => ({
    path: `recipients/${index}.asc`,
    bytes: Buffer.from(publicKey),
  }));
  const [first] = pairs;
  const certificates = await readCertificates(Buffer.from(first?.publicKey ?? ''), 'team.asc');
  const signer = await keySigner(first?.privateKey ?? '', async () => undefined, certificates, NOW);
  const bytes = Buffer.alloc(200_000, 'A guest can read memory.\n');
  const start = performance.now();
  const { keys, faults } = await recipientsOf(files, NOW);
  const read = performance.now();
  const message = await encrypted(bytes, await signer.sign(bytes, 'binary', NOW), keys, NOW);
  const end = performance.now();
  const seconds = (millis: number) => (millis / 1000).toFixed(2);
  return `${keys.length} recipients (${faults.length} faults): keys read in ${seconds(read - start)} s, message of ${message.length} bytes in ${seconds(end - read)} s`;
}
