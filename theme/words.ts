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

/** That security support of the release is over, and since when. */
export function endedWords({ securityUntil }: Release): string {
  return securityUntil === undefined ? 'security support ended' : `security support ended ${securityUntil}`;
}

/** True when the release is affected and no version of it has the fix. */
export function isUnfixed(row: CoverageRow): boolean {
  return row.status === 'affected' && row.fixed === undefined;
}

/** The first fixed version, or what there is in its place. */
export function fixedIn(row: CoverageRow): string {
  if (row.fixed !== undefined) return row.fixed;
  if (!isUnfixed(row)) return '–';
  return row.patches.length > 0 ? 'patch only' : 'no fix';
}

/** What to add to the state of a row: what an affected release gets in place of a fixed version, the condition, the reason. */
export function coverageNote(row: CoverageRow): string {
  const offer = row.patches.length > 0 ? 'patch available, no release' : 'no fix';
  const parts = isUnfixed(row)
    ? [row.patches.length > 0 || row.isEnded ? offer : '', row.isEnded ? endedWords(row.release) : '']
    : [];
  return [...parts, row.when ?? '', row.reason ?? ''].filter((part) => part !== '').join('; ');
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
