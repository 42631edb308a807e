// The desk as a calendar. It holds ids and times only, since calendars are shared more widely than advisories.

import type { Instant, Site } from '../../types.ts';
import { type CalendarEvent, calendar } from '../support/calendar.ts';
import type { Desk, DeskRow } from './desk.ts';
import type { Due } from './finding.ts';

/** An event for everything that is due; an event that moves keeps its id. */
export function deskCalendar(site: Site, { rows, now }: Desk): string {
  const events = rows.flatMap((row) => row.due.map((due) => eventOf(site, row, due, now)));
  return calendar(`${site.title}: disclosure`, '-//Tocsin//Disclosure//EN', events);
}

const WORDS: Readonly<Record<Due['what'], string>> = {
  publication: 'planned publication',
  cve: 'the CVE id is needed',
  posting: 'the posting to the public list is due',
  'follow-up': 'the exploit that was held back is due',
};

function eventOf(site: Site, { id }: DeskRow, { what, date }: Due, now: Instant): CalendarEvent {
  return {
    uid: `tag:${site.tag}:disclosure:${id.toLowerCase()}:${what}`,
    day: date,
    // A client replaces an event by one with a later stamp.
    stamp: now,
    summary: `${id}: ${WORDS[what]}`,
    isConfidential: true,
    description: 'Kept by `tocsin disclosure`; under embargo until it is public.',
  };
}
