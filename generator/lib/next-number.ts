// The numbers of the next id of a series: numbers are never used twice, and where an id has a year they start again
// with each.

import type { Instant, SeriesInUse } from '../types.ts';

/** The parts of the next free id, most significant first. Ids of other series among `taken` do not count. */
export function nextNumber(series: SeriesInUse, taken: readonly string[], now: Instant): number[] {
  const parts = series.definition.numbers;
  const year = Number(now.slice(0, 4));
  const used = taken
    .filter((id) => id.startsWith(`${series.prefix}-`))
    .map((id) =>
      id
        .slice(series.prefix.length + 1)
        .split('-')
        .map(Number),
    )
    .filter((numbers) => numbers.length === parts.length && numbers.every(Number.isSafeInteger));
  const position = parts.indexOf('number');
  const yearPosition = parts.indexOf('year');
  const highest = used
    .filter((numbers) => yearPosition < 0 || numbers[yearPosition] === year)
    .reduce((most, numbers) => Math.max(most, numbers[position] ?? 0), 0);
  return parts.map((part) => (part === 'year' ? year : part === 'revision' ? 1 : highest + 1));
}
