// The YAML of a front matter as nodes that know where they stand in the text, down to the colon and the dash: what an
// edit needs that changes one value and keeps every other byte.

import {
  type CST,
  Document,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  visit,
} from 'yaml';

/** Offsets count in the whole text; `end` is behind the last character of the value, without a comment behind it. */
export type YamlNode =
  | { readonly kind: 'text'; readonly value: string; readonly start: number; readonly end: number }
  | { readonly kind: 'empty'; readonly start: number; readonly end: number }
  | {
      readonly kind: 'list';
      readonly isFlow: boolean;
      readonly items: readonly YamlItem[];
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'map';
      readonly isFlow: boolean;
      readonly items: readonly YamlItem[];
      readonly start: number;
      readonly end: number;
    };

/** An entry of a map or an item of a list. `mark` is behind its colon or dash; absent where it has none. */
export type YamlItem = {
  /** Empty in a list. */
  readonly key: string;
  readonly start: number;
  readonly mark?: number;
  readonly value: YamlNode;
};

/** The nodes of `text` between two offsets; the text between them has been read without a problem. */
export function yamlNodes(text: string, start: number, end: number): YamlNode {
  const document = parseDocument(text.slice(start, end), {
    schema: 'failsafe',
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: 'silent',
    merge: false,
  });
  return toNode(document.contents, start, end);

  function toNode(node: Node | null, base: number, fallback: number): YamlNode {
    const range = node?.range;
    if (!node || !range) return { kind: 'empty', start: fallback, end: fallback };
    const at = base + range[0];
    if (isMap(node) || isSeq(node)) {
      const isFlow = node.flow === true;
      const items = isMap(node) ? node.items.map((pair) => entryOf(pair, base)) : itemsOf(node.items, node.srcToken);
      const last = items.at(-1);
      const kind = isMap(node) ? ('map' as const) : ('list' as const);
      return { kind, isFlow, items, start: at, end: isFlow || !last ? base + range[1] : last.value.end };
    }
    if (!isScalar(node) || typeof node.value !== 'string') return { kind: 'empty', start: fallback, end: fallback };
    if (node.value === '' && node.type === 'PLAIN') return { kind: 'empty', start: fallback, end: fallback };
    return { kind: 'text', value: node.value, start: at, end: base + range[1] };
  }

  function entryOf(pair: Pair<unknown, unknown>, base: number): YamlItem {
    const key = pair.key as Scalar<string>;
    const [from, to] = key.range ?? [0, 0];
    const token = pair.srcToken?.sep?.find((each) => each.type === 'map-value-ind');
    const mark = token && base + token.offset + 1;
    const value = toNode(pair.value as Node | null, base, mark ?? base + to);
    return { key: key.value, start: base + from, ...(mark !== undefined && { mark }), value };
  }

  function itemsOf(nodes: readonly unknown[], token: CST.Token | undefined): readonly YamlItem[] {
    const dashes =
      token?.type === 'block-seq'
        ? token.items.flatMap((item) => item.start.filter((each) => each.type === 'seq-item-ind'))
        : [];
    return nodes.map((each, index) => {
      // An item such as `a: b` of a flow list is a map of one pair.
      const node = each as Node;
      const dash = dashes[index];
      if (dash) {
        const mark = start + dash.offset + 1;
        return { key: '', start: mark - 1, mark, value: toNode(node, start, mark) };
      }
      const value = toNode(node, start, start + (node.range?.[0] ?? 0));
      return { key: '', start: value.start, value };
    });
  }
}

/** A value in block style, lines ended with LF; texts that would read as something else are quoted. */
export function blockYaml(value: unknown): string {
  return yamlDocument(value).toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
}

/** A value on one line, as it stands between the brackets of a list. */
export function flowYaml(value: unknown): string {
  const document = yamlDocument([value]);
  visit(document, {
    Collection: (_key, node) => {
      node.flow = true;
    },
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && node.value.includes('\n')) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  const written = document.toString({
    lineWidth: 0,
    flowCollectionPadding: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
  return written.trimEnd().slice(1, -1);
}

/** Characters that a block text or a plain one would lose or change are written as escapes. */
function yamlDocument(value: unknown): Document {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value !== 'string') return;
      if (/[^\n\P{C}]|[\u2028\u2029]|^\s|[ \t]\n|\s$/u.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document;
}

/** The comments of a YAML text, each from its `#` on. */
export function yamlComments(text: string): string[] {
  return [...new Lexer().lex(text)].filter((token) => token.startsWith('#')).map((comment) => comment.trim());
}
