// JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). `next_url` leads to the archive, whose pages may repeat what
// the feed holds: ids tell.

import { feedEntry } from '../../theme/feed-entry.tsx';
import { stableJson } from '../lib/data/json.ts';
import { feedDocuments } from '../lib/feeds/feed.ts';
import type { FeedDocument, FeedEntry } from '../lib/feeds/feed-documents.ts';
import { absolute, licenseUrl } from '../lib/links.ts';
import type { Format, Site } from '../types.ts';

export default {
  id: 'feeds-json',
  about: 'Feeds as JSON Feed 1.1: every version, first publications, one series, one package',
  makes: /^feeds\/.*\.json$/,
  *render(context) {
    for (const document of feedDocuments(context, feedEntry)) {
      const body = stableJson(feed(document, context.model.site));
      yield { path: `${document.path.slice(1)}.json`, type: 'application/feed+json', body, from: 'feeds-json' };
    }
  },
} satisfies Format;

function feed(document: FeedDocument, site: Site) {
  const { license, team } = site;
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: document.title,
    description: document.description,
    home_page_url: document.home,
    feed_url: absolute(site, `${document.path}.json`),
    next_url: document.previous === undefined ? undefined : absolute(site, `${document.previous}.json`),
    language: site.language,
    authors: [{ name: team.name, url: team.url ?? `mailto:${team.email}` }],
    // The format has no field of its own for it; extensions begin with an underscore.
    _license: { name: license, url: licenseUrl(license) },
    items: document.entries.map(item),
  };
}

function item(each: FeedEntry) {
  return {
    id: each.id,
    url: each.url,
    title: each.title,
    summary: each.summary,
    content_html: each.html,
    date_published: each.published,
    date_modified: each.updated,
    tags: each.categories.length > 0 ? each.categories : undefined,
  };
}
