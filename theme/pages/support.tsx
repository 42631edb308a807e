// The support matrix: what is supported in which release. Equal neighbours are one cell, so a change jumps to the eye;
// rows that say the same everywhere can be folded away, with two radio buttons and no script.

import type { VNode } from 'preact';
import { href, supportPath } from '../../generator/lib/links.ts';
import {
  type MatrixGroup,
  type MatrixRow,
  type MatrixView,
  type MergedCell,
  matrixView,
} from '../../generator/lib/matrix-view.ts';
import type { Model, Site, SupportStatement } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { SecurityMark, SupportLegend, statusClasses } from '../parts/support-status.tsx';
import { count } from '../words.ts';

/** `/support/` with the releases that have security support today, or `/support/all/` with all of them. */
export function SupportPage({ model, styles, which }: Frame & { which: 'supported' | 'all' }): VNode {
  const view = matrixView(model.support, model.now, which);
  const path = which === 'all' ? '/support/all/' : '/support/';
  const title = which === 'all' ? 'What is supported, in all releases' : 'What is supported';
  return (
    <Layout
      model={model}
      styles={styles}
      title={title}
      path={path}
      current="/support/"
      description="The support status of every feature in every release"
    >
      <h1>{title}</h1>
      <p class="lead">
        The status of every feature in each release, in the words of the release's support statement. A status that is a
        link has a caveat: the link leads to it.
      </p>
      <SupportLegend />
      <ReleaseChoice model={model} view={view} path={path} />
      {view.rowCount > 0 && <RowChoice view={view} />}
      <p class="skip-table">
        <a class="skip" href="#after-matrix">
          Skip the table
        </a>
      </p>
      <section class="support-scroll" aria-label="Support matrix" tabindex={0}>
        <MatrixTable site={model.site} view={view} />
      </section>
      <div id="after-matrix" />
      <p>
        The same as data: <a href={href(model.site, '/data/v1/support.json')}>support.json</a>,{' '}
        <a href={href(model.site, '/data/v1/support.tsv')}>support.tsv</a>.
      </p>
    </Layout>
  );
}

/** Which releases are shown: two pages, so that the choice is a link. */
function ReleaseChoice({ model, view, path }: { model: Model; view: MatrixView; path: string }): VNode | null {
  const all = model.support.statements.length;
  if (view.supported === all) return null;
  if (view.supported === 0) return <p>None of these releases has security support on {model.now.slice(0, 10)}.</p>;
  const choices = [
    { path: '/support/', title: `with security support on ${model.now.slice(0, 10)}: ${view.supported}` },
    { path: '/support/all/', title: `all: ${all}` },
  ];
  return (
    <nav class="inline support-releases" aria-label="Releases shown">
      <ul>
        <li>Releases</li>
        {choices.map((choice) => (
          <li>
            <a href={href(model.site, choice.path)} aria-current={choice.path === path ? 'page' : undefined}>
              {choice.title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Which rows are shown. Without style all of them are, and the buttons do no harm. */
function RowChoice({ view }: { view: MatrixView }): VNode | null {
  if (view.differing === 0 || view.differing === view.rowCount) return null;
  return (
    <fieldset class="support-rows">
      <legend>Rows</legend>
      <label>
        <input type="radio" name="rows" value="differing" class="differing" checked /> only those that differ:{' '}
        {view.differing}
      </label>
      <label>
        <input type="radio" name="rows" value="all" /> all: {view.rowCount}
      </label>
    </fieldset>
  );
}

function MatrixTable({ site, view }: { site: Site; view: MatrixView }): VNode {
  const { columns, supported } = view;
  const products = new Set(columns.map((statement) => statement.product));
  const rest = columns.length - supported;
  return (
    <table class="support-matrix">
      <caption>
        {count(view.rowCount, 'status row', 'status rows')}, {count(columns.length, 'release')}
      </caption>
      <thead>
        {supported > 0 && rest > 0 && (
          <tr class="support-sides">
            <td />
            <th scope="colgroup" colspan={supported}>
              With security support
            </th>
            <th scope="colgroup" colspan={rest}>
              Without
            </th>
          </tr>
        )}
        <tr>
          <th scope="col">Feature</th>
          {columns.map((statement) => (
            <th scope="col">
              <a href={href(site, supportPath(statement.version))}>
                {products.size > 1 ? `${statement.product} ${statement.version}` : statement.version}
              </a>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.facts
          .filter(({ row }) => !row.key.endsWith('-version'))
          .map((each) => (
            <FactRow each={each} />
          ))}
      </tbody>
      {view.groups.map((group) => (
        <Group
          site={site}
          group={group}
          width={columns.length + 1}
          isFolded={group.isSame && view.differing > 0}
          canFold={view.differing > 0}
        />
      ))}
    </table>
  );
}

function FactRow({ each }: { each: MatrixRow }): VNode {
  return (
    <tr>
      <th scope="row">{factTitle(each.row.title)}</th>
      {each.cells.map(({ cell, columns: [statement] }) => (
        <td>{cell ? fact(each.row.title, cell.status, statement?.notes) : 'not stated'}</td>
      ))}
    </tr>
  );
}

/** `Security-Support-Until` as words. */
function factTitle(name: string): string {
  const words = name.replaceAll('-', ' ').toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function fact(name: string, value: string, notes: SupportStatement['notes']): VNode | string {
  if (name === 'Release Notes' && notes?.url !== undefined) {
    return (
      <a href={notes.url} rel="noreferrer">
        {value}
      </a>
    );
  }
  return /^\d{4}-\d\d-\d\d$/.test(value) ? <time datetime={value}>{value}</time> : value;
}

type GroupProps = { site: Site; group: MatrixGroup; width: number; isFolded: boolean; canFold: boolean };

function Group({ site, group, width, isFolded, canFold }: GroupProps): VNode {
  return (
    <tbody class={isFolded ? 'same' : undefined}>
      <tr class="support-group">
        <th scope="rowgroup" colspan={width}>
          <span>{group.title}</span>
        </th>
      </tr>
      {group.rows.map(({ row, cells, newest, isSame }) => (
        <tr class={isSame && canFold && !isFolded ? 'same' : undefined}>
          <th scope="row">
            <a href={href(site, `${supportPath(newest.version)}#${row.key}`)}>{row.title}</a>
          </th>
          {cells.map((merged) => (
            <Status site={site} merged={merged} isAlone={cells.length === 1} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

/** `isAlone`: the cell spans the whole row, so nobody needs to be told which releases it is about. */
function Status({ site, merged, isAlone }: { site: Site; merged: MergedCell; isAlone: boolean }): VNode {
  const { cell, columns, isSecured } = merged;
  const span = columns.length > 1 ? columns.length : undefined;
  if (!cell) {
    return (
      <td class="none" colspan={span}>
        {!isAlone && <Versions columns={columns} />}
        not listed
      </td>
    );
  }
  const linkTo = (statement: SupportStatement) => href(site, `${supportPath(statement.version)}#${cell.anchor}`);
  const [first] = columns;
  const isOneLink = cell.hasCaveat && columns.length === 1 && first !== undefined;
  return (
    <td class={statusClasses(cell.class, cell.security, isSecured)} colspan={span}>
      {!isAlone && <Versions columns={columns} />}
      <SecurityMark isSecured={isSecured} /> {isOneLink ? <a href={linkTo(first)}>{cell.status}</a> : cell.status}
      {cell.hasCaveat && !isOneLink && <Caveats columns={columns} linkTo={linkTo} />}
    </td>
  );
}

/** The releases of a cell, for readers who do not see how wide it is: text browsers and screen readers. */
function Versions({ columns }: { columns: readonly SupportStatement[] }): VNode {
  const [first, last] = [columns[0]?.version, columns.at(-1)?.version];
  return <span class="hidden">{first === last ? `${first}: ` : `${first} to ${last}: `}</span>;
}

/** Each release has its own wording, so each has its own link, also in a merged cell. */
function Caveats({
  columns,
  linkTo,
}: {
  columns: readonly SupportStatement[];
  linkTo: (statement: SupportStatement) => string;
}): VNode {
  return (
    <span class="note">
      {' (caveats: '}
      {columns.map((statement, index) => (
        <>
          {index > 0 && ', '}
          <a href={linkTo(statement)}>{statement.version}</a>
        </>
      ))}
      )
    </span>
  );
}
