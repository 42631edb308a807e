// How long published issues took from the report to the public. Only what passed the gate is counted.

import type {
  DisclosedIssue,
  DisclosureDays,
  DisclosureStatistics,
  DisclosureYear,
  Instant,
  PublicAdvisory,
} from '../../types.ts';
import { daysBetween } from './time.ts';

/** The statistics of public advisories that state a date before the publication and stand. */
export function disclosureStatistics(advisories: readonly PublicAdvisory[]): DisclosureStatistics {
  const issues = advisories.flatMap((advisory): DisclosedIssue[] => {
    const { id, path, published, reported, notified, isWithdrawn } = advisory;
    if (isWithdrawn || (reported === undefined && notified === undefined)) return [];
    const dates = {
      ...(reported !== undefined && { reported }),
      ...(notified !== undefined && { notified }),
      published,
    };
    return [{ id, path, ...dates, days: daysOf(dates) }];
  });
  const years = [...new Set(issues.map((issue) => issue.published.slice(0, 4)))].sort().reverse();
  return { issues, years: years.map((year) => yearOf(year, issues)) };
}

type Dates = { readonly reported?: Instant; readonly notified?: Instant; readonly published: Instant };

function daysOf({ reported, notified, published }: Dates): DisclosureDays {
  return {
    ...(reported !== undefined && notified !== undefined && { reportToNotice: spanned(reported, notified) }),
    ...(notified !== undefined && { noticeToPublic: spanned(notified, published) }),
    ...(reported !== undefined && { reportToPublic: spanned(reported, published) }),
  };
}

function yearOf(year: string, issues: readonly DisclosedIssue[]): DisclosureYear {
  const own = issues.filter((issue) => issue.published.startsWith(year));
  const medians: Record<string, number> = {};
  for (const key of ['reportToNotice', 'noticeToPublic', 'reportToPublic'] as const) {
    const value = median(own.flatMap((issue) => issue.days[key] ?? []));
    if (value !== undefined) medians[key] = value;
  }
  return { year, count: own.length, medians };
}

/** The value in the middle, or the mean of the two there; undefined of nothing. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) return undefined;
  return sorted.length % 2 === 1 || low === undefined ? high : tenths((low + high) / 2);
}

/** A bare day reads as its first moment, so that an event of the same day may seem to be later: no time between. */
const spanned = (from: Instant, to: Instant): number => tenths(Math.max(0, daysBetween(from, to)));

const tenths = (days: number): number => Math.round(days * 10) / 10;
