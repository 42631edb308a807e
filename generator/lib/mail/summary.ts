// What a person sees before a mail is sent.

import type { Verification } from '../../types.ts';
import { printable } from '../decode/decode.ts';
import type { AnnouncementMail } from './announcement-mail.ts';
import type { Mailbox } from './headers.ts';
import type { MailServer } from './smtp.ts';

/** What goes where, line by line. */
export function mailSummary(
  { message, envelope, attachments, verification }: AnnouncementMail & { readonly verification?: Verification },
  recipients: readonly string[],
  { host, port, isSecure, isLocal, user }: MailServer,
): string {
  const { from, to, cc, replyTo, subject } = envelope;
  const tls = isSecure ? 'TLS' : isLocal ? 'this machine, no TLS' : 'STARTTLS';
  const isValid = verification?.isValid === true;
  const rows: readonly (readonly [string, string])[] = [
    ['From', boxText(from)],
    ['To', to.map(boxText).join(', ')],
    ['Cc', cc.map(boxText).join(', ')],
    ['Reply-To', replyTo ? boxText(replyTo) : ''],
    ['Subject', subject],
    ['Message-ID', envelope.messageId],
    ['Size', `${message.length} bytes`],
    ['Attached', attachments.map(({ name, bytes }) => `${name} (${bytes.length} bytes)`).join(', ')],
    ['Signed by', isValid ? `${verification.fingerprint} (${verification.signedAt})` : 'nobody'],
    ['Goes to', recipients.join(', ')],
    ['Through', `${host}:${port} (${tls})${user === undefined ? '' : ` as ${user}`}`],
  ];
  return rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${`${name}:`.padEnd(12)}${printable(value)}\n`)
    .join('');
}

const boxText = ({ name, address }: Mailbox): string => (name === undefined ? address : `${name} <${address}>`);
