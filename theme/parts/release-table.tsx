// Releases side by side: their dates, and how many advisories speak of them.

import type { VNode } from 'preact';
import { href, supportPath } from '../../generator/lib/links.ts';
import type { Day, Model, ReleaseView } from '../../generator/types.ts';
import { type Column, Table } from './table.tsx';
import { CalendarDay } from './time.tsx';

type Shown = {
  readonly model: Model;
  readonly views: readonly ReleaseView[];
  readonly caption: string;
  /** Unique in the page. */
  readonly id: string;
};

/** Releases with their dates; a date that the team has not named says so. */
export function ReleaseTable({ model, views, caption, id }: Shown): VNode {
  const columns: (Column<ReleaseView> & { readonly isShown: boolean })[] = [
    {
      title: 'Release',
      isShown: true,
      cell: ({ release, path }) => (
        <>
          <a href={href(model.site, path)}>{release.name}</a>
          {release.suite !== undefined && <span class="note"> {release.suite}</span>}
        </>
      ),
    },
    { title: 'Released', isShown: true, cell: ({ release }) => day(release.released) },
    {
      title: 'Full support until',
      isShown: views.some(({ release }) => release.supportedUntil !== undefined),
      cell: ({ release }) => day(release.supportedUntil),
    },
    { title: 'Security support until', isShown: true, cell: ({ release }) => day(release.securityUntil) },
    {
      title: 'Advisories',
      isShown: true,
      class: 'number',
      cell: ({ rows }) => new Set(rows.map((row) => row.advisory)).size,
    },
    {
      title: 'Statement',
      isShown: views.some(({ statement }) => statement !== undefined),
      cell: ({ statement }) =>
        statement ? <a href={href(model.site, supportPath(statement.version))}>What is supported</a> : 'none',
    },
  ];
  return (
    <Table
      caption={caption}
      isCaptionHidden
      rows={views}
      columns={columns.filter((column) => column.isShown)}
      id={id}
    />
  );
}

const day = (value: Day | undefined): VNode | string =>
  value === undefined ? 'not stated' : <CalendarDay at={value} />;
