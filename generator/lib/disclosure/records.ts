// The statistics as data: what `disclosure.json` and `disclosure.csv` say.

import { z } from 'zod';
import type { DisclosedIssue, DisclosureDays, Model, Site } from '../../types.ts';
import { fileFields } from '../data/advisory-schema.ts';
import { csv } from '../data/csv.ts';
import type { Column } from '../data/tsv.ts';
import { absolute } from '../links.ts';

const days = z.number();
const noticed = days.describe('Days from the report to telling the first list').optional();
const embargo = days.describe('Days from telling the first list to the publication').optional();
const whole = days.describe('Days from the report to the publication').optional();
const time = (about: string) => z.string().meta({ description: `${about}, UTC`, format: 'date-time' });

/** `/data/v1/disclosure.json`. */
export const disclosureStatisticsSchema = z.object({
  ...fileFields,
  count: z.int().min(0).describe('Number of advisories'),
  advisories: z
    .array(
      z.object({
        id: z.string().describe('Id'),
        url: z.string().meta({ description: 'Its page', format: 'uri' }),
        reported: time('When the team got the report').optional(),
        notified: time('When the first list was told').optional(),
        published: time('First public release'),
        days_report_to_notice: noticed,
        days_notice_to_public: embargo,
        days_report_to_public: whole,
      }),
    )
    .describe('Advisories that state such dates and stand, newest first'),
  years: z
    .array(
      z.object({
        year: z.string().describe('Year of the publication'),
        count: z.int().describe('Number of its advisories in here'),
        median_report_to_notice: noticed,
        median_notice_to_public: embargo,
        median_report_to_public: whole,
      }),
    )
    .describe('Medians by year, newest first'),
});

/** The file, but for the fields that begin every file. */
export function disclosureRecord({ site, disclosure }: Pick<Model, 'site' | 'disclosure'>) {
  const { issues, years } = disclosure;
  return {
    count: issues.length,
    advisories: issues.map(({ id, path, reported, notified, published, days: own }) => ({
      id,
      url: absolute(site, path),
      reported,
      notified,
      published,
      ...named('days', own),
    })),
    years: years.map(({ year, count, medians }) => ({ year, count, ...named('median', medians) })),
  };
}

/** The advisories as a table. */
export function disclosureCsv({ site, disclosure }: Pick<Model, 'site' | 'disclosure'>): string {
  return csv(columnsOf(site), disclosure.issues);
}

function columnsOf(site: Site): readonly Column<DisclosedIssue>[] {
  return [
    { name: 'id', about: 'Id', value: (issue) => issue.id },
    { name: 'reported', about: 'When the team got the report', value: (issue) => issue.reported },
    { name: 'notified', about: 'When the first list was told', value: (issue) => issue.notified },
    { name: 'published', about: 'First public release', value: (issue) => issue.published },
    { name: 'days_report_to_notice', about: 'Days between', value: (issue) => issue.days.reportToNotice },
    { name: 'days_notice_to_public', about: 'Days between', value: (issue) => issue.days.noticeToPublic },
    { name: 'days_report_to_public', about: 'Days between', value: (issue) => issue.days.reportToPublic },
    { name: 'url', about: 'Its page', value: (issue) => absolute(site, issue.path) },
  ];
}

function named<P extends 'days' | 'median'>(prefix: P, own: DisclosureDays) {
  return {
    [`${prefix}_report_to_notice`]: own.reportToNotice,
    [`${prefix}_notice_to_public`]: own.noticeToPublic,
    [`${prefix}_report_to_public`]: own.reportToPublic,
  } as Partial<Record<`${P}_${'report_to_notice' | 'notice_to_public' | 'report_to_public'}`, number>>;
}
