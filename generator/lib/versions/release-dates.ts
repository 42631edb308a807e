// A release's dates stand in the configuration or in its support statement; what the configuration leaves out is taken
// from there.

import type { Release, SupportStatement } from '../../types.ts';

/** The support statement of a release of a product. */
export function statementOf(release: Release, support: readonly SupportStatement[]): SupportStatement | undefined {
  if (release.product === undefined) return undefined;
  const product = release.product.toLowerCase();
  return support.find((each) => each.version === release.id && each.product.toLowerCase() === product);
}

/** The release with the dates that its support statement knows. */
export function withSupportDates(release: Release, support: readonly SupportStatement[]): Release {
  const statement = statementOf(release, support);
  if (!statement) return release;
  const released = release.released ?? statement.initialRelease;
  const supportedUntil = release.supportedUntil ?? statement.supportedUntil;
  const securityUntil = release.securityUntil ?? statement.securityUntil;
  return {
    ...release,
    ...(released !== undefined && { released }),
    ...(supportedUntil !== undefined && { supportedUntil }),
    ...(securityUntil !== undefined && { securityUntil }),
  };
}
