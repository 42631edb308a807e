// The documents of a feed: the one that readers subscribe to, and the archive with everything that is older, linked as
// RFC 5005 section 4 says (https://www.rfc-editor.org/rfc/rfc5005#section-4).

import type { Instant, Site } from '../../types.ts';
import { absolute } from '../links.ts';
import { feedId } from './tags.ts';

/** A feed before it is cut into documents. */
export type Feed = {
  /** `all`, `series/xsa`: the path below `/feeds/`, and for ever the end of its id. */
  readonly name: string;
  /** Site path of the page that shows the same. */
  readonly home: string;
  readonly title: string;
  readonly description: string;
  /** Newest first. */
  readonly entries: readonly FeedEntry[];
};

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

/** A feed without entries has no date of its own. */
const EPOCH = '1970-01-01T00:00:00Z';
/** A complete archive page; its members never change, so this never does. */
const PAGE_SIZE = 100;
const WINDOW_SIZE = 50;
const WINDOW_DAYS = 90;

/** The subscription document, then the archive from its oldest page to its newest. */
export function inDocuments(site: Site, { name, home, entries, ...told }: Feed): FeedDocument[] {
  const current = `/feeds/${name}`;
  const archive = (page: number) => `${current}/archive-${page}`;
  const pages = Math.floor(entries.length / PAGE_SIZE);
  const shared = { ...told, current, id: feedId(site, name), home: absolute(site, home) };
  const newest = entries.slice(0, Math.max(entries.length - pages * PAGE_SIZE, windowSize(entries)));
  return [
    {
      ...shared,
      path: current,
      isArchive: false,
      ...(pages > 0 && { previous: archive(pages) }),
      updated: updatedOf(newest),
      entries: newest,
    },
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
  return (
    entries
      .map((each) => each.updated)
      .sort()
      .at(-1) ?? EPOCH
  );
}
