// Times as people and machines read them: always UTC, and a time of day says so.

import type { VNode } from 'preact';
import type { Day, Instant } from '../../generator/types.ts';

/** An instant to the minute: `2021-02-16 12:00 UTC`. A source that names only a day means its first minute, and the day is shown. */
export function Time({ at }: { at: Instant }): VNode {
  if (at.endsWith('T00:00:00Z')) return <CalendarDay at={at} />;
  return <time datetime={at}>{`${at.slice(0, 10)} ${at.slice(11, 16)} UTC`}</time>;
}

/** The day of an instant, or a day, where the time of day would be noise. */
export function CalendarDay({ at }: { at: Instant | Day }): VNode {
  return <time datetime={at}>{at.slice(0, 10)}</time>;
}
