// Header fields of a mail (RFC 5322, 2.2): encoded words (RFC 2047), mailboxes, parameters (RFC 2231) and folding come
// from the mail library. Whatever stands in a value, it cannot end its line.

import { buildHeaderValue, encodeWord, foldLines } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';
import type { Instant } from '../../types.ts';

/** A mailbox, its name in Unicode. */
export type Mailbox = { readonly name?: string; readonly address: string };

/** A word that is longer is encoded, since no line may have more than 998 characters. */
const MAX_WORD = 900;

/** Longer names and subjects are split over several encoded words of at most this length. */
const ENCODED = 52;

/** A field of free text: `Subject`. */
export function textField(name: string, value: string): string {
  const text = oneLine(value);
  const isPlain = /^[\x20-\x7e]*$/.test(text) && !text.includes('=?');
  const isShort = text.split(' ').every((word) => word.length <= MAX_WORD);
  return field(name, isPlain && isShort ? text : encodeWord(text, encodingOf(text), ENCODED));
}

/** A field of mailboxes: `From`, `To`. */
export function mailboxField(name: 'From' | 'To' | 'Cc' | 'Reply-To', mailboxes: readonly Mailbox[]): string {
  const addresses = mailboxes.map(({ name: display, address }) => ({
    name: oneLine(display ?? ''),
    address: oneLine(address),
  }));
  return field(name, MimeNode.encodeHeaderValue(name, addresses));
}

/** A field of Message-IDs: `Message-ID`, `References`. */
export const idField = (name: string, ids: readonly string[]): string => field(name, ids.map(oneLine).join(' '));

/** The field `Date`: `Sat, 21 Nov 2026 12:00:00 +0000`. */
export const dateField = (time: Instant): string => field('Date', new Date(time).toUTCString().replace('GMT', '+0000'));

/** A field with parameters: `Content-Type`. */
export const structuredField = (name: string, value: string, params: Readonly<Record<string, string>> = {}): string =>
  field(name, buildHeaderValue({ value, params: { ...params } }));

/** `security@example.org` or `Name <security@example.org>` as a mailbox; undefined when it is neither. */
export function mailbox(text: string): Mailbox | undefined {
  const [, name = '', inBrackets, alone] = /^(?:([^<>]*) <([^<>\s]+)>|([^<>\s]+))$/.exec(text) ?? [];
  const address = inBrackets ?? alone ?? '';
  if (!/^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/.test(address)) return undefined;
  return { ...(name !== '' && { name }), address };
}

const field = (name: string, value: string): string => foldLines(`${name}: ${value}`.trimEnd(), 76);

/** The text without anything that ends a line; runs of blanks become one. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp} ]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
}

/** `Q` can be read without decoding where most letters are Latin. */
function encodingOf(text: string): 'Q' | 'B' {
  const latin = text.replace(/[^A-Za-z]/g, '').length;
  return latin * 2 >= text.length ? 'Q' : 'B';
}
