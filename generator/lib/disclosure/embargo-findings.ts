// What is to be said about an issue that is not public yet: its date against the policy, and what is missing.

import type { Advisory, DisclosurePolicy, Embargo, Instant } from '../../types.ts';
import { enumerated } from '../text/layout.ts';
import type { Bundle } from './bundles.ts';
import type { DateBreak } from './dates.ts';
import type { DeskFinding } from './finding.ts';
import { addDays, capital, DAY, distance, duration, millisOf, momentText, plural, weekdayOf } from './time.ts';

type Known = {
  readonly policy: DisclosurePolicy;
  readonly now: Instant;
  readonly bundle: Bundle;
  /** The planned date says its time of day. */
  readonly hasTime: boolean;
  readonly breaks: readonly DateBreak[];
  readonly proposal?: Instant;
};

const NOTHING: Embargo = { lists: [], notify: [] };

/** The findings, the date first. */
export function embargoFindings(advisory: Advisory, known: Known): DeskFinding[] {
  const embargo = advisory.embargo ?? NOTHING;
  return [
    ...dateFindings(advisory, embargo, known),
    ...leakFindings(advisory, embargo, known),
    ...peopleFindings(embargo, known),
    ...cveFindings(advisory, embargo, known),
    ...exploitFindings(advisory, embargo, known),
    ...bundleFindings(advisory, known),
  ];
}

function dateFindings({ published, status }: Advisory, { notified }: Embargo, known: Known): DeskFinding[] {
  const { policy, now, hasTime, proposal } = known;
  const better =
    proposal === undefined
      ? 'No date is left that keeps the policy: publish as soon as the text is ready'
      : `Plan ${momentText(proposal)}: \`published: ${proposal}\``;
  if (published === undefined)
    return [{ kind: 'no-date', level: 'error', text: 'There is no planned date', hint: better }];
  const since = notified === undefined ? 'now, since no list was told yet,' : `the notice of ${momentText(notified)}`;
  const texts: Readonly<Record<DateBreak, DeskFinding>> = {
    past: {
      kind: 'past',
      level: 'error',
      text: `The planned date ${momentText(published)} has passed (${distance(now, published)}), and it is not public`,
      hint: status === 'draft' ? better : `Publish it now, or tell everybody a new date. ${better}`,
    },
    'max-days': {
      kind: 'max-days',
      level: 'error',
      text: `From ${since} to the planned date there are ${lasts(notified ?? now, published)}, more than ${plural(policy.maxDays)}`,
      hint: better,
    },
    'min-days': {
      kind: 'min-days',
      level: 'error',
      text: `From ${since} to the planned date there ${published < (notified ?? now) ? 'is no time' : `are ${lasts(notified ?? now, published)}`}, less than ${plural(policy.minDays)}`,
      hint: better,
    },
    avoid: {
      kind: 'avoid',
      level: 'warning',
      text: `The planned date is a ${capital(weekdayOf(published))} in UTC, a day on which nothing is published`,
      hint: better,
    },
    'preferred-days': {
      kind: 'preferred-days',
      level: 'info',
      text: `The embargo lasts ${lasts(notified ?? now, published)}; ${plural(policy.preferredDays)} or less are preferred`,
      hint: 'Ask whether those who prepare need that long',
    },
  };
  // A date in the past says it all.
  const said = known.breaks.includes('past') ? (['past'] as const) : known.breaks;
  const vague: DeskFinding = {
    kind: 'no-time',
    level: 'warning',
    text: `The planned date ${published.slice(0, 10)} names no time of day, which reads as 00:00 UTC`,
    hint: `Write it with time and offset: \`published: ${proposal ?? `${published.slice(0, 10)}T12:00:00Z`}\``,
  };
  return [...said.map((each) => texts[each]), ...(hasTime ? [] : [vague])];
}

function leakFindings({ published }: Advisory, { fixPublic }: Embargo, { now }: Known): DeskFinding[] {
  if (!fixPublic) return [];
  const level = 'error';
  if ('url' in fixPublic)
    return [
      {
        kind: 'fix-public',
        level,
        text: `The fix is public already: ${fixPublic.url}`,
        hint: 'Publish the advisory now',
      },
    ];
  const { day } = fixPublic;
  if (day <= now.slice(0, 10))
    return [{ kind: 'fix-public', level, text: `The fix is public since ${day}`, hint: 'Publish the advisory now' }];
  if (published !== undefined && published.slice(0, 10) <= day) return [];
  const text = `The fix will be public on ${day}, before the advisory`;
  return [{ kind: 'fix-public', level: 'warning', text, hint: 'Have both published at the same time' }];
}

function peopleFindings(embargo: Embargo, { now }: Known): DeskFinding[] {
  const { reported, reporter, notified, lists, notify } = embargo;
  const untold = notify.filter(({ told }) => isToCome(told, now)).map(({ name }) => name);
  const found: readonly (DeskFinding | false)[] = [
    reported === undefined && {
      kind: 'no-report',
      level: 'info',
      text: 'Nothing says when it was reported',
      hint: 'Add `embargo.reported`; the statistics need it',
    },
    reporter === undefined && {
      kind: 'no-reporter',
      level: 'warning',
      text: 'Nothing says who reported it',
      hint: 'Add `embargo.reporter`: somebody has to hear of the date, and be asked how to be credited',
    },
    isToCome(notified, now) && {
      kind: 'not-notified',
      level: 'warning',
      text: `No list was told yet${notified === undefined ? '' : `, that is planned for ${momentText(notified)}`}${reported === undefined ? '' : `; it was reported ${distance(now, reported)}`}`,
      hint: 'Tell the predisclosure list, then add `embargo.notified` and `embargo.lists`',
    },
    notified !== undefined &&
      lists.length === 0 && {
        kind: 'no-lists',
        level: 'info',
        text: 'Nothing says which lists were told',
        hint: 'Add `embargo.lists`; without it the desk does not remind you of the posting',
      },
    untold.length > 0 && {
      kind: 'not-told',
      level: 'warning',
      text: `Still to be told: ${enumerated(untold)}`,
      hint: 'Tell them, and write the time as `told` beside their name in `embargo.notify`',
    },
  ];
  return found.filter((each) => each !== false);
}

const isToCome = (time: Instant | undefined, now: Instant): boolean => time === undefined || time > now;

function cveFindings({ cves, published }: Advisory, { cveRequested }: Embargo, { policy, now }: Known): DeskFinding[] {
  if (cves.length > 0) return [];
  const asked = cveRequested === undefined ? 'and none was requested' : `requested on ${cveRequested}`;
  const left = published === undefined ? Number.POSITIVE_INFINITY : millisOf(published) - millisOf(now);
  const isLate = left <= policy.cveDays * DAY;
  const when = isLate ? (left < 0 ? '' : `, ${duration(left)} before the planned date`) : '';
  return [
    {
      kind: 'no-cve',
      level: isLate ? 'error' : cveRequested === undefined ? 'warning' : 'info',
      text: `There is no CVE id${when}; ${asked}`.replace('; and', ', and'),
      hint:
        cveRequested === undefined ? 'Request one, and write the day as `embargo.cve-requested`' : 'Ask for it again',
    },
  ];
}

function exploitFindings({ published }: Advisory, { exploit }: Embargo, { policy }: Known): DeskFinding[] {
  return published === undefined || !exploit?.isShared ? [] : followUpFindings(published, exploit.followUp, policy);
}

/** What is wrong with the date of the exploit that is held back. */
export function followUpFindings(
  published: Instant,
  followUp: Instant | undefined,
  { exploitDays }: DisclosurePolicy,
): DeskFinding[] {
  const last = addDays(published, exploitDays);
  const hint = `Post it by ${momentText(last)}: \`embargo.exploit.follow-up: ${last}\``;
  if (followUp === undefined)
    return [
      { kind: 'no-follow-up', level: 'error', text: 'An exploit was shared, and nothing says when it is posted', hint },
    ];
  if (followUp <= last) return [];
  const text = `The exploit is to be posted ${duration(millisOf(followUp) - millisOf(published))} after the publication, more than ${plural(exploitDays)}`;
  return [{ kind: 'late-follow-up', level: 'error', text, hint }];
}

function bundleFindings({ published }: Advisory, { bundle }: Known): DeskFinding[] {
  const others = bundle.filter((other) => other.published !== published);
  if (others.length === 0) return [];
  const dates = others.map(
    ({ id, published: date }) => `${id} ${date === undefined ? 'without a date' : `on ${momentText(date)}`}`,
  );
  return [
    {
      kind: 'split-bundle',
      level: 'warning',
      text: `It belongs together with ${enumerated(dates)}`,
      hint: 'Give all of them one date; whoever reads the first one finds the others',
    },
  ];
}

const lasts = (from: Instant, to: Instant): string => duration(millisOf(to) - millisOf(from));
