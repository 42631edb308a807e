// What a reader sees of an event in the support of a release: its days, and what its statement changed. Nothing says
// how far away a day is.

import type { VNode } from 'preact';
import type { SupportSubject } from '../generator/lib/feeds/feed.ts';
import { href } from '../generator/lib/links.ts';
import { changeCounts, changesAnchor } from '../generator/lib/support/diff.ts';
import { CalendarDay } from './parts/time.tsx';

/** The content of an entry of the support feed; internal links are those of pages. */
export function SupportEntry({ site, event, comparison }: SupportSubject): VNode {
  const { release } = event;
  const days = [
    ['Released', release.released],
    ['Full support until', release.supportedUntil],
    ['Security support until', release.securityUntil],
  ] as const;
  return (
    <>
      <ul>
        {days.map(([name, day]) => (
          <li>
            {name}: {day === undefined ? 'not stated' : <CalendarDay at={day} />}
          </li>
        ))}
      </ul>
      {comparison && (
        <p>
          What is supported, compared with {comparison.before.product} {comparison.before.version}:{' '}
          <a href={href(site, `/support/changes/#${changesAnchor(comparison.after)}`)}>
            {changeCounts(comparison.changes) || 'no change'}
          </a>
          .
        </p>
      )}
      <p>
        <a href={href(site, release.path)}>{release.name}</a> · <a href={href(site, '/releases/')}>all releases</a>
      </p>
    </>
  );
}
