// Whether a fix is in a branch: a word, a shape and a tint, so that none of the three is needed to understand the others.

import type { VNode } from 'preact';
import { rowsStanding } from '../../generator/lib/patch-levels/row-standing.ts';
import { VERDICT_WORDS } from '../../generator/lib/patch-levels/summary.ts';
import type { FixLevel, Tree, TreeBranch, Verdict } from '../../generator/types.ts';

type Look = { readonly shape: string; readonly tag: string; readonly cell: string };

const GOOD: Pick<Look, 'tag' | 'cell'> = { tag: 'tag fixed', cell: 'is-supported' };
const NOT_NEEDED: Look = { shape: '○', tag: 'tag', cell: 'is-unknown' };
const BAD: Pick<Look, 'tag' | 'cell'> = { tag: 'tag affected', cell: 'is-unsupported' };

const LOOKS: Readonly<Record<Verdict, Look>> = {
  applied: { ...GOOD, shape: '✓' },
  'before-branching': { ...GOOD, shape: '✓' },
  'not-affected': NOT_NEEDED,
  'out-of-support': NOT_NEEDED,
  'other-tree': NOT_NEEDED,
  missing: { ...BAD, shape: '✗' },
  partial: { ...BAD, shape: '◐' },
  reverted: { ...BAD, shape: '↶' },
  unsure: { shape: '?', tag: 'tag under-investigation', cell: 'is-limited' },
};

const NOT_CHECKED: Look = { shape: '–', tag: 'tag', cell: 'none' };

/** What each word means, for the legend. */
const VERDICT_MEANINGS: Readonly<Record<Verdict, string>> = {
  applied: 'every patch that the branch needs is there',
  'before-branching': 'the fix was there before the branch was made',
  'not-affected': 'the advisory says that the release needs no fix',
  'out-of-support': 'security support of the release ended before the advisory',
  'other-tree': 'the patches are for another source tree',
  partial: 'some of the patches are there, not all',
  reverted: 'a fix was there and was taken back',
  missing: 'the release needs a fix that is not there',
  unsure: 'nothing decides it; the evidence says what was found',
};

/** The word with a capital letter; a fix in part says how much of it is there. */
export function verdictWord(level: Pick<FixLevel, 'verdict' | 'applied' | 'of'> | undefined): string {
  if (!level) return 'Not checked';
  const word = capital(VERDICT_WORDS[level.verdict]);
  return level.verdict === 'partial' ? `${word}: ${level.applied} of ${level.of}` : word;
}

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

const lookOf = (verdict: Verdict | undefined): Look => (verdict === undefined ? NOT_CHECKED : LOOKS[verdict]);

/** Style class of a cell of the matrix. */
export const verdictClass = (level: FixLevel | undefined): string => lookOf(level?.verdict).cell;

/** Shape and word. */
export function VerdictWords({ level }: { level: FixLevel | undefined }): VNode {
  return (
    <>
      <VerdictShape verdict={level?.verdict} /> {verdictWord(level)}
    </>
  );
}

function VerdictShape({ verdict }: { verdict: Verdict | undefined }): VNode {
  return (
    <span class="mark" aria-hidden="true">
      {lookOf(verdict).shape}
    </span>
  );
}

/** Shape and word as a tag. */
export function VerdictTag({ level }: { level: FixLevel | undefined }): VNode {
  return (
    <span class={lookOf(level?.verdict).tag}>
      <VerdictWords level={level} />
    </span>
  );
}

/** What the badge of the branch says. */
export function StandingTag({ branch }: { branch: TreeBranch }): VNode {
  const { state, text } = rowsStanding(branch.rows);
  const [shape, style] = STANDINGS[state];
  return (
    <span class={style}>
      <span class="mark" aria-hidden="true">
        {shape}
      </span>{' '}
      {text.slice(0, 1).toUpperCase() + text.slice(1)}
    </span>
  );
}

const STANDINGS = {
  complete: ['✓', 'tag fixed'],
  missing: ['✗', 'tag affected'],
  unsure: ['?', 'tag under-investigation'],
  none: ['–', 'tag'],
} as const;

/** The words that occur, explained. */
export function VerdictLegend({ verdicts }: { verdicts: ReadonlySet<Verdict> }): VNode {
  const shown = (Object.keys(VERDICT_MEANINGS) as Verdict[]).filter((verdict) => verdicts.has(verdict));
  return (
    <dl class="facts words verdicts">
      {shown.map((verdict) => (
        <div>
          <dt>
            <span class={LOOKS[verdict].tag}>
              <VerdictShape verdict={verdict} /> {capital(VERDICT_WORDS[verdict])}
            </span>
          </dt>
          <dd>{VERDICT_MEANINGS[verdict]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A commit by its first digits, and a link to all of it where the tree says where. */
export function CommitLink({ tree, commit }: { tree: Tree; commit: string }): VNode {
  const short = <code class="commit">{commit.slice(0, 12)}</code>;
  if (tree.commitUrl === undefined) return short;
  return (
    <a href={tree.commitUrl.replaceAll('{commit}', commit)} rel="noreferrer">
      {short}
    </a>
  );
}
