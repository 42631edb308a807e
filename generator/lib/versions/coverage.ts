// What an advisory means for each release: the statements of its front matter, answered for every release that was
// supported when it was published and for every release it names. No cell stays empty: what nobody said is `unknown`.

import type { Advisory, CoverageRow, Instant, Patch, Release, Statement, VersionOrder } from '../../types.ts';
import { compareVersions } from './versions.ts';

/** The rows of one advisory, by package as written and by release as configured. */
export function coverageOf(
  advisory: Advisory,
  releases: readonly Release[],
  order: VersionOrder,
  now: Instant,
): CoverageRow[] {
  if (advisory.statements.length === 0) return [];
  return advisory.packages.flatMap((name) => {
    const statements = advisory.statements.filter((statement) => statement.package === name);
    return releases
      .filter((release) => isAbout(release, advisory.series, name))
      .filter(
        (release) =>
          wasSupported(release, advisory.published ?? now) || statements.some((each) => names(each, release)),
      )
      .map((release) => row(name, release, statements, advisory.patches, order, now));
  });
}

/** True when the series speaks about the release and the release contains the package. */
function isAbout(release: Release, series: string, name: string): boolean {
  return release.series.includes(series) && (release.product === undefined || release.product === name);
}

/** True when the release was out and had security support at that time; an unknown end is no end. */
export function wasSupported(release: Pick<Release, 'released' | 'securityUntil'>, at: Instant): boolean {
  const day = at.slice(0, 10);
  return (
    (release.released === undefined || release.released <= day) &&
    (release.securityUntil === undefined || day <= release.securityUntil)
  );
}

/** True when a statement names the release by its id or code name. */
export function names(statement: Statement, release: Release): boolean {
  return (
    statement.release !== undefined && (statement.release === release.id || statement.release === release.codename)
  );
}

/** True when a row of the coverage says all versions of the statement; a second one about the same release has none. */
export function isCovered(statement: Statement, coverage: readonly CoverageRow[]): boolean {
  return coverage.some(
    (row) =>
      row.package === statement.package &&
      names(statement, row.release) &&
      (['from', 'to', 'fixed'] as const).every((key) => statement[key] === undefined || statement[key] === row[key]),
  );
}

/** Whether a point release is hit, as far as the row's versions tell. */
export function affectsPoint(row: CoverageRow, version: string, order: VersionOrder): 'yes' | 'no' | 'undecided' {
  if (row.status === 'not-affected') return 'no';
  if (row.status === 'unknown' || row.status === 'under-investigation') return 'undecided';
  if (row.from !== undefined && compareVersions(order, version, row.from) < 0) return 'no';
  if (row.to !== undefined && compareVersions(order, version, row.to) > 0) return 'no';
  if (row.fixed !== undefined) return compareVersions(order, version, row.fixed) < 0 ? 'yes' : 'no';
  return row.status === 'fixed' ? 'undecided' : 'yes';
}

function row(
  name: string,
  release: Release,
  statements: readonly Statement[],
  patches: readonly Patch[],
  order: VersionOrder,
  now: Instant,
): CoverageRow {
  const general = statements.find((each) => each.release === undefined);
  const said =
    statements.find((each) => names(each, release)) ??
    (release.product === undefined ? undefined : derived(release, general, order));
  const range = said?.status === 'not-affected' ? undefined : general;
  const from = said?.from ?? range?.from;
  const to = said?.to ?? range?.to;
  const when = said?.when ?? range?.when;
  return {
    package: name,
    release,
    status: said?.status ?? 'unknown',
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(said?.fixed !== undefined && { fixed: said.fixed }),
    ...(when !== undefined && { when }),
    ...(said?.reason !== undefined && { reason: said.reason }),
    patches: patches.filter((patch) => patch.releases.includes(release.id)),
    isEnded: release.securityUntil !== undefined && release.securityUntil < now.slice(0, 10),
  };
}

/** What a statement about the product as such says about one of its releases. */
function derived(release: Release, general: Statement | undefined, order: VersionOrder): Statement | undefined {
  if (!general) return undefined;
  const isBranchOf = (version: string) => version === release.id || version.startsWith(`${release.id}.`);
  const { from, to } = general;
  if (from !== undefined && !isBranchOf(from) && compareVersions(order, release.id, from) < 0) {
    return {
      package: general.package,
      status: 'not-affected',
      reason: `Older than ${from}, the first affected version.`,
      field: general.field,
    };
  }
  if (to !== undefined && !isBranchOf(to) && compareVersions(order, release.id, to) > 0) {
    return {
      package: general.package,
      status: 'not-affected',
      reason: `Newer than ${to}, the last affected version.`,
      field: general.field,
    };
  }
  return general;
}
