// The words of the pages for what the model says in codes: one place, so that every page says the same.

import type { Change, Coverage, CoverageRow, Release, Severity, Statement } from '../generator/types.ts';

/** What a reader sees for a state of knowledge about a release; `unknown` is said, never left blank. */
export const coverageWords: Readonly<Record<Coverage, string>> = {
  affected: 'Affected',
  fixed: 'Fixed',
  'not-affected': 'Not affected',
  'under-investigation': 'Under investigation',
  unknown: 'Not stated',
};

/** What a reader sees for a kind of change. */
export const changeWords: Readonly<Record<Change['kind'], string>> = {
  new: 'New',
  updated: 'Updated',
  withdrawn: 'Withdrawn',
};

/** The versions from `from` to `to`, in words; empty when neither is known. */
export function versionRange({ from, to }: Pick<Statement, 'from' | 'to'>): string {
  if (from !== undefined && to !== undefined) return from === to ? from : `${from} to ${to}`;
  if (from !== undefined) return `${from} and later`;
  return to === undefined ? '' : `up to ${to}`;
}

/** When security support of the release ends or ended: a date that stays true, and a state only where it helps. */
export function supportWords(release: Release, isEnded: boolean): string {
  if (release.securityUntil === undefined) return isEnded ? 'ended' : 'no end stated';
  return isEnded ? `ended ${release.securityUntil}` : `until ${release.securityUntil}`;
}

/** What to add to the state of a row: that an ended release gets no fix, the condition, the reason. */
export function coverageNote(row: CoverageRow): string {
  const until = row.release.securityUntil;
  const isLeftOpen = row.status === 'affected' && row.fixed === undefined && row.isEnded;
  const ended = isLeftOpen ? `no fix, security support ended${until === undefined ? '' : ` ${until}`}` : '';
  return [ended, row.when ?? '', row.reason ?? ''].filter((part) => part !== '').join('; ');
}

/** Where a series page explains the word. */
export function severityAnchor(severity: Severity): string {
  return `severity-${severity.id.replace(/\s+/g, '-')}`;
}

/** A number with its noun: `1 advisory`, `1,024 advisories`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${thousands(number)} ${number === 1 ? one : many}`;
}

/** `1234567` as `1,234,567`. */
export function thousands(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
