// A part of an index by the public dates of its advisories: never by number, since numbers are given early, and never by
// the date of a commit, since fixes are committed before they are published.

import type { Day, Instant } from '../../types.ts';
import type { IndexedAdvisory, PatchIndex } from './patch-index.ts';

/** From and until when, both included: a day in UTC, or a time. */
export type Period = { readonly since?: Day | Instant | undefined; readonly until?: Day | Instant | undefined };

/** The advisories that became public in the period. */
export function selected(index: PatchIndex, { since, until }: Period): PatchIndex {
  const isWithin = ({ published }: IndexedAdvisory): boolean => {
    if (published === undefined) return since === undefined && until === undefined;
    return (
      (since === undefined || published.slice(0, since.length) >= since) &&
      (until === undefined || published.slice(0, until.length) <= until)
    );
  };
  return { ...index, advisories: index.advisories.filter(isWithin) };
}

/** The first advisory with patches that says no public date; undefined where each does. */
export function undatedOf({ advisories }: PatchIndex): string | undefined {
  return advisories.find(({ published, patches }) => published === undefined && patches.length > 0)?.id;
}
