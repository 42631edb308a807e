// Sending an announcement once: somebody agrees, the log says so before and after, and what is uncertain stays so
// until a person has looked.

import { createHash } from 'node:crypto';
import { recipientsOf } from '../lib/mail/announcement-mail.ts';
import { SENT_LOG, type SentEntry, type Standing } from '../lib/mail/sent-log.ts';
import { type Delivery, DeliveryError, deliver, type MailServer, mailServer } from '../lib/mail/smtp.ts';
import { mailSummary } from '../lib/mail/summary.ts';
import type { ReadyMail } from './announce-message.ts';
import { type Options, type Terminal, UsageError } from './command.ts';
import { Refusal } from './refusal.ts';
import { begin, record, standingIn } from './sent-log-file.ts';

/** The server to send to; undefined where nothing is to be sent. Throws `UsageError`. */
export function serverOf(terminal: Terminal, options: Options): MailServer | undefined {
  const { send, smtp, yes, now } = options;
  if (!send) {
    if (smtp !== undefined || yes) throw new UsageError(`${yes ? '--yes' : '--smtp'} means something with --send only`);
    return undefined;
  }
  if (smtp === undefined) throw new UsageError('--send needs a server: --smtp smtps://user@mail.example:465');
  const server = mailServer(smtp);
  if (typeof server === 'string') throw new UsageError(`--smtp: ${server}`);
  if (!yes && !terminal.isInteractive)
    throw new UsageError('there is no terminal on which somebody could agree; --yes sends without asking');
  if (now !== undefined && terminal.now(now) > terminal.now(undefined))
    throw new UsageError('--send announces what is public by now; --now lies in the future');
  return server;
}

/** Shows the mail, asks, and sends it to those who do not have it yet; resolves to the exit code. */
export async function send(terminal: Terminal, options: Options, server: MailServer, mail: ReadyMail): Promise<number> {
  const root = options['root'] ?? '.';
  const standing = standingIn(root, mail.id, mail.announced);
  const recipients = recipientsStill(standing, mail);
  terminal.error(mailSummary(mail, recipients, server));
  if (!options['yes'] && !/^\s*y(?:es)?\s*$/i.test((await terminal.ask('Send it? [y/N]')) ?? '')) {
    terminal.error('nothing was sent\n');
    return 1;
  }
  const password = await passwordFor(terminal, server);
  const entry = entryMaker(terminal, mail);
  begin(root, entry('sending', recipients), standing);
  terminal.progress('sending');
  const addresses = { from: mail.envelope.from.address, to: recipients };
  const delivery = await deliver(server, password, addresses, mail.message).catch((error: unknown) => {
    throw error instanceof DeliveryError ? undelivered(root, error, mail, entry('failed', recipients)) : error;
  });
  return delivered(terminal, root, delivery, mail, entry);
}

/** Those who do not have this mail yet: of those that the configuration names today, whatever the log says. */
function recipientsStill(standing: Standing, mail: ReadyMail): readonly string[] {
  switch (standing.kind) {
    case 'new':
      return recipientsOf(mail.envelope);
    case 'partly': {
      const missing = recipientsOf(mail.envelope).filter((address) => !standing.served.has(address));
      if (missing.length > 0) return missing;
      throw wasSent(standing.entry, mail);
    }
    case 'sent':
      throw wasSent(standing.entry, mail);
    case 'unknown':
      throw new Refusal(
        `${nameOf(mail)} was about to be sent at ${standing.entry.time}, and nobody knows how that ended`,
        lookFor(mail),
      );
    default:
      return standing satisfies never;
  }
}

function wasSent({ time }: SentEntry, mail: ReadyMail): Refusal {
  return new Refusal(
    `${nameOf(mail)} was sent at ${time}, says \`${SENT_LOG}\``,
    'Write a new revision with its reason; that one can be announced',
  );
}

async function passwordFor(terminal: Terminal, { user, host }: MailServer): Promise<string | undefined> {
  if (user === undefined) return undefined;
  const password =
    terminal.env('TOCSIN_SMTP_PASSWORD') ?? (await terminal.askSecret(`Password of ${user} at ${host}:`));
  if (!password) throw new UsageError(`no password for ${user}; set TOCSIN_SMTP_PASSWORD`);
  return password;
}

type EntryMaker = (state: SentEntry['state'], recipients: readonly string[]) => SentEntry;

function entryMaker(terminal: Terminal, { id, announced, envelope, message }: ReadyMail): EntryMaker {
  const sha256 = createHash('sha256').update(message, 'latin1').digest('hex');
  return (state, recipients) => ({
    time: terminal.now(undefined),
    state,
    id,
    version: announced,
    messageId: envelope.messageId,
    recipients,
    sha256,
  });
}

function undelivered(root: string, { message, isUnknown }: DeliveryError, mail: ReadyMail, failed: SentEntry): Refusal {
  if (isUnknown) return new Refusal(`${message}; the server may have taken the mail all the same`, lookFor(mail));
  record(root, [failed]);
  return new Refusal(`${message}; nothing was sent`, 'Correct what is wrong and run the same command again');
}

function delivered(
  terminal: Terminal,
  root: string,
  { accepted, refused }: Delivery,
  mail: ReadyMail,
  entry: EntryMaker,
): number {
  const addresses = refused.map(({ address }) => address);
  try {
    record(root, [entry('sent', accepted), ...(refused.length > 0 ? [entry('refused', addresses)] : [])]);
  } catch (error) {
    throw new Refusal(
      `${nameOf(mail)} was sent to ${accepted.join(', ')}, but \`${SENT_LOG}\` cannot be written (${String(error)})`,
      `Write \`sent\` for \`sending\` in the last line of \`${SENT_LOG}\``,
    );
  }
  terminal.progress('');
  terminal.out(`${nameOf(mail)} was sent to ${accepted.join(', ')}; commit ${SENT_LOG}\n`);
  if (refused.length === 0) return 0;
  throw new Refusal(
    `the server refused ${refused.map(({ address, reason }) => `${address} (${reason})`).join(', ')}`,
    'Correct what is wrong and run the same command again; it sends to those only who do not have the mail',
  );
}

function nameOf({ id, announced }: ReadyMail): string {
  if (typeof announced === 'number') return `${id} version ${announced}`;
  if (announced === 'oss-security-follow-up') return `the exploit follow-up of ${id}`;
  if (announced === 'withdrawn') return `the withdrawal of ${id}`;
  if (announced === 'oss-security-withdrawn') return `the posting of the withdrawal of ${id}`;
  return `the posting of ${id} version ${announced.replace(/^.*-v/, '')}`;
}

const lookFor = ({ envelope }: ReadyMail): string =>
  `Look for ${envelope.messageId} in the archive of the list, then write \`sent\` or \`failed\` for \`sending\` in \`${SENT_LOG}\``;
