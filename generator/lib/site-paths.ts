// The paths that a site made of given content will have, as far as the content decides them: pages of advisories,
// packages, CVEs, releases and prose. What formats add on their own (feeds, data, style sheets) counts as there.

import type { Advisory, CheckContext, Site } from '../types.ts';
import { cvePath, packagePath, packageSupportPath, releasePath, supportPath } from './links.ts';

/** Folders and files that formats fill by themselves. */
const GENERATED =
  /^\/(?:(?:feeds|data|assets|changes|verify|keys|check|\.well-known)\/|(?:404\.html|sitemap\.xml|robots\.txt|SHA256SUMS(?:\.asc)?)$)/;

/** Answers whether a site path leads somewhere when these advisories are the ones to be seen. */
export type SitePaths = { readonly has: (path: string) => boolean; readonly known: readonly string[] };

/** The site's paths, given the advisories that its readers see. */
export function sitePaths(context: CheckContext, advisories: readonly Advisory[]): SitePaths {
  const { site } = context;
  const paths = new Set([
    '/',
    '/advisories/',
    '/cve/',
    '/packages/',
    '/releases/',
    '/releases/support.ics',
    '/support/',
    '/support/all/',
    '/support/changes/',
  ]);
  for (const series of site.series) paths.add(`/advisories/${series.id}/`);
  for (const release of site.releases) paths.add(releasePath(release.id));
  for (const { release } of context.packageSupport ?? []) paths.add(packageSupportPath(release.id));
  for (const statement of context.support) paths.add(supportPath(statement.version));
  for (const page of context.pages) paths.add(`/${page.slug}/`);
  for (const asset of context.sources.assets) paths.add(asset.path.replace(/^public/, ''));
  for (const path of [...Object.keys(site.redirects), ...Object.keys(site.tombstones)]) paths.add(path);
  const folders: { readonly path: string; readonly slug: string }[] = [];
  for (const advisory of advisories) {
    const folder = `/advisories/${advisory.slug}/`;
    folders.push({ path: folder, slug: advisory.slug });
    paths.add(advisoryPath(site, advisory)).add(folder);
    if (advisory.published) paths.add(`/advisories/${advisory.published.slice(0, 4)}/`);
    for (const cve of advisory.cves) paths.add(cvePath(cve));
    for (const name of advisory.packages) paths.add(packagePath(name));
    for (const patch of advisory.patches) paths.add(folder + patch.file).add(`${folder}${patch.file}.asc`);
  }
  const isRendering = (path: string): boolean =>
    folders.some((folder) => path.startsWith(folder.path) && isOwnFile(path.slice(folder.path.length), folder.slug));
  const has = (path: string): boolean =>
    paths.has(path) ||
    paths.has(`${path}/`) ||
    paths.has(path.replace(/index\.html$/, '')) ||
    GENERATED.test(path) ||
    isRendering(path);
  return { has, known: [...paths].sort() };
}

/** The site path of an advisory's page. */
export function advisoryPath(site: Site, advisory: Advisory): string {
  const pattern = site.series.find((series) => series.id === advisory.series)?.path ?? '/advisories/{slug}/';
  return pattern.replaceAll('{slug}', advisory.slug).replaceAll('{number}', advisory.number.join('-'));
}

/** The advisory as text and data, and its versions: `xsa-364.txt`, `v2.txt`, `v2.diff`. */
function isOwnFile(name: string, slug: string): boolean {
  return (
    /^v\d+\/$/.test(name) ||
    (!name.includes('/') && (name.startsWith(`${slug}.`) || /^v\d+\.\w+(?:\.asc)?$/.test(name)))
  );
}
