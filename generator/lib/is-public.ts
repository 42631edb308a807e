// Who may see an advisory: asked before any format can look at its content, and by the rules that judge what readers
// will find.

import type { Advisory, Instant } from '../types.ts';

/** The gate. Fails closed: anything but a public status with a date that has come stays inside. True when the public may see the advisory at `now`: neither a draft, nor under embargo, nor planned for later, nor withdrawn before it was published. */
export function isPublic(advisory: Advisory, now: Instant): boolean {
  const { status, published, withdrawn } = advisory;
  if (published === undefined || !isComparable(published) || !isComparable(now) || published > now) return false;
  if (status === 'withdrawn') return withdrawn === undefined || !isBefore(withdrawn.date, published);
  return status === 'published';
}

/** True when `a` is certainly before `b`: with a bare day (midnight) in the comparison only days count. */
export function isBefore(a: Instant, b: Instant): boolean {
  const isDays = a.endsWith('T00:00:00Z') || b.endsWith('T00:00:00Z');
  return isDays ? a.slice(0, 10) < b.slice(0, 10) : a < b;
}

/** Code-unit order is time order in this form alone: years of five digits begin with a sign. */
const isComparable = (time: Instant): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time);
