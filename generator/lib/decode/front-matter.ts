// Front matter: gray-matter cuts it off, the yaml package parses it with the failsafe schema (YAML 1.2.2, 10.1), so
// that every scalar stays the string that was written. gray-matter would run code from `---js`; no such language
// reaches it, and each engine it brings is replaced.

import matter from 'gray-matter';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  stringify,
  visit,
} from 'yaml';
import type { Field, Place, Problem } from '../../types.ts';
import { shown } from './decode.ts';
import { codePointName, forbiddenCharacters } from './text-bytes.ts';

/** Deeper values than this are an attack or a mistake. */
const MAX_DEPTH = 20;

/** At most this many faults of a file are reported: one slip brings many after it. */
const MAX_REPORTED = 10;

/** Splits a Markdown file. `line` is the line of the file on which `body` starts. */
export function parseFrontMatter(
  text: string,
  path: string,
  problems: Problem[],
): { readonly fields: Field; readonly body: string; readonly line: number } {
  const start: Place = { file: path, line: 1, column: 1 };
  const nothing: Field = { kind: 'map', entries: [], place: start };
  const report = (rule: string, place: Place, sentence: string, hint: string, found?: string) =>
    problems.push({ rule, place, text: sentence, hint, ...(found !== undefined && { found }) });

  // The line as gray-matter cuts it: everything up to the LF, whatever other line ends are in it.
  const fence = /^---(?!-)([^\n]*)(\n?)/.exec(text);
  if (!fence) {
    report(
      'front-matter-syntax',
      start,
      'Missing front matter',
      'Begin the file with a line `---`, the fields, and another line `---`',
    );
    return { fields: nothing, body: '', line: 1 };
  }
  const language = (fence[1] ?? '').trim();
  if (language !== '' && language !== 'yaml') {
    report(
      'front-matter-language',
      start,
      `Front matter in ${shown(language)} is refused, expected YAML`,
      'Begin the file with `---` alone',
      language,
    );
    return { fields: nothing, body: '', line: 1 };
  }
  const withoutEnd = () => {
    const at = text.indexOf('\n---', 3);
    report(
      'front-matter-syntax',
      { file: path, line: at < 0 ? 1 : lineAt(text, at + 1), column: 1 },
      at < 0 ? 'Front matter has no end' : 'Front matter ends on a line that is not `---`',
      'End it with a line that has `---` and nothing else, no blanks either',
    );
    return { fields: nothing, body: '', line: 1 };
  };
  if (fence[2] === '') return withoutEnd();
  // gray-matter looks for comments behind blank lines in a way that takes the square of their number.
  const blanks = text.slice(0, text.indexOf('\n---', 3)).search(/\s{500}/);
  if (blanks >= 0) {
    const place = { file: path, line: lineAt(text, blanks + 1), column: 1 };
    report('front-matter-syntax', place, 'Front matter has 500 blanks in a row', 'Remove them');
    return { fields: nothing, body: '', line: 1 };
  }
  let source = '';
  const file = matter(text, {
    language: 'yaml',
    engines: engines((block) => {
      source = block;
    }),
  });
  const bodyOffset = text.length - file.content.length;
  const closing = /\n---[ \t]*(\r?\n)?$/.exec(text.slice(0, bodyOffset));
  if (!closing || (!closing[1] && file.content !== '')) return withoutEnd();
  const offset = text.indexOf(source, 3);
  // gray-matter leaves the CR of the last line's CRLF in the block.
  const fields =
    source === '' ? nothing : yamlField(text, offset, offset + source.replace(/\r$/, '').length, path, problems);
  if (fields.kind !== 'map') {
    if (fields.kind !== 'empty')
      report('front-matter-syntax', fields.place, 'Front matter has no fields', 'Write fields such as `title: …`');
    return { fields: nothing, body: file.content, line: lineAt(text, bodyOffset) };
  }
  return { fields, body: file.content, line: lineAt(text, bodyOffset) };
}

/** A YAML file as a tree of fields; an empty file is an empty map. */
export function parseYaml(text: string, path: string, problems: Problem[]): Field {
  const field = yamlField(text, 0, text.length, path, problems);
  return field.kind === 'empty' ? { kind: 'map', entries: [], place: field.place } : field;
}

/** Texts, lists and maps of them as YAML that reads as the same again; what would read as something else is quoted. */
export function toYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** Only YAML is parsed; every other engine of gray-matter refuses, should a language ever get past the fence. */
function engines(take: (block: string) => void) {
  const refuse = (): never => {
    throw new Error('front matter in another language than YAML');
  };
  const yaml = (block: string): object => {
    take(block);
    return {};
  };
  return {
    yaml,
    yml: yaml,
    js: refuse,
    javascript: refuse,
    json: refuse,
    coffee: refuse,
    coffeescript: refuse,
    cson: refuse,
    toml: refuse,
  };
}

/** Parses `text` from `start` to `end`; places count in the whole text. */
function yamlField(text: string, start: number, end: number, path: string, problems: Problem[]): Field {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const match of text.matchAll(/\n/g)) lines.addNewLine(match.index + 1);
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(start + offset, text.length));
    return { file: path, line, column: col };
  };
  const refuse = (offset: number, sentence: string, hint: string) =>
    problems.push({ rule: 'front-matter-syntax', place: placeOf(offset), text: sentence, hint });
  const empty: Field = { kind: 'empty', place: placeOf(0) };

  let document: Document.Parsed;
  try {
    document = parseDocument(text.slice(start, end), {
      schema: 'failsafe',
      uniqueKeys: true,
      prettyErrors: false,
      logLevel: 'silent',
      merge: false,
    });
    for (const error of [...document.errors, ...document.warnings].slice(0, MAX_REPORTED)) {
      refuse(error.pos[0], `YAML: ${sentenceOf(error.message)}`, HINTS[error.code] ?? 'Correct the YAML here');
    }
    if (document.errors.length + document.warnings.length > 0) return empty;
    const refused = problems.length;
    visit(document, {
      Node(_key, node) {
        const at = node.range?.[0] ?? 0;
        if (problems.length - refused >= MAX_REPORTED) return visit.BREAK;
        if (isAlias(node)) refuse(at, 'YAML aliases (`*name`) are refused', 'Write the value again');
        else if (node.anchor !== undefined)
          refuse(at, 'YAML anchors (`&name`) are refused', 'Write the value without `&`, or put it in quotes');
        else if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:'))
          refuse(at, 'YAML tags (`!name`) are refused', 'Write the value without `!`, or put it in quotes');
      },
    });
    if (problems.length > refused) return empty;
    return toField(document.contents, 0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    refuse(0, 'YAML nested too deep', 'Write fewer levels');
    return empty;
  }

  function toField(node: Node | null, depth: number): Field {
    const place = placeOf(node?.range?.[0] ?? 0);
    if (depth > MAX_DEPTH) throw new RangeError('YAML nested too deep');
    if (isMap(node)) {
      const entries = [];
      for (const { key, value } of node.items) {
        if (!isScalar(key) || typeof key.value !== 'string' || key.value === '__proto__') {
          refuse(
            isNode(key) ? (key.range?.[0] ?? 0) : 0,
            'Unexpected key, expected a word',
            'Write a plain word before the colon',
          );
          continue;
        }
        checkCharacters(key.value, key.range?.[0] ?? 0);
        const keyPlace = placeOf(key.range?.[0] ?? 0);
        entries.push({
          key: key.value,
          keyPlace,
          value: value === null ? { kind: 'empty' as const, place: keyPlace } : toField(value as Node, depth + 1),
        });
      }
      return { kind: 'map', entries, place };
    }
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => toField(item as Node, depth + 1)), place };
    if (!isScalar(node) || typeof node.value !== 'string') return { kind: 'empty', place };
    if (node.value === '' && node.type === 'PLAIN') return { kind: 'empty', place };
    checkCharacters(node.value, node.range?.[0] ?? 0);
    return { kind: 'text', value: node.value, place };
  }

  /** Escapes such as `"\u202E"` bring in characters that the bytes of the file do not show. */
  function checkCharacters(value: string, offset: number) {
    const raw = text.slice(start + offset, start + offset + value.length + 2);
    const hidden = forbiddenCharacters(value, () => placeOf(offset)).filter(
      (each) => !raw.includes(characterOf(each.found ?? '')),
    );
    problems.push(...hidden);
  }
}

const characterOf = (name: string): string => String.fromCodePoint(Number.parseInt(name.slice(2), 16) || 0);

const HINTS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Keep one of the two fields',
  TAG_RESOLVE_FAILED: 'Write the value without `!`, or put it in quotes',
  BAD_ALIAS: 'Put the value in quotes: `*` begins an alias in YAML',
  TAB_AS_INDENT: 'Indent with blanks',
  MULTIPLE_DOCS: 'Remove the line `---` or `...` inside the fields',
  BLOCK_AS_IMPLICIT_KEY: 'Put the value in quotes: a colon and a blank begin a value in YAML',
};

/** The parser's message as one sentence without a full stop. */
function sentenceOf(message: string): string {
  return (message.split('\n')[0] ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (each) => codePointName(each))
    .replace(/[.:]$/, '');
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let index = text.indexOf('\n'); index >= 0 && index < offset; index = text.indexOf('\n', index + 1)) line++;
  return line;
}
