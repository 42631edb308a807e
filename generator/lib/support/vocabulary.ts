// What the words of a support status promise. A status opens with a word of the vocabulary, which its own additions
// may narrow ("Supported, not security supported"); a misspelt promise is understood, but promises nothing.

import { distance } from 'fastest-levenshtein';
import type { SupportClass } from '../../types.ts';

/** A status as understood. */
export type Assessment = {
  readonly class: SupportClass;
  readonly security: boolean;
  readonly isKnown: boolean;
  /** The spelling that was probably meant. */
  readonly near?: string;
};

/** Words that a document defines itself, in lower case, and whether they promise security support. */
export type Definitions = ReadonlyMap<string, boolean>;

type Word = { readonly text: string; readonly class: SupportClass; readonly security: boolean };

const words: readonly Word[] = [
  { text: 'Supported', class: 'supported', security: true },
  { text: 'Security supported', class: 'supported', security: true },
  { text: 'Fully supported', class: 'supported', security: true },
  { text: 'Stable', class: 'supported', security: true },
  { text: 'Support scope restricted', class: 'limited', security: true },
  { text: 'Security support external', class: 'limited', security: false },
  { text: 'Tech Preview', class: 'preview', security: false },
  { text: 'Technical Preview', class: 'preview', security: false },
  { text: 'Technology Preview', class: 'preview', security: false },
  { text: 'Preview', class: 'preview', security: false },
  { text: 'Experimental', class: 'experimental', security: false },
  { text: 'Deprecated', class: 'deprecated', security: true },
  { text: 'Obsolete', class: 'obsolete', security: false },
  { text: 'Unsupported', class: 'unsupported', security: false },
  { text: 'Not supported', class: 'unsupported', security: false },
  { text: 'Not security supported', class: 'unsupported', security: false },
  { text: 'No support', class: 'unsupported', security: false },
  { text: 'No security support', class: 'unsupported', security: false },
  { text: 'Not functional', class: 'unsupported', security: false },
  { text: 'Not implemented', class: 'unsupported', security: false },
];

/** Usual additions, so that a slip in them is not taken for words of their own. */
const phrases: readonly string[] = [
  'Supported, with caveats',
  'Supported, not security supported',
  'Supported, security support external',
  'Tech Preview, with limited support',
];

const spellings: readonly string[] = [...words.map((word) => word.text), ...phrases];
const known: ReadonlySet<string> = new Set(spellings.map((spelling) => spelling.toLowerCase()));

/** Longer texts are sentences; the promise stands at their start. */
const LONGEST = 200;

/** What a status says, after the vocabulary and the definitions of its own document. */
export function assess(status: string, definitions: Definitions = new Map()): Assessment {
  const text = status
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/\.?\s*$/, '');
  const near = known.has(text) || definitions.has(text) ? undefined : nearSpelling(text);
  if (near !== undefined)
    return { class: headOf(near.toLowerCase())?.class ?? 'unknown', security: false, isKnown: false, near };
  const word = headOf(text);
  const defined = [...definitions.keys()]
    .filter((each) => startsWith(text, each))
    .sort((a, b) => b.length - a.length)[0];
  if (!word && defined === undefined) return { class: 'unknown', security: false, isKnown: false };
  const promise =
    defined === undefined || defined.length < (word?.text.length ?? 0) ? word?.security : definitions.get(defined);
  const isNarrowed = word?.class === 'supported' && text.length > word.text.length;
  return {
    class: isNarrowed ? 'limited' : (word?.class ?? 'unknown'),
    security: promise === true && !isDenied(text),
    isKnown: true,
  };
}

/** The longest word of the vocabulary that the text opens with. */
function headOf(text: string): Word | undefined {
  let head: Word | undefined;
  for (const word of words) {
    if (word.text.length > (head?.text.length ?? 0) && startsWith(text, word.text.toLowerCase())) head = word;
  }
  return head;
}

function startsWith(text: string, word: string): boolean {
  return text.startsWith(word) && !/[\p{L}\p{N}]/u.test(text[word.length] ?? '');
}

/** Additions count in the first sentence only: the ones behind it speak of what lies beyond a limit. */
function isDenied(text: string): boolean {
  const sentence = text.split(/[.;]\s/, 1)[0] ?? '';
  return (
    /\b(?:no|not|without)\b[^,]*\bsecurity[ -]support/.test(sentence) ||
    /security[ -]support(?:ed)? external/.test(sentence)
  );
}

/** At most two slips of the finger, and one in a short word. */
function nearSpelling(text: string): string | undefined {
  if (text.length > 60) return undefined;
  let best: string | undefined;
  let fewest = text.length < 10 ? 2 : 3;
  for (const spelling of spellings) {
    const slips = distance(text, spelling.toLowerCase());
    if (slips < fewest) [best, fewest] = [spelling, slips];
  }
  return best;
}

/** The key that a line means: `Status` (or the older `Supported`), also in lower case or with a slip. */
export function statusKey(
  key: string,
  value: string,
): { readonly key: 'Status' | 'Supported'; readonly isExact: boolean } | undefined {
  for (const each of ['Status', 'Supported'] as const) {
    if (key === each) return { key: each, isExact: true };
    if (key.toLowerCase() === each.toLowerCase()) return { key: each, isExact: false };
  }
  const isSlip = key.length < 10 && distance(key.toLowerCase(), 'status') <= 2 && assess(value).isKnown;
  return isSlip ? { key: 'Status', isExact: false } : undefined;
}
