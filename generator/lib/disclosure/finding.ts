// What there is to say about an issue, and what is due.

import type { Instant } from '../../types.ts';

/** error: a rule is broken or something is late; warning: something is to be done; info: good to know. */
export type DeskFinding = {
  readonly kind: string;
  readonly level: 'error' | 'warning' | 'info';
  readonly text: string;
  readonly hint: string;
};

/** Something with a day: it was due, or will be. */
export type Due = {
  readonly what: 'publication' | 'cve' | 'posting' | 'follow-up';
  readonly date: Instant;
};
