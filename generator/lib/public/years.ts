// Long lists are divided by year: the newest years are on the page, the others have pages of their own.

import type { Model, PublicAdvisory } from '../../types.ts';

type Year = Model['years'][number];

/** So many rows one page shows. */
const MOST = 500;

/** Whole years, the newest first, as far as there is room, one at least; and the years before. */
export function shownYears(years: readonly Year[]): {
  readonly shown: readonly Year[];
  readonly older: readonly Year[];
} {
  let rows = 0;
  const end = years.findIndex(({ advisories }, index) => {
    rows += advisories.length;
    return index > 0 && rows > MOST;
  });
  return end < 0 ? { shown: years, older: [] } : { shown: years.slice(0, end), older: years.slice(end) };
}

/** The years of some advisories, with the pages of these years. */
export function yearsOf({ years }: Model, advisories: readonly PublicAdvisory[]): readonly Year[] {
  const own = new Set(advisories);
  return years.flatMap(({ year, path, advisories: all }) => {
    const members = all.filter((advisory) => own.has(advisory));
    return members.length > 0 ? [{ year, path, advisories: members }] : [];
  });
}
