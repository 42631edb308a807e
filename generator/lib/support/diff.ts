// What changed between two support statements: of neighbouring releases, or of one release in two builds.

import { toString as textOf } from 'mdast-util-to-string';
import type {
  SupportChange,
  SupportClass,
  SupportComparison,
  SupportMatrix,
  SupportSide,
  SupportSideRow,
  SupportStatement,
} from '../../types.ts';
import type { Renames } from './aliases.ts';

/** What changed from `before` to `after`: rows in the order of `after`, then those that are gone. */
export function compareSides(before: SupportSide, after: SupportSide, renames: Renames = new Map()): SupportChange[] {
  const old = new Map(before.rows.map((row) => [row.key, row]));
  const current = new Map(after.rows.map((row) => [row.key, row]));
  const lastNames = (key: string) => renames.get(key) ?? [key];
  const predecessors = new Map<string, SupportSideRow>();
  for (const row of old.values()) {
    // A key that is still in use was not renamed, whatever the configuration says about other releases.
    if (!current.has(row.key)) for (const name of lastNames(row.key)) predecessors.set(name, row);
  }
  const predecessor = (key: string) => lastNames(key).flatMap((name) => predecessors.get(name) ?? [])[0];
  const continued = new Set<string>();
  const changes: SupportChange[] = [];
  for (const row of current.values()) {
    const was = old.get(row.key) ?? predecessor(row.key);
    if (was) {
      continued.add(was.key);
      changes.push(...rowChanges(was, row));
    } else changes.push({ kind: 'new', ...about(row), after: row.status });
  }
  for (const row of old.values())
    if (!continued.has(row.key)) changes.push({ kind: 'removed', ...about(row), before: row.status });
  return changes;
}

/** Each statement with the one of the release before it, as the matrix has them side by side. */
export function neighbours({ statements }: SupportMatrix, renames: Renames = new Map()): SupportComparison[] {
  const sides = statements.map(sideOf);
  return statements.flatMap((after, index): SupportComparison[] => {
    const before = statements[index + 1];
    const [newer, older] = [sides[index], sides[index + 1]];
    if (before?.product !== after.product || !newer || !older) return [];
    return [{ before, after, changes: compareSides(older, newer, renames) }];
  });
}

/** A statement as a side of a comparison. */
export function sideOf(statement: SupportStatement): SupportSide {
  const rows = statement.sections.flatMap(({ title, path, entries, caveats }) => {
    const caveat = oneLine(caveats.map((node) => textOf(node)).join(' '));
    return entries.map(({ key, qualifier, status, class: kind, security }): SupportSideRow => {
      return {
        key,
        title: qualifier === '' ? title : `${title}: ${qualifier}`,
        path: qualifier === '' ? path : [...path, qualifier],
        status,
        class: kind,
        security,
        hasCaveat: caveats.length > 0,
        caveat,
      };
    });
  });
  const facts = statement.block.map(({ key, value }) => ({ key, value }));
  return { product: statement.product, version: statement.version, facts, rows };
}

function rowChanges(before: SupportSideRow, after: SupportSideRow): SupportChange[] {
  const changes: SupportChange[] = [];
  if (isRenamed(before, after))
    changes.push({ kind: 'renamed', ...about(after), before: before.title, after: after.title });
  if (oneLine(before.status) !== oneLine(after.status) || before.security !== after.security)
    changes.push({ kind: direction(before, after), ...about(after), before: before.status, after: after.status });
  const caveat = caveatChange(before, after);
  if (caveat) changes.push({ kind: caveat, ...about(after) });
  return changes;
}

/** Another key, or other words for the same one; capital letters are no other words, nor is a section around it. */
function isRenamed(before: SupportSideRow, after: SupportSideRow): boolean {
  const name = ({ path }: SupportSideRow) => oneLine(path.at(-1) ?? '').toLowerCase();
  return before.key !== after.key || name(before) !== name(after);
}

/** How much is promised. The steps between words outside the vocabulary are not known. */
const RANK: Readonly<Record<SupportClass, number | undefined>> = {
  supported: 6,
  limited: 5,
  deprecated: 4,
  preview: 3,
  experimental: 2,
  obsolete: 1,
  unsupported: 0,
  unknown: undefined,
};

function direction(before: SupportSideRow, after: SupportSideRow): 'promoted' | 'demoted' | 'reworded' {
  const [from, to] = [RANK[before.class], RANK[after.class]];
  if (from !== undefined && to !== undefined && from !== to) return from < to ? 'promoted' : 'demoted';
  if (before.security !== after.security) return after.security ? 'promoted' : 'demoted';
  return 'reworded';
}

function caveatChange(
  before: SupportSideRow,
  after: SupportSideRow,
): 'caveat-added' | 'caveat-lifted' | 'caveat-changed' | undefined {
  if (before.hasCaveat !== after.hasCaveat) return after.hasCaveat ? 'caveat-added' : 'caveat-lifted';
  const isKnown = before.caveat !== undefined && after.caveat !== undefined;
  return isKnown && before.caveat !== after.caveat ? 'caveat-changed' : undefined;
}

const about = ({ key, title, path }: SupportSideRow): Pick<SupportChange, 'key' | 'title' | 'path'> => ({
  key,
  title,
  path,
});

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A word for each kind of change, in the order in which they are counted. */
export const supportChangeWords: Readonly<Record<SupportChange['kind'], string>> = {
  new: 'new',
  removed: 'removed',
  promoted: 'promoted',
  demoted: 'demoted',
  renamed: 'renamed',
  reworded: 'reworded',
  'caveat-added': 'caveat added',
  'caveat-lifted': 'caveat lifted',
  'caveat-changed': 'caveat changed',
};

/** `3 new, 1 promoted`; empty when nothing changed. */
export function changeCounts(changes: readonly SupportChange[]): string {
  return Object.entries(supportChangeWords)
    .map(([kind, word]) => [changes.filter((each) => each.kind === kind).length, word] as const)
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');
}

/** What a change was and became, in words. */
export function changeSides({ kind, before, after }: SupportChange): readonly [before: string, after: string] {
  if (kind === 'caveat-added') return ['no caveat', 'caveat'];
  if (kind === 'caveat-lifted') return ['caveat', 'no caveat'];
  if (kind === 'caveat-changed') return ['caveat', 'caveat in other words'];
  return [before ?? 'not listed', after ?? 'not listed'];
}

/** Where the page of changes speaks of what a statement changed. */
export const changesAnchor = ({ product, version }: Pick<SupportStatement, 'product' | 'version'>): string =>
  `${product.toLowerCase()}-${version}`;
