// The patches of an advisory: what each applies to, its size and its SHA-256, and the commits that carry the fix.

import type { VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import type { Model, Patch, PublicAdvisory, Site } from '../../generator/types.ts';
import { thousands } from '../words.ts';
import { Table } from './table.tsx';

type Shown = { readonly site: Site; readonly advisory: PublicAdvisory };

/** The files with everything that is needed to fetch and to check them. */
export function PatchTable({ site, advisory }: Shown): VNode {
  return (
    <Table
      caption={`Patches of ${advisory.id}`}
      isCaptionHidden
      rows={advisory.patches}
      columns={[
        {
          title: 'File',
          class: 'code',
          cell: (patch) => <a href={href(site, advisory.folder + patch.file)}>{patch.file}</a>,
        },
        { title: 'Applies to', class: 'wide', cell: (patch) => <Applies patch={patch} /> },
        { title: 'Size', class: 'number', cell: (patch) => `${thousands(patch.bytes.length)} bytes` },
        { title: 'SHA-256', class: 'code', cell: (patch) => <code class="hash">{patch.sha256}</code> },
      ]}
      id="patches"
    />
  );
}

function Applies({ patch }: { patch: Patch }): VNode {
  return (
    <>
      {patch.applies ?? (patch.releases.length > 0 ? patch.releases.join(', ') : 'not stated')}
      {patch.subject !== undefined && <span class="note"> {patch.subject}</span>}
    </>
  );
}

/** Branch by branch, the commits that carry the fix; nothing where none is stated. */
export function CommitTable({ advisory }: Pick<Shown, 'advisory'>): VNode | null {
  const rows = advisory.patches.flatMap((patch) =>
    Object.entries(patch.fixes).map(([branch, commit]) => ({ patch, branch, commit })),
  );
  if (rows.length === 0) return null;
  return (
    <Table
      caption="Commits that carry the fix"
      rows={rows}
      columns={[
        { title: 'Branch', class: 'code', cell: (row) => row.branch },
        { title: 'Commit', class: 'code', cell: (row) => <code class="commit">{row.commit}</code> },
        { title: 'Patch', class: 'code', cell: (row) => row.patch.file },
      ]}
      id="commits"
    />
  );
}

/** Where it is said which branches have the patches. */
export function TreeLinks({ model, advisory }: { model: Model; advisory: PublicAdvisory }): VNode {
  const views = model.patchLevels.filter(({ rows }) => rows.some((row) => row.advisory === advisory));
  return (
    <>
      {views.map(({ tree, path }) => (
        <p>
          <a href={`${href(model.site, path)}#${advisory.slug}`}>Which branches of {tree.name} have these patches</a>
        </p>
      ))}
    </>
  );
}
