// Commands to copy.

import type { VNode } from 'preact';

/** Commands that run as they stand; `id` is that of the block. */
export function CommandBlock({ id, text }: { id: string; text: string }): VNode {
  return (
    <pre tabindex={0} id={id}>
      <code>{text}</code>
    </pre>
  );
}
