// The support matrix: all statements side by side, newest release first. Rows are joined by their key; a row that only
// older releases have stays behind the row that preceded it there.

import type { Instant, SupportCell, SupportMatrix, SupportRow, SupportSection, SupportStatement } from '../../types.ts';
import type { Renames } from './aliases.ts';
import { rowKey } from './keys.ts';
import { hasSecuritySupport } from './matrix-view.ts';

/** How the statements are joined. */
export type MatrixOptions = {
  /** The time at which promises of security support hold or not; without it none does. */
  readonly now?: Instant;
  /** Keys of older releases -> the keys that continue them. */
  readonly renames?: Renames;
};

/** Joins the statements' rows. */
export function matrix(
  statements: readonly SupportStatement[],
  { now, renames = new Map() }: MatrixOptions = {},
): SupportMatrix {
  const sorted = [...statements].sort(newestFirst);
  const root = emptyNode();
  const nodes = new Map<string, Node>([['', root]]);
  sorted.forEach((statement, column) => {
    const isSecured = now !== undefined && hasSecuritySupport(statement, now);
    const joined = joinedKeys(statement, renames, nodes);
    for (const { parent, anchor, rows } of sectionsOf(statement)) {
      const [section = anchor] = joined(anchor, '');
      const [above = parent] = joined(parent, '');
      const node = place(nodes, section, nodes.get(above) ?? root, column);
      for (const row of rows) {
        for (const key of joined(row.key, 'row ')) {
          const rowNode = place(nodes, `row ${key}`, node, column);
          rowNode.row ??= { ...row.about, cells: new Array<SupportCell | undefined>(sorted.length).fill(undefined) };
          if (key !== row.key) rowNode.row.aliases = union(rowNode.row.aliases, row.key);
          rowNode.row.cells[column] ??= { ...row.cell, isSecured: isSecured && row.cell.security };
        }
      }
    }
  });
  return { statements: sorted, rows: [...rowsOf(root)] };
}

const union = (keys: readonly string[] = [], key: string): readonly string[] =>
  keys.includes(key) ? keys : [...keys, key].sort();

/** The keys under which a row or section of this statement stands: its own, or those that newer releases gave it. */
function joinedKeys(
  { sections }: SupportStatement,
  renames: Renames,
  nodes: ReadonlyMap<string, Node>,
): (key: string, kind: '' | 'row ') => readonly string[] {
  if (renames.size === 0) return (key) => [key];
  const anchors = new Set(sections.map((section) => section.anchor));
  const rows = new Set(sections.flatMap((section) => section.entries.map((entry) => entry.key)));
  return (key, kind) => {
    // A release that has the new name itself keeps both rows; a name that no newer release has joins nothing.
    const targets = (renames.get(key) ?? []).filter(
      (each) => nodes.has(kind + each) && !(kind === '' ? anchors : rows).has(each),
    );
    return targets.length > 0 ? targets : [key];
  };
}

/** Newest first within a product; products in the order of their names. */
function newestFirst(a: SupportStatement, b: SupportStatement): number {
  return codeUnits(a.product, b.product) || -compareReleases(a.version, b.version) || codeUnits(a.file, b.file);
}

const codeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Numbers count as numbers; `4.23-unstable`, with a word behind a dash, comes before `4.23`. */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = comparePart(left[index] ?? '', right[index] ?? '');
    if (difference !== 0) return difference;
  }
  return codeUnits(a, b);
}

const partsOf = (version: string): readonly string[] => version.match(/\d+|[A-Za-z]+|[~-]/g) ?? [];

function comparePart(a: string, b: string): number {
  const isNumber = (part: string) => /^\d/.test(part);
  if (isNumber(a) && isNumber(b)) {
    const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
    return left.length - right.length || codeUnits(left, right);
  }
  return rank(a) - rank(b) || codeUnits(a, b);
}

/** A dash opens a pre-release; the end of the version comes behind it, a further number behind that. */
function rank(part: string): number {
  if (part === '-' || part === '~') return 0;
  if (part === '') return 1;
  return /^\d/.test(part) ? 3 : 2;
}

/** A section or a row among its siblings, as a linked list so that many releases stay cheap. */
type Node = {
  row:
    | (Omit<SupportRow, 'cells' | 'aliases'> & {
        aliases?: readonly string[];
        readonly cells: (SupportCell | undefined)[];
      })
    | undefined;
  parent: Node | undefined;
  first: Node | undefined;
  next: Node | undefined;
  /** The child that the statement of `column` placed last. */
  cursor: Node | undefined;
  column: number;
};

const emptyNode = (): Node => ({
  row: undefined,
  parent: undefined,
  first: undefined,
  next: undefined,
  cursor: undefined,
  column: -1,
});

/** Finds the node, or puts a new one behind the sibling that this statement placed before it. */
function place(nodes: Map<string, Node>, id: string, parent: Node, column: number): Node {
  if (parent.column !== column) [parent.column, parent.cursor] = [column, undefined];
  let node = nodes.get(id);
  if (!node) {
    node = { ...emptyNode(), parent };
    nodes.set(id, node);
    if (parent.cursor) [node.next, parent.cursor.next] = [parent.cursor.next, node];
    else [node.next, parent.first] = [parent.first, node];
  }
  // A feature that moved to another section since stays where the newer release has it.
  if (node.parent === parent) parent.cursor = node;
  return node;
}

type PlacedRow = {
  readonly key: string;
  readonly about: Omit<SupportRow, 'cells' | 'aliases'>;
  readonly cell: SupportCell;
};

/** The sections of a statement with their rows and the anchor of the section around them. */
function* sectionsOf(
  statement: SupportStatement,
): Generator<{ readonly parent: string; readonly anchor: string; readonly rows: readonly PlacedRow[] }> {
  const releaseSection = statement.sections.findLast(
    (section) => section.place.line < (statement.block[0]?.place.line ?? 0),
  );
  const above: SupportSection[] = [];
  for (const section of statement.sections) {
    while ((above.at(-1)?.level ?? 0) >= section.level) above.pop();
    const parent = above.at(-1)?.anchor ?? '';
    above.push(section);
    const rows = section === releaseSection ? releaseRows(section, statement) : [];
    yield { parent, anchor: section.anchor, rows: [...rows, ...statusRows(section)] };
  }
}

function statusRows(section: SupportSection): PlacedRow[] {
  const hasCaveat = section.caveats.length > 0;
  return section.entries.map(({ key, qualifier, status, class: supportClass, security, limit }) => ({
    key,
    about: {
      key,
      path: qualifier === '' ? section.path : [...section.path, qualifier],
      title: qualifier === '' ? section.title : `${section.title}: ${qualifier}`,
    },
    cell: {
      status,
      class: supportClass,
      security,
      isSecured: false,
      hasCaveat,
      ...(limit && { limit }),
      anchor: key,
    },
  }));
}

function releaseRows(section: SupportSection, { block, notes }: SupportStatement): PlacedRow[] {
  const facts = [...block, ...(notes ? [{ key: 'Release Notes', value: notes.title }] : [])];
  return facts.map(({ key: name, value }) => {
    const key = rowKey(section.anchor, name);
    return {
      key,
      about: { key, isRelease: true, path: [...section.path, name], title: name },
      cell: { status: value, class: 'unknown', security: false, isSecured: false, hasCaveat: false, anchor: key },
    };
  });
}

/** The rows in order, found without recursion. */
function* rowsOf(root: Node): Generator<SupportRow> {
  const pending: (Node | undefined)[] = [root.first];
  while (pending.length > 0) {
    const node = pending.pop();
    if (!node) continue;
    pending.push(node.next, node.first);
    if (node.row) yield node.row;
  }
}
