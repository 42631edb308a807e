// What is known, release by release and package by package. No cell is empty: what is not known says so.

import type { VNode } from 'preact';
import { href, releasePath } from '../../generator/lib/links.ts';
import type { CoverageRow, Model, PublicAdvisory, Site, Statement } from '../../generator/types.ts';
import { coverageNote, supportWords, versionRange } from '../words.ts';
import { PackageLinks } from './links.tsx';
import { type Column, Table } from './table.tsx';
import { StatusTag } from './tags.tsx';

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
  // One range for all releases is what the table of versions says.
  const hasGeneral = advisory.statements.some((statement) => statement.release === undefined);
  const columns: (Column<CoverageRow> & { readonly isShown: boolean })[] = [
    {
      title: 'Release',
      isShown: true,
      cell: ({ release }) => <a href={href(site, releasePath(release.id))}>{release.name}</a>,
    },
    {
      title: 'Package',
      isShown: new Set(rows.map((row) => row.package)).size > 1,
      cell: (row) => <PackageLinks model={model} names={[row.package]} />,
    },
    { title: 'Security support', isShown: true, cell: ({ release, isEnded }) => supportWords(release, isEnded) },
    { title: 'Status', class: 'wide', isShown: true, cell: (row) => <CoverageStatus row={row} /> },
    {
      title: 'Versions',
      class: 'code',
      isShown: ranges.size > (hasGeneral ? 1 : 0),
      cell: (row) => versionRange(row) || '–',
    },
    {
      title: 'Fixed in',
      class: 'code',
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

/** The state of a row and what narrows or explains it. */
export function CoverageStatus({ row }: { row: CoverageRow }): VNode {
  const note = coverageNote(row);
  return (
    <>
      <StatusTag status={row.status} />
      {note !== '' && <span class="note"> {note}</span>}
    </>
  );
}

/** The first fixed version, or why there is none. */
export function fixedIn(row: CoverageRow): string {
  if (row.fixed !== undefined) return row.fixed;
  return row.status === 'affected' ? 'no fix' : '–';
}

function PatchNames({ site, advisory, row }: { site: Site; advisory: PublicAdvisory; row: CoverageRow }): VNode {
  if (row.patches.length === 0) return <>–</>;
  return (
    <>
      {row.patches.map((patch, index) => (
        <>
          {index > 0 && ', '}
          <a href={href(site, advisory.folder + patch.file)}>{patch.file}</a>
        </>
      ))}
    </>
  );
}

/** What the advisory says about packages as such, whatever the release. */
export function StatementTable({ model, statements }: { model: Model; statements: readonly Statement[] }): VNode {
  const columns: (Column<Statement> & { readonly isShown: boolean })[] = [
    { title: 'Package', isShown: true, cell: (row) => <PackageLinks model={model} names={[row.package]} /> },
    {
      title: 'Repository',
      isShown: statements.some((row) => row.repository !== undefined),
      cell: (row) => row.repository ?? '–',
    },
    { title: 'Group', isShown: statements.some((row) => row.group !== undefined), cell: (row) => row.group ?? '–' },
    {
      title: 'Status',
      class: 'wide',
      isShown: true,
      cell: (row) => (
        <>
          <StatusTag status={row.status} />
          {[row.when, row.reason]
            .filter((part) => part !== undefined)
            .map((part) => (
              <span class="note"> {part}</span>
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
