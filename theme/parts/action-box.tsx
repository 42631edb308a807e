// The only boxes of the site: what to do, and that an advisory no longer stands.

import type { VNode } from 'preact';
import type { PublicAdvisory } from '../../generator/types.ts';
import { hasFix, summarize } from '../summary.ts';
import { Time } from './time.tsx';

/** What to do, and for whom. */
export function ActionBox({ advisory }: { advisory: PublicAdvisory }): VNode {
  const lines = summarize(advisory);
  return (
    <section class="box" aria-labelledby="action">
      <h2 id="action">What to do</h2>
      <p class="action">{advisory.action ?? derivedAction(advisory)}</p>
      {lines.length > 0 && (
        <dl class="facts">
          {lines.map((line) => (
            <div>
              <dt>{line.title}</dt>
              <dd>{line.items.join(', ')}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** Says only what the data says when the author has written no action. */
function derivedAction(advisory: PublicAdvisory): string {
  if (hasFix(advisory)) return 'Update to a fixed version.';
  if (advisory.patches.length > 0) return 'Apply the patch for your release.';
  const isSafe = advisory.coverage.length > 0 && advisory.coverage.every((row) => row.status === 'not-affected');
  return isSafe ? 'Nothing: no release is affected.' : 'This advisory names no fix.';
}

/** Comes before everything else of the page. */
export function WithdrawalBox({ advisory }: { advisory: PublicAdvisory }): VNode {
  const { withdrawn } = advisory;
  return (
    <section class="box withdrawal" aria-labelledby="action">
      <h2 id="action">Withdrawn</h2>
      <p class="action">
        {withdrawn ? (
          <>
            This advisory was withdrawn on <Time at={withdrawn.date} />: {withdrawn.reason}
          </>
        ) : (
          'This advisory was withdrawn.'
        )}
      </p>
      <p>What it said before is kept below for the record.</p>
    </section>
  );
}
