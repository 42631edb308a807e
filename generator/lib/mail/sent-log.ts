// The log of what was sent, `announced.tsv`: a line before a mail goes out and one after it. What lies between them is
// not known, and never sent a second time without a person who looks.

import type { Instant } from '../../types.ts';
import { type Column, tsv } from '../data/tsv.ts';
import type { Announced } from './message-id.ts';

/** Name of the log in the root. */
export const SENT_LOG = 'announced.tsv';

/**
 * `sending`: about to be sent; `sent`: the server took it; `refused`: the server refused these recipients while others
 * got it; `failed`: nobody got it.
 */
const STATES = ['sending', 'sent', 'refused', 'failed'] as const;

/** One line of the log. */
export type SentEntry = {
  readonly time: Instant;
  readonly state: (typeof STATES)[number];
  readonly id: string;
  readonly version: Announced;
  readonly messageId: string;
  readonly recipients: readonly string[];
  /** Of the bytes of the message. */
  readonly sha256: string;
};

/** What the log says about one version of one advisory. */
export type Standing =
  | { readonly kind: 'new' }
  /** Begun, and nobody knows how it ended. */
  | { readonly kind: 'unknown'; readonly entry: SentEntry }
  | { readonly kind: 'sent'; readonly entry: SentEntry }
  /** Some were refused; these have it. */
  | { readonly kind: 'partly'; readonly entry: SentEntry; readonly served: ReadonlySet<string> };

const columns: readonly Column<SentEntry>[] = [
  { name: 'time', about: 'When', value: (entry) => entry.time },
  { name: 'state', about: 'sending, sent, refused or failed', value: (entry) => entry.state },
  { name: 'id', about: 'Id of the advisory', value: (entry) => entry.id },
  { name: 'version', about: 'Version, withdrawn, or what was posted', value: (entry) => entry.version },
  { name: 'message-id', about: 'Message-ID of the mail', value: (entry) => entry.messageId },
  { name: 'recipients', about: 'Addresses, separated by commas', value: (entry) => entry.recipients.join(',') },
  { name: 'sha256', about: 'SHA-256 of the mail', value: (entry) => entry.sha256 },
];

/** The lines to append to the log as it is: with a header to an empty one, after a line end where one is missing. */
export function appended(log: string, entries: readonly SentEntry[]): string {
  const [header = '', ...lines] = tsv(columns, entries).split(/(?<=\n)/);
  return `${log === '' ? header : log.endsWith('\n') ? '' : '\n'}${lines.join('')}`;
}

/** The entries of a log, or the number of the first line that is none. */
export function readSentLog(log: string): { readonly entries: readonly SentEntry[]; readonly badLine?: number } {
  const entries: SentEntry[] = [];
  for (const [index, line] of log.split('\n').entries()) {
    const fields = line.replace(/\r$/, '').split('\t');
    if (line.trim() === '' || (index === 0 && fields[0] === 'time')) continue;
    const entry = entryOf(fields);
    if (!entry) return { entries, badLine: index + 1 };
    entries.push(entry);
  }
  return { entries };
}

function entryOf(fields: readonly string[]): SentEntry | undefined {
  const [time = '', word = '', id = '', versionText = '', messageId = '', recipients = '', sha256 = ''] = fields;
  const state = STATES.find((each) => each === word);
  const version = announcedFrom(versionText);
  if (fields.length !== columns.length || !state || id === '' || version === undefined) return undefined;
  return { time, state, id, version, messageId, recipients: recipients.split(',').filter(Boolean), sha256 };
}

function announcedFrom(text: string): Announced | undefined {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  const isWord = /^(?:withdrawn|oss-security-(?:v[1-9]\d{0,8}|withdrawn|follow-up))$/.test(text);
  return isWord ? (text as Announced) : undefined;
}

/** Whether a version may be sent, and to whom. */
export function standingOf(entries: readonly SentEntry[], id: string, version: Announced): Standing {
  let open: SentEntry | undefined;
  let last: SentEntry | undefined;
  const [served, missing] = [new Set<string>(), new Set<string>()];
  for (const entry of entries) {
    if (entry.id !== id || entry.version !== version) continue;
    open = entry.state === 'sending' ? entry : undefined;
    if (entry.state === 'sent') {
      last = entry;
      for (const recipient of entry.recipients) {
        served.add(recipient);
        missing.delete(recipient);
      }
    }
    if (entry.state === 'refused') for (const recipient of entry.recipients) missing.add(recipient);
  }
  if (open) return { kind: 'unknown', entry: open };
  if (!last) return { kind: 'new' };
  return missing.size > 0 ? { kind: 'partly', entry: last, served } : { kind: 'sent', entry: last };
}
