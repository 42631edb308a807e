// The Web Key Directory: keys by the mail addresses of their user ids (draft-koch-openpgp-webkey-service, 3.1).

import { createHash } from 'node:crypto';
import type { PublishedKey, Site } from '../../types.ts';
import { zBase32 } from './z-base-32.ts';

/** What a directory has for one address. */
export type DirectoryEntry = {
  /** In lower case: `halyard.example`. */
  readonly domain: string;
  /** Name of the file, made of what stands before the `@`. */
  readonly hash: string;
  /** Binary keys with that user id alone: valid ones, then revoked ones. */
  readonly body: Uint8Array;
};

/**
 * An entry for each address to which a valid key with the role `signing` or `contact` belongs. Revoked keys of the
 * address come along, so that whoever still has one hears of it.
 */
export function directoryEntries(keys: readonly PublishedKey[]): readonly DirectoryEntry[] {
  const current = keys.filter((key) => key.state === 'valid' && !key.roles.every((role) => role === 'retired'));
  const revoked = keys.filter((key) => key.state === 'revoked');
  const addresses = [
    ...new Set(current.flatMap((key) => key.userIds.filter(isInUse).flatMap((user) => user.email ?? []))),
  ];
  return addresses.sort().flatMap((address) => {
    const domain = domainOf(address);
    if (domain === undefined) return [];
    const parts = [...current, ...revoked].flatMap((key) => aloneWith(key, address));
    return { domain, hash: directoryHash(address.slice(0, address.lastIndexOf('@'))), body: Buffer.concat(parts) };
  });
}

/** The name of the file for a local part; capital letters do not count. */
export function directoryHash(localPart: string): string {
  const lower = localPart.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return zBase32(createHash('sha1').update(lower).digest());
}

/** True when programs that look for keys of the domain come to this site. */
export function isServedBy({ url, prefix }: Site, domain: string): boolean {
  const { hostname } = new URL(url);
  return prefix === '' && (hostname === domain || hostname === `openpgpkey.${domain}`);
}

const isInUse = ({ isRevoked }: { readonly isRevoked: boolean }): boolean => !isRevoked;

function aloneWith({ userIds, state }: PublishedKey, address: string): Uint8Array[] {
  return userIds
    .filter((user) => user.email === address && (state === 'revoked' || isInUse(user)))
    .slice(0, 1)
    .map((user) => user.alone);
}

/** The domain as a name that DNS has and a folder can have; undefined where it is none. */
function domainOf(address: string): string | undefined {
  const written = address.slice(address.lastIndexOf('@') + 1);
  const url = `https://${written}/`;
  const name = URL.canParse(url) ? new URL(url).host : '';
  return address.lastIndexOf('@') > 0 && /^(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{0,62}$/.test(name) && name.length < 254
    ? name
    : undefined;
}
