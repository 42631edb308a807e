// An advisory promises care: one about something without security support is a mistake in the advisory, in the statement
// or in the decision to publish it. What counts is the day of publication.

import { renamesOf } from '../lib/support/aliases.ts';
import { featureSupportOf } from '../lib/support/feature-support.ts';
import { hasEnded, withPackageSupport } from '../lib/support/package-support.ts';
import { coverageOf, names, wasSupported } from '../lib/versions/coverage.ts';
import { withSupportDates } from '../lib/versions/release-dates.ts';
import type { Advisory, CoverageRow, FeatureSupport, Finding, Instant, Rule } from '../types.ts';

export default {
  id: 'unsupported-feature',
  level: 'warning',
  about:
    'Faults of a feature, a package or a release without security support get no advisory in most policies; where one comes all the same, its readers wait for the next one in vain.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'features: [Light guests]',
    fail: 'features: [Network card]',
    message: 'Feature `Network card` has no security support: `Supported, not security supported` in Sample 1.0',
  },
  *check({ site, support, packageSupport = [], advisories, now }) {
    const releases = site.releases.map((release) => withSupportDates(release, support));
    const renames = renamesOf(site.support, support);
    for (const advisory of advisories) {
      if (advisory.status === 'withdrawn') continue;
      // A planned day may still move; a rule of its own says that the advisory is held back.
      const at = advisory.published !== undefined && advisory.published < now ? advisory.published : now;
      const order = site.series.find((each) => each.id === advisory.series)?.definition.versions ?? 'dotted';
      const coverage = coverageOf(advisory, releases, order, at).map((row) => withPackageSupport(row, packageSupport));
      yield* unsupportedReleases(advisory, coverage, at);
      yield* unsupportedFeatures(advisory, featureSupportOf(advisory, coverage, support, releases, renames, at));
    }
  },
} satisfies Rule;

/** Features that no release of the advisory had security support for. */
function* unsupportedFeatures(advisory: Advisory, rows: readonly FeatureSupport[]): Iterable<Finding> {
  for (const [index, feature] of advisory.features.entries()) {
    const own = rows.filter((row) => row.feature === feature);
    if (own.length === 0 || own.some(({ statuses }) => statuses.some(({ isSecured }) => isSecured))) continue;
    const said = own.flatMap(({ statement, release, statuses }) => {
      const words = new Set(statuses.map(({ status }) => `\`${status.slice(0, 60)}\``));
      const name = release?.name ?? `${statement.product} ${statement.version}`;
      return words.size > 0 ? [`${[...words].slice(0, 2).join(' or ')} in ${name}`] : [];
    });
    yield {
      at: { document: advisory.document, field: ['features', index] },
      text: `Feature \`${feature}\` has no security support: ${said.length > 0 ? said.slice(0, 3).join(', ') : 'no release gives it a status'}`,
      hint: 'Check the feature and its status; say in the text why there is an advisory, or leave the feature out',
      found: feature,
    };
  }
}

/** All releases that are hit had left support: one that is named beside supported ones is a courtesy. */
function* unsupportedReleases(advisory: Advisory, rows: readonly CoverageRow[], at: Instant): Iterable<Finding> {
  const hit = rows.filter(({ status }) => status === 'affected' || status === 'fixed');
  const [first] = hit;
  if (!first || hit.some((row) => isSupported(row, at))) return;
  const { release, packageSupport } = first;
  const own = advisory.statements.filter((each) => each.package === first.package);
  const isEnded = packageSupport && wasSupported(release, at);
  const what = isEnded ? `\`${first.package}\` in ${release.name}` : release.name;
  yield {
    at: {
      document: advisory.document,
      field: (own.find((each) => names(each, release)) ?? own[0])?.field ?? ['id'],
    },
    text: `No release that is affected or fixed had security support on ${at.slice(0, 10)}: that of ${what} ${ending(first, isEnded === true, at)}`,
    hint: 'Check releases and dates; say in the text why there is an advisory, or do not publish it',
  };
}

function isSupported({ release, packageSupport }: CoverageRow, at: Instant): boolean {
  if (!wasSupported(release, at)) return false;
  return packageSupport === undefined || (packageSupport.kind !== 'community' && !hasEnded(packageSupport, at));
}

function ending({ release, packageSupport }: CoverageRow, isPackage: boolean, at: Instant): string {
  if (isPackage)
    return packageSupport?.kind === 'community' ? 'is up to the community' : `ended on ${packageSupport?.date}`;
  return release.released !== undefined && at.slice(0, 10) < release.released
    ? `begins on ${release.released}`
    : `ended on ${release.securityUntil}`;
}
