// The support matrix as a page shows it: releases with security support today first, equal neighbours merged, rows in
// groups by the heading above them. What differs then stands out.

import type { Day, Instant, SupportCell, SupportMatrix, SupportRow, SupportStatement } from '../../types.ts';
import { limitText } from './limits.ts';

/** What a page draws. */
export type MatrixView = {
  /** Releases with security support today, then the others; newest first each. */
  readonly columns: readonly SupportStatement[];
  /** How many of the columns have security support today. */
  readonly supported: number;
  /** The lines of the release blocks, one cell a release. */
  readonly facts: readonly MatrixRow[];
  readonly groups: readonly MatrixGroup[];
  readonly rowCount: number;
  /** How many rows do not say the same in all columns. */
  readonly differing: number;
  /** The same of the columns with security support alone. */
  readonly rowCountNow: number;
  readonly differingNow: number;
};

/** Rows below one heading. */
export type MatrixGroup = Sameness & { readonly title: string; readonly rows: readonly MatrixRow[] };

/** What may be folded. */
export type Sameness = {
  /** All columns say the same. */
  readonly isSame: boolean;
  /** All columns with security support say the same. */
  readonly isSameNow: boolean;
  /** No column with security support has it. */
  readonly isOld: boolean;
};

/** One row; `newest` is the first column that has it. */
export type MatrixRow = Sameness & {
  readonly row: SupportRow;
  readonly cells: readonly MergedCell[];
  readonly newest: SupportStatement;
};

/** Neighbours that say the same. */
export type MergedCell = {
  readonly columns: readonly SupportStatement[];
  readonly cell: SupportCell | undefined;
  /** The words promise security support, and the release has it today. */
  readonly isSecured: boolean;
  /** The releases have no security support today, while others have. */
  readonly isEnded: boolean;
};

/** True when the day of `now` lies in the time for which the statement promises security support. */
export function hasSecuritySupport(statement: SupportStatement, now: Instant): boolean {
  const today: Day = now.slice(0, 10);
  const { initialRelease, securityUntil } = statement;
  return (
    securityUntil !== undefined && today <= securityUntil && (initialRelease === undefined || initialRelease <= today)
  );
}

/** The view of all releases, or of those with security support at `now`; rows that none of them has are left out. */
export function matrixView(matrix: SupportMatrix, now: Instant, which: 'supported' | 'all'): MatrixView {
  const indexed = matrix.statements.map((statement, index) => ({ statement, index }));
  const supported = indexed.filter(({ statement }) => hasSecuritySupport(statement, now));
  const others = indexed.filter(({ statement }) => !hasSecuritySupport(statement, now));
  const chosen = which === 'supported' && supported.length > 0 ? supported : [...supported, ...others];
  const columns = chosen.map(({ statement }) => statement);
  const viewed = (row: SupportRow, isMerged: boolean): MatrixRow[] => {
    const cells = chosen.map(({ index }) => row.cells[index]);
    const newest = columns[cells.findIndex((cell) => cell !== undefined)];
    if (!newest) return [];
    const current = cells.slice(0, supported.length);
    const sameness: Sameness = {
      isSame: cells.every((cell) => cell?.status === cells[0]?.status),
      isSameNow: current.every((cell) => cell?.status === current[0]?.status),
      isOld: supported.length > 0 && current.every((cell) => cell === undefined),
    };
    return [{ row, newest, ...sameness, cells: mergedCells(columns, cells, supported.length, isMerged) }];
  };
  const rows = matrix.rows.filter((row) => !row.isRelease).flatMap((row) => viewed(row, true));
  return {
    columns,
    supported: supported.length,
    facts: matrix.rows.filter((row) => row.isRelease).flatMap((row) => viewed(row, false)),
    groups: groupsOf(rows),
    rowCount: rows.length,
    differing: rows.filter((row) => !row.isSame).length,
    rowCountNow: rows.filter((row) => !row.isOld).length,
    differingNow: rows.filter((row) => !row.isSameNow).length,
  };
}

/** Merges neighbours; the line between releases with and without security support is never crossed. */
function mergedCells(
  columns: readonly SupportStatement[],
  cells: readonly (SupportCell | undefined)[],
  supported: number,
  isMerged: boolean,
): MergedCell[] {
  const merged: (Omit<MergedCell, 'columns'> & { columns: SupportStatement[] })[] = [];
  columns.forEach((statement, index) => {
    const cell = cells[index];
    const last = merged.at(-1);
    if (last && isMerged && index !== supported && isEqual(last.cell, cell)) last.columns.push(statement);
    else {
      const isEnded = supported > 0 && index >= supported;
      merged.push({ columns: [statement], cell, isSecured: cell?.isSecured === true, isEnded });
    }
  });
  return merged;
}

function isEqual(a: SupportCell | undefined, b: SupportCell | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    a.status === b.status &&
    a.class === b.class &&
    a.security === b.security &&
    a.hasCaveat === b.hasCaveat &&
    // The link of a merged cell leads to one anchor.
    a.anchor === b.anchor &&
    (a.limit && limitText(a.limit)) === (b.limit && limitText(b.limit))
  );
}

/** A feature belongs to the heading above it; one that has features below it heads its own group. */
function groupsOf(rows: readonly MatrixRow[]): MatrixGroup[] {
  const parents = new Set(rows.map(({ row }) => featurePath(row).slice(0, -1).join('\n')));
  const groups: { id: string; title: string; rows: MatrixRow[] }[] = [];
  for (const each of rows) {
    const feature = featurePath(each.row);
    const path = parents.has(feature.join('\n')) ? feature : feature.slice(0, -1);
    const id = path.join('\n');
    const last = groups.at(-1);
    if (last?.id === id) last.rows.push(each);
    else groups.push({ id, title: path.at(-1) ?? '', rows: [each] });
  }
  return groups.map(({ title, rows: members }) => ({
    title,
    rows: members,
    isSame: members.every((each) => each.isSame),
    isSameNow: members.every((each) => each.isSameNow),
    isOld: members.every((each) => each.isOld),
  }));
}

/** The headings of a row, without its qualifier. */
function featurePath({ path, title }: SupportRow): readonly string[] {
  return title === path.at(-1) ? path : path.slice(0, -1);
}
