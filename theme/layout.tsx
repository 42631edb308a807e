// The frame of every page: head, navigation, main part and foot. It needs no script, and the policy in the head
// (Content Security Policy Level 3, https://www.w3.org/TR/CSP3/) allows none.

import type { ComponentChildren, VNode } from 'preact';
import { type Confinement, contentPolicy } from '../generator/lib/content-policy.ts';
import { absolute, href, KEYS, licenseUrl, OPENSEARCH, SEARCH } from '../generator/lib/links.ts';
import type { Model, Site } from '../generator/types.ts';
import { withoutTicks } from './parts/inline.tsx';
import { PreviewBanner } from './parts/planned.tsx';
import { Prose } from './parts/prose.tsx';
import { SearchForm } from './parts/search-form.tsx';
import { siteSections } from './sections.ts';

/** Where a feed is and what it is called in the reader's list of feeds. */
export type FeedLink = { readonly title: string; readonly path: string };

/** What every page needs to draw its frame. */
export type Frame = {
  readonly model: Model;
  /** Site paths of the style sheets: `context.styles`. */
  readonly styles: readonly string[];
  /** Site paths of what some pages load, by name: `context.extras`. */
  readonly extras?: Readonly<Record<string, string>> | undefined;
};

/** What the frame shows around `children`. */
export type LayoutProps = Frame & {
  /** The page's own title, without the site's. */
  readonly title: string;
  /** Site path of the page; a page without an address of its own (404) has none, and no canonical link. */
  readonly path?: string;
  readonly description?: string;
  /** Paths of feeds without their extension (`/feeds/series/xsa`), most special first; `/feeds/all` always follows. */
  readonly feeds?: readonly FeedLink[];
  /** Path of the section of the navigation that the page belongs to: `/releases/`. */
  readonly current?: string;
  /** Site path or URL that a browser goes to at once: the page only tells that something moved. */
  readonly refresh?: string;
  /** Names of the scripts and style sheets that it needs beside those of every page: `search.js`. */
  readonly uses?: readonly string[];
  /** What the page may do; scripts that it uses are allowed anyway. */
  readonly confinement?: Confinement;
  readonly children: ComponentChildren;
};

/** A whole page, without the doctype. */
export function Layout(props: LayoutProps): VNode {
  const { model, styles, title, path, children } = props;
  const { site } = model;
  const extras = (props.uses ?? []).flatMap((name) => props.extras?.[name] ?? []);
  const scripts = extras.filter((file) => file.endsWith('.js'));
  const confinement = props.confinement ?? (scripts.length > 0 ? 'script' : 'plain');
  return (
    <html lang={site.language}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="content-security-policy" content={contentPolicy(confinement)} />
        <title>{documentTitle(withoutTicks(title), site.title)}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {props.description && <meta name="description" content={withoutTicks(props.description)} />}
        {props.refresh && <meta http-equiv="refresh" content={`0; url=${props.refresh}`} />}
        {path && <link rel="canonical" href={absolute(site, path)} />}
        {(!path || model.preview) && <meta name="robots" content="noindex" />}
        {[...styles, ...extras.filter((file) => file.endsWith('.css'))].map((style) => (
          <link rel="stylesheet" href={href(site, style)} />
        ))}
        {scripts.map((script) => (
          <script type="module" src={href(site, script)} />
        ))}
        <Icon model={model} />
        <link
          rel="search"
          type="application/opensearchdescription+xml"
          title={site.title}
          href={href(site, OPENSEARCH)}
        />
        <FeedDiscovery site={site} feeds={props.feeds ?? []} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        {model.preview && <PreviewBanner preview={model.preview} />}
        <Header model={model} current={props.current} path={path} mayAsk={confinement !== 'sealed'} />
        {model.slots?.notice && (
          <aside class="site-notice" aria-label="Notice">
            <Prose html={model.slots.notice} />
          </aside>
        )}
        <main id="main">{children}</main>
        <Footer model={model} path={path} />
      </body>
    </html>
  );
}

/** The title of the window: the site's name is added where there is room, a long title is cut between two words. */
function documentTitle(title: string, siteTitle: string): string {
  const most = 70;
  const both = title === siteTitle ? title : `${title} · ${siteTitle}`;
  if (size(both) <= most) return both;
  if (size(title) <= most) return title;
  let start = '';
  for (const character of title) {
    if (size(start + character) > most - 2) break;
    start += character;
  }
  const end = start.lastIndexOf(' ');
  return `${end > 0 ? start.slice(0, end) : start} …`;
}

/** Length as written in HTML, where these characters are references of up to six characters: validators count that. */
function size(text: string): number {
  return text.replace(/["&<]/g, '&quot;').length;
}

const iconTypes = [
  ['/favicon.svg', 'image/svg+xml'],
  ['/favicon.png', 'image/png'],
  ['/favicon.ico', 'image/x-icon'],
] as const;

/** The icon that the root has in `public/`, the one that scales first. */
function Icon({ model }: { model: Model }): VNode | null {
  const files = new Set(model.assets.map((asset) => asset.path));
  const found = iconTypes.find(([path]) => files.has(`public${path}`));
  return found ? <link rel="icon" type={found[1]} href={href(model.site, found[0])} /> : null;
}

const feedTypes = [
  ['atom', 'application/atom+xml', 'Atom'],
  ['rss', 'application/rss+xml', 'RSS'],
  ['json', 'application/feed+json', 'JSON Feed'],
] as const;

function FeedDiscovery({ site, feeds }: { site: Site; feeds: readonly FeedLink[] }): VNode {
  const all = { title: `${site.title}: every version`, path: '/feeds/all' };
  const first = { title: `${site.title}: first publications`, path: '/feeds/new' };
  return (
    <>
      {[...feeds, all, first].flatMap((feed) =>
        feedTypes.map(([extension, type, name]) => (
          <link
            rel="alternate"
            type={type}
            title={`${feed.title} (${name})`}
            href={href(site, `${feed.path}.${extension}`)}
          />
        )),
      )}
    </>
  );
}

function Header({
  model,
  current,
  path,
  mayAsk,
}: {
  model: Model;
  current: string | undefined;
  path: string | undefined;
  mayAsk: boolean;
}): VNode {
  const { site } = model;
  return (
    <header class="site-header">
      <a class="brand" href={href(site, '/')}>
        {site.logo && (
          <img
            src={href(site, `/${site.logo.file}`)}
            alt={site.logo.alt}
            width={site.logo.width}
            height={site.logo.height}
          />
        )}
        {site.title}
      </a>
      {path !== SEARCH && (mayAsk ? <SearchForm site={site} /> : <a href={href(site, SEARCH)}>Search</a>)}
      <nav aria-label="Main">
        <ul>
          {siteSections(model).map((section) => (
            <li>
              <a
                href={href(site, section.path)}
                aria-current={section.path === path ? 'page' : section.path === current ? 'true' : undefined}
              >
                {section.title}
              </a>
            </li>
          ))}
          {site.navigation?.map(({ title, url }) => (
            <li>
              <a href={url.startsWith('/') ? href(site, url) : url} aria-current={url === path ? 'page' : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

function Footer({ model, path }: { model: Model; path: string | undefined }): VNode {
  const { site, keys } = model;
  const hasKeys = keys.length > 0 && !site.footer.some((link) => link.url === KEYS);
  return (
    <footer class="site-footer">
      {model.slots?.footer && <Prose html={model.slots.footer} />}
      <ul>
        {site.footer.map((link) => (
          <li>
            <a href={link.url.startsWith('/') ? href(site, link.url) : link.url}>{link.title}</a>
          </li>
        ))}
        {hasKeys && (
          <li>
            <a href={href(site, KEYS)}>Keys</a>
          </li>
        )}
        <li>
          <a href={`mailto:${site.team.email}`}>{site.team.email}</a>
        </li>
      </ul>
      <p>
        {site.team.url ? <a href={site.team.url}>{site.team.name}</a> : site.team.name}. All dates and times are UTC.
        Texts and data: <License license={site.license} />.
      </p>
      {path && <p class="print-only">Printed from {absolute(site, path)}</p>}
    </footer>
  );
}

/** The licence as a link where it is one. */
export function License({ license }: { license: string }): VNode {
  const url = licenseUrl(license);
  return (
    <a rel="license" href={url}>
      {license}
    </a>
  );
}
