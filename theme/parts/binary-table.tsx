// What to install: binary packages with their versions, release by release.

import type { VNode } from 'preact';
import { href, releasePath } from '../../generator/lib/links.ts';
import type { BinaryPackage, Model, PublicAdvisory } from '../../generator/types.ts';
import { type Column, Table } from './table.tsx';

/** One row a package and release, in the order of the advisory. */
export function BinaryTable({ model, advisory }: { model: Model; advisory: PublicAdvisory }): VNode {
  const { binaries = [] } = advisory;
  const columns: (Column<BinaryPackage> & { readonly isShown: boolean })[] = [
    { title: 'Release', class: 'short', isShown: true, cell: (row) => <ReleaseLink model={model} id={row.release} /> },
    { title: 'Package', class: 'code long', isShown: true, cell: (row) => row.name },
    { title: 'Fixed in', class: 'code long', isShown: true, cell: (row) => row.version },
    {
      title: 'Note',
      class: 'text',
      isShown: binaries.some((row) => row.note !== undefined),
      cell: (row) => row.note ?? '–',
    },
  ];
  return (
    <Table
      caption={`Packages to install for ${advisory.id}`}
      isCaptionHidden
      rows={binaries}
      columns={columns.filter((column) => column.isShown)}
      id="binaries"
    />
  );
}

function ReleaseLink({ model, id }: { model: Model; id: string }): VNode {
  const release = model.site.releases.find((each) => each.id === id || each.codename === id);
  return release ? <a href={href(model.site, releasePath(release.id))}>{release.name}</a> : <span>{id}</span>;
}
