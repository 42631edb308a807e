// The mail that announces an advisory: whom it goes to, what its headers say, which files it brings.

import { isUtf8 } from 'node:buffer';
import type { MailSettings, Model, Patch, PublicAdvisory, SeriesInUse } from '../../types.ts';
import { compose, type Envelope } from './compose.ts';
import { type Mailbox, mailbox } from './headers.ts';
import { announcedOf, earlierIds, messageId } from './message-id.ts';
import { type Attachment, patchType } from './parts.ts';
import type { Letter } from './posting.ts';
import { subjectOf } from './subject.ts';

/** The configuration names an address to which no mail can go. */
export class BadMailbox extends Error {}

/** How a mail is protected: by texts that are signed already, by a signature over all of it, or not at all. */
export type Protection =
  | { readonly form: 'none'; readonly text: string }
  | {
      readonly form: 'inline';
      /** The clearsigned announcement. */
      readonly text: string;
      /** The armored signature of a patch. */
      readonly signatureOf: (patch: Patch) => string | undefined;
    }
  | { readonly form: 'mime'; readonly text: string; readonly sign: (bytes: Uint8Array) => Promise<string> };

/** A message, and what it consists of. */
export type AnnouncementMail = {
  /** ASCII with CRLF line ends. */
  readonly message: string;
  readonly envelope: Envelope;
  readonly attachments: readonly Attachment[];
};

/** Composes the mail, or the one of a letter; its date is the model's `now`. Throws `BadMailbox`. */
export async function announcementMail(
  model: Model,
  advisory: PublicAdvisory,
  series: SeriesInUse,
  mail: MailSettings,
  protection: Protection,
  letter?: Letter,
): Promise<AnnouncementMail> {
  const own = envelopeOf(model, advisory, series, mail);
  const envelope = letter ? letterEnvelope(own, model, advisory, letter) : own;
  const patches = mail.attachPatches ? attachmentsOf(advisory.patches, protection) : [];
  const attachments = letter ? [...patches.map(asText), ...letter.files] : patches;
  const sign = protection.form === 'mime' ? protection.sign : undefined;
  return { message: await compose(envelope, protection.text, attachments, sign), envelope, attachments };
}

/** Where the message goes, whatever its headers say. */
export function recipientsOf({ to, cc }: Envelope): string[] {
  return [...new Set([...to, ...cc].map(({ address }) => address))];
}

function envelopeOf(model: Model, advisory: PublicAdvisory, series: SeriesInUse, mail: MailSettings): Envelope {
  const { site, now } = model;
  if (mail.to.length === 0) throw new BadMailbox(`\`series.${series.id}.mail.to\` names nobody`);
  return {
    from: boxOf(mail.from),
    to: mail.to.map(boxOf),
    cc: mail.cc.map(boxOf),
    ...(mail.replyTo !== undefined && { replyTo: boxOf(mail.replyTo) }),
    subject: subjectOf(advisory, series, mail),
    date: now,
    messageId: messageId(site, advisory, announcedOf(advisory)),
    follows: earlierIds(site, series, advisory, model.advisories),
  };
}

/** A posting answers postings only: who reads the list has not seen the other mails. */
function letterEnvelope(own: Envelope, { site }: Model, advisory: PublicAdvisory, letter: Letter): Envelope {
  const { subject, announced, follows } = letter;
  const id = messageId(site, advisory, announced);
  return { ...own, subject, messageId: id, follows: follows.filter((each) => each !== id) };
}

/** A patch with line ends of another system is a text all the same. */
function asText(file: Attachment): Attachment {
  if (file.type !== 'application/octet-stream') return file;
  return { ...file, type: `text/x-diff; charset=${isUtf8(file.bytes) ? 'utf-8' : 'iso-8859-1'}` };
}

function boxOf(text: string): Mailbox {
  const box = mailbox(text);
  if (!box) throw new BadMailbox(`\`${text}\` is no mail address`);
  return box;
}

/** The patches, in the inline form each with its signature. */
function attachmentsOf(patches: readonly Patch[], protection: Protection): Attachment[] {
  const names = patches.map(({ file }) => file.split('/').at(-1) ?? file);
  return patches.flatMap((patch, index): Attachment[] => {
    const base = names[index] ?? patch.file;
    // Two series of patches may both begin with a file `0001-…`.
    const name = names.filter((each) => each === base).length > 1 ? patch.file.replaceAll('/', '-') : base;
    const own: Attachment = { name, bytes: patch.bytes, type: patchType(patch.bytes) };
    const signature = protection.form === 'inline' ? protection.signatureOf(patch) : undefined;
    if (signature === undefined) return [own];
    return [own, { name: `${name}.asc`, bytes: Buffer.from(signature), type: 'application/pgp-signature' }];
  });
}
