// The ways in which one file can be read: as it is, decoded once more, unfolded, without the hyphens of line ends,
// without tags inside words, in UTF-16, and what is packed in it.

import type { Matcher } from './matcher.ts';
import { type Sieve, withoutInlineTags } from './sieve.ts';
import { entityAt, type Writing } from './words.ts';

/** An occurrence: the phrase, the text in which it stands, and where. */
export type Found = (phrase: string, text: string, start: number, end: number, isFirst: boolean) => void;

/** Finds phrases: the sieve says where it is worth looking. */
export type Finder = { readonly matcher: Matcher; readonly sieve: Sieve };

/** Something is decoded so many times at most: text in HTML in XML in JSON is three. */
const DEPTH = 4;

/** Looks for phrases in a text of a file with this name. The result are the places at which Base64 may begin. */
export function searchText(text: string, name: string, { matcher, sieve }: Finder, found: Found): readonly number[] {
  const writing = writingOf(name);
  const { ranges, runs } = sieve(text, writing.isEscaped);
  const isCalendar = /\.ics$/i.test(name);
  const isDivided = !writing.isMarkup && (HYPHEN.test(text) || SOFT_BREAK.test(text));
  if (!isCalendar && !isDivided) {
    for (const [first, last] of ranges)
      search(text.slice(first, last), writing, matcher, 0, (phrase, part, start, end, isFirst) =>
        isFirst ? found(phrase, text, first + start, first + end, true) : found(phrase, part, start, end, false),
      );
    return runs;
  }
  search(text, writing, matcher, 0, found);
  if (isCalendar) search(text.replace(/\r?\n[ \t]/g, ''), writing, matcher, 1, found);
  if (isDivided) {
    search(text.replace(HYPHENS, ''), writing, matcher, 1, found);
    if (SOFT_BREAK.test(text)) search(quotedPrintable(text), writing, matcher, 1, found);
  }
  return runs;
}

/** The text of bytes, in the encodings that they may be in. */
export function textsOf(bytes: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(bytes);
  const texts = [text];
  if (text.includes('\uFFFD')) texts.push(new TextDecoder('latin1').decode(bytes));
  if (bytes.subarray(0, 4096).includes(0) || (bytes[0] ?? 0) >= 0xfe)
    texts.push(new TextDecoder('utf-16le').decode(bytes), new TextDecoder('utf-16be').decode(bytes));
  return texts;
}

/** A word that is divided at the end of a line, also in a difference and in a quotation. */
const HYPHEN = /[a-z]-\r?\n[ \t>+]{0,40}[a-z]/i;
const HYPHENS = /(?<=[a-z])-\r?\n[ \t>+]{0,40}(?=[a-z])/gi;

/** A line that goes on in mails (RFC 2045, 6.7). */
const SOFT_BREAK = /\w=\r?\n/;

function quotedPrintable(text: string): string {
  return text.replace(/=\r?\n/g, '').replace(/(?:=[0-9a-f]{2})+/gi, (run) => percentDecoded(run.replaceAll('=', '%')));
}

function writingOf(name: string): Writing {
  return {
    isMarkup: /\.(?:html?|xhtml|xml|atom|rss|svg|json|js|mjs|webmanifest)$|(?:^|\/)[^./]+$/i.test(name),
    isEscaped: /\.(?:json|js|mjs|webmanifest|jsonl|ndjson)$/i.test(name),
  };
}

function search(text: string, writing: Writing, matcher: Matcher, depth: number, found: Found): void {
  const report = (phrase: string, start: number, end: number) => found(phrase, text, start, end, depth === 0);
  const nested = matcher(text, writing, report);
  const joined = writing.isMarkup ? withoutInlineTags(text) : text;
  if (joined !== text) matcher(joined, writing, (phrase, start, end) => found(phrase, joined, start, end, false));
  if (depth >= DEPTH) return;
  const { hasMarkup, hasEscapes, hasPercents } = nested;
  if (!hasMarkup && !hasPercents && !(hasEscapes && ESCAPE.test(text))) return;
  let decoded = text;
  if (hasEscapes || writing.isEscaped) decoded = unescaped(decoded);
  if (hasMarkup) decoded = withoutEntities(decoded);
  if (hasPercents) decoded = decoded.replace(/(?:%[0-9a-f]{2})+/gi, percentDecoded);
  if (decoded !== text) search(decoded, { isMarkup: true, isEscaped: false }, matcher, depth + 1, found);
}

const ESCAPE = /\\(?:u[0-9a-f]{4}|[nrt"/\\])/i;

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, hex: string | undefined, other: string | undefined) =>
    hex === undefined
      ? ({ n: '\n', r: '\r', t: '\t', b: ' ', f: ' ' }[other ?? ''] ?? other ?? '')
      : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function withoutEntities(text: string): string {
  return text.replace(/&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});/gi, (each) => {
    const entity = entityAt(each, 0);
    if (!entity) return each;
    return each === '&quot;' ? '"' : String.fromCodePoint(entity.code);
  });
}

function percentDecoded(text: string): string {
  const bytes = Uint8Array.from(text.matchAll(/%(..)/g), ([, hex = '']) => Number.parseInt(hex, 16));
  return new TextDecoder().decode(bytes);
}
