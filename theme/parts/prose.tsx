// The one place where HTML made from Markdown enters a page. `lib/markdown/markdown.ts` has sanitized it.

import type { VNode } from 'preact';

/** Rendered Markdown, set for reading. */
export function Prose({ html }: { html: string }): VNode {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the HTML comes from rehype-sanitize, through Context only
  return <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
