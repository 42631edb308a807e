// The prose of documents and patches, piece by piece, each with its line: what sentences are looked for in, and what
// the public knows already.

import type { Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Asset, Document, Field, Place } from '../../types.ts';

/** A paragraph, a cell, a value of the front matter, or a line. */
export type Piece = { readonly text: string; readonly place: Place };

/** Everything that a document says; fields for which `isHidden` holds are left out. */
export function piecesOf(
  { path, fields, body }: Document,
  isHidden: (key: string, value: Field) => boolean = () => false,
): Piece[] {
  return [...fieldPieces(fields, isHidden), ...blockPieces(body, path)];
}

/** The values below a field. */
export function fieldPieces(field: Field, isHidden: (key: string, value: Field) => boolean = () => false): Piece[] {
  switch (field.kind) {
    case 'text':
      return [{ text: field.value, place: field.place }];
    case 'empty':
      return [];
    case 'list':
      return field.items.flatMap((item) => (isHidden('', item) ? [] : fieldPieces(item, isHidden)));
    case 'map':
      return field.entries.flatMap(({ key, value }) => (isHidden(key, value) ? [] : fieldPieces(value, isHidden)));
  }
}

/** Blocks that hold text and no other blocks; addresses of links are pieces of their own. */
function blockPieces(root: Nodes, file: string): Piece[] {
  const pieces: Piece[] = [];
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const place = { file, line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
    if ('url' in node) pieces.push({ text: node.url, place });
    if (LEAVES.has(node.type) || 'value' in node) pieces.push({ text: textOf(node), place });
    if ('children' in node) waiting.push(...[...node.children].reverse());
  }
  return pieces;
}

const LEAVES: ReadonlySet<string> = new Set(['paragraph', 'heading', 'tableRow']);

/** What a patch says: its message, and the lines that it adds and removes. Other files are taken whole. */
export function patchPieces({ path, bytes }: Pick<Asset, 'path' | 'bytes'>): Piece[] {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  const first = lines.findIndex((line) => /^(?:---$|--- |diff |Index: )/.test(line));
  const pieces: Piece[] = [];
  let lastLine = -1;
  for (const [index, line] of lines.entries()) {
    const isMessage = first < 0 || index < first;
    if (isMessage ? line.trim() === '' : !/^[+-](?![+-]{2})/.test(line)) continue;
    // Lines that follow each other are one text, however it was wrapped.
    const previous = pieces.at(-1);
    const text = isMessage ? line : line.slice(1);
    if (previous && lastLine === index - 1 && index !== first && previous.text.length < MAX_PIECE)
      pieces[pieces.length - 1] = { ...previous, text: `${previous.text}\n${text}` };
    else pieces.push({ text, place: { file: path, line: index + 1, column: 1 } });
    lastLine = index;
  }
  return pieces;
}

const MAX_PIECE = 20_000;
