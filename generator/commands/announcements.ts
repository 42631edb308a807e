// The announcements of a root as readers get them at a time, without signatures.

import { model } from '../model.ts';
import type { Content, Instant, Model, PublicAdvisory } from '../types.ts';

/** The texts of all public advisories by id. */
export function announcementsAt(content: Content, now: Instant): ReadonlyMap<string, string> {
  const linked = model(content, now);
  return new Map(linked.advisories.map((advisory) => [advisory.id, textOf(linked, advisory)]));
}

/** The text of one; undefined when it is not public. */
export function announcementAt(content: Content, id: string, now: Instant): string | undefined {
  const linked = model(content, now);
  const advisory = linked.advisories.find((each) => each.id === id);
  return advisory && textOf(linked, advisory);
}

function textOf({ site }: Model, advisory: PublicAdvisory): string {
  const series = site.series.find((each) => each.id === advisory.series);
  return series?.definition.announcement(advisory, { site, series, settings: series.settings }) ?? '';
}
