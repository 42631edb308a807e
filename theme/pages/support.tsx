// The support matrix: what is supported in which release. Equal neighbours are one cell, so a change jumps to the eye;
// rows that say the same everywhere can be folded away, with two radio buttons and no script.

import type { VNode } from 'preact';
import { href, supportPath } from '../../generator/lib/links.ts';
import { amountText, limitText } from '../../generator/lib/support/limits.ts';
import {
  type MatrixGroup,
  type MatrixRow,
  type MatrixView,
  type MergedCell,
  matrixView,
  type Sameness,
} from '../../generator/lib/support/matrix-view.ts';
import type { Model, Site, SupportLimit, SupportStatement } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { SecurityMark, SupportLegend, statusClasses } from '../parts/support-status.tsx';
import { count } from '../words.ts';

/**
 * `/support/` shows the releases that have security support today, `/support/all/` all of them. Both hold the whole
 * table, so that two radio buttons can change from one to the other.
 */
export function SupportPage({ model, styles, extras, which }: Frame & { which: 'supported' | 'all' }): VNode {
  const view = matrixView(model.support, model.now, 'all');
  const path = which === 'all' ? '/support/all/' : '/support/';
  const title = which === 'all' ? 'What is supported, in all releases' : 'What is supported';
  return (
    <Layout
      model={model}
      styles={styles}
      extras={extras}
      uses={['support.css']}
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
      <ReleaseChoice model={model} view={view} which={which} />
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
      <p>
        <a href={href(model.site, '/support/changes/')}>What changed from release to release</a>
      </p>
    </Layout>
  );
}

/** Which releases are shown. Without style all of them are, those with security support first. */
function ReleaseChoice({ model, view, which }: { model: Model; view: MatrixView; which: 'supported' | 'all' }) {
  const all = model.support.statements.length;
  if (view.supported === all) return null;
  if (view.supported === 0) return <p>None of these releases has security support on {model.now.slice(0, 10)}.</p>;
  return (
    <fieldset class="support-choice">
      <legend>Releases</legend>
      <label>
        <input type="radio" name="releases" value="supported" class="now" checked={which === 'supported'} /> with
        security support on {model.now.slice(0, 10)}: {view.supported}
      </label>
      <label>
        <input type="radio" name="releases" value="all" checked={which === 'all'} /> all: {all}
      </label>{' '}
      <a href={href(model.site, which === 'all' ? '/support/' : '/support/all/')}>
        {which === 'all' ? 'page of those with security support' : 'page of all releases'}
      </a>
    </fieldset>
  );
}

/** Which rows are shown. Without style all of them are, and the buttons do no harm. */
function RowChoice({ view }: { view: MatrixView }): VNode | null {
  if (view.differing === 0 || view.differing === view.rowCount) return null;
  const isDivided = view.supported > 0 && view.supported < view.columns.length;
  return (
    <fieldset class="support-choice">
      <legend>Rows</legend>
      <label>
        <input type="radio" name="rows" value="differing" class="differing" checked /> only those that differ:{' '}
        {isDivided ? `${view.differingNow}, in all releases ${view.differing}` : view.differing}
      </label>
      <label>
        <input type="radio" name="rows" value="all" /> all:{' '}
        {isDivided ? `${view.rowCountNow}, in all releases ${view.rowCount}` : view.rowCount}
      </label>
    </fieldset>
  );
}

/** Style classes of what may be folded or hidden. */
function folding({ isSame, isSameNow, isOld }: Sameness, isEnded = false): string | undefined {
  const names = [isSame && 'same', isSameNow && 'same-now', isOld && 'old', isEnded && 'ended'];
  return names.filter((name) => name !== false).join(' ') || undefined;
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
            <th scope="colgroup" colspan={rest} class="ended">
              Without
            </th>
          </tr>
        )}
        <tr>
          <th scope="col">Feature</th>
          {columns.map((statement, index) => (
            <th scope="col" class={supported > 0 && index >= supported ? 'ended' : undefined}>
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
        <Group site={site} group={group} width={(supported || columns.length) + 1} />
      ))}
    </table>
  );
}

function FactRow({ each }: { each: MatrixRow }): VNode {
  return (
    <tr>
      <th scope="row">{factTitle(each.row.title)}</th>
      {each.cells.map(({ cell, isEnded, columns: [statement] }) => (
        <td class={isEnded ? 'ended' : undefined}>
          {cell ? fact(each.row.title, cell.status, statement?.notes) : 'not stated'}
        </td>
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

type GroupProps = { site: Site; group: MatrixGroup; width: number };

function Group({ site, group, width }: GroupProps): VNode {
  return (
    <tbody class={folding(group)}>
      <tr class="support-group">
        <th scope="rowgroup" colspan={width}>
          <span>{group.title}</span>
        </th>
      </tr>
      {group.rows.map((each) => (
        <tr class={folding(each)}>
          <th scope="row">
            <a href={href(site, `${supportPath(each.newest.version)}#${anchorOf(each)}`)}>{each.row.title}</a>
          </th>
          {each.cells.map((merged) => (
            <Status site={site} merged={merged} isAlone={each.cells.length === 1} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

/** In the newest release that has the row; its name there may be an older one. */
const anchorOf = ({ row, cells }: MatrixRow): string => cells.find(({ cell }) => cell)?.cell?.anchor ?? row.key;

/** `isAlone`: the cell spans the whole row, so nobody needs to be told which releases it is about. */
function Status({ site, merged, isAlone }: { site: Site; merged: MergedCell; isAlone: boolean }): VNode {
  const { cell, columns, isSecured, isEnded } = merged;
  const span = columns.length > 1 ? columns.length : undefined;
  if (!cell) {
    return (
      <td class={isEnded ? 'none ended' : 'none'} colspan={span}>
        {!isAlone && <Versions columns={columns} />}
        not listed
      </td>
    );
  }
  const linkTo = (statement: SupportStatement) => href(site, `${supportPath(statement.version)}#${cell.anchor}`);
  const [first] = columns;
  const isOneLink = cell.hasCaveat && columns.length === 1 && first !== undefined;
  return (
    <td class={statusClasses(cell.class, cell.security, isSecured) + (isEnded ? ' ended' : '')} colspan={span}>
      {!isAlone && <Versions columns={columns} />}
      <SecurityMark isSecured={isSecured} /> {isOneLink ? <a href={linkTo(first)}>{cell.status}</a> : cell.status}
      {cell.limit && <Limit limit={cell.limit} status={cell.status} />}
      {cell.hasCaveat && !isOneLink && <Caveats columns={columns} linkTo={linkTo} />}
    </td>
  );
}

/** What the words of the status leave out. */
function Limit({ limit, status }: { limit: SupportLimit; status: string }): VNode | null {
  const isSaid = [limit.security, limit.supported, limit.tested].every(
    (amount) => !amount || status.includes(amountText(amount)),
  );
  return isSaid ? null : <span class="note"> ({limitText(limit)})</span>;
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
