// Edits of a front matter that keep every other byte of the file: comments, order, quotes, line ends and the body.
// Each edit finds its place in the parsed text, replaces that piece, and is read again before the next one.

import type { Field, FieldPath, Problem } from '../../types.ts';
import { parseFrontMatter } from '../decode/front-matter.ts';
import { type YamlNode, yamlNodes } from '../decode/front-matter-nodes.ts';
import { forbiddenCharacters } from '../decode/text-bytes.ts';
import { type Piece, pieceOfAppend, pieceOfRemoval, pieceOfValue } from './yaml-pieces.ts';

/** A value to write: texts, numbers, booleans, lists and maps of them; `undefined` removes the field. */
export type FieldEdit = { readonly path: FieldPath; readonly value: unknown };

/** The front matter cannot be read, or a path leads through something that is no list or map. */
export class EditError extends Error {}

/**
 * Sets, adds and removes fields in the order given. What is new stands behind what its map has already; maps that a
 * path needs are made. Throws `EditError`.
 */
export function setFields(text: string, edits: readonly FieldEdit[]): string {
  let result = text;
  for (const { path, value } of edits) {
    result =
      value === undefined || value === null
        ? withPiece(result, path, (root, block) => removal(root, path, block))
        : withPiece(result, path, (root, block) => setting(root, path, value, block), value);
  }
  return result;
}

/** Adds a value at the end of a list, in the style of the list; where there is none, a list of it alone. */
export function appendToList(text: string, path: FieldPath, value: unknown): string {
  const list = valueAt(fieldsOf(text), path);
  if (list === undefined || list.kind === 'empty') return setFields(text, [{ path, value: [value] }]);
  // A field that may be one value or a list of them.
  if (list.kind === 'text') return setFields(text, [{ path, value: [list.value, value] }]);
  if (list.kind === 'map') throw new EditError(`\`${path.join('.')}\` is a map, expected a list`);
  const itemPath = [...path, list.items.length];
  return withPiece(text, itemPath, (root, block) => pieceOfAppend(block, nodeAt(root, path), '', value), value);
}

/** What an edit works on: the text and the bounds of its YAML. */
export type Block = { readonly text: string; readonly start: number; readonly end: number; readonly newline: string };

/** Replaces one piece, and reads the result: an edit that does not read back must never be written. */
function withPiece(
  text: string,
  path: FieldPath,
  find: (root: YamlNode, block: Block) => Piece | undefined,
  expected?: unknown,
): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const content = text.slice(mark.length);
  const before = fieldsOf(content);
  const block = blockOf(content);
  const piece = find(yamlNodes(content, block.start, block.end), block);
  if (!piece) return text;
  const hidden = forbiddenCharacters(piece.text, () => ({ file: '', line: 1, column: 1 }))[0];
  if (hidden) throw new EditError(hidden.text);
  const written = piece.text.replaceAll('\n', block.newline);
  const result = content.slice(0, piece.start) + written + content.slice(piece.end);
  const wanted = JSON.stringify(withValue(plain(before), path, expected));
  const got = fieldsOf(result);
  if (JSON.stringify(plain(got)) !== wanted) {
    throw new EditError(`\`${path.join('.')}\` cannot be changed without changing other fields`);
  }
  return mark + result;
}

function setting(root: YamlNode, path: FieldPath, value: unknown, block: Block): Piece {
  let node = root;
  for (const [depth, step] of path.entries()) {
    if (node.kind === 'text') throw new EditError(`\`${path.slice(0, depth).join('.')}\` is a text, expected a map`);
    const item = itemAt(node, step);
    if (item) {
      if (depth === path.length - 1) return pieceOfValue(block, node, item, value);
      if (item.value.kind !== 'empty') {
        node = item.value;
        continue;
      }
      return pieceOfValue(block, node, item, nested(path.slice(depth + 1), value, path));
    }
    if (typeof step === 'number' || node.kind === 'list')
      throw new EditError(`\`${path.slice(0, depth + 1).join('.')}\` is not there`);
    return pieceOfAppend(block, node, step, nested(path.slice(depth + 1), value, path));
  }
  throw new EditError('A path names one field at least');
}

function removal(root: YamlNode, path: FieldPath, block: Block): Piece | undefined {
  const parent = nodeAt(root, path.slice(0, -1));
  const item = itemAt(parent, path.at(-1) ?? '');
  return item && pieceOfRemoval(block, parent, item);
}

/** `['a', 'b']` and a value as maps in each other. */
function nested(rest: FieldPath, value: unknown, path: FieldPath): unknown {
  return rest.reduceRight<unknown>((inner, key) => {
    if (typeof key === 'number') throw new EditError(`\`${path.join('.')}\` is not there`);
    return { [key]: inner };
  }, value);
}

function itemAt(node: YamlNode, step: string | number) {
  if (node.kind === 'map') return node.items.find((each) => each.key === String(step));
  return node.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined;
}

function nodeAt(root: YamlNode, path: FieldPath): YamlNode {
  let node = root;
  for (const step of path) node = itemAt(node, step)?.value ?? { kind: 'empty', start: 0, end: 0 };
  return node;
}

/** The fields as decoding sees them. */
function fieldsOf(text: string): Field {
  const problems: Problem[] = [];
  const { fields } = parseFrontMatter(text.replace(/^\uFEFF/, ''), '', problems);
  const first = problems[0];
  if (first) throw new EditError(`${first.text} (line ${first.place.line})`);
  return fields;
}

/** The YAML between the two lines `---`, with the end of its last line. */
function blockOf(text: string): Block {
  const start = text.indexOf('\n') + 1;
  const end = text.indexOf('\n---', start - 1) + 1;
  return { text, start, end, newline: text[start - 2] === '\r' ? '\r\n' : '\n' };
}

function valueAt(field: Field, path: FieldPath): Field | undefined {
  let found: Field | undefined = field;
  for (const step of path) {
    if (found?.kind === 'map') found = found.entries.find((each) => each.key === String(step))?.value;
    else if (found?.kind === 'list' && typeof step === 'number') found = found.items[step];
    else return undefined;
  }
  return found;
}

/** Texts, lists and maps without places, and without blanks at ends, which decoding removes too; lists and maps that are written as `[]` or `{}` stay such. */
export function plain(field: Field): unknown {
  if (field.kind === 'text') return field.value.trim();
  if (field.kind === 'list') return field.items.map(plain);
  if (field.kind === 'map') return Object.fromEntries(field.entries.map(({ key, value }) => [key, plain(value)]));
  return null;
}

/** What the fields have to be afterwards. */
function withValue(before: unknown, path: FieldPath, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return asRead(value);
  if (Array.isArray(before)) {
    const items: unknown[] = [...before];
    const next = withValue(items[Number(step)], rest, value);
    items.splice(Number(step), 1, ...(next === undefined ? [] : [next]));
    return items;
  }
  const entries = { ...(before as Record<string, unknown> | null) };
  const next = withValue(entries[step], rest, value);
  if (next === undefined) delete entries[step];
  else entries[step] = next;
  return entries;
}

/** YAML's failsafe schema reads every scalar as a text. */
function asRead(value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.map(asRead);
  if (typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, each]) =>
        each === undefined || each === null ? [] : [[key, asRead(each)]],
      ),
    );
  return String(value).trim();
}
