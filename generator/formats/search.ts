// The search: its page, its index in pieces, and what tells browsers of it (OpenSearch 1.1,
// https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md). Pieces have the hash of their content in
// their names: what a page has loaded fits together, also while a new site takes the place of the old one.

import { createHash } from 'node:crypto';
import { renderDocument } from '../../theme/document.ts';
import { SearchPage } from '../../theme/pages/search.tsx';
import { compactJson } from '../lib/data/json.ts';
import { element, xmlDocument } from '../lib/feeds/xml.ts';
import { absolute, OPENSEARCH, outputPath, SEARCH } from '../lib/links.ts';
import { type SearchHead, searchIndex } from '../lib/search/search-index.ts';
import type { Context, Format, Output, Site } from '../types.ts';

export default {
  id: 'search',
  about: 'The search for advisories: its page, its index and its description for browsers',
  makes: /^(?:assets\/search\/|search\/|opensearch\.xml$)/,
  *render(context) {
    const { index, pieces } = indexFiles(context);
    yield* pieces;
    yield index;
    yield page(context, `/${index.path}`);
    yield description(context.model.site);
  },
} satisfies Format;

function indexFiles({ model }: Context): { readonly index: Output; readonly pieces: readonly Output[] } {
  const { head, pieces } = searchIndex(model.advisories);
  const files = pieces.map(({ start, postings }) => ({ start, output: json(start, postings) }));
  const names = files.map(({ start, output }) => [start, output.path.slice(FOLDER.length)]);
  const index: SearchHead = { ...head, pieces: Object.fromEntries(names) };
  return { index: json('index', index), pieces: files.map(({ output }) => output) };
}

const FOLDER = 'assets/search/';

function json(name: string, value: unknown): Output {
  const body = compactJson(value);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { path: `${FOLDER}${name}-${hash}.json`, type: 'application/json', body, from: 'search' };
}

function page({ model, styles, extras }: Context, index: string): Output {
  const body = renderDocument(SearchPage({ model, styles, extras, index }));
  return { path: outputPath(SEARCH), type: 'text/html', body, from: 'search' };
}

function description(site: Site): Output {
  const root = element(
    'OpenSearchDescription',
    { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' },
    // So many characters are allowed.
    element('ShortName', {}, cut(site.title, 16)),
    element('LongName', {}, cut(site.title, 48)),
    element('Description', {}, cut(`Search the advisories of ${site.title}`, 1024)),
    element('InputEncoding', {}, 'UTF-8'),
    element('Url', { type: 'text/html', method: 'get', template: `${absolute(site, SEARCH)}?q={searchTerms}` }),
  );
  return {
    path: OPENSEARCH.slice(1),
    type: 'application/opensearchdescription+xml',
    body: xmlDocument(root),
    from: 'search',
  };
}

/** The text as far as there is room, by characters. */
function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
