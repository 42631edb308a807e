// `announced.tsv` on the disk. Its lock is held while a line is checked for and written, so that of two processes one
// sends; the line itself stands for as long as the mail is on its way, and after a crash.

import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Announced } from '../lib/mail/message-id.ts';
import { appended, readSentLog, SENT_LOG, type SentEntry, type Standing, standingOf } from '../lib/mail/sent-log.ts';
import { Refusal } from './refusal.ts';

/** What the log of a root says about one version of an advisory. Throws `Refusal`. */
export function standingIn(root: string, id: string, version: Announced): Standing {
  return standingOf(entriesIn(root), id, version);
}

/** What the log of a root says. Throws `Refusal`. */
export function entriesIn(root: string): readonly SentEntry[] {
  const { entries, badLine } = readSentLog(textOf(root));
  if (badLine !== undefined)
    throw new Refusal(
      `line ${badLine} of \`${SENT_LOG}\` cannot be read`,
      'Restore the line from git; without it nobody knows what was sent',
    );
  return entries;
}

/** Writes that a mail is about to be sent, unless the log has changed since `standing` was read. */
export function begin(root: string, entry: SentEntry, standing: Standing): void {
  const lock = join(root, `${SENT_LOG}.lock`);
  closeSync(locked(lock));
  try {
    if (standingIn(root, entry.id, entry.version).kind !== standing.kind)
      throw new Refusal(
        `another process announces ${entry.id} at this moment`,
        `Look into \`${SENT_LOG}\` before anything is sent again`,
      );
    record(root, [entry]);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Appends entries, and returns when they are on the disk. */
export function record(root: string, entries: readonly SentEntry[]): void {
  const file = openSync(join(root, SENT_LOG), 'a');
  try {
    writeSync(file, appended(textOf(root), entries));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function locked(lock: string): number {
  try {
    return openSync(lock, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Refusal(
      `\`${SENT_LOG}.lock\` is there: another process is about to send`,
      'Wait for it; when no other process runs, remove the lock and look into the log',
    );
  }
}

function textOf(root: string): string {
  const path = join(root, SENT_LOG);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
