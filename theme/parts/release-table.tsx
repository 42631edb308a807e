// Releases side by side: their dates, and how many advisories speak of them.

import type { VNode } from 'preact';
import { href, supportPath } from '../../generator/lib/links.ts';
import type { Day, Lifecycle, Model } from '../../generator/types.ts';
import { type Column, Table } from './table.tsx';
import { CalendarDay } from './time.tsx';

type Shown = {
  readonly model: Model;
  readonly releases: readonly Lifecycle[];
  readonly caption: string;
  /** Unique in the page. */
  readonly id: string;
};

/** Releases with their dates; a date that the team has not named says so. */
export function ReleaseTable({ model, releases, caption, id }: Shown): VNode {
  const columns: (Column<Lifecycle> & { readonly isShown: boolean })[] = [
    {
      title: 'Release',
      isShown: true,
      cell: ({ name, path, view }) => (
        <>
          <a href={href(model.site, path)}>{name}</a>
          {view?.release.suite !== undefined && <span class="note"> {view.release.suite}</span>}
        </>
      ),
    },
    { title: 'Released', isShown: true, cell: ({ released }) => day(released) },
    {
      title: 'Full support until',
      isShown: releases.some(({ supportedUntil }) => supportedUntil !== undefined),
      cell: ({ supportedUntil }) => day(supportedUntil),
    },
    { title: 'Security support until', isShown: true, cell: ({ securityUntil }) => day(securityUntil) },
    {
      title: 'Advisories',
      isShown: releases.some(({ view }) => view !== undefined),
      class: 'number',
      cell: ({ view }) => (view ? new Set(view.rows.map((row) => row.advisory)).size : 'not followed'),
    },
    {
      title: 'Statement',
      isShown: releases.some(({ statement }) => statement !== undefined),
      cell: ({ statement }) =>
        statement ? <a href={href(model.site, supportPath(statement.version))}>What is supported</a> : 'none',
    },
  ];
  return (
    <Table
      caption={caption}
      isCaptionHidden
      rows={releases}
      columns={columns.filter((column) => column.isShown)}
      id={id}
    />
  );
}

const day = (value: Day | undefined): VNode | string =>
  value === undefined ? 'not stated' : <CalendarDay at={value} />;
