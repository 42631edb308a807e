// Tags: a word with a tint and a border, never a link, never by colour alone. The severity has a meter of four steps,
// which is for the eye only: the word beside it says the same.

import type { VNode } from 'preact';
import { hasFix } from '../../generator/lib/public/has-fix.ts';
import type { Change, Coverage, PublicAdvisory, Severity } from '../../generator/types.ts';
import { changeWords, coverageWords } from '../words.ts';

/** How severe: a word of the series' vocabulary. */
export function SeverityTag({ severity }: { severity: Severity }): VNode {
  return (
    <span class={`tag level-${severity.level}`}>
      <span class="meter" aria-hidden="true" />
      {severity.name}
    </span>
  );
}

/** What is known about a release. */
export function StatusTag({ status }: { status: Coverage }): VNode {
  return <span class={`tag ${status}`}>{coverageWords[status]}</span>;
}

/** What happened to an advisory. */
export function ChangeTag({ kind }: { kind: Change['kind'] }): VNode {
  return <span class={`tag ${kind}`}>{changeWords[kind]}</span>;
}

/** That there is something to install or to apply; nothing where there is not. */
export function FixTag({ advisory }: { advisory: PublicAdvisory }): VNode | null {
  const words = hasFix(advisory) ? 'Fix available' : advisory.patches.length > 0 ? 'Patch available' : undefined;
  return words === undefined ? null : <span class="tag fixed">{words}</span>;
}
