// What was published, corrected and withdrawn, and when: the entries of the feeds and of the page of changes.

import type { Change, PublicAdvisory, Revision, Site } from '../../types.ts';
import { versionId } from '../feeds/tags.ts';
import { order } from '../order.ts';
import { byNumber } from './lists.ts';

/** One change per public version, and one for the withdrawal; editorial versions are none. */
export function changesOf(advisory: PublicAdvisory, site: Site): Change[] {
  const changes = advisory.revisions
    .filter((revision) => !revision.editorial && !isWithdrawal(revision, advisory))
    .map((revision, index): Change => {
      const kind = index === 0 ? 'new' : 'updated';
      return {
        kind,
        date: index === 0 ? advisory.published : revision.date,
        advisory,
        revision,
        tag: versionId(site, advisory, revision.version),
      };
    });
  if (advisory.isWithdrawn && advisory.withdrawn) {
    const { date, reason } = advisory.withdrawn;
    const revision: Revision = { version: advisory.version, date, change: reason, public: true, editorial: false };
    changes.push({ kind: 'withdrawn', date, advisory, revision, tag: versionId(site, advisory, 'withdrawn') });
  }
  return changes;
}

/** The version that did no more than withdraw: the withdrawal is a change of its own. */
function isWithdrawal({ version, date, change }: Revision, { isWithdrawn, withdrawn, revisions }: PublicAdvisory) {
  const isFirst = version === revisions[0]?.version;
  return isWithdrawn && !isFirst && withdrawn?.date === date && withdrawn.reason === change;
}

/** By date, newest first. */
export function latestFirst(a: Change, b: Change): number {
  return (
    order(b.date, a.date) ||
    order(a.advisory.series, b.advisory.series) ||
    byNumber(b.advisory.number, a.advisory.number) ||
    b.revision.version - a.revision.version ||
    order(a.tag, b.tag)
  );
}
