// The disclosure desk: what is due for each issue that is under embargo or owes the public something. Pure: advisories,
// policy, log and time give the report.

import type { Advisory, DisclosurePolicy, Instant } from '../../types.ts';
import { fieldAt } from '../decode/decode.ts';
import { isPublic } from '../is-public.ts';
import type { SentEntry } from '../mail/sent-log.ts';
import { order } from '../order.ts';
import { type Bundle, bundleOf } from './bundles.ts';
import { breaks, type DateBreak, nearestLegal } from './dates.ts';
import { embargoFindings } from './embargo-findings.ts';
import type { DeskFinding, Due } from './finding.ts';
import { publishedFindings } from './published-findings.ts';
import { addDays } from './time.ts';

/** One issue on the desk. */
export type DeskRow = {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly state: 'draft' | 'embargoed' | 'planned' | 'public';
  /** The planned date, or that of the publication. */
  readonly date?: Instant;
  /** When the first list was told. */
  readonly notified?: Instant;
  /** Rules that the planned date breaks. */
  readonly breaks: readonly DateBreak[];
  /** The nearest date that keeps the rules, where the planned one is missing, breaks one, or names no time. */
  readonly proposal?: Instant;
  /** What is due, by date. */
  readonly due: readonly Due[];
  readonly findings: readonly DeskFinding[];
};

export type Desk = {
  readonly now: Instant;
  readonly policy: DisclosurePolicy;
  readonly rows: readonly DeskRow[];
  /** Files that could not be read: what is due there is not known. */
  readonly unread: readonly string[];
};

/** What the desk looks at. */
export type DeskInput = {
  /** Those of the public root; what is public at `now` is looked at for what it still owes. */
  readonly advisories: readonly Advisory[];
  /** Those of the private root: nothing in there is public, whatever it says. */
  readonly embargoed: readonly Advisory[];
  /** The path by which people know a file of the private root. */
  readonly inside: (path: string) => string;
  readonly policy: DisclosurePolicy;
  readonly log: readonly SentEntry[];
  readonly now: Instant;
  readonly unread?: readonly string[];
};

/** The desk at `now`: issues to come by planned date, those without one first, then the public ones that owe something. */
export function desk(input: DeskInput): Desk {
  const { advisories, embargoed, policy, now, unread = [] } = input;
  const open = advisories.filter((each) => isPublic(each, now));
  const isOnDesk = (each: Advisory): boolean => !open.includes(each) && (each.status !== 'draft' || !!each.embargo);
  const closed = [...advisories.filter(isOnDesk), ...embargoed];
  const rows = [
    ...closed.map((each) => embargoedRow(each, bundleOf(each, closed), input)),
    ...open.flatMap((each) => publicRow(each, input)),
  ];
  return { now, policy, rows: rows.sort(soonestFirst), unread };
}

/** True when a rule is broken, something is late or to be done, or nobody knows. */
export const hasWork = ({ rows, unread }: Desk): boolean =>
  unread.length > 0 || rows.some(({ findings }) => findings.some(({ level }) => level !== 'info'));

function embargoedRow(advisory: Advisory, bundle: Bundle, input: DeskInput): DeskRow {
  const { policy, now, embargoed: hidden, inside } = input;
  const { id, title, status, published, embargo, document } = advisory;
  const notified = embargo?.notified;
  const embargoed = { now, ...(notified !== undefined && { notified }) };
  const broken = published === undefined ? [] : breaks(published, policy, embargoed);
  const isFine = published !== undefined && broken.every((each) => each === 'preferred-days');
  const proposal = isFine && hasTime(advisory) ? undefined : nearestLegal(timed(advisory), policy, embargoed);
  const row = { breaks: broken, ...(proposal !== undefined && { proposal }) };
  const findings = embargoFindings(advisory, { policy, now, bundle, hasTime: hasTime(advisory), ...row });
  return {
    id,
    title,
    file: hidden.includes(advisory) ? inside(document.path) : document.path,
    state: status === 'draft' || status === 'embargoed' ? status : 'planned',
    ...(published !== undefined && { date: published }),
    ...(notified !== undefined && { notified }),
    ...row,
    due: duesOf(advisory, policy),
    findings,
  };
}

function publicRow(advisory: Advisory, input: DeskInput): DeskRow[] {
  const { id, title, published = input.now, embargo, document } = advisory;
  const { findings, due } = publishedFindings(advisory, input);
  if (findings.length === 0 && due.length === 0) return [];
  const notified = embargo?.notified;
  return [
    {
      id,
      title,
      file: document.path,
      state: 'public',
      date: published,
      ...(notified !== undefined && { notified }),
      breaks: [],
      due,
      findings,
    },
  ];
}

/** What has a date before and at the publication. */
function duesOf({ published, cves }: Advisory, { cveDays }: DisclosurePolicy): Due[] {
  if (published === undefined) return [];
  const cve: Due[] = cves.length > 0 ? [] : [{ what: 'cve', date: addDays(published, -cveDays) }];
  return [...cve, { what: 'publication', date: published }];
}

/** A date without its time of day is a wish for a day: noon. */
function timed(advisory: Advisory): Instant | undefined {
  const { published } = advisory;
  return published === undefined || hasTime(advisory) ? published : `${published.slice(0, 10)}T12:00:00Z`;
}

function hasTime({ document }: Advisory): boolean {
  const written = fieldAt(document.fields, ['published']);
  return written?.kind !== 'text' || !/^\d{4}-\d\d-\d\d$/.test(written.value.trim());
}

function soonestFirst(a: DeskRow, b: DeskRow): number {
  const rank = (row: DeskRow): number => (row.state === 'public' ? 1 : 0);
  return rank(a) - rank(b) || order(a.date ?? '', b.date ?? '') || order(a.id, b.id);
}
