// The text of an announcement from a file as people keep it: a text, a clearsigned text, a mail, a page of an archive.

import type { Day } from '../../types.ts';
import { isDay } from '../decode/fields.ts';
import { parseMail } from '../decode/mime.ts';

export type AnnouncementFile =
  | {
      /** LF line ends, no byte order mark, no armor. */
      readonly text: string;
      /** Line of the file on which the text begins; 1 where the mail was encoded. */
      readonly line: number;
      /** When the mail was sent. */
      readonly day?: Day;
      /** Subject of the mail. */
      readonly subject?: string;
    }
  | { readonly problem: string };

/** Announcements are shorter, patches attached to them are not. */
const MAX_BYTES = 5_000_000;

/** Mails in mails, and texts signed twice, end here. */
const MAX_ARMORS = 3;

/** Reads the bytes of a file; what is no text has a problem, said as a sentence. */
export async function announcementFile(bytes: Uint8Array): Promise<AnnouncementFile> {
  if (bytes.length > MAX_BYTES) return { problem: `It has more than ${MAX_BYTES} bytes, expected an announcement` };
  if (bytes.subarray(0, 65_536).includes(0))
    return { problem: 'It has bytes that no text has, expected an announcement' };
  const all = textOf(bytes);
  const mail = isMail(all) ? await mailOf(all) : undefined;
  const whole = mail?.text ?? all;
  const { text, line } = withoutArmor(whole);
  // Where the mail is not encoded, its lines are lines of the file.
  const at = mail ? all.indexOf(whole.slice(0, 400)) : 0;
  const before = at < 0 ? 0 : all.slice(0, at).split('\n').length - 1;
  return {
    text,
    line: at < 0 ? 1 : before + line,
    ...(mail?.day !== undefined && { day: mail.day }),
    ...(mail?.subject !== undefined && { subject: mail.subject }),
  };
}

/** UTF-8, or what older mails have instead. */
function textOf(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('windows-1252').decode(bytes);
  }
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

// ---------------------------------------------------------------------------------------------- mail

/** The line that begins a mail in a mailbox, `From name at host.example  Tue Oct 26 …`, or on a page of an archive. */
const MAILBOX_LINE = /^(?:From \S[^\n]{0,300}|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})\n/;

/** What an archive writes in the place of attachments, behind the text. */
const SCRUBBED = /\n-{8,40} next part -{8,40}\n(?=A non-text attachment was scrubbed)/;

/** A header that a mail has, among its first lines. */
function isMail(text: string): boolean {
  const [head = ''] = text.slice(0, 20_000).replace(MAILBOX_LINE, '').split('\n\n');
  const lines = head.split('\n');
  return (
    lines.length > 1 &&
    lines.every((line) => /^(?:[!-9;-~]{1,80}:|[ \t])/.test(line)) &&
    lines.some((line) => /^(?:from|date|subject|received|mime-version|message-id):/i.test(line))
  );
}

async function mailOf(
  text: string,
): Promise<{ readonly text: string; readonly day?: Day; readonly subject?: string } | undefined> {
  const isMailbox = MAILBOX_LINE.test(text);
  const one = isMailbox ? firstOf(text.replace(MAILBOX_LINE, '')) : text;
  const mail = await parseMail(new TextEncoder().encode(one));
  if (mail?.text === undefined) return undefined;
  const day = dayIn(mail.date ?? '');
  return {
    text: (mail.text.replace(/\r\n?/g, '\n').split(SCRUBBED)[0] ?? '').replace(/^\n+/, ''),
    ...(day !== undefined && { day }),
    ...(mail.subject !== undefined && { subject: mail.subject }),
  };
}

/** The first mail of a mailbox, whose own lines that begin with `From ` have a `>` before them. */
function firstOf(mailbox: string): string {
  const next = /\n\nFrom \S[^\n]{0,300}\d{4}\n[!-9;-~]{1,80}:/.exec(mailbox);
  return mailbox.slice(0, next?.index ?? mailbox.length).replace(/^>(>{0,20}From )/gm, '$1');
}

function dayIn(date: string): Day | undefined {
  const time = Date.parse(date);
  const day = Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10);
  return isDay(day) ? day : undefined;
}

// ---------------------------------------------------------------------------------------------- armor

const BEGIN = '-----BEGIN PGP SIGNED MESSAGE-----';
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----';

/** The signed text alone (RFC 9580, 7); nothing is verified, and what stands outside is not part of it. */
function withoutArmor(whole: string): { readonly text: string; readonly line: number } {
  let lines = whole.split('\n');
  let line = 1;
  for (let depth = 0; depth < MAX_ARMORS; depth++) {
    const begin = lines.findIndex((each) => each.trimEnd() === BEGIN);
    if (begin < 0) break;
    const end = lines.findIndex((each, index) => index > begin && each.trimEnd() === SIGNATURE);
    const headers = lines.findIndex((each, index) => index > begin && each.trim() === '');
    const start = headers < 0 ? begin + 1 : headers + 1;
    lines = lines
      .slice(start, end < 0 ? lines.length : end)
      .map((each) => (each.startsWith('- ') ? each.slice(2) : each));
    line += start;
  }
  // A signature whose beginning a mail program ate still ends the text.
  const signature = lines.findIndex((each) => each.trimEnd() === SIGNATURE);
  return { text: lines.slice(0, signature < 0 ? lines.length : signature).join('\n'), line };
}
