// A list of advisories: id and title first, then what the series (or the page) puts beside them.

import type { VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import { FACETS, facetsOf } from '../../generator/lib/search/facets.ts';
import type { IndexColumn, Model, PublicAdvisory } from '../../generator/types.ts';
import { count } from '../words.ts';
import { Inline } from './inline.tsx';
import { CveLinks, PackageLinks } from './links.tsx';
import { type Column, Table } from './table.tsx';
import { ChangeTag, SeverityTag } from './tags.tsx';
import { CalendarDay } from './time.tsx';

/** What the list shows. */
export type AdvisoryTableProps = {
  readonly model: Model;
  readonly advisories: readonly PublicAdvisory[];
  readonly caption: string;
  readonly isCaptionHidden?: boolean;
  readonly columns?: readonly IndexColumn[];
  /** Unique in the page. */
  readonly id: string;
  /** True where a script narrows the list: rows then say what they are. */
  readonly isFiltered?: boolean;
};

/** The columns of lists that mix several series. */
const mixed: readonly IndexColumn[] = ['severity', 'packages', 'version'];

/** Advisories as a table; says so when there is none. A column in which no row has anything is left out. */
export function AdvisoryTable({
  model,
  advisories,
  caption,
  isCaptionHidden,
  columns = mixed,
  id,
  isFiltered,
}: AdvisoryTableProps): VNode {
  if (advisories.length === 0) return <p>No advisories.</p>;
  const named = columns.filter((name) => advisories.some((advisory) => hasValue[name](advisory)));
  return (
    <Table
      caption={caption}
      isCaptionHidden={isCaptionHidden ?? false}
      id={id}
      rows={advisories}
      {...(isFiltered && { data: facetData })}
      columns={[
        { title: 'Advisory', class: 'wide', cell: (advisory) => <Entry model={model} advisory={advisory} /> },
        ...named.filter((name) => name !== 'version').map((name) => column(model, name)),
        { title: 'Published', cell: ({ published }) => <CalendarDay at={published} /> },
        ...named.filter((name) => name === 'version').map((name) => column(model, name)),
      ]}
    />
  );
}

/** What the script of the filters reads; a name may have blanks, but no line end. */
function facetData(advisory: PublicAdvisory): Readonly<Record<`data-${string}`, string>> {
  const facets = facetsOf(advisory);
  return Object.fromEntries(FACETS.map((facet) => [`data-${facet}`, facets[facet].join('\n')]));
}

function Entry({ model, advisory }: { model: Model; advisory: PublicAdvisory }): VNode {
  const isUpdated = !advisory.isWithdrawn && advisory.latest.version !== advisory.revisions[0]?.version;
  return (
    <>
      <AdvisoryLink model={model} advisory={advisory} />
      {isUpdated && (
        <>
          {' '}
          <ChangeTag kind="updated" />
        </>
      )}
    </>
  );
}

/** Id and title, as one link, and the tag of one that was withdrawn. */
export function AdvisoryLink({ model, advisory }: { model: Model; advisory: PublicAdvisory }): VNode {
  return (
    <>
      <a class="advisory" href={href(model.site, advisory.path)}>
        <span class="id">{advisory.id}</span> <Inline text={advisory.title} />
      </a>
      {advisory.isWithdrawn && (
        <>
          {' '}
          <ChangeTag kind="withdrawn" />
        </>
      )}
    </>
  );
}

const hasValue: Readonly<Record<IndexColumn, (advisory: PublicAdvisory) => boolean>> = {
  severity: ({ severity }) => severity !== undefined,
  packages: ({ packages }) => packages.length > 0,
  cves: ({ cves }) => cves.length > 0,
  version: () => true,
  updated: () => true,
  files: ({ patches }) => patches.length > 0,
};

function column(model: Model, name: IndexColumn): Column<PublicAdvisory> {
  switch (name) {
    case 'severity':
      return {
        title: 'Severity',
        // A notice that is about no version has no severity to be rated.
        cell: ({ severity, kind, statements }) =>
          severity ? <SeverityTag severity={severity} /> : (statements.length === 0 && kind) || 'not rated',
      };
    case 'packages':
      return {
        title: 'Packages',
        cell: ({ packages }) => named(packages, <PackageLinks model={model} names={packages} most={3} />),
      };
    case 'cves':
      return { title: 'CVE', cell: ({ cves }) => named(cves, <CveLinks model={model} names={cves} most={3} />) };
    case 'version':
      return { title: 'Version', cell: ({ version }) => version, class: 'number' };
    case 'updated':
      return { title: 'Updated', cell: ({ updated }) => <CalendarDay at={updated} /> };
    case 'files':
      return {
        title: 'Patches',
        cell: ({ path, patches }) =>
          named(patches, <a href={`${href(model.site, path)}#patches`}>{count(patches.length, 'patch', 'patches')}</a>),
      };
    default:
      return name satisfies never;
  }
}

const named = (list: readonly unknown[], shown: VNode): VNode | string => (list.length > 0 ? shown : 'none');
