// An advisory as data: the record behind its own JSON file and behind every list. It holds dates and no states that
// time alone would change, so that its bytes change only with the content.

import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type {
  Context,
  CoverageRow,
  FeatureSupport,
  Instant,
  PackageSupport,
  PublicAdvisory,
  PublicLink,
  Release,
  Site,
  Statement,
} from '../../types.ts';
import { absolute, KEYS, releasePath, supportPath } from '../links.ts';
import { absoluteLinks } from '../markdown/absolute-links.ts';
import { versionTexts } from '../revisions/version-texts.ts';
import type {
  advisorySchema,
  coverageRowSchema,
  featureSupportSchema,
  linkSchema,
  listedSchema,
  releaseSchema,
  statementSchema,
} from './advisory-schema.ts';
import { schemaUrl } from './data-schemas.ts';
import { stableJson } from './json.ts';

/** The JSON file of an advisory with its checksum. */
export type AdvisoryFile = {
  readonly advisory: PublicAdvisory;
  /** Site path. */
  readonly path: string;
  readonly body: string;
  readonly sha256: string;
  readonly modified: Instant;
};

/** The JSON files of all advisories, in the order of the model; each is made once, when a format needs it. */
export function advisoryFiles(context: Context): readonly AdvisoryFile[] {
  const known = filesOf.get(context);
  if (known) return known;
  const updated = new Map(context.model.advisories.map((advisory) => [advisory.id, advisory.updated]));
  const files = context.model.advisories.map((advisory): AdvisoryFile => {
    const modified = modifiedOf(advisory, updated);
    const body = once(() => stableJson(advisoryRecord(context, advisory, modified)));
    const sum = once(() => sha256(body()));
    return {
      advisory,
      path: jsonPath(advisory),
      get body() {
        return body();
      },
      get sha256() {
        return sum();
      },
      modified,
    };
  });
  filesOf.set(context, files);
  return files;
}

/** The function, which runs once at most. */
function once(make: () => string): () => string {
  let made: string | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const filesOf = new WeakMap<Context, readonly AdvisoryFile[]>();

/** Hexadecimal SHA-256 of a text in UTF-8. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An advisory in a list, with the checksum of its own file. */
export function listedRecord(site: Site, file: AdvisoryFile): z.input<typeof listedSchema> {
  const { advisory } = file;
  return {
    ...head(site, advisory, file.modified),
    severity: advisory.severity?.id,
    // Whoever matches versions against this list must not be told to act on what no longer stands.
    statements: advisory.isWithdrawn ? [] : advisory.statements.map(statementRecord),
    sha256: file.sha256,
  };
}

/** A statement without its place in the source. */
function statementRecord({ field: _field, ...said }: Statement): z.input<typeof statementSchema> {
  return said;
}

/** A row with its release by id, name and dates. */
export function coverageRecord(site: Site, row: CoverageRow): z.input<typeof coverageRowSchema> {
  return {
    package: row.package,
    release: releaseRecord(site, row.release),
    status: row.status,
    from: row.from,
    to: row.to,
    fixed: row.fixed,
    when: row.when,
    reason: row.reason,
    package_support: row.packageSupport && packageSupportRecord(row.packageSupport),
    patches: row.patches.map((patch) => patch.file),
  };
}

function advisoryRecord(context: Context, advisory: PublicAdvisory, modified: Instant): z.input<typeof advisorySchema> {
  const { site, series } = context.model;
  const { withdrawn, keyChange } = advisory;
  const page = absolute(site, advisory.path);
  return {
    $schema: schemaUrl(site, 'advisory'),
    license: site.license,
    ...head(site, advisory, modified),
    series_name: series.find((view) => view.series.id === advisory.series)?.series.name ?? advisory.series,
    severity: advisory.severity && { ...advisory.severity },
    author: advisory.author,
    bugs: [...advisory.bugs],
    credits: advisory.credits.map(({ name, role }) => ({ name, role })),
    features: [...advisory.features],
    feature_support: advisory.featureSupport.map((row) => featureSupportRecord(site, row)),
    statements: advisory.statements.map(statementRecord),
    coverage: advisory.coverage.map((row) => coverageRecord(site, row)),
    binaries: (advisory.binaries ?? []).map((each) => ({ ...each })),
    patches: advisory.patches.map((patch) => ({
      file: patch.file,
      url: absolute(site, advisory.folder + patch.file),
      sha256: patch.sha256,
      size: patch.bytes.length,
      subject: patch.subject,
      applies: patch.applies,
      tree: patch.tree,
      releases: [...patch.releases],
      fixes: { ...patch.fixes },
    })),
    downloads: advisory.downloads.map(({ name, url }) => ({ name, url })),
    references: advisory.references.map(({ url, title }) => ({ url, title })),
    related: advisory.links.related.map((link) => linkRecord(site, link)),
    mentioned_by: advisory.links.mentionedBy.map((link) => linkRecord(site, link)),
    sections: context.html(advisory).map(({ id, title, html }) => ({ id, title, html: absoluteLinks(html, page) })),
    revisions: revisionRecords(context, advisory),
    key_change: keyChange && {
      old: keyChange.old,
      new: keyChange.new,
      reason: keyChange.reason,
      date: keyChange.date ?? advisory.published,
      keys: absolute(site, KEYS),
    },
    withdrawn: advisory.isWithdrawn && withdrawn ? { date: withdrawn.date, reason: withdrawn.reason } : undefined,
  };
}

/** Each version with its text, as far as it was kept; the one of today has that of the site. */
function revisionRecords(context: Context, advisory: PublicAdvisory): z.input<typeof advisorySchema>['revisions'] {
  const { site } = context.model;
  const texts = new Map(versionTexts(context, advisory).map((text) => [text.version, text]));
  return advisory.revisions.map(({ version, date, change, editorial }) => {
    const text = texts.get(version);
    return {
      version,
      date,
      change,
      editorial,
      text: text && { url: absolute(site, text.path), sha256: text.sha256, size: text.size },
      diff_url: text?.difference && absolute(site, text.difference.path),
    };
  });
}

function head(site: Site, advisory: PublicAdvisory, modified: Instant) {
  return {
    id: advisory.id,
    series: advisory.series,
    title: advisory.title,
    status: advisory.isWithdrawn ? ('withdrawn' as const) : ('published' as const),
    kind: advisory.kind,
    published: advisory.published,
    updated: advisory.updated,
    modified,
    version: advisory.version,
    cves: [...advisory.cves],
    packages: [...advisory.packages],
    summary: advisory.summary,
    action: advisory.action,
    urls: {
      page: absolute(site, advisory.path),
      text: absolute(site, `${advisory.folder}${advisory.slug}.txt`),
      json: absolute(site, jsonPath(advisory)),
    },
  };
}

/** Titles of linked advisories are part of the record: it changes when they do. */
function modifiedOf(advisory: PublicAdvisory, updated: ReadonlyMap<string, Instant>): Instant {
  const links = [...advisory.links.related, ...advisory.links.mentionedBy];
  return [advisory.updated, ...links.map((link) => updated.get(link.id) ?? '')].sort().at(-1) ?? advisory.updated;
}

function packageSupportRecord({ kind, version, date, reason }: PackageSupport) {
  if (kind === 'supported') return undefined;
  return { kind, last_version: version, ends: date, reason };
}

/** What holds today follows from the days: the words of the status alone are no state. */
function featureSupportRecord(site: Site, row: FeatureSupport): z.input<typeof featureSupportSchema> {
  const { feature, statement, release, anchor, statuses } = row;
  const page = absolute(site, supportPath(statement.version));
  return {
    feature,
    product: statement.product,
    version: statement.version,
    released: release?.released ?? statement.initialRelease,
    security_until: release?.securityUntil ?? statement.securityUntil,
    url: anchor === undefined ? page : `${page}#${encodeURIComponent(anchor)}`,
    has_feature: anchor !== undefined,
    statuses: statuses.map(({ key, qualifier, status, class: kind, security, hasCaveat }) => ({
      key,
      qualifier: qualifier === '' ? undefined : qualifier,
      status,
      class: kind,
      security,
      has_caveat: hasCaveat,
      url: `${page}#${encodeURIComponent(key)}`,
    })),
  };
}

function releaseRecord(site: Site, release: Release): z.input<typeof releaseSchema> {
  return {
    id: release.id,
    name: release.name,
    product: release.product,
    codename: release.codename,
    released: release.released,
    supported_until: release.supportedUntil,
    security_until: release.securityUntil,
    url: absolute(site, releasePath(release.id)),
  };
}

function linkRecord(site: Site, link: PublicLink): z.input<typeof linkSchema> {
  return { id: link.id, title: link.title, url: absolute(site, link.path) };
}

function jsonPath(advisory: PublicAdvisory): string {
  return `${advisory.folder}${advisory.slug}.json`;
}
