// Which words went and came between two texts, in pieces that a person can read: not cut by a lone word that both have,
// and whole lines where there is a choice.

import { diffArrays } from 'diff';

/** With more edits than these two texts have little in common, and the time to find them grows with their square. */
export const MOST_EDITS = 1000;

/** What went and came at one place, and the words behind it that stayed; each word has the blanks behind it. */
export type WordChange = {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly same: readonly string[];
};

/** The changes from one text to the other; the first one may be empty, with words that stayed. */
export function wordChanges(before: string, after: string): readonly WordChange[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const found = diffArrays(old, now, { comparator: isSame, maxEditLength: MOST_EDITS });
  if (!found) return [{ removed: old, added: now, same: [] }];
  const changes: WordChange[] = [];
  let current: WordChange = { removed: [], added: [], same: [] };
  for (const { value, added, removed } of found) {
    if ((added || removed) && current.same.length > 0) {
      changes.push(current);
      current = { removed: [], added: [], same: [] };
    }
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    current = { ...current, [kind]: [...current[kind], ...value] };
  }
  return aligned(withoutIslands([...changes, current]));
}

/** A text as words with the blanks behind them. */
const wordsOf = (text: string): string[] => text.match(/^\s+|\S+\s*/g) ?? [];

const isSame = (a: string, b: string): boolean => a.trim() === b.trim();

/** Few words of a sentence that stayed between many that did not are read as a part of these. */
function withoutIslands(changes: readonly WordChange[]): readonly WordChange[] {
  const kept: WordChange[] = [];
  for (const change of changes) {
    const last = kept.at(-1);
    if (last && isIsland(last, change))
      kept[kept.length - 1] = {
        removed: [...last.removed, ...last.same, ...change.removed],
        added: [...last.added, ...last.same, ...change.added],
        same: change.same,
      };
    else kept.push(change);
  }
  return kept;
}

function isIsland({ removed, added, same }: WordChange, next: WordChange): boolean {
  const fewer = Math.min(removed.length + next.removed.length, added.length + next.added.length);
  return 2 * same.length < fewer && !/\n[^\S\n]*\n/.test(same.join(''));
}

const isReplaced = ({ removed, added }: WordChange): boolean => removed.length > 0 && added.length > 0;

/** Words that only came, or only went, are moved up to the start of a line where the words before them end as they do. */
function aligned(changes: readonly WordChange[]): readonly WordChange[] {
  const moved = [...changes];
  for (let index = 1; index < moved.length; index++) {
    const [previous, change] = [moved[index - 1], moved[index]] as [WordChange, WordChange];
    if (isReplaced(change)) continue;
    const kind = change.added.length > 0 ? 'added' : 'removed';
    const count = stepsUp(previous.same, change[kind]);
    const rest = previous.same.length - count;
    const tail = previous.same.slice(rest);
    const words = [...tail, ...change[kind].slice(0, change[kind].length - count)];
    moved[index - 1] = { ...previous, same: previous.same.slice(0, rest) };
    moved[index] = {
      ...change,
      [kind]: words,
      same: [...change[kind].slice(change[kind].length - count), ...change.same],
    };
  }
  return moved;
}

/** How many words further up a line begins, when all words on the way are the same; 0 when none does. */
function stepsUp(before: readonly string[], words: readonly string[]): number {
  for (let count = 0; count <= Math.min(before.length - 1, words.length); count++) {
    if (/\n[^\S\n]*$/.test(before.at(-1 - count) ?? '')) return count;
    if (!isSame(before.at(-1 - count) ?? '', words.at(-1 - count) ?? '')) return 0;
  }
  return 0;
}
