// Issues that belong together should be published together: those that name each other, or share a CVE id.

import type { Advisory } from '../../types.ts';

/** The other issues under embargo with which an issue belongs together, itself left out. */
export type Bundle = readonly Advisory[];

/** The bundle of an advisory among those that are not public, over any number of steps, in their order. */
export function bundleOf(advisory: Advisory, closed: readonly Advisory[]): Bundle {
  const members = new Set([advisory]);
  for (const member of members) {
    for (const other of closed) if (!members.has(other) && belongTogether(member, other)) members.add(other);
  }
  return closed.filter((each) => each !== advisory && members.has(each));
}

function belongTogether(a: Advisory, b: Advisory): boolean {
  return a.related.includes(b.id) || b.related.includes(a.id) || a.cves.some((cve) => b.cves.includes(cve));
}
