// The message of an announcement: built of what a build would publish at this moment, signed, and read once more as a
// receiver reads it.

import { build, hasErrors } from '../build.ts';
import { type AnnouncementMail, announcementMail, BadMailbox, type Protection } from '../lib/mail/announcement-mail.ts';
import { type Announced, announcedOf } from '../lib/mail/message-id.ts';
import type { Letter } from '../lib/mail/posting.ts';
import { receive } from '../lib/mail/receive.ts';
import { coveredText } from '../lib/pgp/cleartext.ts';
import { hasSigned } from '../lib/pgp/published-keys.ts';
import { report, summary } from '../lib/report.ts';
import type { Model, Output, SeriesInUse, Sources, Verification } from '../types.ts';
import { letterFor, postingSettings } from './announce-posting.ts';
import { protectionFor } from './announce-signing.ts';
import type { Announcement, Subject } from './announcement.ts';
import type { Options, Terminal } from './command.ts';
import { readBuiltTheme, readRootWithKeys } from './read-root.ts';
import { Refusal } from './refusal.ts';

/** A mail that passed every check. */
export type ReadyMail = AnnouncementMail & {
  readonly id: string;
  readonly slug: string;
  readonly announced: Announced;
  /** Absent for a mail without a signature. */
  readonly verification?: Verification;
};

/** The message; undefined when the content has errors, which are told. Throws `Refusal`. */
export async function prepare(terminal: Terminal, options: Options, id: string): Promise<ReadyMail | undefined> {
  const sources = await readRootWithKeys(options['root'] ?? '.');
  const now = terminal.now(options['now']);
  const { content, model, outputs, messages } = build(sources, now, readBuiltTheme(terminal.themeFolder));
  terminal.progress('');
  if (!model || hasErrors(messages)) {
    terminal.error(report(messages, 'text', terminal.hasColor));
    terminal.error(`${summary(messages)}; nothing is announced\n`);
    return undefined;
  }
  const announcement = subjectOf(sources, model, outputs, id);
  const isPosting = options['to'] !== undefined;
  const source = content?.advisories.find((advisory) => advisory.id === id);
  const letter = isPosting ? letterFor(terminal, options, announcement, source) : undefined;
  const mail = letter ? postingSettings(announcement, letter) : announcement.series.mail;
  if (!mail) throw unmailed(announcement.series);
  const subject: Subject = { ...announcement, mail, text: letter?.text ?? announcement.text };
  const about = messages.filter(({ place }) => place.file === subject.advisory.document.path);
  terminal.error(report(about, 'text', terminal.hasColor));
  const protection = await protectionFor(terminal, options, subject);
  if (protection.form === 'none') terminal.error('warning: this site has no signing key, so the mail is not signed\n');
  const ready = await composed(subject, protection, letter);
  const verification = await verified(ready, subject, protection.form);
  const { advisory } = subject;
  return {
    ...ready,
    id: advisory.id,
    slug: advisory.slug,
    announced: letter?.announced ?? announcedOf(advisory),
    ...(verification && { verification }),
  };
}

/** An id that is not public gets the answer of one that does not exist. */
function subjectOf(sources: Sources, model: Model, outputs: readonly Output[], id: string): Announcement {
  const advisory = model.advisories.find((each) => each.id === id);
  if (!advisory)
    throw new Refusal(`no advisory \`${id}\` is public at ${model.now}`, 'Take an id from the index of the site');
  const series = model.site.series.find((each) => each.id === advisory.series);
  const textPath = `${advisory.folder.slice(1)}${advisory.slug}.txt`;
  const text = outputs.find((output) => output.path === textPath)?.body;
  if (!series || typeof text !== 'string') throw new Error(`no announcement at ${textPath}`);
  return { sources, model, advisory, series, outputs, text, textPath };
}

const unmailed = ({ id }: SeriesInUse): Refusal =>
  new Refusal(`the series \`${id}\` is not mailed`, `Write \`series.${id}.mail\` with \`to\` in content/site.yaml`);

async function composed(
  { model, advisory, series, mail }: Subject,
  protection: Protection,
  letter: Letter | undefined,
): Promise<AnnouncementMail> {
  try {
    return await announcementMail(model, advisory, series, mail, protection, letter);
  } catch (error) {
    if (!(error instanceof BadMailbox)) throw error;
    throw new Refusal(error.message, `Correct \`series.${series.id}.mail\` or \`team\` in content/site.yaml`);
  }
}

/** Reads the message as a receiver does; what arrives has to be what the site says, signed by a published key. */
async function verified(
  { message, attachments }: AnnouncementMail,
  { text, model }: Subject,
  form: Protection['form'],
): Promise<Verification | undefined> {
  const received = await receive(message, model.keys.filter(hasSigned), model.now);
  const { verification } = received;
  const expected = form === 'inline' ? `${coveredText(text)}\n` : text;
  const isWhole =
    received.text === expected &&
    received.files.length === attachments.length &&
    received.files.every(({ bytes }, index) => Buffer.from(attachments[index]?.bytes ?? []).equals(bytes));
  if (!isWhole) throw new Error('the message does not say what the announcement says');
  if (form === 'none') return undefined;
  if (verification?.isValid) return verification;
  throw new Refusal(
    `the signature of the mail does not verify: ${verification?.reason ?? 'there is none'}`,
    'Sign with a key whose public part is in content/keys/',
  );
}
