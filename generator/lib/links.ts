// Paths and URLs. A site path starts with `/` and leaves the URL prefix out; pages link with `href`, data and feeds
// with `absolute`.

import type { Site } from '../types.ts';

/** The link to a site path, for pages: `/security/advisories/`. */
export const href = (site: Site, path: string): string => site.prefix + encodePath(path);

/** The full URL of a site path, for data, feeds and mails. */
export const absolute = (site: Site, path: string): string => site.url + encodePath(path);

/** The output file of a site path: `/cve/` is `cve/index.html`. */
export const outputPath = (path: string): string => (path.endsWith('/') ? `${path}index.html` : path).slice(1);

/** The page of all keys. */
export const KEYS = '/keys/';

/** Marks the folder of a site as Tocsin's; no part of the site. */
export const MARKER = '.tocsin-site';

/** Name of the files with all keys, without ending. */
export const KEYRING = 'keyring';

/** What each field of the data says. */
export const DATA_FIELDS = '/data/fields/';

/** What a host acts on and may not show, and therefore no address that has to stay. */
export const HEADERS = '_headers';

/** The statistics of disclosure. */
export const DISCLOSURE = '/statistics/disclosure/';

/** The page that compares installed packages with the advisories. */
export const CHECK = '/check/';

/** The page of the search; what is asked stands behind it: `?q=cache`. */
export const SEARCH = '/search/';

/** Tells browsers how to search here. */
export const OPENSEARCH = '/opensearch.xml';

export const SECURITY_TXT = '/.well-known/security.txt';

export const packagePath = (name: string): string => `/packages/${name}/`;
export const releasePath = (id: string): string => `/releases/${id}/`;
export const packageSupportPath = (id: string): string => `/releases/${id}/packages/`;
/** The page of a number whose advisory is under embargo: where its files will be. */
export const plannedPath = (slug: string): string => `/advisories/${slug}/`;
export const cvePath = (id: string): string => `/cve/${id}/`;
export const supportPath = (version: string): string => `/support/${version}/`;

/** The address of a licence given as an SPDX id or as a URL. */
export function licenseUrl(license: string): string {
  return /^https?:/.test(license) ? license : `https://spdx.org/licenses/${encodeURIComponent(license)}.html`;
}

/** Percent-encodes what RFC 3986 does not allow in a path segment; `/`, `#` and `?` keep their meaning. */
function encodePath(path: string): string {
  return encodeURI(path);
}
