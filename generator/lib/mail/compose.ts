// A whole message (RFC 5322): the headers, then the text and its files in one of three forms. Inline: the text is
// clearsigned and each file has a signature of its own. PGP/MIME (RFC 3156): one signature over everything. Or unsigned.

import type { Instant } from '../../types.ts';
import { dateField, idField, type Mailbox, mailboxField, textField } from './headers.ts';
import { type Attachment, filePart, multipart, type Part, partText, textPart } from './parts.ts';

/** What the headers say. */
export type Envelope = {
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly replyTo?: Mailbox;
  readonly subject: string;
  readonly date: Instant;
  readonly messageId: string;
  /** Message-IDs of what it follows, the oldest first. */
  readonly follows: readonly string[];
};

/** The message as ASCII with CRLF line ends; `sign` makes an armored signature over the bytes of the first part. */
export async function compose(
  envelope: Envelope,
  text: string,
  attachments: readonly Attachment[],
  sign?: (bytes: Uint8Array) => Promise<string>,
): Promise<string> {
  const content = contentPart(text, attachments);
  const { headers, body } = sign ? await signedPart(content, sign) : content;
  return [...envelopeFields(envelope), 'MIME-Version: 1.0', ...headers, '', body].join('\r\n');
}

function envelopeFields(envelope: Envelope): string[] {
  const { from, to, cc, replyTo, subject, date, follows } = envelope;
  return [
    mailboxField('From', [from]),
    mailboxField('To', to),
    ...(cc.length > 0 ? [mailboxField('Cc', cc)] : []),
    ...(replyTo ? [mailboxField('Reply-To', [replyTo])] : []),
    textField('Subject', subject),
    dateField(date),
    idField('Message-ID', [envelope.messageId]),
    ...(follows.length > 0 ? [idField('In-Reply-To', follows.slice(-1)), idField('References', follows)] : []),
  ];
}

function contentPart(text: string, attachments: readonly Attachment[]): Part {
  if (attachments.length === 0) return textPart(text);
  return multipart('multipart/mixed', {}, [textPart(text), ...attachments.map(filePart)]);
}

/** RFC 3156, 5: what is signed are the bytes of the first part with its headers, without the line end after them. */
async function signedPart(content: Part, sign: (bytes: Uint8Array) => Promise<string>): Promise<Part> {
  const signature = await sign(Buffer.from(partText(content), 'latin1'));
  const lines = signature.trimEnd().split('\n');
  return multipart('multipart/signed', { micalg: 'pgp-sha512', protocol: 'application/pgp-signature' }, [
    content,
    {
      headers: [
        'Content-Type: application/pgp-signature; name=signature.asc',
        'Content-Description: OpenPGP digital signature',
        'Content-Disposition: attachment; filename=signature.asc',
      ],
      body: `${lines.join('\r\n')}\r\n`,
    },
  ]);
}
