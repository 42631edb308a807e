// What verifying has to say, as messages like those of a build: the place is a file of the site.

import type { Level, Message } from '../../types.ts';
import { order } from '../order.ts';

/** Kinds of faults; docs/verifying.md explains them. */
export const FAULTS = [
  'altered-file',
  'bad-list',
  'bad-signature',
  'contradicting-text',
  'dead-link',
  'expired-security-txt',
  'missing-file',
  'missing-signature',
  'not-signed',
  'other-address',
  'own-keys',
  'private-preview',
  'strange-file',
  'unknown-key',
  'unlisted-file',
  'unread-file',
  'wrong-hash',
] as const;

export type FaultId = (typeof FAULTS)[number];

/** A message about a file of the site. */
export function fault(
  rule: FaultId,
  file: string,
  text: string,
  hint: string,
  {
    level = 'error',
    line = 1,
    found,
    expected,
  }: Partial<Message> & { readonly level?: Level; readonly line?: number } = {},
): Message {
  return {
    place: { file, line, column: 1 },
    level,
    rule,
    text,
    hint,
    ...(found !== undefined && { found }),
    ...(expected !== undefined && { expected }),
  };
}

/** So many of one kind are shown. */
const MOST = 100;

/** The messages by file; where one kind has very many, the rest is counted. */
export function shownFaults(messages: readonly Message[]): Message[] {
  const sorted = [...messages].sort((a, b) => order(keyOf(a), keyOf(b)));
  const counts = new Map<string, number>();
  const shown = sorted.filter(({ rule }) => {
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    return count <= MOST;
  });
  for (const [rule, count] of counts) {
    const example = sorted.find((message) => message.rule === rule);
    if (count > MOST && example)
      shown.push({
        ...example,
        text: `${count - MOST} more of \`${rule}\` are not shown`,
        hint: 'Begin with those above',
      });
  }
  return shown;
}

const keyOf = ({ place, rule, text }: Message): string => [place.file, rule, text].join('\n');
