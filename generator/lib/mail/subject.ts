// The subject of an announcement: a sentence of the configuration with blanks, so that each house keeps its form.

import type { MailSettings, PublicAdvisory, SeriesInUse } from '../../types.ts';
import { fill } from '../text/announcement.ts';

/** The blanks that a subject may have. */
export const SUBJECT_BLANKS = [
  'id',
  'prefix',
  'number',
  'series',
  'title',
  'packages',
  'kind',
  'severity',
  'update',
  'cves',
  'withdrawn',
] as const;

/** Where the configuration has none. */
export const SUBJECT = '{withdrawn}{id}{update}: {title}';

/** The subject on one line, in Unicode. */
export function subjectOf(advisory: PublicAdvisory, series: SeriesInUse, { subject }: MailSettings): string {
  const { id, title, packages, cves, version } = advisory;
  const values: Readonly<Record<(typeof SUBJECT_BLANKS)[number], string>> = {
    id,
    prefix: series.prefix,
    number: id.slice(series.prefix.length + 1),
    series: series.name,
    title,
    packages: packages.join(', '),
    kind: advisory.kind ?? '',
    severity: advisory.severity?.name ?? '',
    // These bring their own blanks, since they are not always there.
    update: version > 1 ? ` v${version}` : '',
    cves: cves.length === 0 ? '' : ` (${cves.join(',')})`,
    withdrawn: advisory.isWithdrawn ? 'WITHDRAWN: ' : '',
  };
  const filled = fill(subject, values);
  return advisory.isWithdrawn && !subject.includes('{withdrawn}') ? `WITHDRAWN: ${filled}` : filled;
}
