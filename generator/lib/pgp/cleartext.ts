// The cleartext signature framework (RFC 9580, 7): a text that mail programs show as it is, with its signature below.
// Written here and not by the OpenPGP library, since programs differ in what they take for the start of a line.

import { signatureBlock } from './signature-block.ts';
import { SigningError } from './signing-error.ts';

/** gpg 2.2 reads no longer lines in such a text. */
export const MAX_LINE_BYTES = 19_990;

const BEGIN = '-----BEGIN PGP SIGNED MESSAGE-----';
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----';

/** A text and its signature, taken apart. */
export type Clearsigned = {
  /** LF line ends, no blanks before them, none at the end: what the signature covers. */
  readonly text: string;
  /** Armored, LF line ends. */
  readonly signature: string;
  /** Line of the file on which the text begins, from 1. */
  readonly line: number;
};

/**
 * The text as a signature covers it: lines end with LF, blanks before a line end are gone (they are never covered, so
 * nobody should read them), and so is the last line end. Throws `SigningError` for a line that gpg cannot read.
 */
export function coveredText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').map(withoutTrailingBlanks);
  const long = lines.findIndex((line) => line.length > MAX_LINE_BYTES / 3 && Buffer.byteLength(line) > MAX_LINE_BYTES);
  if (long >= 0)
    throw new SigningError(
      `line ${long + 1} has more than ${MAX_LINE_BYTES} bytes, which gpg cannot read in a clearsigned text`,
    );
  return lines.join('\n');
}

/** Text and signature as one file. `text` is that of `coveredText`, the signature one over it, made with `hash`. */
export function clearsigned(text: string, signature: string, hash = 'sha512'): string {
  const lines = text.split('\n').map(dashEscaped);
  return `${BEGIN}\nHash: ${hash.toUpperCase()}\n\n${lines.join('\n')}\n${signature}`;
}

/** True for a file that begins as a clearsigned text does. */
export function looksClearsigned(file: string): boolean {
  return file.startsWith(BEGIN);
}

/** Takes a clearsigned text apart; undefined when it is none, or when anything stands outside what is signed. */
export function parseClearsigned(file: string): Clearsigned | undefined {
  const lines = file.replace(/\r\n/g, '\n').split('\n').map(withoutTrailingBlanks);
  // A return alone moves a terminal to the start of the line, and gpg does not take it for a line end.
  if (lines.some((line) => line.includes('\r'))) return undefined;
  const [headers, end] = [lines.indexOf(''), lines.indexOf(SIGNATURE)];
  if (lines[0] !== BEGIN || headers < 0 || end < headers) return undefined;
  if (!lines.slice(1, headers).every((line) => /^Hash: [\w, -]{1,100}$/.test(line))) return undefined;
  const covered = lines.slice(headers + 1, end);
  // A dash that is not escaped begins another framework inside this one.
  if (covered.some((line) => line.startsWith('-') && !line.startsWith('- '))) return undefined;
  const signature = signatureBlock(lines.slice(end).join('\n'));
  const text = covered.map((line) => (line.startsWith('- ') ? line.slice(2) : line)).join('\n');
  return signature === undefined ? undefined : { text, signature, line: headers + 2 };
}

/** Lines that begin with a dash have to be escaped; those that an mbox would change may be. */
function dashEscaped(line: string): string {
  return line.startsWith('-') || line.startsWith('From ') ? `- ${line}` : line;
}

function withoutTrailingBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && ' \t\r'.includes(line.charAt(end - 1))) end--;
  return line.slice(0, end);
}
