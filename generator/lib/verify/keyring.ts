// The keys that a site is verified with: those that somebody gives, else its own, which prove less.

import type { Certificate, Message } from '../../types.ts';
import { KEYRING, KEYS } from '../links.ts';
import { readCertificates } from '../pgp/openpgp.ts';
import { SigningError } from '../pgp/signing-error.ts';
import { fault } from './fault.ts';
import type { Lists } from './read-lists.ts';
import type { SiteFiles } from './site-files.ts';

/** Keys, and what is to be said about them. */
export type Keyring = { readonly certificates: readonly Certificate[]; readonly messages: readonly Message[] };

/** Path of the site's own keys. */
export const KEYRING_PATH = `${KEYS.slice(1)}${KEYRING}.asc`;

/** The keys to verify with. `given` are those of the reader, absent where there are none. */
export async function siteKeyring(
  files: SiteFiles,
  lists: Lists,
  given: readonly Certificate[] | undefined,
): Promise<Keyring> {
  if (given || !lists.isSigned) return { certificates: given ?? [], messages: [] };
  const loaded = await files.load(KEYRING_PATH);
  if (loaded.kind !== 'file' || !loaded.bytes) return { certificates: [], messages: [noKeys('there are none')] };
  try {
    const own = await readCertificates(loaded.bytes, KEYRING_PATH);
    return { certificates: own, messages: [ownKeys(own)] };
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    return { certificates: [], messages: [noKeys(error.message)] };
  }
}

function noKeys(reason: string): Message {
  return fault(
    'own-keys',
    KEYRING_PATH,
    `The keys of the site cannot be read: ${reason}`,
    'Give the keys of the team with `--keyring`',
  );
}

/** A site cannot vouch for its own keys: whoever forges it brings keys along. */
function ownKeys(own: readonly Certificate[]): Message {
  const names = own.map(({ fingerprint }) => fingerprint).join(', ');
  return fault(
    'own-keys',
    KEYRING_PATH,
    `Verified with the keys that the site itself publishes: ${names}`,
    'Give keys that you have from elsewhere with `--keyring` to be sure',
    { level: 'info' },
  );
}
