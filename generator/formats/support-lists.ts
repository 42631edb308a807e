// The coverage of packages for machines: lists that `check-support-status` of debian-security-support reads.

import { detached } from '../lib/pgp/requests.ts';
import { ALL_LIMITED, endedList, endedPath, limitedList, limitedPath } from '../lib/support/lists.ts';
import type { Format, Output } from '../types.ts';

export default {
  id: 'support-lists',
  about: 'Packages without full security support, as lists that `check-support-status` of Debian reads',
  *render({ model: { site, packageSupport, modified } }): Iterable<Output> {
    if (packageSupport.length === 0) return;
    const sign = detached(modified);
    const list = (path: string, body: string): Output => ({
      path: path.slice(1),
      type: 'text/plain; charset=utf-8',
      body,
      sign,
      from: 'support/packages.yaml',
    });
    yield list(ALL_LIMITED, limitedList(site, packageSupport));
    for (const each of packageSupport) {
      yield list(endedPath(each.release), endedList(each));
      yield list(limitedPath(each.release), limitedList(site, [each]));
    }
  },
} satisfies Format;
