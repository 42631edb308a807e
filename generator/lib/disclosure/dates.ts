// A planned date against the policy, and the nearest one that keeps it. Pure: the same dates give the same answer, in
// any zone of the machine.

import type { DisclosurePolicy, Instant } from '../../types.ts';
import { addDays, DAY, daysBetween, HOUR, instantOf, millisOf, weekdayOf } from './time.ts';

/** What the policy says about. `notified` is when the first list was told; absent while nobody was. */
export type Embargoed = { readonly now: Instant; readonly notified?: Instant };

/** A rule that a date breaks. `preferred` is a wish: such a date is allowed. */
export type DateBreak = 'past' | 'max-days' | 'min-days' | 'avoid' | 'preferred-days';

/** The rules that a date breaks; an embargo that has not begun is taken to begin now. */
export function breaks(date: Instant, policy: DisclosurePolicy, { now, notified = now }: Embargoed): DateBreak[] {
  const days = daysBetween(notified, date);
  const found: readonly (readonly [DateBreak, boolean])[] = [
    ['past', date < now],
    ['max-days', days > policy.maxDays],
    ['min-days', days < policy.minDays],
    ['avoid', policy.avoid.includes(weekdayOf(date))],
    ['preferred-days', days > policy.preferredDays && days <= policy.maxDays],
  ];
  return found.flatMap(([kind, isBroken]) => (isBroken ? [kind] : []));
}

/** True when the date keeps every rule; a wish is none. */
export function isLegal(date: Instant, policy: DisclosurePolicy, embargoed: Embargoed): boolean {
  return breaks(date, policy, embargoed).every((each) => each === 'preferred-days');
}

/**
 * The legal date nearest to the planned one, at its time of day where the policy leaves room; without a planned date
 * the last one within the preferred days, at noon. Undefined when no legal date is left.
 */
export function nearestLegal(
  planned: Instant | undefined,
  policy: DisclosurePolicy,
  embargoed: Embargoed,
): Instant | undefined {
  const { now, notified = now } = embargoed;
  const wish = planned ?? `${addDays(notified, policy.preferredDays).slice(0, 10)}T12:00:00Z`;
  const legal = candidates(wish, policy, embargoed).filter((date) => isLegal(date, policy, embargoed));
  const sameTime = legal.filter((date) => date.slice(10) === wish.slice(10));
  const preferred = legal.filter((date) => breaks(date, policy, embargoed).length === 0);
  const tiers = planned === undefined ? [preferred, legal] : [sameTime, legal];
  return nearestTo(wish, tiers.find((tier) => tier.length > 0) ?? []);
}

/** The first of the nearest ones. */
function nearestTo(wish: Instant, dates: readonly Instant[]): Instant | undefined {
  const away = (date: Instant): number => Math.abs(millisOf(date) - millisOf(wish));
  return dates.reduce<Instant | undefined>(
    (best, date) => (best === undefined || away(date) < away(best) ? date : best),
    undefined,
  );
}

/** In the window of the policy: each day at the wished time and at noon, and the ends of the window. */
function candidates(wish: Instant, policy: DisclosurePolicy, { now, notified = now }: Embargoed): Instant[] {
  const start = Math.max(millisOf(now), millisOf(notified) + policy.minDays * DAY);
  const end = millisOf(notified) + policy.maxDays * DAY;
  // Full hours read better than the second at which somebody sent a mail.
  const found = new Set([start, end, Math.ceil(start / HOUR) * HOUR, Math.floor(end / HOUR) * HOUR]);
  const timeOfDay = millisOf(wish) - Math.floor(millisOf(wish) / DAY) * DAY;
  for (let day = Math.floor(start / DAY) * DAY; day <= end; day += DAY) {
    for (const time of [timeOfDay, 12 * HOUR]) found.add(day + time);
  }
  return [...found]
    .filter((time) => time >= start && time <= end)
    .sort((a, b) => a - b)
    .map(instantOf);
}
