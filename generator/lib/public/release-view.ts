// What hits a release of a product, and each of its point releases.

import type { Instant, PublicAdvisory, Release, ReleaseView, Site, SupportStatement } from '../../types.ts';
import { releasePath } from '../links.ts';
import { affectsPoint, wasSupported } from '../versions/coverage.ts';
import { statementOf } from '../versions/release-dates.ts';

/** A release with what affects it, and each of its point releases. */
export function releaseView(
  release: Release,
  advisories: readonly PublicAdvisory[],
  site: Site,
  support: readonly SupportStatement[],
  now: Instant,
): ReleaseView {
  const rows = advisories.flatMap((advisory) =>
    advisory.coverage.filter((row) => row.release.id === release.id).map((row) => ({ advisory, row })),
  );
  const orders = new Map(site.series.map((series) => [series.id, series.definition.versions]));
  // A package's version says nothing about the point release of the distribution that ships it.
  const points = release.product === undefined ? [] : release.points;
  const statement = statementOf(release, support);
  return {
    release,
    path: releasePath(release.id),
    isSupported: wasSupported(release, now),
    rows,
    points: points.map((version) => {
      const hits = (answer: string) =>
        unique(
          rows
            .filter(
              ({ advisory, row }) => affectsPoint(row, version, orders.get(advisory.series) ?? 'dotted') === answer,
            )
            .map((each) => each.advisory),
        );
      return { version, affected: hits('yes'), undecided: hits('undecided') };
    }),
    ...(statement && { statement }),
  };
}

const unique = <T>(members: readonly T[]): T[] => [...new Set(members)];
