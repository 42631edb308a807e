// The ids of feeds and of their entries: `tag:` URIs (RFC 4151) that no change of URL ever touches.

import type { Advisory, Site } from '../types.ts';

/** The id of a feed: `tag:security.example,2026:feed:series/xsa`. */
export const feedId = (site: Site, name: string): string => `tag:${site.tag}:feed:${name}`;

/** The id of an advisory as such, in the feeds of first publications. */
export const advisoryId = (site: Site, advisory: Advisory): string => `tag:${site.tag}:${advisory.slug}`;

/** The id of one version of an advisory, or of its withdrawal. */
export const versionId = (site: Site, advisory: Advisory, version: number | 'withdrawn'): string =>
  `${advisoryId(site, advisory)}:${version === 'withdrawn' ? version : `v${version}`}`;
