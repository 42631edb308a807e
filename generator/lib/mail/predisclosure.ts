// What a predisclosure list gets: the announcement as it will be, the patches, and on top of all who may read it until
// when. As one MIME entity, which is encrypted as a whole (RFC 3156, 6.2).

import type { Advisory, Instant } from '../../types.ts';
import { momentWords } from '../disclosure/time.ts';
import { dateField, idField, type Mailbox, mailboxField, textField } from './headers.ts';
import { filePart, multipart, type Part, partText, patchType, textPart } from './parts.ts';

/** What is told. */
export type Predisclosure = {
  readonly advisory: Pick<Advisory, 'id' | 'patches'>;
  readonly text: string;
  readonly tlp: string;
  readonly planned: Instant;
};

/** The MIME entity, ASCII with CRLF line ends: the text, and each patch byte for byte. */
export function predisclosure({ advisory, text, tlp, planned }: Predisclosure): Uint8Array {
  const { id, patches } = advisory;
  const words = momentWords(planned);
  const head = [
    `TLP:${tlp}`,
    '',
    `${id} is under embargo until ${words}`,
    `(${planned}), when it will be published.`,
    ...(tlp === 'CLEAR' ? [] : ['Until then it is for those alone who have to act on it.']),
    '',
    ...(patches.length > 0 ? [`Patches: ${patches.map(({ file }) => file).join(', ')}`, ''] : []),
    '-'.repeat(72),
    '',
  ];
  const files = patches.map(({ file, bytes }) => {
    return filePart({ name: file.replaceAll('/', '-'), bytes, type: patchType(bytes) });
  });
  const parts: readonly Part[] = [textPart(`${head.join('\n')}\n${text}`), ...files];
  return Buffer.from(`${partText(multipart('multipart/mixed', {}, parts))}`, 'latin1');
}

/** The encrypted message as a mail to the team itself; whoever sends it adds the list. Its headers tell nothing. */
export function encryptedMail(
  armored: string,
  { from, date, messageId }: { readonly from: Mailbox; readonly date: Instant; readonly messageId: string },
): string {
  const body: Part = multipart('multipart/encrypted', { protocol: 'application/pgp-encrypted' }, [
    { headers: ['Content-Type: application/pgp-encrypted'], body: 'Version: 1\r\n' },
    {
      headers: [
        'Content-Type: application/octet-stream; name=encrypted.asc',
        'Content-Disposition: inline; filename=encrypted.asc',
      ],
      body: armored.replaceAll('\n', '\r\n'),
    },
  ]);
  return [
    mailboxField('From', [from]),
    mailboxField('To', [from]),
    textField('Subject', 'Embargoed security advisory'),
    dateField(date),
    idField('Message-ID', [messageId]),
    'MIME-Version: 1.0',
    ...body.headers,
    '',
    body.body,
  ].join('\r\n');
}
