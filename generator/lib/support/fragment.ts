// The machine-readable fragments of a support statement: indented lines of `Key, qualifier: value`, in which a key or a
// value may go on in the next line. Everything is read from the source lines, so that each word has its place.

import type { Place } from '../../types.ts';

/** A logical line: its pieces stand on lines of their own in the file and are joined by one blank. */
export type FragmentLine = { readonly text: string; readonly pieces: readonly Piece[] };

type Piece = { readonly text: string; readonly place: Place };

/** A logical line taken apart at its first colon. */
export type FragmentField = {
  readonly key: string;
  readonly qualifier: string;
  readonly value: string;
  /** Where the value starts in the logical line. */
  readonly valueAt: number;
  /** Where the key and the value stand in the file. */
  readonly place: Place;
  readonly valuePlace: Place;
};

/** Joins the source lines of a fragment, of which the first has the number `first` in `file`. */
export function fragmentLines(source: readonly string[], first: number, file: string): FragmentLine[] {
  const lines: Piece[][] = [];
  let pending: Piece[] | undefined;
  let pendingIndent = 0;
  source.forEach((line, index) => {
    const text = line.trim();
    if (text === '') {
      pending = undefined;
      return;
    }
    const indent = line.length - line.trimStart().length;
    const piece = { text, place: { file, line: first + index, column: indent + 1 } };
    if (pending && !startsField(text, widthOf(line.slice(0, indent)) > pendingIndent)) {
      pending.push(piece);
      return;
    }
    pending = [piece];
    pendingIndent = widthOf(line.slice(0, indent));
    lines.push(pending);
  });
  return lines.map((pieces) => ({ text: pieces.map((piece) => piece.text).join(' '), pieces }));
}

/** Takes a logical line apart; undefined when it has no colon. */
export function fragmentField(line: FragmentLine): FragmentField | undefined {
  const colon = line.text.indexOf(':');
  if (colon < 0) return undefined;
  const head = line.text.slice(0, colon);
  const comma = head.indexOf(',');
  const rest = line.text.slice(colon + 1);
  const valueAt = colon + 1 + (rest.length - rest.trimStart().length);
  return {
    key: (comma < 0 ? head : head.slice(0, comma)).trim(),
    qualifier: comma < 0 ? '' : oneLine(head.slice(comma + 1)),
    value: oneLine(rest),
    valueAt,
    place: placeIn(line, 0),
    valuePlace: placeIn(line, valueAt),
  };
}

/** The place in the file of a character of a logical line. */
export function placeIn(line: FragmentLine, at: number): Place {
  let start = 0;
  let place: Place = { file: '', line: 1, column: 1 };
  for (const piece of line.pieces) {
    if (at < start && start > 0) break;
    place = { ...piece.place, column: piece.place.column + Math.min(at - start, piece.text.length) };
    start += piece.text.length + 1;
  }
  return place;
}

/** True for lines that can only be meant as a status, whatever their indentation. */
export const looksLikeStatus = (text: string): boolean => /^(?:Status|Supported)(?:,[^:]*)?:(?:\s|$)/.test(text);

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A deeper line goes on with what stands above it, unless it is a status itself. */
function startsField(text: string, isDeeper: boolean): boolean {
  if (looksLikeStatus(text)) return true;
  return !isDeeper && (/^[A-Za-z][\w-]*(?:,[^:]*)?:(?:\s|$)/.test(text) || /^Status\b/.test(text));
}

/** Columns of indentation; a tab goes to the next multiple of four (CommonMark, section 2.2). */
function widthOf(indent: string): number {
  let width = 0;
  for (const character of indent) width = character === '\t' ? width + 4 - (width % 4) : width + 1;
  return width;
}
