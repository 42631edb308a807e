// What an output may say without the others: facts of the model that only some outputs have a place for (days of
// releases, titles of linked advisories, subjects of patches), and what the author wrote.

import type { PublicAdvisory } from '../../types.ts';
import { plainText } from '../nodes.ts';
import { htmlText } from './html-text.ts';
import { dayTokens, type Tokens, withSingleBlanks } from './tokens.ts';

/** Parts of the model that are not values: the source itself, trees, bytes, whole statements of releases. */
const SKIPPED = new Set([
  'document',
  'sections',
  'bytes',
  'block',
  'preface',
  'vocabulary',
  'definition',
  'statement',
  'view',
]);

/** The tokens of all texts in these values. */
export function knownTokens(values: readonly unknown[], tokensOf: (text: string) => Tokens): ReadonlySet<string> {
  const texts: string[] = [];
  for (const value of values) collect(value, texts);
  const tokens = new Set(tokensOf(withSingleBlanks(texts.join(' \n '))).keys());
  for (const text of texts)
    if (/^\d{4}-\d\d-\d\d(?:T|$)/.test(text)) for (const token of dayTokens(text)) tokens.add(token);
  return tokens;
}

/** Everything that the advisory says: its body as written, as HTML and as Markdown read it, and its fields. */
export function* sourceTexts(advisory: PublicAdvisory): Iterable<string> {
  const { markdown, body } = advisory.document;
  yield withSingleBlanks(markdown);
  yield withSingleBlanks(htmlText(markdown));
  const texts = [...body.children.map(plainText), advisory.number.join('-')];
  collect(advisory, texts);
  yield withSingleBlanks(texts.join(' \n '));
}

function collect(value: unknown, texts: string[]): void {
  if (typeof value === 'string') texts.push(value);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  if (Array.isArray(value)) {
    for (const each of value) collect(each, texts);
    return;
  }
  for (const [key, each] of Object.entries(value)) {
    if (SKIPPED.has(key)) continue;
    if (/\d/.test(key)) texts.push(key);
    collect(each, texts);
  }
}
