// Bytes to text, with the place of every byte or character that must not be in a published text.

import type { Place, Problem } from '../../types.ts';

/** C0 and C1 controls but tab, LF and CR before LF; line and paragraph separators; bidirectional controls; replacement character. */
const FORBIDDEN =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFD\uFEFF\uFFFE\uFFFF]|\r(?!\n)/g;

/** At most this many are reported of one file: the first say enough. */
const MAX_REPORTED = 10;

/** The text of a file without its byte order mark, or undefined when it is not UTF-8. Reports what must not be in it. */
export function decodeText(
  file: { readonly path: string; readonly bytes: Uint8Array },
  problems: Problem[],
): string | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
  } catch {
    const place = placeAt(validStart(file.bytes), file.path);
    problems.push({
      rule: 'encoding',
      place,
      text: 'Unexpected bytes that are not UTF-8',
      hint: 'Save the file as UTF-8',
    });
    return undefined;
  }
  problems.push(...forbiddenCharacters(text, (index) => placeAt(text.slice(0, index), file.path)));
  return text;
}

/** A problem for each character that must not be in a published text; `placeOf` turns an index into a place. */
export function forbiddenCharacters(text: string, placeOf: (index: number) => Place): Problem[] {
  const problems: Problem[] = [];
  for (const match of text.matchAll(FORBIDDEN)) {
    if (problems.length === MAX_REPORTED) break;
    const name = codePointName(match[0]);
    const isReplacement = match[0] === '\uFFFD';
    problems.push({
      rule: isReplacement ? 'encoding' : 'control-character',
      place: placeOf(match.index),
      text: isReplacement
        ? `Unexpected replacement character \`${name}\`, a trace of lost text`
        : `Unexpected control character \`${name}\`${purpose(match[0])}`,
      hint: isReplacement ? 'Write the character that was lost' : 'Remove it',
      found: name,
    });
  }
  return problems;
}

/** The place of the end of a text that starts a file. */
export function placeAt(before: string, file: string): Place {
  const lines = before.split(/\r\n|\n|\r/);
  return { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** `U+202E`. */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function purpose(character: string): string {
  if (/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/.test(character))
    return ', which changes the order in which text is shown';
  if (/[\u2028\u2029]/.test(character)) return ', a line separator that breaks signed texts';
  return '';
}

/** The longest valid start of the bytes, as text. */
function validStart(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isValidStart(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  return decoder.decode(bytes.subarray(0, low), { stream: true });
}

function isValidStart(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
