// `/sitemap.xml`: every page (https://www.sitemaps.org/protocol.html). Beyond 50,000 pages the protocol wants parts.

import { element, type XmlElement, xmlDocument } from '../lib/feeds/xml.ts';
import {
  absolute,
  CHECK,
  DATA_FIELDS,
  DISCLOSURE,
  KEYS,
  packageSupportPath,
  plannedPath,
  SEARCH,
  supportPath,
} from '../lib/links.ts';
import type { Format, Instant, Model } from '../types.ts';

type Listed = { readonly path: string; readonly changed?: Instant };

const MOST = 50_000;

/** Pages that every site has. */
const LISTS = [
  '/',
  '/advisories/',
  '/releases/',
  '/packages/',
  '/cve/',
  '/changes/',
  '/feeds/',
  '/data/',
  DATA_FIELDS,
  '/verify/',
  CHECK,
  SEARCH,
];

export default {
  id: 'sitemap',
  about: 'Every page, for search engines',
  makes: /^sitemap/,
  *render({ model }) {
    const pages = [...listed(model)];
    const file = (path: string, root: XmlElement) => ({
      path,
      type: 'application/xml',
      body: xmlDocument(root),
      from: 'sitemap',
    });
    if (pages.length <= MOST) {
      yield file('sitemap.xml', list('urlset', 'url', pages, model));
      return;
    }
    const parts = Array.from({ length: Math.ceil(pages.length / MOST) }, (_, index) => ({
      path: `/sitemap-${index + 1}.xml`,
      pages: pages.slice(index * MOST, (index + 1) * MOST),
    }));
    yield file('sitemap.xml', list('sitemapindex', 'sitemap', parts, model));
    for (const part of parts) yield file(part.path.slice(1), list('urlset', 'url', part.pages, model));
  },
} satisfies Format;

function* listed(model: Model): Iterable<Listed> {
  for (const path of LISTS) yield { path };
  if (model.disclosure.issues.length > 0) yield { path: DISCLOSURE };
  if (model.keys.length > 0) yield { path: KEYS };
  for (const view of [...model.years, ...model.series]) yield { path: view.path };
  for (const advisory of model.advisories) {
    yield { path: advisory.path, changed: advisory.updated };
    const [, ...later] = [...(advisory.archived ?? []), { version: advisory.version }];
    for (const { version } of later) yield { path: `${advisory.folder}v${version}/` };
  }
  for (const { slug } of model.planned) yield { path: plannedPath(slug) };
  for (const view of [...model.packages, ...model.cves, ...model.releases]) yield { path: view.path };
  const { statements } = model.support;
  if (statements.length > 0) yield* [{ path: '/support/' }, { path: '/support/all/' }, { path: '/support/changes/' }];
  for (const statement of statements) yield { path: supportPath(statement.version) };
  for (const { release } of model.packageSupport) yield { path: packageSupportPath(release.id) };
  for (const view of model.patchLevels) {
    yield { path: view.path };
    for (const { path, years } of view.branches) yield* [{ path }, ...years.map((year) => ({ path: year.path }))];
  }
  for (const page of model.pages) yield { path: `/${page.slug}/` };
}

function list(root: string, item: string, pages: readonly Listed[], { site }: Model): XmlElement {
  return element(
    root,
    { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' },
    ...pages.map(({ path, changed }) =>
      element(
        item,
        {},
        element('loc', {}, absolute(site, path)),
        changed === undefined ? undefined : element('lastmod', {}, changed),
      ),
    ),
  );
}
