// Support statements meet advisories: an advisory names features, and each release's statement says whether they have
// security support. How a name finds its feature is decided here and nowhere else.

import type {
  Advisory,
  Coverage,
  CoverageRow,
  FeatureSupport,
  Instant,
  PublicAdvisory,
  Release,
  SupportEntry,
  SupportSection,
  SupportStatement,
} from '../../types.ts';
import { wasSupported } from '../versions/coverage.ts';
import { statementOf } from '../versions/release-dates.ts';
import type { Renames } from './aliases.ts';
import { hasSecuritySupport } from './matrix-view.ts';

/** A feature in one statement: its section, and the statuses that are meant. */
export type FoundFeature = {
  readonly statement: SupportStatement;
  readonly section: SupportSection;
  /** All statuses of the section, or the one whose qualifier or row key was named; none where it gives no status. */
  readonly entries: readonly SupportEntry[];
};

/**
 * Where the statements speak of a feature: by the title of its section (`ARM v8`), by title and qualifier
 * (`x86/PV: 32-bit`), or by row key (`x86pv--32-bit`). Case and the look of quotes do not count. Empty: no statement
 * has it.
 */
export function findFeature(statements: readonly SupportStatement[], name: string): readonly FoundFeature[] {
  const wanted = comparable(name);
  return statements.flatMap((statement) => indexOf(statement).get(wanted) ?? []);
}

/** Every name by which `findFeature` finds something, for suggestions; newest statement first, each name once. */
export function featureNames(statements: readonly SupportStatement[]): readonly string[] {
  return [
    ...new Set(
      statements
        .flatMap(featureSections)
        .flatMap(({ title, entries }) => [
          title,
          ...entries.filter(({ qualifier }) => qualifier !== '').map(({ qualifier }) => `${title}: ${qualifier}`),
        ]),
    ),
  ];
}

/**
 * What each release says of each feature of the advisory, in the order of the features and of the statements: for the
 * releases that had security support when the advisory came, and for those that it says are affected or fixed.
 */
export function featureSupportOf(
  advisory: Pick<Advisory, 'features' | 'packages' | 'published'>,
  coverage: readonly CoverageRow[],
  statements: readonly SupportStatement[],
  releases: readonly Release[],
  renames: Renames,
  now: Instant,
): readonly FeatureSupport[] {
  if (advisory.features.length === 0) return [];
  const about = statementsAbout(advisory, coverage, statements, releases, now);
  return advisory.features.flatMap((feature) => {
    const anywhere = findFeature(statements, feature);
    // What no release has ever had is a misspelling, not a lack of support; a rule says so.
    if (anywhere.length === 0) return [];
    return about.map(({ statement, release }): FeatureSupport => {
      const own = findFeature([statement], feature);
      const found = own.length > 0 ? own : findRenamed(statement, anywhere, renames);
      const isInTime = hasSecuritySupport(statement, now);
      return {
        feature,
        statement,
        ...(release && { release }),
        ...(found[0] && { anchor: found.length === 1 ? anchorOf(found[0]) : found[0].section.anchor }),
        statuses: found.flatMap(({ section, entries }) =>
          entries.map(({ key, qualifier, status, class: kind, security }) => ({
            key,
            // What tells the statuses of one feature apart; of several sections of one title, the one above it.
            qualifier: [...(found.length > 1 ? section.path.slice(-2, -1) : []), qualifier]
              .filter((part) => part !== '')
              .join(': '),
            status,
            class: kind,
            security,
            isSecured: security && isInTime,
            hasCaveat: section.caveats.length > 0,
          })),
        ),
      };
    });
  });
}

/** What a feature of other releases is called in this one, as the configuration declares. */
function findRenamed(
  statement: SupportStatement,
  elsewhere: readonly FoundFeature[],
  renames: Renames,
): readonly FoundFeature[] {
  if (renames.size === 0) return [];
  const keys = new Set(
    elsewhere.flatMap(({ section, entries }) => {
      const key = entries.length === section.entries.length ? section.anchor : (entries[0]?.key ?? section.anchor);
      return [key, ...(renames.get(key) ?? [])];
    }),
  );
  const isMeant = (key: string) => keys.has(key) || renames.get(key)?.some((each) => keys.has(each)) === true;
  return featureSections(statement).flatMap((section): FoundFeature[] => {
    if (isMeant(section.anchor)) return [{ statement, section, entries: section.entries }];
    const entries = section.entries.filter(({ key }) => isMeant(key));
    return entries.length > 0 ? [{ statement, section, entries }] : [];
  });
}

/** An advisory about a feature, and what it says of the release. */
export type ConcernedAdvisory = { readonly advisory: PublicAdvisory; readonly status?: Coverage };

/** Section anchors of a statement with the advisories about them, in their order; withdrawn ones no longer stand. */
export function advisoriesOn(
  advisories: readonly PublicAdvisory[],
  statement: SupportStatement,
): ReadonlyMap<string, readonly ConcernedAdvisory[]> {
  const sectionOf = new Map<string, string>();
  for (const { anchor, entries } of statement.sections) {
    for (const { key } of entries) sectionOf.set(key, anchor);
    sectionOf.set(anchor, anchor);
  }
  const index = new Map<string, ConcernedAdvisory[]>();
  for (const advisory of advisories) {
    if (advisory.isWithdrawn) continue;
    const anchors = new Set<string>();
    let status: Coverage | undefined;
    for (const row of advisory.featureSupport) {
      if (row.statement !== statement || row.anchor === undefined) continue;
      for (const key of [row.anchor, ...row.statuses.map((each) => each.key)]) anchors.add(sectionOf.get(key) ?? key);
      status = advisory.coverage.find((each) => each.release.id === row.release?.id)?.status;
    }
    for (const anchor of anchors) {
      const entry = { advisory, ...(status && { status }) };
      const members = index.get(anchor);
      if (members) members.push(entry);
      else index.set(anchor, [entry]);
    }
  }
  return index;
}

/** The statements that answer for the advisory: of its products, or of all where it names no product with one. */
function statementsAbout(
  { packages, published }: Pick<Advisory, 'packages' | 'published'>,
  coverage: readonly CoverageRow[],
  statements: readonly SupportStatement[],
  releases: readonly Release[],
  now: Instant,
): readonly { readonly statement: SupportStatement; readonly release: Release | undefined }[] {
  const products = new Set(packages.map((name) => name.toLowerCase()));
  const own = statements.filter((statement) => products.has(statement.product.toLowerCase()));
  return (own.length > 0 ? own : statements).flatMap((statement) => {
    const release = releases.find((each) => statementOf(each, [statement]) !== undefined);
    const row = coverage.find((each) => each.release.id === release?.id);
    const isHit = row?.status === 'affected' || row?.status === 'fixed';
    const dates = release ?? datesOf(statement);
    return isHit || wasSupported(dates, published ?? now) ? [{ statement, release }] : [];
  });
}

function datesOf({ initialRelease, securityUntil }: SupportStatement): Pick<Release, 'released' | 'securityUntil'> {
  return {
    ...(initialRelease !== undefined && { released: initialRelease }),
    ...(securityUntil !== undefined && { securityUntil }),
  };
}

/** One status that was named has an anchor of its own on the statement's page. */
function anchorOf({ section, entries }: FoundFeature): string {
  const [only, ...others] = entries;
  return only && others.length === 0 ? only.key : section.anchor;
}

/** Comparable name -> where the statement speaks of it; made once for each statement. */
function indexOf(statement: SupportStatement): ReadonlyMap<string, readonly FoundFeature[]> {
  const known = indexes.get(statement);
  if (known) return known;
  const index = new Map<string, FoundFeature[]>();
  const sections = featureSections(statement);
  for (const section of sections) {
    const found = { statement, section, entries: section.entries };
    const title = comparable(section.title);
    const same = index.get(title);
    if (same) same.push(found);
    else index.set(title, [found]);
  }
  // A title says what is meant before a key or a qualifier does.
  const titles = new Set(index.keys());
  const add = (name: string, found: FoundFeature) => {
    if (!titles.has(name) && !index.has(name)) index.set(name, [found]);
  };
  for (const section of sections) {
    add(section.anchor, { statement, section, entries: section.entries });
    for (const entry of section.entries) {
      add(entry.key, { statement, section, entries: [entry] });
      add(comparable(`${section.title}: ${entry.qualifier}`), { statement, section, entries: [entry] });
    }
  }
  indexes.set(statement, index);
  return index;
}

const indexes = new WeakMap<SupportStatement, ReadonlyMap<string, readonly FoundFeature[]>>();

/** Sections below a top heading that has statuses somewhere: neither the release block nor the definitions. */
function featureSections({ sections }: SupportStatement): readonly SupportSection[] {
  const tops = new Set(sections.filter(({ entries }) => entries.length > 0).map(({ path }) => path[0]));
  return sections.filter(({ path, entries }) => tops.has(path[0]) && (path.length > 1 || entries.length > 0));
}

/** Statement titles have the quotes and dashes of good typography; authors write them as their keyboard does. */
function comparable(text: string): string {
  return text
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/—/g, '---')
    .replace(/–/g, '--')
    .replace(/…/g, '...')
    .replace(/\s+/g, ' ')
    .trim();
}
