// RSS 2.0 (https://www.rssboard.org/rss-specification) with the links of Atom; the archive as in RFC 5005 section 4.

import { feedEntry } from '../../theme/feed-entry.tsx';
import { feedDocuments } from '../lib/feeds/feed.ts';
import type { FeedDocument, FeedEntry } from '../lib/feeds/feed-documents.ts';
import { element, type XmlElement, xmlDocument } from '../lib/feeds/xml.ts';
import { absolute } from '../lib/links.ts';
import type { Format, Instant, Site } from '../types.ts';

export default {
  id: 'feeds-rss',
  about: 'Feeds as RSS 2.0: every version, first publications, one series, one package',
  makes: /^feeds\/.*\.rss$/,
  *render(context) {
    for (const document of feedDocuments(context, feedEntry)) {
      const body = xmlDocument(rss(document, context.model.site));
      yield { path: `${document.path.slice(1)}.rss`, type: 'application/rss+xml', body, from: 'feeds-rss' };
    }
  },
} satisfies Format;

function rss(document: FeedDocument, site: Site): XmlElement {
  const link = (rel: string, path: string | undefined) =>
    path === undefined
      ? undefined
      : element('atom:link', { rel, type: 'application/rss+xml', href: absolute(site, `${path}.rss`) });
  const team = `${site.team.email} (${site.team.name})`;
  const channel = element(
    'channel',
    {},
    element('title', {}, document.title),
    element('link', {}, document.home),
    element('description', {}, document.description),
    element('language', {}, site.language),
    element('copyright', {}, site.license),
    element('managingEditor', {}, team),
    element('lastBuildDate', {}, rfc822(document.updated)),
    link('self', document.path),
    document.isArchive ? link('current', document.current) : undefined,
    link('prev-archive', document.previous),
    link('next-archive', document.next),
    document.isArchive ? element('fh:archive') : undefined,
    ...document.entries.map((each) => item(each, team)),
  );
  const namespaces = {
    'xmlns:atom': 'http://www.w3.org/2005/Atom',
    'xmlns:fh': 'http://purl.org/syndication/history/1.0',
  };
  return element('rss', { version: '2.0', ...namespaces }, channel);
}

function item(each: FeedEntry, team: string): XmlElement {
  return element(
    'item',
    {},
    element('title', {}, each.title),
    element('link', {}, each.url),
    element('guid', { isPermaLink: 'false' }, each.id),
    element('pubDate', {}, rfc822(each.published)),
    element('author', {}, team),
    ...each.categories.map((name) => element('category', {}, name)),
    element('description', {}, each.html),
  );
}

/** `Tue, 16 Feb 2021 12:00:00 GMT`. */
function rfc822(instant: Instant): string {
  return new Date(instant).toUTCString();
}
