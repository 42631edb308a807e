// Who is affected, where it is fixed and who is not affected, in a few lines for the top of an advisory: the same facts
// as the tables below it.

import { compareVersions } from '../generator/lib/versions/versions.ts';
import type { CoverageRow, PublicAdvisory, Statement } from '../generator/types.ts';
import { count, endedWords, isUnfixed, listWords, versionRange } from './words.ts';

/** One line of the summary: an answer and everything that it is given for. */
export type SummaryLine = { readonly title: string; readonly items: readonly string[] };

/** The answers in the order of a reader's questions. */
const titles = {
  affected: 'Affected',
  fixed: 'Fixed in',
  patched: 'Patch only',
  unfixed: 'No fix',
  'under-investigation': 'Under investigation',
  unknown: 'Not stated',
  'not-affected': 'Not affected',
} as const;

type Answer = keyof typeof titles;

type Item = { readonly answer: Answer; readonly text: string };

/** A line holds at most this many items; the table below has them all. */
const most = 8;

/** One line for each answer that occurs; a timeless one does not say which releases have no support today. */
export function summarize(advisory: PublicAdvisory, { isTimeless }: { isTimeless: boolean }): readonly SummaryLine[] {
  const isOne = new Set(advisory.coverage.map((row) => row.package)).size <= 1;
  const general = advisory.statements.filter((statement) => statement.release === undefined);
  const found: readonly Item[] = [
    ...general.flatMap((statement) => statementItems(statement, advisory.coverage)),
    ...affectedReleases(advisory.coverage, general),
    ...advisory.coverage.flatMap((row) => rowItems(isTimeless ? { ...row, isEnded: false } : row, isOne, general)),
  ];
  return (Object.keys(titles) as Answer[]).flatMap((answer): SummaryLine[] => {
    const items = [...new Set(found.filter((item) => item.answer === answer).map((item) => item.text))];
    if (items.length === 0) return [];
    const rest = items.length - most;
    return [
      {
        title: titles[answer],
        items: rest > 1 ? [...items.slice(0, most), `${count(rest, 'more', 'more')} in the table`] : items,
      },
    ];
  });
}

/** A statement says which versions are unsafe and which are safe, and so which never were unsafe. */
function statementItems(statement: Statement, coverage: readonly CoverageRow[]): Item[] {
  const { package: name, status, when } = statement;
  const narrowed = when === undefined ? '' : ` (${when})`;
  const versions = statement.unsafe ?? versionRange(statement);
  if (status !== 'affected' && status !== 'fixed') {
    return [{ answer: status, text: `${join(name, versions)}${narrowed}` }];
  }
  const safe = statement.safe ?? (statement.fixed === undefined ? undefined : `${statement.fixed} and later`);
  const spared = sparedVersions(statement, coverage);
  return [
    { answer: 'affected', text: `${join(name, versions)}${narrowed}` },
    ...(safe === undefined ? [] : [{ answer: 'fixed' as const, text: join(name, safe) }]),
    ...spared.map((range) => ({ answer: 'not-affected' as const, text: `${name} ${range}` })),
  ];
}

/** What lies outside the first and last affected version, unless something else is said about a release there. */
function sparedVersions({ package: name, from, to }: Statement, coverage: readonly CoverageRow[]): string[] {
  const isSpared = (side: -1 | 1, edge: string) =>
    coverage
      .filter((row) => row.package === name && row.release.product !== undefined)
      .filter((row) => Math.sign(compareVersions('dotted', row.release.id, edge)) === side)
      .every((row) => row.status === 'not-affected' || edge.startsWith(`${row.release.id}.`));
  return [
    ...(from !== undefined && isSpared(-1, from) ? [`older than ${from}`] : []),
    ...(to !== undefined && isSpared(1, to) ? [`newer than ${to}`] : []),
  ];
}

/** Of packages about which nothing is said as such, the releases that are or were affected. */
function affectedReleases(coverage: readonly CoverageRow[], general: readonly Statement[]): Item[] {
  const hit = coverage.filter(
    (row) =>
      (row.status === 'affected' || row.status === 'fixed') &&
      !general.some((statement) => statement.package === row.package),
  );
  return [...new Set(hit.map((row) => row.package))].map((name) => {
    const places = hit
      .filter((row) => row.package === name)
      .map((row) => {
        const versions = versionRange(row);
        return `${row.release.name}${versions && ` (${versions})`}`;
      });
    return { answer: 'affected', text: `${name} in ${listWords(places)}` };
  });
}

/** What the statement about the package as such says is not said again for each release. */
function rowItems(row: CoverageRow, isOnePackage: boolean, general: readonly Statement[]): Item[] {
  const known = general.find((statement) => statement.package === row.package);
  const place = isOnePackage ? row.release.name : `${row.package} in ${row.release.name}`;
  const narrowed = row.when === undefined || row.when === known?.when ? '' : ` (${row.when})`;
  if (row.status === 'not-affected' && known && isOutside(row, known)) return [];
  if (row.status !== 'affected' && row.status !== 'fixed') {
    return [{ answer: row.status, text: `${place}${narrowed}` }];
  }
  const ended = row.isEnded ? `, ${endedWords(row.release)}` : '';
  const answer = isUnfixed(row) ? (row.patches.length > 0 ? 'patched' : 'unfixed') : 'fixed';
  return [{ answer, text: row.fixed === undefined ? `${place}${ended}` : `${place}: ${row.fixed}${narrowed}` }];
}

/** True when the release lies outside the first and the last affected version, which the summary names anyway. */
function isOutside({ release }: CoverageRow, { from, to }: Statement): boolean {
  const isBeyond = (side: -1 | 1, edge: string | undefined) =>
    edge !== undefined && Math.sign(compareVersions('dotted', release.id, edge)) === side;
  return release.product !== undefined && (isBeyond(-1, from) || isBeyond(1, to));
}

const join = (name: string, versions: string): string => (versions === '' ? name : `${name} ${versions}`);
