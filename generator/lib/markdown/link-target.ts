// What a link in a body leads to: a file beside it in the root, a path of the site, or another site. Authors write
// links that work in their repository (`XSA-9.md`, `XSA-1/xsa1.patch`) or site paths (`/advisories/xsa-9/`).

import type { Site } from '../../types.ts';

/** Where a link leads; `anchor` is empty when the link has none. */
export type LinkTarget =
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'same-document'; readonly anchor: string }
  /** A path of the root, as far as it stays in it: `content/xsa/XSA-9.md`. */
  | { readonly kind: 'file'; readonly path: string; readonly anchor: string }
  /** A path of the site, without its URL prefix: `/advisories/xsa-9/`. */
  | { readonly kind: 'site'; readonly path: string; readonly anchor: string };

/** Reads a link of the document at `documentPath`. */
export function linkTarget(url: string, documentPath: string, site: Site): LinkTarget {
  const own = withoutBase(url, site);
  if (own === undefined) return { kind: 'elsewhere' };
  const [, path = '', , anchor = ''] = /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/s.exec(own) ?? [];
  if (path === '') return { kind: 'same-document', anchor: decoded(anchor) };
  if (path.startsWith('/')) return { kind: 'site', path: decoded(path), anchor: decoded(anchor) };
  return { kind: 'file', path: resolved(decoded(path), documentPath), anchor: decoded(anchor) };
}

/** A relative path as seen from a file or a page: `../a/b.md` from `content/x/y.md` is `content/a/b.md`. */
export function resolved(path: string, from: string): string {
  const names = from.split('/').slice(0, -1);
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.') names.push(name);
  }
  return names.join('/');
}

/** The link without the site's own address, or undefined when it names another host or scheme. */
function withoutBase(url: string, site: Site): string | undefined {
  if (url === site.url) return '/';
  if (url.startsWith(site.url) && /^[/?#]/.test(url.slice(site.url.length))) {
    const rest = url.slice(site.url.length);
    return rest.startsWith('/') ? rest : `/${rest}`;
  }
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url) ? undefined : url;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
