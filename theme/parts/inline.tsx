// A plain text of the front matter or the configuration: its code spans, and nothing else, become markup.

import type { VNode } from 'preact';

/** The text with `code` between backticks as code; a backtick without partner stays. */
export function Inline({ text }: { text: string }): VNode {
  return <>{parts(text).map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}

/** The text without the backticks of its code spans, for places that can hold no markup: titles, attributes. */
export function withoutTicks(text: string): string {
  return parts(text).join('');
}

/** Text and code in turns, text first. */
const parts = (text: string): string[] => text.split(/`([^`\n]+)`/);
