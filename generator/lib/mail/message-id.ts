// Message-IDs that are the same on each run: made of the advisory's id, its version, and the site's tag authority, as
// the ids of feeds are. A revision answers the versions before it, so that mail programs show them as one thread.

import type { PublicAdvisory, SeriesInUse, Site } from '../../types.ts';

/** What a mail announces: a version or the withdrawal, to the lists of the series, or a posting to a public list. */
export type Announced = number | 'withdrawn' | Posting;

/** A posting to the public list for everybody: of a version, of the withdrawal, of the exploit that was held back. */
export type Posting = `oss-security-v${number}` | 'oss-security-withdrawn' | 'oss-security-follow-up';

/** True for what goes to the public list. */
export const isPosting = (announced: Announced): announced is Posting =>
  typeof announced === 'string' && announced.startsWith('oss-security-');

/** What a mail announces, from a log or for a file name: `v2`, `withdrawn`, `oss-security-v2`. */
export const announcedWord = (announced: Announced): string =>
  typeof announced === 'number' ? `v${announced}` : announced;

/** What a posting of this advisory announces today. */
export const postingOf = (advisory: PublicAdvisory): Posting =>
  advisory.isWithdrawn ? 'oss-security-withdrawn' : `oss-security-v${advisory.version}`;

/** What a mail about this advisory announces today. */
export const announcedOf = (advisory: PublicAdvisory): number | 'withdrawn' =>
  advisory.isWithdrawn ? 'withdrawn' : advisory.version;

/** The Message-ID of one mail: `<xsa-47.v2.2026@security.example>`. */
export function messageId(site: Site, { slug }: Pick<PublicAdvisory, 'slug'>, announced: Announced): string {
  const [host = '', date = ''] = site.tag.split(',');
  // A dot-atom (RFC 5322, 3.2.3) has no empty label.
  const domain = host.split('.').filter((label) => label !== '');
  return `<${slug}.${announcedWord(announced)}.${date}@${domain.join('.') || 'localhost'}>`;
}

/**
 * The Message-IDs of what was announced before, the oldest first: versions of this advisory and, in a series whose ids
 * count revisions, the advisories that it revises.
 */
export function earlierIds(
  site: Site,
  series: SeriesInUse,
  advisory: PublicAdvisory,
  all: readonly PublicAdvisory[],
): string[] {
  const revised = all
    .filter((other) => other.series === advisory.series && isRevisionOf(advisory, other, series))
    .sort((a, b) => (a.number.at(-1) ?? 0) - (b.number.at(-1) ?? 0));
  const own = versionsOf(advisory).filter((version) => advisory.isWithdrawn || version < advisory.version);
  return [
    ...revised.flatMap((other) => versionsOf(other).map((version) => messageId(site, other, version))),
    ...own.map((version) => messageId(site, advisory, version)),
  ];
}

/** Versions that were news. */
function versionsOf({ revisions }: PublicAdvisory): number[] {
  return revisions.filter((revision) => !revision.editorial).map((revision) => revision.version);
}

function isRevisionOf(advisory: PublicAdvisory, other: PublicAdvisory, series: SeriesInUse): boolean {
  const { numbers } = series.definition;
  if (numbers.at(-1) !== 'revision') return false;
  const last = numbers.length - 1;
  const isSame = numbers.every((_name, index) => index === last || advisory.number[index] === other.number[index]);
  return isSame && (other.number[last] ?? 0) < (advisory.number[last] ?? 0);
}
