// What it takes to match a list of packages with the advisories of a site: a small part of the model, made once, for
// the page that does it in the browser and for `tocsin affected`. It holds days and no states that time would change.

import type {
  Coverage,
  CoverageRow,
  Day,
  Instant,
  Model,
  PackageSupportKind,
  PublicAdvisory,
  Release,
  Statement,
  VersionOrder,
} from '../../types.ts';
import { absolute } from '../links.ts';
import { isCovered } from '../versions/coverage.ts';

/** What an advisory says of a package, in a release or as such. */
export type IndexedStatement = Pick<Statement, 'package' | 'from' | 'to' | 'fixed' | 'unsafe' | 'safe' | 'when'> & {
  readonly status: Coverage;
  /** Id of a configured release. */
  readonly release?: string;
};

export type IndexedAdvisory = {
  readonly id: string;
  readonly series: string;
  readonly title: string;
  readonly url: string;
  readonly severity?: string;
  readonly action?: string;
  readonly cves: readonly string[];
  readonly statements: readonly IndexedStatement[];
  /** Binary packages with their fixed versions: release, name, version. */
  readonly binaries?: readonly (readonly [release: string, name: string, version: string])[];
};

export type IndexedRelease = Pick<
  Release,
  'id' | 'name' | 'product' | 'codename' | 'number' | 'series' | 'released' | 'supportedUntil' | 'securityUntil'
>;

export type IndexedSupport = {
  readonly release: string;
  readonly name: string;
  readonly kind: PackageSupportKind;
  readonly reason?: string;
  readonly date?: Day;
};

/** The whole of it. */
export type AdvisoryIndex = {
  readonly title: string;
  readonly url: string;
  /** Newest change of any public item. */
  readonly modified: Instant;
  readonly series: readonly { readonly id: string; readonly name: string; readonly versions: VersionOrder }[];
  readonly releases: readonly IndexedRelease[];
  /** Packages without full support, the more exact name before the wider one. */
  readonly support: readonly IndexedSupport[];
  /** Newest first; none that was withdrawn. */
  readonly advisories: readonly IndexedAdvisory[];
};

/** Site path of the module that has the index for browsers. */
export const INDEX_PATH = '/check/data.js';

/** What stands before the JSON in the module. */
export const INDEX_START = 'export default ';

/** The index of a site. */
export function advisoryIndex(model: Model): AdvisoryIndex {
  const { site } = model;
  const known = new Set(site.releases.map(({ id }) => id));
  return {
    title: site.title,
    url: site.url,
    modified: model.modified,
    series: site.series.map(({ id, name, definition }) => ({ id, name, versions: definition.versions })),
    releases: model.releases.map(({ release }) => indexedRelease(release)),
    support: model.packageSupport.flatMap(({ release, entries }) =>
      entries.map(({ name, kind, reason, date }) => ({
        release: release.id,
        name,
        kind,
        ...(reason !== undefined && { reason }),
        ...(date !== undefined && { date }),
      })),
    ),
    advisories: model.advisories
      .filter(({ isWithdrawn }) => !isWithdrawn)
      .map((advisory) => indexed(advisory, absolute(site, advisory.path), known)),
  };
}

function indexedRelease(release: Release): IndexedRelease {
  const { id, name, product, codename, number, series, released, supportedUntil, securityUntil } = release;
  return {
    id,
    name,
    ...(product !== undefined && { product }),
    ...(codename !== undefined && { codename }),
    ...(number !== undefined && { number }),
    series,
    ...(released !== undefined && { released }),
    ...(supportedUntil !== undefined && { supportedUntil }),
    ...(securityUntil !== undefined && { securityUntil }),
  };
}

function indexed(advisory: PublicAdvisory, url: string, known: ReadonlySet<string>): IndexedAdvisory {
  const { id, series, title, severity, action, cves, coverage, statements } = advisory;
  // A second statement about the same release has no row.
  const others = statements.filter(
    (each) => each.release === undefined || (known.has(each.release) && !isCovered(each, coverage)),
  );
  return {
    id,
    series,
    title,
    url,
    ...(severity && { severity: severity.name }),
    ...(action !== undefined && { action }),
    cves,
    statements: [...coverage.map(ofRow), ...others.map(ofStatement)],
    ...(advisory.binaries &&
      advisory.binaries.length > 0 && {
        binaries: advisory.binaries.map(({ release, name, version }) => [release, name, version] as const),
      }),
  };
}

function ofRow({ package: name, release, ...row }: CoverageRow): IndexedStatement {
  return ofStatement({ ...row, package: name, release: release.id });
}

function ofStatement(said: Omit<Statement, 'field'>): IndexedStatement {
  return {
    package: said.package,
    status: said.status,
    ...(said.release !== undefined && { release: said.release }),
    ...(said.from !== undefined && { from: said.from }),
    ...(said.to !== undefined && { to: said.to }),
    ...(said.fixed !== undefined && { fixed: said.fixed }),
    ...(said.unsafe !== undefined && { unsafe: said.unsafe }),
    ...(said.safe !== undefined && { safe: said.safe }),
    ...(said.when !== undefined && said.status !== 'not-affected' && { when: said.when }),
  };
}
