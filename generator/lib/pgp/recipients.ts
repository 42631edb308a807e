// Those who are told before the public: the keys in `recipients/` of a private root. Nobody is left out in silence: each
// file has to hold keys that can be encrypted to.

import type { Certificate, InputFile, Instant } from '../../types.ts';
import { encryptionFault, readCertificates } from './openpgp.ts';
import { SigningError } from './signing-error.ts';

/** The keys, and what is wrong with files and keys. */
export type Recipients = { readonly keys: readonly Certificate[]; readonly faults: readonly string[] };

/** Files that nobody takes for a key. */
const NO_KEY = /^recipients\/(?:README|\.)[^/]*$/;

/** Reads the files of `recipients/`, as they can be used at `now`. */
export async function recipientsOf(files: readonly InputFile[], now: Instant): Promise<Recipients> {
  const read = await Promise.all(files.filter(({ path }) => !NO_KEY.test(path)).map((file) => keysIn(file, now)));
  const all = read.flatMap(({ keys }) => keys);
  const keys = [...new Map(all.map((key) => [key.fingerprint, key])).values()];
  return { keys, faults: read.flatMap(({ faults }) => faults) };
}

async function keysIn(file: InputFile, now: Instant): Promise<Recipients> {
  const fault = (text: string): Recipients => ({ keys: [], faults: [text] });
  if ('problem' in file) return fault(file.problem.text);
  const { path, bytes } = file;
  if (!/^recipients\/[^/]+\.asc$/.test(path)) return fault(`\`${path}\` is no file \`recipients/*.asc\``);
  try {
    const keys = await readCertificates(bytes, path);
    const faults = await Promise.all(keys.map((key) => encryptionFault(key, now)));
    return {
      keys,
      faults: keys.flatMap((key, index) => {
        const found = faults[index];
        return found === undefined ? [] : [`the key ${nameOf(key)} in \`${path}\` ${found}`];
      }),
    };
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    return fault(`no key can be taken from \`${path}\`: ${error.message}`);
  }
}

/** `Jane <jane@example.org> (0123…CDEF)`. */
export function nameOf({ userIds, fingerprint }: Certificate): string {
  const [user] = userIds.filter(({ isRevoked }) => !isRevoked);
  return user ? `${user.text} (${fingerprint})` : fingerprint;
}
