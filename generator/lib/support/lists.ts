// The coverage of packages as lists for `check-support-status` of Debian's package debian-security-support, which tells
// the owners of a machine what it has installed without full support. Its man page describes the columns. The first
// column is a Perl expression that has to match a whole name, and the first line that matches counts.

import type { PackageSupport, PackageSupportList, Release, Site } from '../../types.ts';
import { covers } from './package-names.ts';
import { supportOfPackage } from './package-support.ts';

/** The file of a release's early ends, below `/data/v1/`. */
export const endedPath = (release: Release): string => `/data/v1/security-support-ended.${releaseNumber(release)}`;

/** The file of a release's limits, below `/data/v1/`. */
export const limitedPath = (release: Release): string => `/data/v1/security-support-limited.${releaseNumber(release)}`;

/** The file of all limits. */
export const ALL_LIMITED = '/data/v1/security-support-limited';

const releaseNumber = ({ id, number }: Release): string => number ?? id;

/** Packages whose security support ends before that of the release: name, last version with support, date, reason. */
export function endedList({ release, entries }: PackageSupportList): string {
  const ended = entries.filter(({ kind }) => kind === 'ended');
  const rows = ended.map((entry) => [
    expression(entry.name, ended, entries),
    entry.version ?? '0',
    entry.date ?? '',
    oneLine(entry.reason ?? ''),
  ]);
  return listOf(
    [
      `Packages whose security support ends before that of ${release.name}`,
      'Columns: source package, last version with support, first day without, details',
    ],
    rows,
  );
}

/** Packages with limited security support, or with that of the community only: name, reason. */
export function limitedList({ title, team }: Site, lists: readonly PackageSupportList[]): string {
  const isLimited = ({ kind }: PackageSupport) => kind === 'limited' || kind === 'community';
  const [only, ...others] = lists;
  const all = lists.flatMap(({ entries }) => entries);
  const limitsOf = (name: string) =>
    lists.flatMap((list) => {
      const found = list.entries.find((entry) => entry.name === name) ?? supportOfPackage(list, name);
      return found && isLimited(found) ? [{ list, reason: reasonOf(found, team.name) }] : [];
    });
  const limited = unique(all).filter(({ name }) => limitsOf(name).length > 0);
  const rows = limited.map((entry) => {
    const reasons = limitsOf(entry.name);
    const isSame = reasons.length === lists.length && new Set(reasons.map(({ reason }) => reason)).size === 1;
    const words = isSame
      ? [reasons[0]?.reason ?? '']
      : reasons.map(({ list, reason }) => `${list.release.name}: ${reason}`);
    return [expression(entry.name, limited, all), oneLine(words.join(' '))];
  });
  const scope = only && others.length === 0 ? only.release.name : title;
  return listOf([`Packages with limited security support: ${scope}`, 'Columns: source package, details'], rows);
}

function reasonOf({ kind, reason }: PackageSupport, team: string): string {
  return kind === 'community' ? `Supported by the community only, not by ${team}.` : (reason ?? '');
}

/** One entry for each name, the more exact ones first. */
function unique(entries: readonly PackageSupport[]): readonly PackageSupport[] {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return [...byName.values()].sort(
    (a, b) => rank(b.name) - rank(a.name) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
}

const rank = (name: string): number => (name.includes('*') ? name.replaceAll('*', '').length : 1000);

/**
 * The name as an expression. A pattern leaves out the more exact names that it covers and that have no line of their
 * own in the list. Classes such as `[+]` stand where others escape: the tool reads lines in a way that drops backslashes.
 */
function expression(name: string, inList: readonly PackageSupport[], all: readonly PackageSupport[]): string {
  if (!name.includes('*')) return literal(name);
  const listed = new Set(inList.map((entry) => entry.name));
  const others = unique(all)
    .filter((entry) => entry.name !== name && !listed.has(entry.name) && covers(name, entry.name))
    .map((entry) => literal(entry.name));
  return `${others.length > 0 ? `(?!(?:${others.join('|')})$)` : ''}${literal(name)}`;
}

const literal = (name: string): string => name.replace(/[.+]/g, '[$&]').replaceAll('*', '.*');

/** The tool reads a backslash as an escape, at the end of a line even as its continuation. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('\\', '/').trim();

function listOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column < row.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell))
      .join('  ')
      .trimEnd(),
  );
  return [...head.map((line) => `# ${line}`), '', ...lines].map((line) => `${line}\n`).join('');
}
