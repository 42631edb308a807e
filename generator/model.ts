// Links the checked content into what outputs may know. The gate (`isPublic`) stands here, before any format: an
// advisory passes only when it is published and its date has come; everything else gives nothing at all.

import { disclosureStatistics } from './lib/disclosure/statistics.ts';
import { plannedOf } from './lib/embargo/planned.ts';
import { versionId } from './lib/feeds/tags.ts';
import { isPublic } from './lib/is-public.ts';
import { cvePath, packagePath, releasePath } from './lib/links.ts';
import { order } from './lib/order.ts';
import { isSigning, publishedKeys } from './lib/pgp/published-keys.ts';
import { renamesOf } from './lib/support/aliases.ts';
import { neighbours } from './lib/support/diff.ts';
import { supportEvents } from './lib/support/events.ts';
import { featureSupportOf } from './lib/support/feature-support.ts';
import { lifecycles } from './lib/support/lifecycle.ts';
import { matrix } from './lib/support/matrix.ts';
import { withPackageSupport } from './lib/support/package-support.ts';
import { affectsPoint, coverageOf, wasSupported } from './lib/versions/coverage.ts';
import { statementOf, withSupportDates } from './lib/versions/release-dates.ts';
import type {
  Advisory,
  Change,
  Content,
  Embargo,
  Instant,
  Model,
  Preview,
  PublicAdvisory,
  PublicLink,
  Release,
  ReleaseView,
  Revision,
  SeriesInUse,
  Site,
  SupportStatement,
} from './types.ts';

/** The model of the public site at the time `now`, or of a preview, which nobody signs. */
export function model(content: Content, now: Instant, preview?: Preview): Model {
  const { site, support } = content;
  const releases = site.releases.map((release) => withSupportDates(release, support));
  const packageSupport = content.packageSupport ?? [];
  const keys = publishedKeys(site, content.certificates ?? [], now);
  const renames = renamesOf(site.support, support);
  const matrixOfAll = matrix(support, { now, renames });
  const open = content.advisories.filter((advisory) => isPublic(advisory, now));
  const series = new Map(site.series.map((each) => [each.id, each]));
  const unlinked = open.flatMap((advisory) => {
    const own = series.get(advisory.series);
    if (!own) return [];
    const published = publish(advisory, own, releases, now);
    const coverage = published.coverage.map((row) => withPackageSupport(row, packageSupport));
    const featureSupport = featureSupportOf(published, coverage, matrixOfAll.statements, releases, renames, now);
    return [{ ...published, coverage, featureSupport }];
  });
  const advisories = linkTogether(unlinked).sort(newestFirst);
  const isCurrent = (advisory: PublicAdvisory) => !advisory.isWithdrawn;
  const views = releases.map((release) => releaseView(release, advisories.filter(isCurrent), site, support, now));
  const lifecycle = lifecycles(views, matrixOfAll.statements, now);
  return {
    site,
    now,
    modified:
      advisories
        .map((each) => each.updated)
        .sort()
        .at(-1) ?? '1970-01-01T00:00:00Z',
    advisories,
    series: site.series.map((each) => ({
      series: each,
      path: `/advisories/${each.id}/`,
      advisories: advisories.filter((advisory) => advisory.series === each.id),
    })),
    years: groups(advisories, (advisory) => [advisory.published.slice(0, 4)])
      .map(([year, members]) => ({ year, path: `/advisories/${year}/`, advisories: members }))
      .reverse(),
    packages: groups(advisories, (advisory) => advisory.packages).map(([name, members]) => ({
      name,
      path: packagePath(name),
      advisories: members.filter(isCurrent),
    })),
    cves: groups(advisories, (advisory) => advisory.cves).map(([id, members]) => ({
      id,
      path: cvePath(id),
      advisories: members,
    })),
    releases: views,
    changes: advisories.flatMap((advisory) => changesOf(advisory, site)).sort(latestFirst),
    support: matrixOfAll,
    packageSupport,
    lifecycle,
    supportEvents: supportEvents(lifecycle, site, now),
    supportChanges: neighbours(matrixOfAll, renames),
    pages: content.pages,
    assets: content.assets,
    keys,
    isSigned: !preview && keys.some(isSigning),
    planned: plannedOf(content, now),
    ...(preview && { preview }),
    disclosure: disclosureStatistics(advisories),
  };
}

function publish(advisory: Advisory, series: SeriesInUse, releases: readonly Release[], now: Instant): PublicAdvisory {
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

/** Fills `links`: only public advisories are known here, so no link can tell of another. */
function linkTogether(advisories: readonly PublicAdvisory[]): PublicAdvisory[] {
  const byId = new Map(advisories.map((advisory) => [advisory.id, advisory]));
  const byCve = new Map(groups(advisories, (advisory) => advisory.cves));
  const mentions = new Map<string, Set<string>>();
  for (const advisory of advisories) {
    const named = advisory.document.markdown.match(/\b[A-Z][A-Z0-9]{0,19}(?:-\d{1,9}){1,3}\b/g) ?? [];
    for (const id of [...advisory.related, ...named]) {
      if (id === advisory.id || !byId.has(id)) continue;
      const sources = mentions.get(id);
      if (sources) sources.add(advisory.id);
      else mentions.set(id, new Set([advisory.id]));
    }
  }
  const link = ({ id, title, path }: PublicAdvisory): PublicLink => ({ id, title, path });
  return advisories.map((advisory) => {
    const related = advisory.related.flatMap((id) => byId.get(id) ?? []);
    const others = new Set(advisory.cves.flatMap((id) => byCve.get(id) ?? []).map((each) => each.id));
    for (const id of mentions.get(advisory.id) ?? []) others.add(id);
    others.delete(advisory.id);
    for (const each of related) others.delete(each.id);
    const mentionedBy = [...others].flatMap((id) => byId.get(id) ?? []).sort(newestFirst);
    return {
      ...advisory,
      related: related.map((each) => each.id),
      links: { related: related.map(link), mentionedBy: mentionedBy.map(link) },
    };
  });
}

/** The version that did no more than withdraw: the withdrawal is a change of its own. */
function isWithdrawal({ version, date, change }: Revision, { isWithdrawn, withdrawn, revisions }: PublicAdvisory) {
  const isFirst = version === revisions[0]?.version;
  return isWithdrawn && !isFirst && withdrawn?.date === date && withdrawn.reason === change;
}

/** One change per public version, and one for the withdrawal; editorial versions are none. */
function changesOf(advisory: PublicAdvisory, site: Site): Change[] {
  const changes = advisory.revisions
    .filter((revision) => !revision.editorial && !isWithdrawal(revision, advisory))
    .map((revision, index): Change => {
      const kind = index === 0 ? 'new' : 'updated';
      return {
        kind,
        date: index === 0 ? advisory.published : revision.date,
        advisory,
        revision,
        tag: versionId(site, advisory, revision.version),
      };
    });
  if (advisory.isWithdrawn && advisory.withdrawn) {
    const { date, reason } = advisory.withdrawn;
    const revision: Revision = { version: advisory.version, date, change: reason, public: true, editorial: false };
    changes.push({ kind: 'withdrawn', date, advisory, revision, tag: versionId(site, advisory, 'withdrawn') });
  }
  return changes;
}

function releaseView(
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

/** Members by key, keys by code unit; members keep their order. */
function groups<T>(members: readonly T[], keysOf: (member: T) => readonly string[]): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const member of members) {
    for (const key of new Set(keysOf(member))) {
      const group = found.get(key);
      if (group) group.push(member);
      else found.set(key, [member]);
    }
  }
  return [...found].sort(([a], [b]) => order(a, b));
}

const unique = <T>(members: readonly T[]): T[] => [...new Set(members)];

function newestFirst(a: PublicAdvisory, b: PublicAdvisory): number {
  return order(b.published, a.published) || order(a.series, b.series) || byNumber(b.number, a.number);
}

function latestFirst(a: Change, b: Change): number {
  return (
    order(b.date, a.date) ||
    order(a.advisory.series, b.advisory.series) ||
    byNumber(b.advisory.number, a.advisory.number) ||
    b.revision.version - a.revision.version ||
    order(a.tag, b.tag)
  );
}

function byNumber(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((part, position) => part !== b[position]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
