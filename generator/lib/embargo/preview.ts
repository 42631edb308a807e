// A preview: the site as it will be when everything under embargo is public, for those who may know it now. Nobody can
// take it for the site: every page has a banner, and files at its root say what it is.

import type { Advisory, Asset, Content, Instant, Planned, Preview } from '../../types.ts';
import { isPublic } from '../is-public.ts';
import { sortedByDate } from './planned.ts';
import { WARNING_FILE } from './preview-marker.ts';

/** The content of a preview, and the time as of which it is made. */
export type PreviewContent = { readonly content: Content; readonly now: Instant; readonly preview: Preview };

/**
 * The content with each advisory under embargo as if it were published at its planned date, or at `now` where it has
 * none. The time is that of the last of them, so that all are there.
 */
export function previewOf(content: Content, now: Instant): PreviewContent {
  const { tlp } = content.site.disclosure;
  const open = new Set(content.advisories.filter((each) => isPublic(each, now)).map((each) => each.id));
  const hidden = [...content.embargoed, ...content.advisories].filter(
    ({ id, status }) => status === 'embargoed' && !open.has(id),
  );
  const shown = new Map(hidden.map((advisory) => [advisory.id, asPublished(advisory, now)]));
  const advisories = [...content.advisories.filter(({ id }) => !shown.has(id)), ...shown.values()];
  const planned = sortedByDate([...shown.values()].map(plannedFrom));
  return {
    content: { ...content, advisories, embargoed: [], assets: withWarnings(content.assets, tlp) },
    now: planned.reduce((latest, { date }) => (date > latest ? date : latest), now),
    preview: { tlp, planned },
  };
}

type Dated = Advisory & { readonly published: Instant };

function asPublished(advisory: Advisory, now: Instant): Dated {
  const { published, revisions } = advisory;
  if (published !== undefined) return { ...advisory, status: 'published', published };
  return {
    ...advisory,
    status: 'published',
    published: now,
    revisions: revisions.map((each) => ({ ...each, date: now })),
  };
}

const plannedFrom = ({ id, slug, series, published }: Dated): Planned => ({ id, slug, series, date: published });

/** The files of the site, with ours in the place of those of the same name. */
function withWarnings(assets: readonly Asset[], tlp: string): readonly Asset[] {
  const own = [
    asset('public/robots.txt', 'User-agent: *\nDisallow: /\n'),
    // Whatever repository the folder lies in, `git add` takes nothing of it along.
    asset('public/.gitignore', '*\n'),
    asset(
      `public/${WARNING_FILE}`,
      `TLP:${tlp}\n\nThis folder is a private preview made by \`tocsin build --preview\`. It holds advisories that are\nunder embargo. Do not publish it, and do not give it to anybody who may not know them.\n`,
    ),
  ];
  const names = new Set(own.map(({ path }) => path));
  return [...assets.filter(({ path }) => !names.has(path)), ...own];
}

/** The sum is that of no file of the root, so nothing asks for it. */
function asset(path: string, text: string): Asset {
  return { path, bytes: new TextEncoder().encode(text), sha256: '' };
}
