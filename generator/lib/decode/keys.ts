// What the configuration says about the team's keys, and the fields of security.txt (RFC 9116).

import { z } from 'zod';
import * as field from './fields.ts';

/** One entry of `keys`: a file in `content/keys/` and what its key is for. */
export const keySchema = z.strictObject({
  file: field.scalar(
    'the name of a file in `content/keys/`',
    'Write the name alone, such as `team-2026.asc`',
    (value) => (/^[\w][\w.+-]{0,100}\.asc$/.test(value) ? value : undefined),
  ),
  roles: field.oneOrList(field.word(['signing', 'contact', 'retired'])),
  note: field.text.optional(),
});

const contact = field.scalar(
  'an address such as `mailto:security@halyard.example` or `https://…`',
  'Begin with `mailto:`, `https://` or `tel:` (RFC 9116, 2.5.3)',
  (value) =>
    /^(?:mailto:[^\s<>"]+@[^\s<>"]+|https:\/\/[^\s<>"]+|tel:\+?[\d-]{3,30})$/.test(value) ? value : undefined,
);

const language = field.scalar('a language tag such as `en`', 'Write a BCP 47 tag', (value) =>
  /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,8}$/.test(value) ? value : undefined,
);

/** `security-txt`; `Canonical` and `Encryption` follow from the site and its keys. */
export const securityTxtSchema = z.strictObject({
  contact: field.oneOrList(contact).superRefine((addresses, context) => {
    if (addresses.length > 0) return;
    const params = { expected: 'one contact at least', hint: 'Write where to report, such as a `mailto:` address' };
    context.addIssue({ code: 'custom', params });
  }),
  expires: field.instant,
  acknowledgments: field.oneOrList(field.link).default([]),
  policy: field.oneOrList(field.link).default([]),
  hiring: field.oneOrList(field.link).default([]),
  languages: field.oneOrList(language).default([]),
});
