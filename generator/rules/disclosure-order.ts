// An issue is reported, then lists are told, then it is public. A bare day stands for any time of that day.

import { placeOf } from '../lib/decode/decode.ts';
import type { Finding, Instant, Rule } from '../types.ts';

export default {
  id: 'disclosure-order',
  level: 'error',
  about: 'The statistics of disclosure count the days between these dates; a year that is wrong makes them absurd.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'published: 2026-04-28T12:00:00Z',
    fail: 'published: 2026-04-28T12:00:00Z\nembargo: {notified: 2026-05-01}',
    message:
      'Unexpected date `2026-05-01T00:00:00Z` as `embargo.notified`, expected `2026-04-28T12:00:00Z` (`published`) or earlier',
  },
  *check({ advisories }) {
    for (const { published, embargo, document } of advisories) {
      const steps = [
        { name: 'embargo.reported', field: ['embargo', 'reported'], date: embargo?.reported },
        { name: 'embargo.notified', field: ['embargo', 'notified'], date: embargo?.notified },
        { name: 'published', field: ['published'], date: published },
      ].flatMap(({ date, ...step }) => (embargo && date !== undefined ? [{ ...step, date }] : []));
      for (const [index, { name, field, date }] of steps.entries()) {
        const next = steps[index + 1];
        if (!next || !isAfter(date, next.date)) continue;
        yield {
          at: { document, field },
          text: `Unexpected date \`${date}\` as \`${name}\`, expected \`${next.date}\` (\`${next.name}\`) or earlier`,
          hint: 'Correct one of the two dates',
          found: date,
          expected: next.date,
          cause: { place: placeOf(document.fields, next.field), text: 'The later date is here' },
        } satisfies Finding;
      }
    }
  },
} satisfies Rule;

function isAfter(a: Instant, b: Instant): boolean {
  const isDays = a.endsWith('T00:00:00Z') || b.endsWith('T00:00:00Z');
  return isDays ? a.slice(0, 10) > b.slice(0, 10) : a > b;
}
