// Where a value stands in a JSON text, for messages: JSON.parse says what a text holds, not where.

import type { FieldPath, Place } from '../../types.ts';

/** The place of the value at a path of a valid JSON text, or of the nearest value above it that is there. */
export function placeInJson(text: string, path: FieldPath, file: string): Place {
  let at = skipBlanks(text, 0);
  for (const step of path) {
    const next = typeof step === 'number' ? itemAt(text, at, step) : fieldAt(text, at, step);
    if (next === undefined) break;
    at = next;
  }
  return placeAt(text, at, file);
}

/** The place of an offset. */
export function placeAt(text: string, offset: number, file: string): Place {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { file, line: before.split('\n').length, column: offset - start + 1 };
}

function itemAt(text: string, start: number, index: number): number | undefined {
  if (text[start] !== '[') return undefined;
  let at = skipBlanks(text, start + 1);
  for (let count = 0; text[at] !== ']' && at < text.length; count++) {
    if (count === index) return at;
    at = skipComma(text, skipValue(text, at));
  }
  return undefined;
}

function fieldAt(text: string, start: number, name: string): number | undefined {
  if (text[start] !== '{') return undefined;
  let at = skipBlanks(text, start + 1);
  while (text[at] === '"') {
    const end = skipValue(text, at);
    const key: unknown = JSON.parse(text.slice(at, end));
    const value = skipBlanks(text, skipBlanks(text, end) + 1);
    if (key === name) return value;
    at = skipComma(text, skipValue(text, value));
  }
  return undefined;
}

const skipComma = (text: string, at: number): number => {
  const end = skipBlanks(text, at);
  return text[end] === ',' ? skipBlanks(text, end + 1) : end;
};

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return at;
}

/** The offset behind a value; counts brackets, so that no nesting is too deep. */
function skipValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const character = text[at];
    if (character === '"') at = skipString(text, at);
    else if (character === '{' || character === '[') [depth, at] = [depth + 1, at + 1];
    else if (character === '}' || character === ']') [depth, at] = [depth - 1, at + 1];
    else at = depth > 0 ? at + 1 : skipWord(text, at);
  } while (depth > 0 && at < text.length);
  return at;
}

function skipString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** A number, `true`, `false` or `null`. */
function skipWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at++;
  return at;
}
