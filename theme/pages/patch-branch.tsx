// The fixes in one branch of a source tree: what is missing first, from which tag on each fix is contained, and then each
// advisory with its commits and the evidence for what is said of it.

import type { VNode } from 'preact';
import { absolute, href, releasePath } from '../../generator/lib/links.ts';
import { FAILING, reasonsOf } from '../../generator/lib/patch-levels/levels.ts';
import { countsText, refTitle, summariesOf } from '../../generator/lib/patch-levels/summary.ts';
import type { Evidence, FixLevel, PublicAdvisory, Tree, TreeBranch, TreeView } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { CommitLink, StandingTag, VerdictTag } from '../parts/fix-verdict.tsx';
import { Table } from '../parts/table.tsx';
import { CalendarDay, Time } from '../parts/time.tsx';

type Props = Frame & { readonly view: TreeView; readonly branch: TreeBranch };
type Row = TreeBranch['rows'][number];

/** `/xsa/patches/4.20/`. */
export function PatchBranchPage({ model, styles, view, branch }: Props): VNode {
  const { site } = model;
  const { tree, series } = view;
  const { ref, release } = branch;
  const title = `Fixes in ${tree.name} ${branch.title}`;
  const summary = summariesOf(view.levels).find((each) => each.ref === ref);
  const open = branch.rows.filter(({ level }) => !level || level.verdict === 'unsure' || FAILING.has(level.verdict));
  return (
    <Layout
      model={model}
      styles={styles}
      title={title}
      path={branch.path}
      current="/releases/"
      description={`Which ${series.prefix} are fixed in ${tree.name} ${branch.title}, by which commits, since which tag`}
    >
      <p class="kicker">
        <a href={href(site, view.path)}>All branches of {tree.name}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">
        <StandingTag branch={branch} /> {summary && `${countsText(summary)}.`}
      </p>
      <p>
        Checked: {refTitle(ref)} at <CommitLink tree={tree} commit={ref.commit} /> of <Time at={ref.date} />.{' '}
        {release && <a href={href(site, releasePath(release.id))}>What affects {release.name}</a>}
      </p>
      <h2 id="open">What is not there</h2>
      {open.length === 0 ? <p>Nothing is missing.</p> : <OpenList rows={open} />}
      <h2 id="tags">From which tag on each fix is contained</h2>
      <Tags branch={branch} />
      <h2 id="advisories">Every advisory</h2>
      <YearNav model={model} branch={branch} />
      <Advisories
        model={model}
        view={view}
        title={branch.title}
        rows={branch.rows}
        evidence={
          branch.years.length === 0
            ? undefined
            : ({ slug, published }) => href(site, `${branch.path}${published.slice(0, 4)}/#${slug}`)
        }
      />
      <h2 id="badge">Badge</h2>
      <p>
        <img src={href(site, branch.badge)} alt={`Badge of ${branch.title}`} height={20} />
      </p>
      <p>
        Its address: <code class="long">{absolute(site, branch.badge)}</code>. The same as data:{' '}
        <a href={href(site, view.data)}>{tree.id}.json</a>.
      </p>
    </Layout>
  );
}

/** `/xsa/patches/4.20/2024/`: the commits and the evidence of one year, where one page has no room for all. */
export function PatchYearPage({
  model,
  styles,
  view,
  branch,
  year,
}: Props & { year: TreeBranch['years'][number] }): VNode {
  const title = `Fixes of ${year.year} in ${view.tree.name} ${branch.title}`;
  return (
    <Layout
      model={model}
      styles={styles}
      title={title}
      path={year.path}
      current="/releases/"
      description={`Commits and evidence for each ${view.series.prefix} of ${year.year} in ${view.tree.name} ${branch.title}`}
    >
      <p class="kicker">
        <a href={href(model.site, branch.path)}>
          All fixes in {view.tree.name} {branch.title}
        </a>
      </p>
      <h1>{title}</h1>
      <YearNav model={model} branch={branch} />
      <Advisories model={model} view={view} title={branch.title} rows={year.rows} />
    </Layout>
  );
}

function YearNav({ model, branch }: Pick<Props, 'model' | 'branch'>): VNode | null {
  if (branch.years.length === 0) return null;
  return (
    <nav class="inline" aria-label="Commits and evidence by year">
      <p>Commits and evidence:</p>
      <ul>
        {branch.years.map(({ year, path }) => (
          <li>
            <a href={href(model.site, path)}>{year}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function OpenList({ rows }: { rows: readonly Row[] }): VNode {
  return (
    <ul>
      {rows.map(({ advisory, level }) => (
        <li>
          <a class="id" href={`#${advisory.slug}`}>
            {advisory.id}
          </a>{' '}
          <VerdictTag level={level} /> {advisory.title}
        </li>
      ))}
    </ul>
  );
}

function Tags({ branch }: { branch: TreeBranch }): VNode {
  if (branch.tags.length === 0) return <p>No fix is there.</p>;
  return (
    <Table
      caption="Tags with the fixes that they are the first to contain"
      isCaptionHidden
      id="tags"
      rows={branch.tags}
      columns={[
        { title: 'Tag', class: 'code short', cell: ({ name }) => name ?? 'in no tag yet' },
        { title: 'Fixes', class: 'wide', cell: ({ advisories }) => <Ids advisories={advisories} /> },
      ]}
    />
  );
}

function Ids({ advisories }: { advisories: readonly PublicAdvisory[] }): VNode {
  return (
    <>
      {advisories.map(({ id, slug }, index) => (
        <>
          {index > 0 && ', '}
          <a class="id" href={`#${slug}`}>
            {id}
          </a>
        </>
      ))}
    </>
  );
}

type AdvisoriesProps = Pick<Props, 'model' | 'view'> & {
  /** Of the branch. */
  readonly title: string;
  readonly rows: readonly Row[];
  /** Where the evidence is, when it is on a page of its own. */
  readonly evidence?: ((advisory: PublicAdvisory) => string) | undefined;
};

function Advisories({ model, view, title, rows, evidence }: AdvisoriesProps): VNode {
  return (
    <Table
      caption={`Advisories in ${view.tree.name} ${title}`}
      isCaptionHidden
      id="advisories"
      rows={rows}
      columns={[
        {
          title: 'Advisory',
          class: 'text',
          cell: ({ advisory }) => (
            <span id={advisory.slug}>
              <a class="id" href={href(model.site, advisory.path)}>
                {advisory.id}
              </a>{' '}
              {advisory.title}{' '}
              <span class="note">
                <CalendarDay at={advisory.published} />
              </span>
            </span>
          ),
        },
        { title: 'Fix', class: 'short', cell: ({ level }) => <VerdictTag level={level} /> },
        { title: 'Since', class: 'code short', cell: ({ level }) => level?.since ?? '–' },
        {
          title: 'Why',
          class: 'wide',
          cell: ({ advisory, level }) =>
            evidence ? <a href={evidence(advisory)}>Evidence</a> : <Why tree={view.tree} level={level} />,
        },
      ]}
    />
  );
}

/** How many commits are named before the rest is only in the evidence. */
const MOST_COMMITS = 3;

function Why({ tree, level }: { tree: Tree; level: FixLevel | undefined }): VNode | string {
  if (!level) return 'Published after the check';
  const commits = [...new Set(level.patches.flatMap(({ commit }) => commit ?? []))];
  return (
    <>
      {commits.slice(0, MOST_COMMITS).map((commit, index) => (
        <>
          {index > 0 && ', '}
          <CommitLink tree={tree} commit={commit} />
        </>
      ))}
      {commits.length > MOST_COMMITS && ` and ${commits.length - MOST_COMMITS} more`}
      <details>
        <summary>Evidence</summary>
        <EvidenceList tree={tree} evidence={level.evidence} />
        {level.patches.map((patch) => (
          <>
            <p class="note">
              {patch.file}: {STATE_WORDS[patch.state]}
            </p>
            <EvidenceList tree={tree} evidence={reasonsOf(patch)} />
          </>
        ))}
      </details>
    </>
  );
}

const STATE_WORDS = {
  applied: 'there',
  'before-branching': 'there before branching',
  reverted: 'taken back',
  absent: 'not there',
  unsure: 'unsure',
} as const;

function EvidenceList({ tree, evidence }: { tree: Tree; evidence: readonly Evidence[] }): VNode | null {
  if (evidence.length === 0) return null;
  return (
    <ul>
      {evidence.map(({ text, commit }) => (
        <li>
          {commit !== undefined && (
            <>
              <CommitLink tree={tree} commit={commit} />{' '}
            </>
          )}
          {text}
        </li>
      ))}
    </ul>
  );
}
