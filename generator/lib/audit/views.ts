// The ways in which one file can be read: as it is, decoded once more, unfolded, without the hyphens of line ends,
// without tags inside words, in UTF-16, and what is packed in it.

import { type Matcher, matcherOf } from './matcher.ts';
import { withoutInlineTags } from './oddness.ts';
import { sieveOf } from './sieve.ts';
import { entityAt, type Writing } from './words.ts';

/**
 * Gets an occurrence: the phrase, the text in which it stands and where, and its place in the file where that is known.
 * True when it is what is looked for.
 */
export type Found = (phrase: string, text: string, start: number, end: number, at?: number) => boolean;

/** Looks for phrases in a text of a file with this name. The result are the places at which Base64 may begin. */
export type Search = (text: string, name: string, found: Found) => readonly number[];

/** Something is decoded so many times at most: text in HTML in XML in JSON is three. */
const DEPTH = 4;

/** A search for phrases. The sieve says where it is worth looking; where nothing was found is not looked at again. */
export function searchOf(phrases: readonly string[], remembers = true): Search {
  const matcher = matcherOf(phrases);
  const sieve = sieveOf(phrases, remembers);
  const clean = new Map<string, Set<string>>();
  return (text, name, found) => {
    const writing = writingOf(name);
    const { ranges, runs } = sieve(text, writing.isEscaped);
    const kind = `${writing.isMarkup} ${writing.isEscaped}`;
    const cleanOnes = clean.get(kind) ?? new Set();
    clean.set(kind, cleanOnes);
    for (const [first, last] of ranges) {
      const part = text.slice(first, last);
      if (cleanOnes.has(part)) continue;
      let isClean = true;
      searchPart(part, writing, matcher, (phrase, shown, start, end, at) => {
        const isFound = found(phrase, shown, start, end, at === undefined ? undefined : first + at);
        if (isFound) isClean = false;
        return isFound;
      });
      if (isClean && remembers) cleanOnes.add(part);
    }
    if (/\.ics$/i.test(name)) search(text.replace(/\r?\n[ \t]/g, ''), writing, matcher, 1, found);
    return runs;
  };
}

function searchPart(text: string, writing: Writing, matcher: Matcher, found: Found): void {
  search(text, writing, matcher, 0, found);
  if (writing.isMarkup) return;
  if (HYPHEN.test(text)) search(text.replace(HYPHENS, ''), writing, matcher, 1, found);
  if (!SOFT_BREAK.test(text)) return;
  const joined = quotedPrintable(text);
  search(joined, writing, matcher, 1, found);
  // Words at the ends of lines are whole in one of both.
  if (HYPHEN.test(joined)) search(joined.replace(HYPHENS, ''), writing, matcher, 1, found);
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
  const report = (phrase: string, start: number, end: number) =>
    void found(phrase, text, start, end, depth === 0 ? start : undefined);
  const nested = matcher(text, writing, report);
  const joined = writing.isMarkup ? withoutInlineTags(text) : text;
  if (joined !== text) matcher(joined, writing, (phrase, start, end) => void found(phrase, joined, start, end));
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
