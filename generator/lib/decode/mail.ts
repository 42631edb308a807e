// How the announcements of a series are mailed: `series.<key>.mail` in the configuration.

import { z } from 'zod';
import type { MailSettings } from '../../types.ts';
import { SUBJECT, SUBJECT_BLANKS } from '../mail/subject.ts';
import { sentence } from '../text/announcement.ts';
import * as field from './fields.ts';

/**
 * A mailbox with or without a name (RFC 5322, 3.4): `security@halyard.example`, `Halyard <security@halyard.example>`.
 * One line, one address: nothing in it can begin another header or name another recipient.
 */
export const mailboxField = field.scalar(
  'a mail address such as `Halyard security team <security@halyard.example>`',
  'Write one address, with or without a name before it in `<` and `>`',
  (value) => (MAILBOX.test(value) && value.length <= 300 ? value : undefined),
);

const MAILBOX =
  /^(?:[^<>@,;:"\\\p{C}\p{Zl}\p{Zp}]+ <[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*>|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)$/u;

export const mailSchema = z.strictObject({
  from: mailboxField.optional(),
  to: field.oneOrList(mailboxField),
  cc: field.oneOrList(mailboxField).default([]),
  'reply-to': mailboxField.optional(),
  subject: sentence(SUBJECT_BLANKS).default(SUBJECT),
  form: field.word(['inline', 'mime']).default('inline'),
  'attach-patches': field.boolean.default(true),
});

/** The settings as decoded; the team's own address sends where no other is named. */
export function mailSettings(
  entry: z.infer<typeof mailSchema>,
  team: { readonly name: string; readonly email: string },
): MailSettings {
  return {
    from: entry.from ?? `${team.name} <${team.email}>`,
    to: entry.to,
    cc: entry.cc,
    ...(entry['reply-to'] !== undefined && { replyTo: entry['reply-to'] }),
    subject: entry.subject,
    form: entry.form,
    attachPatches: entry['attach-patches'],
  };
}
