// The numbers of the next id of a series: numbers are never used twice, and where an id has a year they start again
// with each.

import type { Instant, SeriesInUse } from '../types.ts';

/** The parts of the next free id, most significant first: behind all that are taken, past those that are never used. */
export function nextNumber(series: SeriesInUse, taken: readonly string[], now: Instant): number[] {
  const parts = series.definition.numbers;
  const year = Number(now.slice(0, 4));
  const yearPosition = parts.indexOf('year');
  const numbersOf = (ids: readonly string[]): number[] =>
    ids
      .filter((id) => id.startsWith(`${series.prefix}-`))
      .map((id) =>
        id
          .slice(series.prefix.length + 1)
          .split('-')
          .map(Number),
      )
      .filter((numbers) => numbers.length === parts.length && numbers.every(Number.isSafeInteger))
      .filter((numbers) => yearPosition < 0 || numbers[yearPosition] === year)
      .map((numbers) => numbers[parts.indexOf('number')] ?? 0);
  const unused = new Set(numbersOf(Object.keys(series.unused)));
  let next = numbersOf(taken).reduce((most, number) => Math.max(most, number), 0) + 1;
  while (unused.has(next)) next++;
  return parts.map((part) => (part === 'year' ? year : part === 'revision' ? 1 : next));
}
