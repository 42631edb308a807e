// `/releases/support.ics`: the days on which support ends, for calendars. A moved day keeps its event, and no byte
// depends on the time of the build.

import { supportReleaseId } from '../lib/feeds/tags.ts';
import { absolute } from '../lib/links.ts';
import { type CalendarEvent, calendar } from '../lib/support/calendar.ts';
import { endsOf } from '../lib/support/lifecycle.ts';
import type { Format, Lifecycle, Site, SupportEnd } from '../types.ts';

export default {
  id: 'support-calendar',
  about: 'The days on which support of each release ends, as a calendar (iCalendar)',
  makes: /^releases\/support\.ics$/,
  *render({ model: { site, lifecycle } }) {
    const events = lifecycle.flatMap((release) => endsOf(release).map((end) => eventOf(site, release, end)));
    if (events.length === 0) return;
    const body = calendar(`${site.title}: ends of support`, '-//Tocsin//Ends of support//EN', events);
    yield { path: 'releases/support.ics', type: 'text/calendar; charset=utf-8', body, from: 'support-calendar' };
  },
} satisfies Format;

function eventOf(site: Site, release: Lifecycle, { kind, day }: SupportEnd): CalendarEvent {
  const what = kind === 'full' ? 'full support' : 'security support';
  const rest =
    kind === 'full' && release.securityUntil !== undefined
      ? ` Security support lasts until ${release.securityUntil}.`
      : '';
  return {
    uid: `${supportReleaseId(site, release.key)}:${kind}-support`,
    day,
    stamp: `${release.released ?? '1970-01-01'}T00:00:00Z`,
    summary: `${release.name}: ${what} ends`,
    description: `Last day of ${what} of ${release.name}.${rest}`,
    url: absolute(site, release.path),
  };
}
