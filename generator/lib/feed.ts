// The feeds as values, made once for Atom, RSS and JSON Feed: which entries a feed has, in what documents they stand,
// and how the documents are linked (RFC 5005 section 4, https://www.rfc-editor.org/rfc/rfc5005#section-4).

import type { Change, Context, Instant, PublicAdvisory, SectionHtml, Site } from '../types.ts';
import { absoluteLinks } from './absolute-links.ts';
import { absolute } from './links.ts';

/** An entry of a feed. */
export type FeedEntry = {
  /** Permanent, a `tag:` URI. */
  readonly id: string;
  readonly url: string;
  /** Plain text: each format escapes it. */
  readonly title: string;
  readonly published: Instant;
  readonly updated: Instant;
  /** Plain text on one line. */
  readonly summary?: string;
  /** HTML with absolute links. */
  readonly html: string;
  /** Packages and CVE ids. */
  readonly categories: readonly string[];
};

/** One document of a feed. Paths are site paths without the extension of a format. */
export type FeedDocument = {
  readonly path: string;
  readonly isArchive: boolean;
  /** The subscription document. */
  readonly current: string;
  /** The archive that holds what is older. */
  readonly previous?: string;
  /** The archive that holds what is newer. */
  readonly next?: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** URL of the page that shows the same. */
  readonly home: string;
  /** That of the newest entry. */
  readonly updated: Instant;
  /** Newest first. */
  readonly entries: readonly FeedEntry[];
};

/** What an entry's content is about. */
export type EntrySubject = {
  readonly site: Site;
  readonly advisory: PublicAdvisory;
  /** The version that the entry is for. */
  readonly revision: Change['revision'];
  /** `current` holds the advisory; `superseded` points to it; `withdrawn` says why it no longer stands. */
  readonly state: 'current' | 'superseded' | 'withdrawn';
  /** Empty unless the entry is current. */
  readonly sections: readonly SectionHtml[];
};

/** A feed without entries has no date of its own. */
const EPOCH = '1970-01-01T00:00:00Z';
/** A complete archive page; its members never change, so this never does. */
const PAGE_SIZE = 100;
const WINDOW_SIZE = 50;
const WINDOW_DAYS = 90;

/** All documents of all feeds; `content` draws an entry. */
export function feedDocuments(context: Context, content: (subject: EntrySubject) => string): readonly FeedDocument[] {
  const known = documentsOf.get(context);
  if (known) return known;
  const { model } = context;
  const { site } = model;
  const entries = new Map(model.changes.map((change) => [change, versionEntry(context, change, content)]));
  const every = [...entries.values()];
  const firsts = model.advisories.map((advisory) => firstEntry(context, advisory, content));
  const ofSeries = grouped(entries, (change) => [change.advisory.series]);
  const ofPackage = grouped(entries, (change) => [...new Set(change.advisory.packages)]);
  const documents = [
    ...split(site, 'all', '/changes/', `${site.title}: every version`, 'Every public version of every advisory', every),
    ...split(site, 'new', '/advisories/', `${site.title}: first publications`, 'The first publication of every advisory', firsts),
    ...model.series.flatMap(({ series, path }) =>
      split(site, `series/${series.id}`, path, `${site.title}: ${series.plural}`, `Every public version: ${series.plural}`, ofSeries.get(series.id) ?? []),
    ),
    ...model.packages.flatMap(({ name, path }) =>
      split(site, `package/${name}`, path, `${site.title}: ${name}`, `Every public version of advisories about ${name}`, ofPackage.get(name) ?? []),
    ),
  ];
  documentsOf.set(context, documents);
  return documents;
}

/** Three formats ask for the same documents of one build. */
const documentsOf = new WeakMap<Context, readonly FeedDocument[]>();

/** The address of a licence given as an SPDX id or as a URL. */
export function licenseUrl(license: string): string {
  return /^https?:/.test(license) ? license : `https://spdx.org/licenses/${encodeURIComponent(license)}.html`;
}

function versionEntry(context: Context, change: Change, content: (subject: EntrySubject) => string): FeedEntry {
  const { advisory, kind, revision, date } = change;
  const label = { new: advisory.id, updated: `${advisory.id} version ${revision.version}`, withdrawn: `${advisory.id} withdrawn` }[kind];
  const isCurrent = !advisory.isWithdrawn && revision.version === advisory.version;
  const state = kind === 'withdrawn' ? 'withdrawn' : isCurrent ? 'current' : 'superseded';
  const summary = kind === 'new' ? advisory.action : revision.change;
  return entry(context, { advisory, revision, state, content, id: change.tag, label, summary, published: date, updated: date });
}

/** Its id has no version: the entry follows the advisory and says so with its date, but it is always the same entry. */
function firstEntry(context: Context, advisory: PublicAdvisory, content: (subject: EntrySubject) => string): FeedEntry {
  const isChanged = advisory.latest.version !== advisory.revisions[0]?.version;
  const changed = isChanged && advisory.latest.date > advisory.published ? advisory.latest.date : advisory.published;
  return entry(context, {
    advisory,
    revision: advisory.latest,
    state: advisory.isWithdrawn ? 'withdrawn' : 'current',
    content,
    id: `tag:${context.model.site.tag}:${advisory.slug}`,
    label: advisory.isWithdrawn ? `${advisory.id} withdrawn` : advisory.id,
    summary: advisory.isWithdrawn ? advisory.withdrawn?.reason : advisory.action,
    published: advisory.published,
    updated: advisory.isWithdrawn ? (advisory.withdrawn?.date ?? changed) : changed,
  });
}

type EntryParts = Pick<EntrySubject, 'advisory' | 'revision' | 'state'> &
  Pick<FeedEntry, 'id' | 'published' | 'updated'> & {
    readonly content: (subject: EntrySubject) => string;
    readonly label: string;
    readonly summary: string | undefined;
  };

function entry(context: Context, { advisory, revision, state, content, label, summary, ...dated }: EntryParts): FeedEntry {
  const { site } = context.model;
  const url = absolute(site, advisory.path);
  const sections = state === 'current' ? context.html(advisory) : [];
  return {
    ...dated,
    url,
    title: `${label}: ${advisory.title}`,
    ...(summary !== undefined && { summary: summary.replace(/\s+/g, ' ').trim() }),
    html: absoluteLinks(content({ site, advisory, revision, state, sections }), url),
    categories: [...new Set([...advisory.packages, ...advisory.cves])],
  };
}

function grouped(entries: ReadonlyMap<Change, FeedEntry>, keys: (change: Change) => readonly string[]): Map<string, FeedEntry[]> {
  const groups = new Map<string, FeedEntry[]>();
  for (const [change, each] of entries) {
    for (const key of keys(change)) {
      const group = groups.get(key);
      if (group) group.push(each);
      else groups.set(key, [each]);
    }
  }
  return groups;
}

/** The subscription document, then the archive from its oldest page to its newest. */
function split(site: Site, name: string, home: string, title: string, description: string, entries: readonly FeedEntry[]): FeedDocument[] {
  const current = `/feeds/${name}`;
  const archive = (page: number) => `${current}/archive-${page}`;
  const pages = Math.floor(entries.length / PAGE_SIZE);
  const shared = { current, id: `tag:${site.tag}:feed:${name}`, title, description, home: absolute(site, home) };
  const newest = entries.slice(0, Math.max(entries.length - pages * PAGE_SIZE, windowSize(entries)));
  return [
    { ...shared, path: current, isArchive: false, ...(pages > 0 && { previous: archive(pages) }), updated: updatedOf(newest), entries: newest },
    ...Array.from({ length: pages }, (_, index): FeedDocument => {
      // Counted from the oldest, so that a new entry never moves an old one to another page.
      const end = entries.length - index * PAGE_SIZE;
      const members = entries.slice(end - PAGE_SIZE, end);
      const page = index + 1;
      return {
        ...shared,
        path: archive(page),
        isArchive: true,
        ...(page > 1 && { previous: archive(page - 1) }),
        ...(page < pages && { next: archive(page + 1) }),
        updated: updatedOf(members),
        entries: members,
      };
    }),
  ];
}

/** How many of the newest entries every subscriber gets: all of the last days before the newest, and never few. */
function windowSize(entries: readonly FeedEntry[]): number {
  const [newest] = entries;
  if (!newest) return 0;
  const start = new Date(Date.parse(newest.published) - WINDOW_DAYS * 86_400_000).toISOString();
  const older = entries.findIndex((each) => each.published.slice(0, 19) < start.slice(0, 19));
  return Math.max(WINDOW_SIZE, older < 0 ? entries.length : older);
}

function updatedOf(entries: readonly FeedEntry[]): Instant {
  return entries.reduce((newest, each) => (each.updated > newest ? each.updated : newest), EPOCH);
}
