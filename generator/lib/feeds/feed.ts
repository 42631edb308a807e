// The feeds as values, made once for Atom, RSS and JSON Feed: which feeds there are and what their entries say.

import type {
  Change,
  Context,
  PublicAdvisory,
  SectionHtml,
  Site,
  SupportComparison,
  SupportEvent,
} from '../../types.ts';
import { absolute } from '../links.ts';
import { absoluteLinks } from '../markdown/absolute-links.ts';
import { type Feed, type FeedDocument, type FeedEntry, inDocuments } from './feed-documents.ts';
import { advisoryId } from './tags.ts';

/** What an entry's content is about. */
export type EntrySubject = AdvisorySubject | SupportSubject;

/** An event in the support of a release. */
export type SupportSubject = {
  readonly state: 'support';
  readonly site: Site;
  readonly event: SupportEvent;
  /** What the release changed, where the event is its publication. */
  readonly comparison: SupportComparison | undefined;
};

/** A version of an advisory. */
export type AdvisorySubject = {
  readonly site: Site;
  readonly advisory: PublicAdvisory;
  /** The version that the entry is for. */
  readonly revision: Change['revision'];
  /** `current` holds the advisory; `superseded` points to it; `withdrawn` says why it no longer stands. */
  readonly state: 'current' | 'superseded' | 'withdrawn';
  /** Empty unless the entry is current. */
  readonly sections: readonly SectionHtml[];
};

/** All documents of all feeds; `content` draws an entry. */
export function feedDocuments(context: Context, content: (subject: EntrySubject) => string): readonly FeedDocument[] {
  const known = documentsOf.get(context);
  if (known) return known;
  const { model } = context;
  const { site } = model;
  const entries = new Map(model.changes.map((change) => [change, versionEntry(context, change, content)]));
  const ofSeries = grouped(entries, (change) => [change.advisory.series]);
  const ofPackage = grouped(entries, (change) => [...new Set(change.advisory.packages)]);
  const feeds: readonly Feed[] = [
    {
      name: 'all',
      home: '/changes/',
      title: `${site.title}: every version`,
      description: 'Every public version of every advisory',
      entries: [...entries.values()],
    },
    {
      name: 'new',
      home: '/advisories/',
      title: `${site.title}: first publications`,
      description: 'The first publication of every advisory',
      entries: model.advisories.map((advisory) => firstEntry(context, advisory, content)),
    },
    ...model.series.map(({ series, path }) => ({
      name: `series/${series.id}`,
      home: path,
      title: `${site.title}: ${series.plural}`,
      description: `Every public version: ${series.plural}`,
      entries: ofSeries.get(series.id) ?? [],
    })),
    ...model.packages.map(({ name, path }) => ({
      name: `package/${name}`,
      home: path,
      title: `${site.title}: ${name}`,
      description: `Every public version of advisories about ${name}`,
      entries: ofPackage.get(name) ?? [],
    })),
    ...(model.lifecycle.length === 0
      ? []
      : [
          {
            name: 'support',
            home: '/releases/',
            title: `${site.title}: support of releases`,
            description: 'New releases, ends of support, changes of support statements',
            entries: model.supportEvents.map((event) => supportEntry(context, event, content)),
          },
        ]),
  ];
  const documents = feeds.flatMap((feed) => inDocuments(site, feed));
  documentsOf.set(context, documents);
  return documents;
}

/** Three formats ask for the same documents of one build. */
const documentsOf = new WeakMap<Context, readonly FeedDocument[]>();

function versionEntry(context: Context, change: Change, content: (subject: EntrySubject) => string): FeedEntry {
  const { advisory, kind, revision, date } = change;
  const label = {
    new: advisory.id,
    updated: `${advisory.id} version ${revision.version}`,
    withdrawn: `${advisory.id} withdrawn`,
  }[kind];
  const isCurrent = !advisory.isWithdrawn && revision.version === advisory.version;
  const state = kind === 'withdrawn' ? 'withdrawn' : isCurrent ? 'current' : 'superseded';
  const summary = kind === 'new' && isCurrent ? (advisory.summary ?? advisory.action) : revision.change;
  return entry(context, {
    advisory,
    revision,
    state,
    content,
    id: change.tag,
    label,
    summary,
    published: date,
    updated: date,
  });
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
    id: advisoryId(context.model.site, advisory),
    label: advisory.isWithdrawn ? `${advisory.id} withdrawn` : advisory.id,
    summary: advisory.isWithdrawn ? advisory.withdrawn?.reason : (advisory.summary ?? advisory.action),
    published: advisory.published,
    updated: advisory.isWithdrawn ? (advisory.withdrawn?.date ?? changed) : changed,
  });
}

type EntryParts = Pick<AdvisorySubject, 'advisory' | 'revision' | 'state'> &
  Pick<FeedEntry, 'id' | 'published' | 'updated'> & {
    readonly content: (subject: EntrySubject) => string;
    readonly label: string;
    readonly summary: string | undefined;
  };

function entry(
  context: Context,
  { advisory, revision, state, content, label, summary, ...dated }: EntryParts,
): FeedEntry {
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

/** The title says the day and no distance to it, so that it stays true. */
function supportEntry(
  { model: { site, supportChanges } }: Context,
  event: SupportEvent,
  content: (subject: EntrySubject) => string,
): FeedEntry {
  const { kind, day, date, release } = event;
  const url = absolute(site, release.path);
  const comparison = supportChanges.find(({ after }) => kind === 'released' && after === release.statement);
  return {
    id: event.tag,
    url,
    title: {
      released: `${release.name} is released`,
      'full-support-ends': `Full support of ${release.name} ends on ${day}`,
      'full-support-ended': `Full support of ${release.name} ended on ${day}`,
      'security-support-ends': `Security support of ${release.name} ends on ${day}`,
      'security-support-ended': `Security support of ${release.name} ended on ${day}`,
      'statement-changed': `The support statement of ${release.name} changed on ${day}`,
    }[kind],
    published: date,
    updated: date,
    html: absoluteLinks(content({ state: 'support', site, event, comparison }), url),
    categories: [release.product ?? release.name],
  };
}

function grouped(
  entries: ReadonlyMap<Change, FeedEntry>,
  keys: (change: Change) => readonly string[],
): Map<string, FeedEntry[]> {
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
