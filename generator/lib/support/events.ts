// What happened to the support of releases, for the feed. An end of support is announced 90 days before its day, and
// that instant is the date of the entry; no entry says how far away anything is, so that its bytes never change.

import type { Day, Instant, Lifecycle, Site, SupportEvent, SupportStatement } from '../../types.ts';
import { supportEventId } from '../feeds/tags.ts';
import { order } from '../order.ts';
import { addDays, endsOf, NOTICE_DAYS } from './lifecycle.ts';

/** The events whose time has come at `now`, newest first. */
export function supportEvents(releases: readonly Lifecycle[], site: Site, now: Instant): readonly SupportEvent[] {
  return releases
    .flatMap((release) =>
      eventsOf(release).map(([kind, day, since]): SupportEvent => {
        return {
          kind,
          day,
          date: `${since}T00:00:00Z`,
          release,
          tag: supportEventId(site, release.key, { kind, day }),
        };
      }),
    )
    .filter((event) => event.date <= now)
    .sort((a, b) => order(b.date, a.date) || order(a.tag, b.tag));
}

/** Kind, the day that it speaks of, and the day from which on it is known. */
function eventsOf(release: Lifecycle): (readonly [SupportEvent['kind'], Day, Day])[] {
  const { released, statement } = release;
  // Nothing ends before it began, however short the time between.
  const notBefore = (day: Day): Day => (released !== undefined && day < released ? released : day);
  const changed = statement && changedOn(statement);
  return [
    ...(released === undefined ? [] : [['released', released, released] as const]),
    ...endsOf(release).flatMap(({ kind, day }) => [
      [`${kind}-support-ends`, day, notBefore(addDays(day, -NOTICE_DAYS))] as const,
      [`${kind}-support-ended`, day, addDays(day, 1)] as const,
    ]),
    ...(changed === undefined ? [] : [['statement-changed', changed, changed] as const]),
  ];
}

/** The day of the last change of a statement, where its release block names it. */
export function changedOn(statement: SupportStatement): Day | undefined {
  const written = statement.block.find((each) => each.key === 'Statement-Changed')?.value ?? '';
  const isDay = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(written);
  return isDay && addDays(written, 0) === written ? written : undefined;
}
