// `urls.lock` holds every URL and feed id ever published, one a line: paths of pages and files, `tag:` ids of feed
// entries. What is in it has to stay: a vanished path needs a redirect or a tombstone in the configuration.

import type { Message, Model, Output, Site } from '../types.ts';
import { advisoryId, feedId, supportReleaseId } from './feeds/tags.ts';
import { HEADERS, plannedPath } from './links.ts';

const HEADER = '# Every URL and feed id ever published, kept by `tocsin build`. Commit it; never remove a line.\n';

/** The lock after this build, and a message for each thing that vanished. */
export function lockUrls(
  model: Model,
  outputs: readonly Output[],
  locked: readonly string[],
): { readonly text: string; readonly added: readonly string[]; readonly messages: readonly Message[] } {
  const current = new Set([...outputs.map(urlOf).filter(isStable), ...tagsOf(model)]);
  const before = new Set(locked);
  // A build without the private root has no page of a number under embargo, and may not: it is kept once it is public.
  const planned = new Set(model.planned.map(({ slug }) => plannedPath(slug)));
  const added = [...current].filter((each) => !before.has(each) && !planned.has(each)).sort();
  const { site } = model;
  const { redirects, tombstones } = site;
  const movable = model.lifecycle.map((release) => `${supportReleaseId(site, release.key)}:`);
  // A day of a release that moves takes its announcement back, and the new day has one of its own.
  const isMoved = (each: string) => movable.some((id) => each.startsWith(id));
  const isSaid = (each: string) => Object.hasOwn(redirects, each) || Object.hasOwn(tombstones, each);
  const gone = goneAdvisories(locked, current);
  const ofGone = (each: string) => gone.some((slug) => isOfAdvisory(each, slug, site));
  const vanished = locked.filter((each) => !current.has(each) && !isSaid(each) && !isMoved(each) && !ofGone(each));
  const advisories = gone
    .filter((slug) => !isSaid(folderOf(slug)))
    .map((slug) => goneMessage(slug, locked.filter((each) => isOfAdvisory(each, slug, site)).length));
  const messages = vanished.map((each): Message => {
    const isTag = each.startsWith('tag:');
    return {
      place: { file: 'urls.lock', line: 1, column: 1 },
      level: 'error',
      rule: 'vanished-url',
      text: `\`${each}\` was published and is gone`,
      hint: isTag
        ? 'Keep the revision or the release that gave this feed entry its id'
        : 'Restore it, or name it under `redirects` or `tombstones` in `content/site.yaml`',
      found: each,
    };
  });
  const lines = [...new Set([...locked, ...added])].sort();
  return {
    text: `${HEADER}${lines.map((line) => `${line}\n`).join('')}`,
    added,
    messages: [...advisories, ...messages],
  };
}

const folderOf = (slug: string): string => `/advisories/${slug}/`;

/** Slugs of advisories whose text was published and is no more: all of their files went with it. */
function goneAdvisories(locked: readonly string[], current: ReadonlySet<string>): readonly string[] {
  return locked.flatMap((each) => {
    const [, folder, file] = /^\/advisories\/([^/]+)\/([^/]+)\.txt$/.exec(each) ?? [];
    return folder !== undefined && folder === file && !current.has(each) ? [folder] : [];
  });
}

/** Its page, its files, and its entries in feeds. */
function isOfAdvisory(each: string, slug: string, site: Site): boolean {
  const id = `tag:${site.tag}:${slug}`;
  return each.startsWith(folderOf(slug)) || each === id || each.startsWith(`${id}:`);
}

function goneMessage(slug: string, count: number): Message {
  return {
    place: { file: 'urls.lock', line: 1, column: 1 },
    level: 'error',
    rule: 'vanished-url',
    text: `\`${slug.toUpperCase()}\` was published and is gone, with ${count} addresses`,
    hint: `Restore it, withdrawn if need be, or name \`${folderOf(slug)}\` under \`redirects\` or \`tombstones\` in \`content/site.yaml\``,
    found: folderOf(slug),
  };
}

/** The ids of feeds and of their entries: readers know them by these. */
function tagsOf(model: Model): string[] {
  const { site } = model;
  const feeds = [
    'all',
    'new',
    ...model.series.map((view) => `series/${view.series.id}`),
    ...model.packages.map((view) => `package/${view.name}`),
    ...(model.lifecycle.length > 0 ? ['support'] : []),
  ];
  return [
    ...feeds.map((name) => feedId(site, name)),
    ...model.advisories.map((advisory) => advisoryId(site, advisory)),
    ...model.changes.map((change) => change.tag),
    ...model.supportEvents.map((event) => event.tag),
  ];
}

/** `/cve/CVE-2026-1/` for `cve/CVE-2026-1/index.html`. */
function urlOf(output: Output): string {
  return `/${output.path}`.replace(/\/index\.html$/, '/');
}

/** Theme files carry a hash in their names: nobody links to them. */
const isStable = (url: string): boolean =>
  !url.startsWith('/assets/') && !url.startsWith('/.') && url !== `/${HEADERS}`;
