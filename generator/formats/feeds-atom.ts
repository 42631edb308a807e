// Atom (RFC 4287, https://www.rfc-editor.org/rfc/rfc4287) with its complete archive (RFC 5005 section 4).

import { feedEntry } from '../../theme/feed-entry.tsx';
import { feedDocuments } from '../lib/feeds/feed.ts';
import type { FeedDocument, FeedEntry } from '../lib/feeds/feed-documents.ts';
import { element, type XmlElement, xmlDocument } from '../lib/feeds/xml.ts';
import { absolute, licenseUrl } from '../lib/links.ts';
import type { Format, Site } from '../types.ts';

export default {
  id: 'feeds-atom',
  about: 'Feeds as Atom: every version, first publications, one series, one package',
  makes: /^feeds\/.*\.atom$/,
  *render(context) {
    for (const document of feedDocuments(context, feedEntry)) {
      const body = xmlDocument(feed(document, context.model.site));
      yield { path: `${document.path.slice(1)}.atom`, type: 'application/atom+xml', body, from: 'feeds-atom' };
    }
  },
} satisfies Format;

function feed(document: FeedDocument, site: Site): XmlElement {
  const link = (rel: string, path: string | undefined) =>
    path === undefined
      ? undefined
      : element('link', { rel, type: 'application/atom+xml', href: absolute(site, `${path}.atom`) });
  const { team } = site;
  return element(
    'feed',
    {
      xmlns: 'http://www.w3.org/2005/Atom',
      'xmlns:fh': 'http://purl.org/syndication/history/1.0',
      'xml:lang': site.language,
    },
    element('id', {}, document.id),
    element('title', { type: 'text' }, document.title),
    element('subtitle', { type: 'text' }, document.description),
    element('updated', {}, document.updated),
    element(
      'author',
      {},
      element('name', {}, team.name),
      team.url === undefined ? undefined : element('uri', {}, team.url),
      element('email', {}, team.email),
    ),
    link('self', document.path),
    element('link', { rel: 'alternate', type: 'text/html', href: document.home }),
    document.isArchive ? link('current', document.current) : undefined,
    link('prev-archive', document.previous),
    link('next-archive', document.next),
    element('link', { rel: 'license', href: licenseUrl(site.license) }),
    element('rights', { type: 'text' }, site.license),
    document.isArchive ? element('fh:archive') : undefined,
    ...document.entries.map(entry),
  );
}

function entry(each: FeedEntry): XmlElement {
  return element(
    'entry',
    {},
    element('id', {}, each.id),
    element('title', { type: 'text' }, each.title),
    element('link', { rel: 'alternate', type: 'text/html', href: each.url }),
    element('published', {}, each.published),
    element('updated', {}, each.updated),
    ...each.categories.map((term) => element('category', { term })),
    each.summary === undefined ? undefined : element('summary', { type: 'text' }, each.summary),
    element('content', { type: 'html' }, each.html),
  );
}
