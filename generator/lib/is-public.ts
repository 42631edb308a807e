// Who may see an advisory: asked before any format can look at its content, and by the rules that judge what readers
// will find.

import type { Advisory, Instant } from '../types.ts';

/** The gate. Fails closed: anything but a public status with a date that has come stays inside. True when the public may see the advisory at `now`: neither a draft, nor under embargo, nor planned for later. */
export function isPublic(advisory: Advisory, now: Instant): boolean {
  const isOpen = advisory.status === 'published' || advisory.status === 'withdrawn';
  return isOpen && advisory.published !== undefined && advisory.published <= now;
}
