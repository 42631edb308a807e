// Links the checked content into what outputs may know. The gate (`isPublic`) stands here, before any format: an
// advisory passes only when it is published and its date has come; everything else gives nothing at all.

import { disclosureStatistics } from './lib/disclosure/statistics.ts';
import { plannedOf } from './lib/embargo/planned.ts';
import { isPublic } from './lib/is-public.ts';
import { cvePath, packagePath } from './lib/links.ts';
import { treeViews } from './lib/patch-levels/tree-views.ts';
import { isSigning, publishedKeys } from './lib/pgp/published-keys.ts';
import { changesOf, latestFirst } from './lib/public/changes.ts';
import { groups, newestFirst } from './lib/public/lists.ts';
import { publishedAdvisory } from './lib/public/published.ts';
import { linkTogether } from './lib/public/related.ts';
import { releaseView } from './lib/public/release-view.ts';
import { renamesOf } from './lib/support/aliases.ts';
import { neighbours } from './lib/support/diff.ts';
import { supportEvents } from './lib/support/events.ts';
import { featureSupportOf } from './lib/support/feature-support.ts';
import { lifecycles } from './lib/support/lifecycle.ts';
import { matrix } from './lib/support/matrix.ts';
import { withPackageSupport } from './lib/support/package-support.ts';
import { withSupportDates } from './lib/versions/release-dates.ts';
import type { Content, Instant, Model, Preview, PublicAdvisory } from './types.ts';

/** The model of the public site at the time `now`, or of a preview, which nobody signs. */
export function model(content: Content, now: Instant, preview?: Preview): Model {
  const { site, support } = content;
  const releases = site.releases.map((release) => withSupportDates(release, support));
  const packageSupport = content.packageSupport ?? [];
  const keys = publishedKeys(site, content.certificates ?? [], now);
  const renames = renamesOf(site.support, support);
  const matrixOfAll = matrix(support, { now, renames });
  // The gate: nothing below this line sees an advisory that did not pass it, but `plannedOf`, which takes its number.
  const open = content.advisories.filter((advisory) => isPublic(advisory, now));
  const series = new Map(site.series.map((each) => [each.id, each]));
  const unlinked = open.flatMap((advisory) => {
    const own = series.get(advisory.series);
    if (!own) return [];
    const published = publishedAdvisory(advisory, own, releases, now);
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
    patchLevels: treeViews(content.treeLevels ?? [], site.series, advisories, releases),
    pages: content.pages,
    assets: content.assets,
    ...(content.theme && { theme: content.theme }),
    keys,
    isSigned: !preview && keys.some(isSigning),
    planned: plannedOf(content, now),
    ...(preview && { preview }),
    disclosure: disclosureStatistics(advisories),
  };
}
