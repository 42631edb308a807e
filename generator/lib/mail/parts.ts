// The parts of a message (RFC 2045, 2046) as bytes that no transport changes: ASCII, short lines, CRLF, no blanks
// before a line end, nothing that looks like the `From ` line of an mbox. A signature over them holds on arrival.

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { structuredField } from './headers.ts';

/** Headers and body; ASCII, CRLF line ends. */
export type Part = { readonly headers: readonly string[]; readonly body: string };

/** A file that is attached. */
export type Attachment = { readonly name: string; readonly bytes: Uint8Array; readonly type: string };

/** RFC 5322, 2.1.1: no line of a message is longer. */
const MAX_LINE = 998;

/** RFC 2045, 6.7: lines of 76 characters, of which three are kept for escaping `From ` and the soft line break. */
const MAX_QUOTED = 73;

/** The part as it stands in a message. */
export const partText = ({ headers, body }: Part): string => [...headers, '', body].join('\r\n');

/** A text: as it is where every transport leaves it alone, else quoted-printable. */
export function textPart(text: string): Part {
  const lines = text.split('\n');
  const isSafe = lines.every(isSafeLine);
  return {
    headers: [
      structuredField('Content-Type', 'text/plain', { charset: 'utf-8' }),
      `Content-Transfer-Encoding: ${isSafe ? '7bit' : 'quoted-printable'}`,
    ],
    body: (isSafe ? lines : lines.flatMap(quotedLine)).join('\r\n'),
  };
}

/** A file, byte for byte. */
export function filePart({ name, bytes, type }: Attachment): Part {
  const [media = '', charset] = type.split('; charset=');
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return {
    headers: [
      structuredField('Content-Type', media, { ...(charset !== undefined && { charset }), name }),
      structuredField('Content-Disposition', 'attachment', { filename: name }),
      'Content-Transfer-Encoding: base64',
    ],
    body: lines.join('\r\n'),
  };
}

/**
 * Several parts as one. The boundary is made of their bytes, so that a second run gives the same; `=_` stands in
 * neither encoding (RFC 2045, 6.7), and nobody can write a text that has its own hash in it.
 */
export function multipart(type: string, params: Readonly<Record<string, string>>, parts: readonly Part[]): Part {
  const texts = parts.map(partText);
  const boundary = `=_${createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 40)}`;
  return {
    headers: [structuredField('Content-Type', type, { ...params, boundary })],
    body: `${texts.map((text) => `--${boundary}\r\n${text}\r\n`).join('')}--${boundary}--\r\n`,
  };
}

/** The type of a patch: text where mail programs can show it, else bytes. */
export function patchType(bytes: Uint8Array): string {
  const isText = isUtf8(bytes) && !bytes.includes(0) && !bytes.includes(0x0d);
  return isText ? 'text/x-diff; charset=utf-8' : 'application/octet-stream';
}

function isSafeLine(line: string): boolean {
  return (
    line.length <= MAX_LINE &&
    /^[\t\x20-\x7e]*$/.test(line) &&
    !line.startsWith('From ') &&
    !line.endsWith(' ') &&
    !line.endsWith('\t') &&
    line !== '.'
  );
}

/** The lines of one line in quoted-printable, with soft line breaks. */
function quotedLine(line: string): string[] {
  const lines: string[] = [];
  let current = '';
  const characters = [...line];
  for (const [index, character] of characters.entries()) {
    const isLast = index === characters.length - 1;
    const token = isLiteral(character, isLast) ? character : escaped(character);
    if (current.length + token.length > MAX_QUOTED) {
      lines.push(`${current}=`);
      current = '';
    }
    current += token;
  }
  return [...lines, current].map(guarded);
}

/** Blanks end no line. */
function isLiteral(character: string, isLast: boolean): boolean {
  if (character === ' ' || character === '\t') return !isLast;
  return /^[!-<>-~]$/.test(character);
}

const escaped = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/** An mbox changes lines that begin with `From `; a lone dot ends a message on its way. */
function guarded(line: string): string {
  if (line.startsWith('From ')) return `=46${line.slice(1)}`;
  return line === '.' ? '=2E' : line;
}
