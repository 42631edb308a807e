// The only boxes of the site: what to do, and that an advisory no longer stands.

import type { VNode } from 'preact';
import { hasFix } from '../../generator/lib/public/has-fix.ts';
import type { PublicAdvisory } from '../../generator/types.ts';
import { summarize } from '../summary.ts';
import { Inline } from './inline.tsx';
import { Time } from './time.tsx';

/** What to do, and for whom; a timeless one does not say which releases have no support today. */
export function ActionBox({ advisory, isTimeless }: { advisory: PublicAdvisory; isTimeless?: boolean }): VNode {
  const lines = summarize(advisory, { isTimeless: isTimeless === true });
  return (
    <section class="box" aria-labelledby="action">
      <h2 id="action">What to do</h2>
      <p class="action">
        <Inline text={advisory.action ?? derivedAction(advisory)} />
      </p>
      {lines.length > 0 && (
        <dl class="facts">
          {lines.map((line) => (
            <div>
              <dt>{line.title}</dt>
              <dd>
                <Items texts={line.items} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** Each is kept on one line where it has the room. */
function Items({ texts }: { texts: readonly string[] }): VNode {
  return (
    <>
      {texts.map((text, index) => (
        <>
          {index > 0 && ' '}
          <span class="item">
            <Inline text={index < texts.length - 1 ? `${text},` : text} />
          </span>
        </>
      ))}
    </>
  );
}

/** Says only what the data says when the author has written no action. */
function derivedAction(advisory: PublicAdvisory): string {
  if (advisory.keyChange) return 'Fetch the new key, and compare its fingerprint.';
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
            This advisory was withdrawn on <Time at={withdrawn.date} />: <Inline text={withdrawn.reason} />
          </>
        ) : (
          'This advisory was withdrawn.'
        )}
      </p>
    </section>
  );
}
