// The difference of two texts: as a unified diff, which `patch` applies, and as words for readers.

import { type Edit, editsOf, type Range } from './edits.ts';

/** Lines around a change that show where it is. */
const CONTEXT = 3;

/** A piece of a text that stayed, came or went. */
export type Piece = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string };

/** Changes that lie close together, with the lines around them. */
export type Passage = {
  /** Line of the later text on which it begins, from 1. */
  readonly line: number;
  readonly pieces: readonly Piece[];
};

/** The unified diff (as `diff -u` writes it, without times); empty for two texts that are the same. */
export function unifiedDiff(before: string, after: string, names: { readonly before: string; readonly after: string }) {
  const [old, now] = [linesOf(before), linesOf(after)];
  const hunks = hunksOf(editsOf(old, now), old.length);
  if (hunks.length === 0) return '';
  const written = hunks.map((hunk) => {
    const head = `@@ -${rangeText(hunk.before)} +${rangeText(hunk.after)} @@\n`;
    let at = hunk.before.start;
    let body = '';
    for (const edit of hunk.edits) {
      body += old.slice(at, edit.before.start).map(marked(' ')).join('');
      body += old.slice(edit.before.start, edit.before.end).map(marked('-')).join('');
      body += now.slice(edit.after.start, edit.after.end).map(marked('+')).join('');
      at = edit.before.end;
    }
    return head + body + old.slice(at, hunk.before.end).map(marked(' ')).join('');
  });
  return `--- ${names.before}\n+++ ${names.after}\n${written.join('')}`;
}

/** The passages that changed, word by word. Another end of a line is no change. */
export function passagesOf(before: string, after: string): readonly Passage[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  return hunksOf(editsOf(old, now), old.length).map((hunk): Passage => {
    const pieces = wordPieces(
      old.slice(hunk.before.start, hunk.before.end).join(''),
      now.slice(hunk.after.start, hunk.after.end).join(''),
    );
    return { line: hunk.after.start + 1, pieces };
  });
}

/** Words that went and came between two texts. */
function wordPieces(before: string, after: string): Piece[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const pieces: Piece[] = [];
  const add = (kind: Piece['kind'], words: readonly string[]) => {
    const text = words.join('');
    if (text !== '') pieces.push({ kind, text });
  };
  let at = 0;
  for (const edit of editsOf(old.map(compared), now.map(compared))) {
    add('same', now.slice(at, edit.after.start));
    const [gone, come] = [old.slice(edit.before.start, edit.before.end), now.slice(edit.after.start, edit.after.end)];
    // Blanks behind the words are on no side.
    add('removed', [gone.join('').trimEnd()]);
    if (gone.length > 0 && come.length > 0) add('same', [' ']);
    add('added', [come.join('').trimEnd()]);
    add('same', [blanksBehind((come.length > 0 ? come : gone).join(''))]);
    at = edit.after.end;
  }
  add('same', now.slice(at));
  return pieces;
}

/** A text as words with the blanks behind them. */
const wordsOf = (text: string): string[] => text.match(/^\s+|\S+\s*/g) ?? [];

const blanksBehind = (text: string): string => text.slice(text.trimEnd().length);

const compared = (word: string): string => word.trim();

/** Lines with their ends. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

type Hunk = { readonly before: Range; readonly after: Range; readonly edits: readonly Edit[] };

/** Edits with the lines around them; those whose lines meet are one. */
function hunksOf(edits: readonly Edit[], count: number): readonly Hunk[] {
  const groups: Edit[][] = [];
  for (const edit of edits) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && edit.before.start - last.before.end <= 2 * CONTEXT) group.push(edit);
    else groups.push([edit]);
  }
  return groups.map((group): Hunk => {
    const [first, last] = [group[0], group.at(-1)] as [Edit, Edit];
    const lead = Math.min(CONTEXT, first.before.start);
    const trail = Math.min(CONTEXT, count - last.before.end);
    return {
      before: { start: first.before.start - lead, end: last.before.end + trail },
      after: { start: first.after.start - lead, end: last.after.end + trail },
      edits: group,
    };
  });
}

/** Lines count from 1; a range without lines names the line before it. */
function rangeText({ start, end }: Range): string {
  const count = end - start;
  if (count === 0) return `${start},0`;
  return count === 1 ? `${start + 1}` : `${start + 1},${count}`;
}

const marked = (mark: string) => (line: string) =>
  `${mark}${line}${line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`;
