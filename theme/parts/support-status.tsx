// A support status: the words of the statement, with a mark that says whether they promise security support. The tint
// follows the kind of status and says nothing that the words do not.

import type { ComponentChildren, VNode } from 'preact';
import type { SupportClass } from '../../generator/types.ts';

/** The mark: filled for security support, hollow for none. */
export function SecurityMark({ isSecured }: { isSecured: boolean }): VNode {
  return (
    <span class="mark" role="img" aria-label={isSecured ? 'Security supported:' : 'Not security supported:'}>
      {isSecured ? '●' : '○'}
    </span>
  );
}

type Shown = {
  readonly class: SupportClass;
  /** What the words promise. */
  readonly security: boolean;
  /** What holds today: a promise ends with the security support of its release. */
  readonly isSecured: boolean;
  readonly children: ComponentChildren;
};

/** A status as written, marked and tinted. */
export function SupportStatus({ class: kind, security, isSecured, children }: Shown): VNode {
  return (
    <span class={`support-status ${statusClasses(kind, security, isSecured)}`}>
      <SecurityMark isSecured={isSecured} /> {children}
    </span>
  );
}

/** Style classes of a status; a promise that is over loses its tint. */
export function statusClasses(kind: SupportClass, security: boolean, isSecured: boolean): string {
  return security && !isSecured ? `is-${kind} is-over` : `is-${kind}`;
}

/** What the marks mean. */
export function SupportLegend(): VNode {
  return (
    <ul class="support-legend">
      <li>
        <span aria-hidden="true">●</span> with security support (the filled mark)
      </li>
      <li>
        <span aria-hidden="true">○</span> without security support (the hollow mark)
      </li>
    </ul>
  );
}
