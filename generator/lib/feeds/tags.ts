// The ids of feeds and of their entries: `tag:` URIs (RFC 4151) that no change of URL ever touches.

import type { Advisory, Site, SupportEvent } from '../../types.ts';

/** The id of a feed: `tag:security.example,2026:feed:series/xsa`. */
export const feedId = (site: Site, name: string): string => `tag:${site.tag}:feed:${name}`;

/** The id of an advisory as such, in the feeds of first publications. */
export const advisoryId = (site: Site, advisory: Advisory): string => `tag:${site.tag}:${advisory.slug}`;

/** The id of one version of an advisory, or of its withdrawal. */
export const versionId = (site: Site, advisory: Advisory, version: number | 'withdrawn'): string =>
  `${advisoryId(site, advisory)}:${version === 'withdrawn' ? version : `v${version}`}`;

/** The id of all that is said about the support of a release; `key` is that of its lifecycle. */
export const supportReleaseId = (site: Site, key: string): string => `tag:${site.tag}:support:${encodeURI(key)}`;

/** The id of an event in the support of a release. The day is part of it: a moved day is news, and an entry of its own. */
export const supportEventId = (site: Site, key: string, { kind, day }: Pick<SupportEvent, 'kind' | 'day'>): string =>
  `${supportReleaseId(site, key)}:${kind === 'released' ? kind : `${kind}:${day}`}`;
