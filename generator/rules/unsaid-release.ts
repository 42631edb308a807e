// Silence never reads as "not affected": an advisory says something of each release that was supported when it came.

import { nearest } from '../lib/decode/decode.ts';
import { coverageOf, names as isNamed, wasSupported } from '../lib/versions/coverage.ts';
import { withSupportDates } from '../lib/versions/release-dates.ts';
import type { Advisory, Instant, Release, Rule, Statement, VersionOrder } from '../types.ts';

export default {
  id: 'unsaid-release',
  level: 'warning',
  about: 'Users of a supported release ask whether they are affected, and silence is no answer.',
  example: {
    file: 'content/dsa/DSA-1-1.md',
    pass: '  - {release: south, status: not-affected, reason: The vulnerable code is not present.}\n',
    fail: '',
    message: 'Nothing is said of release `south`, which had security support on 2026-05-18',
  },
  *check({ site, advisories, support, now }) {
    const releases = site.releases.map((release) => withSupportDates(release, support));
    for (const advisory of advisories) {
      const { document, published } = advisory;
      const order = site.series.find((each) => each.id === advisory.series)?.definition.versions;
      const isClosed = advisory.status === 'draft' || advisory.status === 'withdrawn';
      if (isClosed || published === undefined || order === undefined) continue;
      for (const release of unsaid(advisory, releases, order, published, now)) {
        const slip = misspelt(release, advisory, releases);
        yield {
          at: { document, field: slip?.field ?? advisory.statements[0]?.field.slice(0, 1) ?? ['id'], key: true },
          text: `Nothing is said of release \`${release.id}\`, which had security support on ${published.slice(0, 10)}`,
          hint: slip
            ? `Write \`${release.id}\` where it says \`${slip.release}\`, if that is what it means`
            : `Add an entry for \`${release.id}\`: the fixed version, or \`status: not-affected\` or \`under-investigation\``,
        };
      }
    }
  },
} satisfies Rule;

/** A statement about a release that nobody knows and whose name is nearly that of this one. */
function misspelt(release: Release, { statements }: Advisory, all: readonly Release[]): Statement | undefined {
  const names = [release.id, release.codename ?? release.id];
  return statements.find(
    (each) => each.release !== undefined && !all.some((other) => isNamed(each, other)) && nearest(each.release, names),
  );
}

/** Releases that were supported at publication and have no answer for any package of the advisory. */
function unsaid(
  advisory: Advisory,
  releases: readonly Release[],
  order: VersionOrder,
  published: Instant,
  now: Instant,
): readonly Release[] {
  const rows = coverageOf(advisory, releases, order, now);
  return releases.filter((release) => {
    const own = rows.filter((row) => row.release === release);
    const isSaid = advisory.statements.some((statement) => isNamed(statement, release));
    // A release without a date is not out yet, as far as anybody knows.
    const isDue = release.released !== undefined && wasSupported(release, published);
    return own.length > 0 && isDue && !isSaid && own.every((row) => row.status === 'unknown');
  });
}
