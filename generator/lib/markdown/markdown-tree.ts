// Markdown to a tree: CommonMark with GitHub's tables, task lists, autolinks and footnotes. Positions are positions in
// the file, front matter included.

import type { Nodes, Root } from 'mdast';
import type { Problem } from '../../types.ts';
import { forbiddenCharacters } from '../decode/text-bytes.ts';
import { type Excess, excessOfMarks, excessOfTree } from './markdown-cost.ts';
import { wholeText } from './markdown-parsers.ts';
import { parseWithPlainBlocks } from './plain-blocks.ts';

/** Later stages walk trees recursively; no text that people wrote is deeper. */
const MAX_DEPTH = 60;

/** Parses a body that starts on `line` of its file. What is nested too deep is reported and left out. */
export function parseMarkdown(body: string, line: number, path: string, problems: Problem[]): Root {
  const refuse = (rule: string, at: number, text: string, hint: string): Root => {
    problems.push({ rule, place: { file: path, line: at, column: 1 }, text, hint });
    return { type: 'root', children: [] };
  };
  const tooDeep = (at: number): Root =>
    refuse(
      'unsafe-nesting',
      at,
      `Markdown nested deeper than ${MAX_DEPTH} levels`,
      'Write fewer levels of quotes, lists or emphasis',
    );
  const tooCostly = (at: number, { text, hint }: Excess): Root => refuse('costly-markdown', at, text, hint);
  const steep = body.split('\n').findIndex(isSteep);
  if (steep >= 0) return tooDeep(line + steep);
  let tree: Root;
  try {
    const costly = excessOfMarks(body);
    if (costly) return tooCostly(line + costly.line - 1, costly);
    tree = parseWithPlainBlocks('\n'.repeat(line - 1) + body, (text) => wholeText.parse(text));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return tooDeep(line);
  }
  const deep = firstBelow(tree, MAX_DEPTH);
  if (deep) return tooDeep(deep.position?.start.line ?? line);
  const costly = excessOfTree(tree);
  if (costly) return tooCostly(costly.line, costly);
  if (body.includes('&')) problems.push(...hiddenCharacters(tree, body, path));
  return tree;
}

/** Many container or emphasis marks in a row cost the parser more than their length; nobody writes them. */
function isSteep(line: string): boolean {
  return (
    /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){61}/.test(line) ||
    /[*_~]{200}|[[\]]{200}|(?:!?\[){100}|(?:\[\^[^[\]]*\]:[ \t]*){20}/.test(line)
  );
}

/** The first node that lies deeper than `depth`, found without recursion. */
function firstBelow(tree: Root, depth: number): Nodes | undefined {
  const stack: { readonly node: Nodes; readonly depth: number }[] = [{ node: tree, depth: 0 }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (top.depth > depth) return top.node;
    if ('children' in top.node)
      for (const child of top.node.children) stack.push({ node: child, depth: top.depth + 1 });
  }
  return undefined;
}

/** Character references such as `&#x202E;` bring in characters that the bytes of the file do not show. */
function hiddenCharacters(tree: Root, body: string, path: string): Problem[] {
  const found: Problem[] = [];
  const stack: Nodes[] = [tree];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const start = node.position?.start;
    if ('value' in node && start) {
      const value =
        node.type === 'html' ? node.value.replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, characterOf) : node.value;
      found.push(...forbiddenCharacters(value, () => ({ file: path, line: start.line, column: start.column })));
    }
    if ('children' in node) for (const child of [...node.children].reverse()) stack.push(child);
  }
  // Characters that stand in the file as such are reported already, with their exact place.
  return found.filter((each) => !body.includes(String.fromCodePoint(Number.parseInt((each.found ?? '').slice(2), 16))));
}

function characterOf(_reference: string, hexadecimal: string | undefined, decimal: string | undefined): string {
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}
