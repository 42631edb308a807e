// Who is affected and who is not, in a few lines for the top of an advisory: the same facts as the tables below it.

import type { Coverage, CoverageRow, PublicAdvisory, Statement } from '../generator/types.ts';
import { count, versionRange } from './words.ts';

/** One line of the summary: a state and everything that is in it. */
export type SummaryLine = { readonly status: Coverage; readonly title: string; readonly items: readonly string[] };

const titles: readonly (readonly [Coverage, string])[] = [
  ['affected', 'Affected'],
  ['fixed', 'Fixed in'],
  ['under-investigation', 'Under investigation'],
  ['unknown', 'Not stated'],
  ['not-affected', 'Not affected'],
];

/** A line holds at most this many items; the table below has them all. */
const most = 8;

/** One line for each state that occurs. */
export function summarize(advisory: PublicAdvisory): readonly SummaryLine[] {
  const isOne = new Set(advisory.coverage.map((row) => row.package)).size <= 1;
  const general = advisory.statements.filter((statement) => statement.release === undefined);
  const found = [
    ...general.flatMap(statementItems),
    ...advisory.coverage.map((row) => ({ status: row.status, text: rowItem(row, isOne, general) })),
  ];
  return titles.flatMap(([status, title]): SummaryLine[] => {
    const items = [...new Set(found.filter((item) => item.status === status).map((item) => item.text))];
    if (items.length === 0) return [];
    const rest = items.length - most;
    return [
      {
        status,
        title,
        items: rest > 1 ? [...items.slice(0, most), `${count(rest, 'more', 'more')} in the table`] : items,
      },
    ];
  });
}

/** True when at least one release or package has a fixed version. */
export function hasFix({ coverage, statements }: PublicAdvisory): boolean {
  return [...coverage, ...statements].some(
    (each) => each.fixed !== undefined || ('safe' in each && each.safe !== undefined),
  );
}

/** A statement says up to two things: which versions are unsafe and which are safe. */
function statementItems(statement: Statement): { status: Coverage; text: string }[] {
  const { status, when } = statement;
  const narrowed = when === undefined ? '' : ` (${when})`;
  const versions = statement.unsafe ?? versionRange(statement);
  if (status !== 'affected' && status !== 'fixed')
    return [{ status, text: `${join(statement.package, versions)}${narrowed}` }];
  const safe = statement.safe ?? (statement.fixed === undefined ? undefined : `${statement.fixed} and later`);
  return [
    { status: 'affected', text: `${join(statement.package, versions)}${narrowed}` },
    ...(safe === undefined ? [] : [{ status: 'fixed' as const, text: join(statement.package, safe) }]),
  ];
}

/** What the statement about the package as such says is not said again for each release. */
function rowItem(row: CoverageRow, isOnePackage: boolean, general: readonly Statement[]): string {
  const known = general.find((statement) => statement.package === row.package);
  const version = row.fixed ?? (row.status === 'affected' && !known ? versionRange(row) : '');
  const place = isOnePackage ? row.release.name : `${row.package} in ${row.release.name}`;
  const when = row.when === known?.when ? undefined : row.when;
  return `${place}${version === '' ? '' : `: ${version}`}${when === undefined ? '' : ` (${when})`}`;
}

const join = (name: string, versions: string): string => (versions === '' ? name : `${name} ${versions}`);
