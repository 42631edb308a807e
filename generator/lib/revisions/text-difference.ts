// The difference of two texts: as a unified diff, which `patch` applies, and as words for readers.

import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatchHunk, structuredPatch } from 'diff';
import { MOST_EDITS, wordChanges } from './word-changes.ts';

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
  const hunks = [...hunksOf(before, after)];
  if (hunks.length === 0) return '';
  const patch = { oldFileName: names.before, newFileName: names.after, hunks };
  return formatPatch({ ...patch, oldHeader: undefined, newHeader: undefined }, FILE_HEADERS_ONLY);
}

/** The passages that changed, word by word. Another end of a line is no change. */
export function passagesOf(before: string, after: string): readonly Passage[] {
  return hunksOf(before, after).map(({ newStart, lines }) => ({
    line: Math.max(1, newStart),
    pieces: wordPieces(sideOf(lines, '-'), sideOf(lines, '+')),
  }));
}

/** The hunks of the patch; one of the whole texts where they have little in common. */
function hunksOf(before: string, after: string): readonly StructuredPatchHunk[] {
  if (before === after) return [];
  const options = { context: CONTEXT, maxEditLength: MOST_EDITS };
  const patch = structuredPatch('', '', before, after, undefined, undefined, options);
  return patch?.hunks ?? [wholeHunk(before, after)];
}

function wholeHunk(before: string, after: string): StructuredPatchHunk {
  const lines = (text: string, mark: string): string[] =>
    (text.match(/[^\n]+\n?|\n/g) ?? []).flatMap((line) =>
      line.endsWith('\n') ? [mark + line.slice(0, -1)] : [mark + line, NO_NEWLINE],
    );
  const count = (marked: readonly string[]): number => marked.filter((line) => line !== NO_NEWLINE).length;
  const [old, now] = [lines(before, '-'), lines(after, '+')];
  return { oldStart: 1, oldLines: count(old), newStart: 1, newLines: count(now), lines: [...old, ...now] };
}

const NO_NEWLINE = '\\ No newline at end of file';

/** The text of a hunk before (`-`) or after (`+`). */
function sideOf(lines: readonly string[], mark: '-' | '+'): string {
  return lines
    .filter((line) => line.startsWith(mark) || line.startsWith(' '))
    .map((line) => `${line.slice(1)}\n`)
    .join('');
}

/** Words that went and came between two texts. */
function wordPieces(before: string, after: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const add = (kind: Piece['kind'], text: string) => {
    if (text !== '') pieces.push({ kind, text });
  };
  for (const change of wordChanges(before, after)) {
    const [removed, added] = [change.removed.join(''), change.added.join('')];
    add('removed', removed.trimEnd());
    // Blanks behind the words are on no side; between those that went and those that came one is enough.
    if (removed !== '' && added !== '') add('same', ' ');
    add('added', added.trimEnd());
    add('same', blanksBehind(added || removed) + change.same.join(''));
  }
  return pieces;
}

const blanksBehind = (text: string): string => text.slice(text.trimEnd().length);
