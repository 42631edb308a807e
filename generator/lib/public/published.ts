// What the public gets of an advisory that passed the gate: no revision, withdrawal or note of the team that is not
// public, too.

import type { Advisory, Embargo, Instant, PublicAdvisory, Release, Revision, SeriesInUse } from '../../types.ts';
import { coverageOf } from '../versions/coverage.ts';

/** What readers may know of the advisory at `now`, when it has passed the gate. */
export function publishedAdvisory(
  advisory: Advisory,
  series: SeriesInUse,
  releases: readonly Release[],
  now: Instant,
): PublicAdvisory {
  const published = advisory.published ?? now;
  const isPublicRevision = (revision: Revision) => revision.public && revision.date <= now;
  const publicRevisions = advisory.revisions.filter(isPublicRevision);
  const first: Revision = { version: 1, date: published, change: 'First publication.', public: true, editorial: false };
  const revisions = publicRevisions.length > 0 ? publicRevisions : [first];
  const latest = revisions.findLast((revision) => !revision.editorial) ?? first;
  const isWithdrawn = advisory.status === 'withdrawn' && (advisory.withdrawn?.date ?? now) <= now;
  const dates = [
    published,
    ...revisions.map((revision) => revision.date),
    ...(isWithdrawn ? [advisory.withdrawn?.date ?? published] : []),
  ];
  // What else the team noted about the embargo is nobody's business.
  const { withdrawn, embargo, archived, ...rest } = advisory;
  const earlier = (archived ?? []).filter(
    (text) => text.version < latest.version && revisions.some(({ version }) => version === text.version),
  );
  return {
    ...rest,
    // A withdrawal that is still to come is nobody's business yet.
    status: isWithdrawn ? 'withdrawn' : 'published',
    ...(isWithdrawn && withdrawn && { withdrawn }),
    ...disclosedOf(embargo),
    ...(earlier.length > 0 && { archived: earlier }),
    published,
    revisions,
    updated: dates.sort().at(-1) ?? published,
    version: latest.version,
    latest,
    isWithdrawn,
    path: series.path.replaceAll('{slug}', advisory.slug).replaceAll('{number}', advisory.number.join('-')),
    folder: `/advisories/${advisory.slug}/`,
    coverage: coverageOf(advisory, releases, series.definition.versions, now),
    featureSupport: [],
    links: { related: [], mentionedBy: [] },
  };
}

function disclosedOf(embargo: Embargo | undefined): Pick<PublicAdvisory, 'reported' | 'notified'> {
  const { reported, notified } = embargo ?? {};
  return { ...(reported !== undefined && { reported }), ...(notified !== undefined && { notified }) };
}
