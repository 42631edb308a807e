// The levels of a branch counted: the line that a release manager reads first, and the words of a badge.

import { type CheckedRef, FAILING, type Level, type Levels, type Verdict } from './levels.ts';

/** What a verdict is called after a number: `40 not affected`. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  applied: 'applied',
  'not-affected': 'not affected',
  'before-branching': 'before branching',
  'out-of-support': 'out of support',
  'other-tree': 'in another tree',
  missing: 'missing',
  partial: 'applied in part',
  reverted: 'reverted',
  unsure: 'unsure',
};

/** A branch or tag with its levels, by advisory. */
export type RefSummary = {
  readonly ref: CheckedRef;
  readonly levels: readonly Level[];
  readonly counts: Readonly<Record<Verdict, number>>;
};

/** One for each ref, in their order. */
export function summariesOf({ refs, levels }: Levels): readonly RefSummary[] {
  const byRef = new Map<string, Level[]>(refs.map(({ name }) => [name, []]));
  for (const level of levels) byRef.get(level.ref)?.push(level);
  return refs.map((ref) => {
    const own = byRef.get(ref.name) ?? [];
    const counts = Object.fromEntries(Object.keys(VERDICT_WORDS).map((verdict) => [verdict, 0]));
    for (const { verdict } of own) counts[verdict] = (counts[verdict] ?? 0) + 1;
    return { ref, levels: own, counts: counts as Record<Verdict, number> };
  });
}

/** `stable-4.20 (4.20)`, or the name alone where it says the release, or has none. */
export const refTitle = ({ name, release }: CheckedRef): string =>
  release === undefined || release === name ? name : `${name} (${release})`;

/** `XSA-1 to XSA-522: 230 applied, 40 not affected, 0 missing`; zeros are said only of what matters. */
export function countsText({ levels, counts }: RefSummary): string {
  const [first, last] = [levels[0], levels.at(-1)];
  if (!first || !last) return 'no advisory to check';
  const range = first === last ? first.id : `${first.id} to ${last.id}`;
  const numbers = (Object.keys(VERDICT_WORDS) as Verdict[])
    .filter((verdict) => counts[verdict] > 0 || ALWAYS.has(verdict))
    .map((verdict) => `${counts[verdict]} ${VERDICT_WORDS[verdict]}`);
  return `${range}: ${numbers.join(', ')}`;
}

const ALWAYS: ReadonlySet<Verdict> = new Set(['applied', 'missing']);

/** What stands on a badge, and how grave it is. */
export type Standing = { readonly state: 'complete' | 'missing' | 'unsure' | 'none'; readonly text: string };

/** Of all advisories in all of these levels: `complete`, `3 missing`, `2 unsure`. */
export function standingOf(levels: readonly Pick<Level, 'id' | 'verdict'>[]): Standing {
  const count = (isIt: (verdict: Verdict) => boolean) =>
    new Set(levels.filter(({ verdict }) => isIt(verdict)).map(({ id }) => id)).size;
  const missing = count((verdict) => FAILING.has(verdict));
  if (missing > 0) return { state: 'missing', text: `${missing} missing` };
  const unsure = count((verdict) => verdict === 'unsure');
  if (unsure > 0) return { state: 'unsure', text: `${unsure} unsure` };
  return levels.length > 0 ? { state: 'complete', text: 'complete' } : { state: 'none', text: 'none to check' };
}
