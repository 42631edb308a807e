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

/** A status as written, marked and tinted. */
export function SupportStatus(props: { class: SupportClass; isSecured: boolean; children: ComponentChildren }): VNode {
  return (
    <span class={`support-status is-${props.class}`}>
      <SecurityMark isSecured={props.isSecured} /> {props.children}
    </span>
  );
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
