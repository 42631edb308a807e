// Which branches of a source tree have which fix: a matrix of advisories and branches. Equal neighbours are one cell, so
// a branch that lacks something jumps to the eye.

import type { VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import { countsText, summariesOf } from '../../generator/lib/patch-levels/summary.ts';
import type { FixLevel, TreeBranch, TreeRow, TreeView } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import {
  CommitLink,
  StandingTag,
  VerdictLegend,
  VerdictWords,
  verdictClass,
  verdictWord,
} from '../parts/fix-verdict.tsx';
import { Table } from '../parts/table.tsx';
import { CalendarDay } from '../parts/time.tsx';
import { count } from '../words.ts';

type Props = Frame & { readonly view: TreeView };

/** `/xsa/patches/`. */
export function PatchLevelsPage({ model, styles, extras, view }: Props): VNode {
  const { tree, series, rows, branches } = view;
  const title = `Which branches of ${tree.name} have which fix`;
  const unchecked = rows.filter(({ levels }) => levels.every((level) => !level));
  return (
    <Layout
      model={model}
      styles={styles}
      extras={extras}
      uses={['support.css']}
      title={title}
      path={view.path}
      current="/releases/"
      description={`For each ${series.prefix} and each branch of ${tree.name}: whether the fix is there`}
    >
      <h1>{title}</h1>
      <p class="lead">
        For each {series.name}, whether its patches are in the source tree. Each branch has a page with the commits, the
        first tag that has them, and the evidence.
      </p>
      {unchecked.length > 0 && (
        <p>
          <strong>{count(unchecked.length, 'advisory is', 'advisories are')} newer than the check of the tree</strong>{' '}
          and not checked yet.
        </p>
      )}
      <h2 id="branches">Branches</h2>
      <BranchTable model={model} view={view} />
      <h2 id="matrix">Advisories</h2>
      {rows.length === 0 || branches.length === 0 ? (
        <p>Nothing has been checked yet.</p>
      ) : (
        <>
          <p class="skip-table">
            <a class="skip" href="#after-matrix">
              Skip the table
            </a>
          </p>
          <section class="support-scroll" aria-labelledby="matrix" tabindex={0}>
            <Matrix model={model} view={view} />
          </section>
          <div id="after-matrix" />
        </>
      )}
      <h2 id="words">What the words mean</h2>
      <VerdictLegend verdicts={new Set(view.levels.levels.map(({ verdict }) => verdict))} />
      <p>
        The same as data: <a href={href(model.site, view.data)}>{tree.id}.json</a>. As a badge:{' '}
        <a href={href(model.site, view.badge)}>badge.svg</a>. The patches themselves:{' '}
        <a href={href(model.site, `/advisories/${series.id}/`)}>{series.plural}</a>.
      </p>
    </Layout>
  );
}

function BranchTable({ model, view }: Pick<Props, 'model' | 'view'>): VNode {
  const summaries = summariesOf(view.levels);
  const rows = view.branches.map((branch, index) => ({ branch, summary: summaries[index] }));
  return (
    <Table
      caption={`Branches of ${view.tree.name}`}
      isCaptionHidden
      id="branches"
      rows={rows}
      columns={[
        {
          title: 'Branch',
          class: 'short',
          cell: ({ branch }) => <a href={href(model.site, branch.path)}>{branch.title}</a>,
        },
        {
          title: 'Fixes',
          class: 'short',
          cell: ({ branch }) => <StandingTag branch={branch} />,
        },
        { title: 'In numbers', class: 'wide', cell: ({ summary }) => summary && countsText(summary) },
        {
          title: 'Checked',
          cell: ({ branch: { ref } }) => (
            <>
              <CommitLink tree={view.tree} commit={ref.commit} /> of <CalendarDay at={ref.date} />
            </>
          ),
        },
      ]}
    />
  );
}

function Matrix({ model, view }: Pick<Props, 'model' | 'view'>): VNode {
  const { branches, rows } = view;
  return (
    <table class="support-matrix">
      <caption>
        {count(rows.length, 'advisory', 'advisories')}, {count(branches.length, 'branch', 'branches')}
      </caption>
      <thead>
        <tr>
          <th scope="col">Advisory</th>
          {branches.map((branch) => (
            <th scope="col">
              <a href={href(model.site, branch.path)}>{branch.title}</a>
            </th>
          ))}
        </tr>
      </thead>
      {yearsOf(rows).map(([year, own]) => (
        <tbody>
          <tr class="support-group">
            <th scope="rowgroup" colspan={branches.length + 1}>
              <span>{year}</span>
            </th>
          </tr>
          {own.map((row) => (
            <tr>
              <th scope="row" id={row.advisory.slug}>
                <a href={href(model.site, row.advisory.path)}>{row.advisory.id}</a> {row.advisory.title}
              </th>
              {cellsOf(row, branches).map((cell) => (
                <td
                  class={verdictClass(cell.level)}
                  colspan={cell.branches.length > 1 ? cell.branches.length : undefined}
                >
                  {cell.branches.length < branches.length && <Names branches={cell.branches} />}
                  <VerdictWords level={cell.level} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** The branches of a cell, for readers who do not see how wide it is: text browsers and screen readers. */
function Names({ branches }: { branches: readonly TreeBranch[] }): VNode {
  const [first, last] = [branches[0]?.title, branches.at(-1)?.title];
  return <span class="hidden">{first === last ? `${first}: ` : `${first} to ${last}: `}</span>;
}

type Cell = { readonly level: FixLevel | undefined; readonly branches: TreeBranch[] };

function cellsOf({ levels }: TreeRow, branches: readonly TreeBranch[]): readonly Cell[] {
  const cells: Cell[] = [];
  for (const [index, branch] of branches.entries()) {
    const level = levels[index];
    const before = cells.at(-1);
    if (before && verdictWord(before.level) === verdictWord(level)) before.branches.push(branch);
    else cells.push({ level, branches: [branch] });
  }
  return cells;
}

function yearsOf(rows: readonly TreeRow[]): readonly (readonly [year: string, rows: readonly TreeRow[]])[] {
  const years = new Map<string, TreeRow[]>();
  for (const row of rows) {
    const year = row.advisory.published.slice(0, 4);
    const known = years.get(year);
    if (known) known.push(row);
    else years.set(year, [row]);
  }
  return [...years];
}
