// The two lists that say what a site consists of: SHA256SUMS and the list of signatures. Both may be written by whoever
// wants to harm the reader.

import type { Message, SigningForm, SigningRequest } from '../../types.ts';
import { SIGNATURES, SUMS, signatureColumns } from '../pgp/requests.ts';
import { fault } from './fault.ts';
import { isSafePath } from './site-files.ts';

/** More files than any site has. */
const MOST_LINES = 500_000;

/** A list as read, and what is wrong with it. */
export type Read<T> = { readonly rows: T; readonly messages: readonly Message[] };

/** Path -> SHA-256, as `sha256sum` writes it. */
export function parseSums(text: string): Read<ReadonlyMap<string, string>> {
  const rows = new Map<string, string>();
  const messages = eachLine(SUMS, text, (line) => {
    const [, hash, path] = /^([0-9a-f]{64}) [ *]([^\n]+)$/.exec(line) ?? [];
    if (hash === undefined || path === undefined) return 'is no checksum with a path';
    if (!isSafePath(path)) return 'leads out of the site';
    if (rows.has(path)) return 'names a file again';
    rows.set(path, hash);
    return undefined;
  });
  return { rows, messages };
}

const FORMS: Readonly<Record<SigningForm, true>> = { detached: true, clearsigned: true, 'in-place': true };
const isForm = (word: string | undefined): word is SigningForm => word !== undefined && Object.hasOwn(FORMS, word);

/** The signatures that the site says it has. */
export function parseSignatures(text: string): Read<readonly SigningRequest[]> {
  const rows = new Map<string, SigningRequest>();
  const header = signatureColumns.map((column) => column.name).join('\t');
  let isFirst = true;
  const messages = eachLine(SIGNATURES, text, (line) => {
    if (isFirst) {
      isFirst = false;
      return line === header ? undefined : 'is not the header that is expected';
    }
    const [signature = '', file = '', form, date = '', ...rest] = line.split('\t');
    if (!isForm(form) || rest.length > 0) return 'is no signature with its file, form and date';
    if (!isSafePath(signature) || !isSafePath(file)) return 'leads out of the site';
    if (rows.has(signature)) return 'names a signature again';
    rows.set(signature, { signature, file, form, date });
    return undefined;
  });
  return { rows: [...rows.values()], messages };
}

/** Hands each line over; of those with something wrong the first is told and the rest counted. */
function eachLine(file: string, text: string, read: (line: string) => string | undefined): Message[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const hint = 'Get the file again; whoever changed it did not use Tocsin';
  if (lines.length > MOST_LINES)
    return [fault('bad-list', file, `\`${file}\` has more than ${MOST_LINES} lines, none was read`, hint)];
  const wrong = lines.flatMap((line, index) => {
    const what = read(line);
    return what === undefined ? [] : [{ line: index + 1, what }];
  });
  const [first, ...others] = wrong;
  if (!first) return [];
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return [
    fault('bad-list', file, `Line ${first.line} of \`${file}\` ${first.what}${more}`, hint, { line: first.line }),
  ];
}
