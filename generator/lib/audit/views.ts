// The ways in which one file can be read: as it is, decoded once more, unfolded, without the hyphens of line ends, in
// UTF-16, and what is packed in it.

import type { Matcher } from './matcher.ts';
import { entityAt, type Writing } from './words.ts';

/** An occurrence: the phrase, the text in which it stands, and where. */
export type Found = (phrase: string, text: string, start: number, end: number, isFirst: boolean) => void;

/** Something is decoded so many times at most: text in HTML in XML in JSON is three. */
const DEPTH = 4;

/** Looks for phrases in a text of a file with this name. */
export function searchText(text: string, name: string, matcher: Matcher, found: Found): void {
  const writing = writingOf(name);
  search(text, writing, matcher, found, 0);
  if (/\.ics$/i.test(name)) search(text.replace(/\r?\n[ \t]/g, ''), writing, matcher, found, 1);
  if (!writing.isMarkup && HYPHEN.test(text)) search(text.replace(HYPHENS, ''), writing, matcher, found, 1);
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
const HYPHEN = /[a-z]-\r?\n[ \t>+]{0,40}[a-z]/;
const HYPHENS = /(?<=[a-z])-\r?\n[ \t>+]{0,40}(?=[a-z])/g;

function writingOf(name: string): Writing {
  return {
    isMarkup: /\.(?:html?|xhtml|xml|atom|rss|svg|json|js|mjs|webmanifest)$|(?:^|\/)[^./]+$/i.test(name),
    isEscaped: /\.(?:json|js|mjs|webmanifest|jsonl|ndjson)$/i.test(name),
  };
}

function search(text: string, writing: Writing, matcher: Matcher, found: Found, depth: number): void {
  const nested = matcher(text, writing, (phrase, start, end) => found(phrase, text, start, end, depth === 0));
  if (depth >= DEPTH) return;
  const { hasMarkup, hasEscapes, hasPercents } = nested;
  if (!hasMarkup && !hasPercents && !(hasEscapes && ESCAPE.test(text))) return;
  let decoded = text;
  if (hasEscapes || writing.isEscaped) decoded = unescaped(decoded);
  if (hasMarkup) decoded = withoutEntities(decoded);
  if (hasPercents) decoded = decoded.replace(/(?:%[0-9a-f]{2})+/gi, percentDecoded);
  if (decoded !== text) search(decoded, { isMarkup: true, isEscaped: false }, matcher, found, depth + 1);
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
