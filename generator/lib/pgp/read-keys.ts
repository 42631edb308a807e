// Reads the keys in `content/keys/` into the sources. The OpenPGP library is loaded only where there are keys, so that
// a root without them waits for nothing.

import type { Asset, Certificate, Problem, Sources } from '../../types.ts';
import { SigningError } from './signing-error.ts';

/** The sources with the certificates of their key files, and a problem for each file that holds none. */
export async function readKeys(sources: Sources): Promise<Sources> {
  if (sources.keyFiles.length === 0) return sources;
  const { readCertificates } = await import('./openpgp.ts');
  const certificates: Certificate[] = [];
  const problems: Problem[] = [];
  for (const file of sources.keyFiles) {
    try {
      certificates.push(...(await readCertificates(file.bytes, file.path)));
    } catch (error) {
      if (!(error instanceof SigningError)) throw error;
      problems.push(unreadable(file, error.message));
    }
  }
  return { ...sources, certificates, problems: [...sources.problems, ...problems] };
}

function unreadable({ path }: Asset, reason: string): Problem {
  return {
    rule: 'bad-key',
    place: { file: path, line: 1, column: 1 },
    text: `No public key can be taken from \`${path}\`: ${reason}`,
    hint: 'Write the public key alone, as `gpg --armor --export <fingerprint>` does',
  };
}
