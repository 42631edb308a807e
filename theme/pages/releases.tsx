// "What hits my release?": all releases, and for each the state of every advisory and the answer per point release.

import type { VNode } from 'preact';
import { href, supportPath } from '../../generator/lib/links.ts';
import type { Model, PublicAdvisory, ReleaseView } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { AdvisoryLink } from '../parts/advisory-table.tsx';
import { CoverageStatus, fixedIn } from '../parts/coverage-table.tsx';
import { PackageLinks } from '../parts/links.tsx';
import { ReleaseTable } from '../parts/release-table.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { CalendarDay } from '../parts/time.tsx';
import { count } from '../words.ts';

/** All releases, the supported ones first. */
export function ReleasesPage({ model, styles }: Frame): VNode {
  const supported = model.releases.filter((view) => view.isSupported);
  const ended = model.releases.filter((view) => !view.isSupported);
  return (
    <Layout
      model={model}
      styles={styles}
      title="Releases"
      path="/releases/"
      description="Every release, its support dates and what affects it"
    >
      <h1>Releases</h1>
      <p class="lead">Choose your release to see which advisories affect it, and in which version each is fixed.</p>
      {model.releases.length === 0 && <p>No releases are named yet.</p>}
      {supported.length > 0 && (
        <>
          <h2 id="supported">With security support</h2>
          <ReleaseTable model={model} views={supported} caption="Releases with security support" id="supported" />
        </>
      )}
      {ended.length > 0 && (
        <>
          <h2 id="ended">Security support has ended</h2>
          <ReleaseTable model={model} views={ended} caption="Releases without security support" id="ended" />
        </>
      )}
    </Layout>
  );
}

/** One release. */
export function ReleasePage({ model, styles, view }: Frame & { view: ReleaseView }): VNode {
  const { release, rows, points } = view;
  const title = `What affects ${release.name}`;
  return (
    <Layout
      model={model}
      styles={styles}
      title={title}
      path={view.path}
      description={`Advisories for ${release.name}, by point release and by state`}
      current="/releases/"
    >
      <h1>{title}</h1>
      <p class="lead">
        <Dates view={view} />
      </p>
      {view.statement && (
        <p>
          <a href={href(model.site, supportPath(view.statement.version))}>What is supported in {release.name}</a>
        </p>
      )}
      {points.length > 0 && <Points model={model} points={points} />}
      <h2 id="advisories">All advisories that speak of {release.name}</h2>
      {rows.length === 0 ? <p>None known.</p> : <RowTable model={model} view={view} />}
    </Layout>
  );
}

function Dates({ view }: { view: ReleaseView }): VNode {
  const { released, supportedUntil, securityUntil } = view.release;
  return (
    <>
      {released !== undefined && (
        <>
          Released <CalendarDay at={released} />.{' '}
        </>
      )}
      {supportedUntil !== undefined && (
        <>
          Full support until <CalendarDay at={supportedUntil} />.{' '}
        </>
      )}
      {securityUntil === undefined ? (
        'No end of security support is stated.'
      ) : (
        <>
          Security support {view.isSupported ? 'until' : 'ended'} <CalendarDay at={securityUntil} />.
        </>
      )}
    </>
  );
}

function Points({ model, points }: { model: Model; points: ReleaseView['points'] }): VNode {
  return (
    <>
      <h2 id="points">By version</h2>
      <nav class="inline" aria-label="Versions">
        <ul>
          {points.map((point) => (
            <li>
              <a href={`#${point.version}`}>{point.version}</a>
            </li>
          ))}
        </ul>
      </nav>
      {points.map((point) => (
        <section aria-labelledby={point.version}>
          <h3 id={point.version}>{point.version}</h3>
          {point.affected.length === 0 ? (
            <p>None known.</p>
          ) : (
            <>
              <p>Affected by {count(point.affected.length, 'advisory', 'advisories')}:</p>
              <AdvisoryList model={model} advisories={point.affected} />
            </>
          )}
          {point.undecided.length > 0 && (
            <>
              <p>Not decided, because the advisory names no version that would tell:</p>
              <AdvisoryList model={model} advisories={point.undecided} />
            </>
          )}
        </section>
      ))}
    </>
  );
}

function AdvisoryList({ model, advisories }: { model: Model; advisories: readonly PublicAdvisory[] }): VNode {
  return (
    <ul>
      {advisories.map((advisory) => (
        <li>
          <AdvisoryLink model={model} advisory={advisory} />
        </li>
      ))}
    </ul>
  );
}

type Row = ReleaseView['rows'][number];

function RowTable({ model, view }: { model: Model; view: ReleaseView }): VNode {
  const columns: (Column<Row> & { readonly isShown: boolean })[] = [
    {
      title: 'Advisory',
      class: 'wide',
      isShown: true,
      cell: ({ advisory }) => <AdvisoryLink model={model} advisory={advisory} />,
    },
    {
      title: 'Package',
      isShown: view.rows.some(({ row }) => row.package !== view.release.product),
      cell: ({ row }) => <PackageLinks model={model} names={[row.package]} />,
    },
    { title: 'Status', isShown: true, cell: ({ row }) => <CoverageStatus row={row} /> },
    { title: 'Fixed in', class: 'code', isShown: true, cell: ({ row }) => fixedIn(row) },
    { title: 'Published', isShown: true, cell: ({ advisory }) => <CalendarDay at={advisory.published} /> },
  ];
  return (
    <Table
      caption={`Advisories that speak of ${view.release.name}`}
      isCaptionHidden
      rows={view.rows}
      columns={columns.filter((column) => column.isShown)}
      id="advisories"
    />
  );
}
