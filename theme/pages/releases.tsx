// "What hits my release?": for each release the state of every advisory and the answer per point release.

import type { VNode } from 'preact';
import { href, supportPath } from '../../generator/lib/links.ts';
import type { Model, PublicAdvisory, ReleaseView } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { AdvisoryLink } from '../parts/advisory-table.tsx';
import { CoverageStatus } from '../parts/coverage-table.tsx';
import { PackageLinks } from '../parts/links.tsx';
import { PackageSupportLink } from '../parts/package-support.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { CalendarDay } from '../parts/time.tsx';
import { count, fixedIn } from '../words.ts';

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
      description={`What affects ${release.name}, ${points.length > 0 ? 'by version and ' : ''}advisory by advisory`}
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
      <PackageSupportLink model={model} release={release} />
      {model.patchLevels.map(({ tree, branches }) =>
        branches.map(
          (branch) =>
            branch.release === release && (
              <p>
                <a href={href(model.site, branch.path)}>
                  Which fixes are in {tree.name} {branch.title}
                </a>
              </p>
            ),
        ),
      )}
      {points.length > 0 && <Points model={model} view={view} />}
      <h2 id="advisories">All advisories that speak of {release.name}</h2>
      {rows.length === 0 ? <p>No advisory.</p> : <RowTable model={model} view={view} />}
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

function Points({ model, view }: { model: Model; view: ReleaseView }): VNode {
  const points = view.points.toReversed();
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
          {point.affected.length > 0 && (
            <>
              <p>Affected by {count(point.affected.length, 'advisory', 'advisories')}:</p>
              <AdvisoryList model={model} advisories={point.affected} />
            </>
          )}
          <Rest model={model} view={view} point={point} />
        </section>
      ))}
    </>
  );
}

type Point = ReleaseView['points'][number];

/** What is not known to affect a version, in one sentence: nothing else, or what may. */
function Rest({ model, view, point }: { model: Model; view: ReleaseView; point: Point }): VNode | null {
  const { affected, undecided } = point;
  if (undecided.length === 0) return affected.length === 0 ? <p>None known.</p> : null;
  const isOpen = (advisory: PublicAdvisory) =>
    view.rows.some((row) => row.advisory === advisory && row.row.status === 'under-investigation');
  const open = undecided.filter(isOpen);
  const unsaid = undecided.filter((advisory) => !isOpen(advisory));
  return (
    <p>
      {affected.length === 0 ? 'None known' : 'No other known'}
      {open.length > 0 && (
        <>
          ; under investigation: <AdvisoryIds model={model} advisories={open} />
        </>
      )}
      {unsaid.length > 0 && (
        <>
          ; not stated by <AdvisoryIds model={model} advisories={unsaid} />
        </>
      )}
      .
    </p>
  );
}

function AdvisoryIds({ model, advisories }: { model: Model; advisories: readonly PublicAdvisory[] }): VNode {
  return (
    <>
      {advisories.map((advisory, index) => (
        <>
          {index > 0 && ', '}
          <a class="id" href={href(model.site, advisory.path)}>
            {advisory.id}
          </a>
        </>
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
    { title: 'Status', class: 'text', isShown: true, cell: ({ row }) => <CoverageStatus row={row} /> },
    { title: 'Fixed in', class: 'code short', isShown: true, cell: ({ row }) => fixedIn(row) },
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
