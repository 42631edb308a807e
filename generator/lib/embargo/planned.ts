// What the public may know of an advisory under embargo: that it exists, its number and its planned date, and this only
// where its series says so. Everything in doubt stays inside.

import type { Advisory, Content, Instant, Planned } from '../../types.ts';
import { fieldAt } from '../decode/decode.ts';
import { isDay } from '../decode/fields.ts';
import { isPublic } from '../is-public.ts';
import { order } from '../order.ts';

/** The numbers that may be announced, by date. Takes what it shows field by field, so that nothing else comes along. */
export function plannedOf({ site, advisories, embargoed }: Content, now: Instant): readonly Planned[] {
  const announcing = new Set(site.series.filter((each) => each.announcesNumber).map((each) => each.id));
  if (announcing.size === 0) return [];
  const open = new Set(advisories.filter((each) => isPublic(each, now)).map((each) => each.id));
  const planned = new Map<string, Planned>();
  for (const advisory of [...advisories, ...embargoed]) {
    const { id, slug, series, status, published: date } = advisory;
    const isSecret = status !== 'embargoed' || !announcing.has(series) || open.has(id);
    if (isSecret || date === undefined || !hasTime(advisory)) continue;
    planned.set(id, { id, slug, series, date });
  }
  return sortedByDate([...planned.values()]);
}

/** True when the planned date is a time with its zone: a bare day is another one in every part of the world. */
export function hasTime({ document }: Advisory): boolean {
  const written = fieldAt(document.fields, ['published']);
  return written?.kind === 'text' && !isDay(written.value.trim());
}

/** Sorted by date, then by number. */
export function sortedByDate(planned: readonly Planned[]): readonly Planned[] {
  return [...planned].sort((a, b) => order(a.date, b.date) || a.id.length - b.id.length || order(a.id, b.id));
}
