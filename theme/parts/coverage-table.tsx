// What is known, release by release and package by package. No cell is empty: what is not known says so.

import type { VNode } from 'preact';
import { href, releasePath } from '../../generator/lib/links.ts';
import type { CoverageRow, Model, PublicAdvisory, Site, Statement } from '../../generator/types.ts';
import { coverageNote, fixedIn, versionRange } from '../words.ts';
import { Inline } from './inline.tsx';
import { PackageLinks } from './links.tsx';
import { PackageSupportNote } from './package-support.tsx';
import { type Column, Table } from './table.tsx';
import { StatusTag } from './tags.tsx';
import { CalendarDay } from './time.tsx';

/** Every release that the team supports or the advisory speaks of. */
export function CoverageTable({
  model,
  advisory,
  caption,
}: {
  model: Model;
  advisory: PublicAdvisory;
  caption: string;
}): VNode {
  const { site } = model;
  const rows = advisory.coverage;
  const ranges = new Set(rows.map(versionRange).filter((range) => range !== ''));
  // One range for all releases, and their common condition, are what the table of versions says.
  const general = advisory.statements.filter((statement) => statement.release === undefined);
  const narrowed = ({ when, ...row }: CoverageRow): CoverageRow => {
    const isSaid = general.some((statement) => statement.package === row.package && statement.when === when);
    return { ...row, ...(when !== undefined && !isSaid && { when }) };
  };
  const columns: (Column<CoverageRow> & { readonly isShown: boolean })[] = [
    {
      title: 'Release',
      class: 'short',
      isShown: true,
      cell: ({ release }) => <a href={href(site, releasePath(release.id))}>{release.name}</a>,
    },
    {
      title: 'Package',
      isShown: new Set(rows.map((row) => row.package)).size > 1,
      cell: (row) => <PackageLinks model={model} names={[row.package]} />,
    },
    {
      title: 'Security support',
      // Limits of a package are words, not only a day.
      class: rows.some((row) => row.packageSupport) ? 'text' : 'short',
      isShown: true,
      cell: (row) => <SupportEnd row={row} model={model} />,
    },
    { title: 'Status', class: 'text', isShown: true, cell: (row) => <CoverageStatus row={narrowed(row)} /> },
    {
      title: 'Versions',
      class: 'code',
      isShown: ranges.size > 1 || [...ranges].some((range) => !general.some((each) => versionRange(each) === range)),
      cell: (row) => versionRange(row) || '–',
    },
    {
      title: 'Fixed in',
      // A version is not broken, unless it alone would push the table over the edge.
      class: rows.some((row) => (row.fixed?.length ?? 0) > 24) ? 'code long' : 'code short',
      isShown: rows.some((row) => row.fixed !== undefined),
      cell: (row) => fixedIn(row),
    },
    {
      title: 'Patches',
      class: 'code',
      isShown: rows.some((row) => row.patches.length > 0),
      cell: (row) => <PatchNames site={site} advisory={advisory} row={row} />,
    },
  ];
  return (
    <Table
      caption={caption}
      isCaptionHidden
      rows={rows}
      columns={columns.filter((column) => column.isShown)}
      id="releases"
    />
  );
}

/** When security support ends or ended: a date that stays true, and a state only where it helps. */
function SupportEnd({ row, model }: { row: CoverageRow; model: Model }): VNode {
  const { release, isEnded, packageSupport } = row;
  const { securityUntil } = release;
  if (packageSupport && !isEnded)
    return <PackageSupportNote support={packageSupport} release={release} model={model} />;
  if (securityUntil === undefined) return <>{isEnded ? 'ended' : 'no end stated'}</>;
  return (
    <>
      {isEnded ? 'ended' : 'until'} <CalendarDay at={securityUntil} />
    </>
  );
}

/** The state of a row and what narrows or explains it. */
export function CoverageStatus({ row }: { row: CoverageRow }): VNode {
  const note = coverageNote(row);
  return (
    <>
      <StatusTag status={row.status} />
      {note !== '' && (
        <span class="note">
          {' '}
          <Inline text={note} />
        </span>
      )}
    </>
  );
}

/** One a line; the folder that they share is said once. */
function PatchNames({ site, advisory, row }: { site: Site; advisory: PublicAdvisory; row: CoverageRow }): VNode {
  if (row.patches.length === 0) return <>–</>;
  const folders = new Set(row.patches.map((patch) => patch.file.slice(0, patch.file.lastIndexOf('/') + 1)));
  const [folder = ''] = folders.size === 1 ? folders : [];
  return (
    <>
      {folder !== '' && `${folder}:`}
      <ul class="plain">
        {row.patches.map((patch) => (
          <li>
            <a href={href(site, advisory.folder + patch.file)}>{patch.file.slice(folder.length)}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the advisory says about packages as such, and about releases that the table of releases does not have. */
export function StatementTable({ model, statements }: { model: Model; statements: readonly Statement[] }): VNode {
  const columns: (Column<Statement> & { readonly isShown: boolean })[] = [
    { title: 'Package', isShown: true, cell: (row) => <PackageLinks model={model} names={[row.package]} /> },
    {
      title: 'Release',
      isShown: statements.some((row) => row.release !== undefined),
      cell: (row) => row.release ?? 'any',
    },
    {
      title: 'Repository',
      isShown: statements.some((row) => row.repository !== undefined),
      cell: (row) => row.repository ?? '–',
    },
    { title: 'Group', isShown: statements.some((row) => row.group !== undefined), cell: (row) => row.group ?? '–' },
    {
      title: 'Status',
      class: 'text',
      isShown: true,
      cell: (row) => (
        <>
          <StatusTag status={row.status} />
          {[row.when, row.reason]
            .filter((part) => part !== undefined)
            .map((part) => (
              <span class="note">
                {' '}
                <Inline text={part} />
              </span>
            ))}
        </>
      ),
    },
    {
      title: 'Unsafe',
      class: 'code',
      isShown: statements.some((row) => unsafe(row) !== ''),
      cell: (row) => unsafe(row) || '–',
    },
    {
      title: 'Safe',
      class: 'code',
      isShown: statements.some((row) => safe(row) !== ''),
      cell: (row) => safe(row) || '–',
    },
  ];
  return (
    <Table
      caption="Affected and fixed versions of each package"
      isCaptionHidden
      rows={statements}
      columns={columns.filter((column) => column.isShown)}
      id="versions"
    />
  );
}

const unsafe = (row: Statement): string => row.unsafe ?? versionRange(row);
const safe = (row: Statement): string => row.safe ?? (row.fixed === undefined ? '' : `${row.fixed} and later`);
