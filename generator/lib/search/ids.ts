// Ids as people type them: `xsa 47`, `XSA47`, `xas-47`, `2026-190640`, `CVE 2026 1906`.

import { fold, isNear } from './words.ts';

/** An id taken apart: its letters, and its numbers without leading zeros. */
export type IdParts = { readonly letters: string; readonly numbers: readonly string[] };

/** How well an id fits what was typed, the best first; `near` has one slip in its letters. */
export type IdFit = 'whole' | 'part' | 'near';

/** The parts of something that looks like an id: letters, then numbers, nothing else. */
export function idParts(text: string): IdParts | undefined {
  const folded = fold(text).trim();
  const [, letters = '', rest = ''] = /^([\p{L}]*)([^\p{L}]*)$/u.exec(folded.replace(/[\s#:_-]+/g, '-')) ?? [];
  const numbers = (rest.match(/\d+/g) ?? []).map((digits) => digits.replace(/^0+(?=\d)/, ''));
  return numbers.length === 0 ? undefined : { letters, numbers };
}

/** Whether and how well the id fits; without letters the numbers alone have to. */
export function idFit(id: IdParts, asked: IdParts): IdFit | undefined {
  const numbers = numbersFit(id.numbers, asked.numbers);
  if (!numbers) return undefined;
  if (asked.letters === '' || asked.letters === id.letters) return numbers;
  return asked.letters.length > 2 && isNear(asked.letters, id.letters) && numbers === 'whole' ? 'near' : undefined;
}

/** All numbers are equal, or it is a beginning of them, or their end; they may be typed in one: `2026190640`. */
function numbersFit(of: readonly string[], asked: readonly string[]): IdFit | undefined {
  const [whole, typed] = [of.join('-'), asked.join('-')];
  if (whole === typed) return 'whole';
  if (asked.length === 1 && of.length > 1 && of.join('') === typed) return 'whole';
  // The number of a CVE id alone is as good as the id.
  if (of.length > 1 && whole.endsWith(`-${typed}`) && typed.length > 3) return 'whole';
  return whole.startsWith(typed) ? 'part' : undefined;
}
