// One edit of a YAML text as the piece that it replaces: block and flow style, comments on the line kept.

import { blockYaml, flowYaml, type YamlItem, type YamlNode } from '../decode/front-matter-nodes.ts';

/** The text from `start` to `end` gives way to `text`, whose lines end with LF. */
export type Piece = { readonly start: number; readonly end: number; readonly text: string };

type Source = { readonly text: string; readonly start: number; readonly end: number };

/** Another value for an item that is there; `parent` is the map or list of the item. */
export function pieceOfValue(source: Source, parent: YamlNode, item: YamlItem, value: unknown): Piece {
  const old = item.value;
  if (isFlow(parent)) {
    const written = flowYaml(value);
    if (old.kind !== 'empty') return { start: old.start, end: old.end, text: written };
    const colon = item.mark === undefined ? ': ' : ' ';
    return { start: old.end, end: old.end, text: `${colon}${written}` };
  }
  const mark = item.mark ?? item.start;
  const isInline = isOneLine(value);
  if (isInline && (old.kind === 'text' || isFlow(old)) && !endsLine(source, old.end))
    return { start: old.start, end: old.end, text: flowText(value) };
  if (isInline && old.kind === 'empty') return { start: mark, end: mark, text: ` ${flowText(value)}` };
  // A comment behind the old value stays on the line of the key, but for one inside of a list or map that goes.
  const isComment = old.kind === 'empty' || old.kind === 'text' || isFlow(old);
  const end = lineEnd(source, old.end);
  const rest = endsLine(source, old.end) || !isComment ? '' : lineRest(source, old.end);
  const indent = columnOf(source, item.start);
  const written = isInline ? flowText(value) : blockText(value, parent.kind === 'list' ? 'item' : 'entry', indent);
  const first = isInline ? ` ${written}` : written;
  const [head = '', ...lines] = first.split('\n');
  return { start: mark, end, text: `${[`${head}${rest}`, ...lines].join('\n').trimEnd()}\n` };
}

/** A new last item of a list, or the new last entry `key` of a map. */
export function pieceOfAppend(source: Source, node: YamlNode, key: string, value: unknown): Piece {
  if (node.kind === 'empty' || (node.kind !== 'text' && !node.isFlow && node.items.length === 0))
    return { start: source.end, end: source.end, text: blockYaml({ [key]: value }) };
  if (node.kind === 'text') throw new Error('a text has no items');
  const last = node.items.at(-1);
  if (!node.isFlow) {
    const at = lineEnd(source, node.end);
    const indent = ' '.repeat(columnOf(source, last?.start ?? node.start));
    const isShort = last?.value.kind === 'map' && last.value.isFlow && isOneLine(flat(value));
    const written =
      node.kind === 'map' ? blockYaml({ [key]: value }) : isShort ? `- ${flowYaml(value)}\n` : blockYaml([value]);
    return { start: at, end: at, text: indented(written, indent) };
  }
  const written = node.kind === 'map' ? flowYaml({ [key]: value }).slice(1, -1) : flowYaml(value);
  if (!last) return { start: node.start + 1, end: node.end - 1, text: written };
  const behind = source.text.slice(last.value.end, node.end - 1);
  const comma = commaIn(behind);
  const from = last.value.end + (comma < 0 ? 0 : comma + 1);
  const isOwnLine = /^[ \t]*$/.test(source.text.slice(lineStart(source, last.start), last.start));
  if (!isOwnLine && !behind.includes('#'))
    return { start: from, end: from, text: `${comma < 0 ? ',' : ''} ${written}` };
  const end = lineEnd(source, from);
  const text = source.text.slice(from, end).replace(/\r?\n$/, '');
  const column = ' '.repeat(columnOf(source, last.start));
  // Where the bracket closes on the line of the last item, the new item goes before it.
  if (end > node.end - 1) return { start: from, end: from, text: `${comma < 0 ? ',' : ''} ${written}` };
  return { start: from, end, text: `${comma < 0 ? ',' : ''}${text}\n${column}${written}\n` };
}

/** The item is gone with its line; a list or map that has no other one is written as `[]` or `{}`. */
export function pieceOfRemoval(source: Source, parent: YamlNode, item: YamlItem): Piece {
  if (parent.kind !== 'map' && parent.kind !== 'list') throw new Error('nothing has no items');
  const index = parent.items.indexOf(item);
  const next = parent.items[index + 1];
  const previous = parent.items[index - 1];
  const isRoot = source.text.slice(source.start, parent.start).trim() === '' && columnOf(source, parent.start) === 0;
  if (parent.isFlow) {
    if (next) return { start: item.start, end: next.start, text: '' };
    if (previous) return { start: previous.value.end, end: item.value.end, text: '' };
    return { start: item.start, end: item.value.end, text: '' };
  }
  if (!next && !previous && !isRoot)
    return { start: parent.start, end: parent.end, text: parent.kind === 'map' ? '{}' : '[]' };
  const start = lineStart(source, item.start);
  const isFirstOnLine = source.text.slice(start, item.start).trim() === '';
  // The first entry of a map in a list stands behind the dash: the next one takes its place there.
  if (!isFirstOnLine && next) return { start: item.start, end: next.start, text: '' };
  return { start, end: lineEnd(source, item.value.end), text: '' };
}

const isFlow = (node: YamlNode): boolean => (node.kind === 'map' || node.kind === 'list') && node.isFlow;

/** A single value, or a list or map without items. */
function isOneLine(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\n');
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

/** The values of a map, where none is a list or a map. */
function flat(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.values(value).every(isOneLine) ? '' : value;
}

/** On one line, quoted only where a block needs it. */
function flowText(value: unknown): string {
  return blockYaml(value).trimEnd();
}

/** What stands behind the colon or the dash: a list or map, or a text of several lines. */
function blockText(value: unknown, kind: 'entry' | 'item', column: number): string {
  const written = blockYaml(kind === 'entry' ? { k: value } : [value]);
  const shifted = indented(written, ' '.repeat(column)).slice(column);
  return shifted.slice(kind === 'entry' ? 2 : 1).trimEnd();
}

function indented(text: string, indent: string): string {
  return text.replace(/^(?=[^\n])/gm, indent);
}

/** A block text ends where its last line ends. */
const endsLine = (source: Source, offset: number): boolean => source.text[offset - 1] === '\n' || offset >= source.end;

const lineStart = (source: Source, offset: number): number => source.text.lastIndexOf('\n', offset - 1) + 1;

/** Behind the line end of the line on which a value ends. */
function lineEnd(source: Source, offset: number): number {
  if (source.text[offset - 1] === '\n' && offset > source.start) return offset;
  const at = source.text.indexOf('\n', offset);
  return at < 0 || at >= source.end ? source.end : at + 1;
}

const lineRest = (source: Source, offset: number): string =>
  source.text.slice(offset, lineEnd(source, offset)).replace(/\r?\n$/, '');

const columnOf = (source: Source, offset: number): number => offset - lineStart(source, offset);

/** The comma behind the last item, which a comment may stand before. */
function commaIn(text: string): number {
  let isComment = false;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\n') isComment = false;
    else if (text[index] === '#') isComment = true;
    else if (text[index] === ',' && !isComment) return index;
  }
  return -1;
}
