// The keys of the team as readers meet them: what the certificates say, joined with what the configuration says.

import type { Certificate, Instant, KeyRole, PublishedKey, Site } from '../../types.ts';
import { order } from '../order.ts';

/** A key that the configuration does not name signs. */
const ROLES: readonly KeyRole[] = ['signing'];

/** The published keys: those that sign now first, then the newest first. */
export function publishedKeys(site: Site, certificates: readonly Certificate[], now: Instant): PublishedKey[] {
  const settings = new Map(site.keys.map((each) => [`content/keys/${each.file}`, each]));
  const keys = certificates.map((certificate): PublishedKey => {
    const { roles = ROLES, note } = settings.get(certificate.file) ?? {};
    return {
      ...certificate,
      roles,
      ...(note !== undefined && { note }),
      state: stateOf(certificate, now),
      path: `/keys/${certificate.fingerprint}.asc`,
    };
  });
  return keys.sort(
    (a, b) => Number(isSigning(b)) - Number(isSigning(a)) || order(b.created, a.created) || order(a.path, b.path),
  );
}

/** True for a key that signs now, or could. */
export function isSigning(key: PublishedKey): boolean {
  return key.roles.includes('signing') && key.state === 'valid';
}

/** True for a key whose signatures count: one that signs, or signed once. */
export function hasSigned(key: PublishedKey): boolean {
  return key.roles.includes('signing') || key.roles.includes('retired');
}

function stateOf({ revoked, expires }: Certificate, now: Instant): PublishedKey['state'] {
  if (revoked) return 'revoked';
  return expires !== undefined && expires <= now ? 'expired' : 'valid';
}
