// `urls.lock` holds every URL and feed id ever published, one a line: paths of pages and files, `tag:` ids of feed
// entries. What is in it has to stay: a vanished path needs a redirect or a tombstone in the configuration.

import type { Message, Model, Output } from '../types.ts';
import { advisoryId, feedId, supportReleaseId } from './feeds/tags.ts';

const HEADER = '# Every URL and feed id ever published, kept by `tocsin build`. Commit it; never remove a line.\n';

/** The lock after this build, and a message for each thing that vanished. */
export function lockUrls(
  model: Model,
  outputs: readonly Output[],
  locked: readonly string[],
): { readonly text: string; readonly added: readonly string[]; readonly messages: readonly Message[] } {
  const current = new Set([...outputs.map(urlOf).filter(isStable), ...tagsOf(model)]);
  const before = new Set(locked);
  const added = [...current].filter((each) => !before.has(each)).sort();
  const { site } = model;
  const { redirects, tombstones } = site;
  const movable = model.lifecycle.map((release) => `${supportReleaseId(site, release.key)}:`);
  // A day of a release that moves takes its announcement back, and the new day has one of its own.
  const isMoved = (each: string) => movable.some((id) => each.startsWith(id));
  const vanished = locked.filter(
    (each) =>
      !current.has(each) && !Object.hasOwn(redirects, each) && !Object.hasOwn(tombstones, each) && !isMoved(each),
  );
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
  const lines = [...new Set([...locked, ...current])].sort();
  return { text: `${HEADER}${lines.map((line) => `${line}\n`).join('')}`, added, messages };
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
const isStable = (url: string): boolean => !url.startsWith('/assets/') && !url.startsWith('/.');
