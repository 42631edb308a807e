// What changed in support from one release to the next.

import type { VNode } from 'preact';
import { href, supportPath } from '../../generator/lib/links.ts';
import { changeCounts, changeSides, changesAnchor, supportChangeWords } from '../../generator/lib/support/diff.ts';
import type { Site, SupportChange, SupportComparison } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { FeedLinks } from '../parts/links.tsx';
import { Table } from '../parts/table.tsx';
import { count } from '../words.ts';

/** `/support/changes/`. */
export function SupportChangesPage({ model, styles }: Frame): VNode {
  const { site, supportChanges } = model;
  return (
    <Layout
      model={model}
      styles={styles}
      title="What changed in support"
      path="/support/changes/"
      current="/support/"
      description="What is new, removed, promoted or demoted in support, from release to release"
      feeds={[{ title: `${site.title}: support of releases`, path: '/feeds/support' }]}
    >
      <h1>What changed in support</h1>
      <p class="lead">
        Each release compared with the one before it: features that are new or gone, statuses that promise more or less,
        caveats.
      </p>
      <p>
        <a href={href(site, '/support/')}>All releases side by side</a> · Feeds:{' '}
        <FeedLinks site={site} path="/feeds/support" />
      </p>
      {supportChanges.length === 0 && <p>There is no release with another one before it yet.</p>}
      {supportChanges.length > 1 && (
        <nav class="inline" aria-label="Releases">
          <ul>
            {supportChanges.map(({ after }) => (
              <li>
                <a href={`#${changesAnchor(after)}`}>
                  {after.product} {after.version}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {supportChanges.map((comparison) => (
        <Comparison site={site} comparison={comparison} />
      ))}
    </Layout>
  );
}

function Comparison({ site, comparison }: { site: Site; comparison: SupportComparison }): VNode {
  const { before, after, changes } = comparison;
  const title = `${after.product} ${after.version}, compared with ${before.version}`;
  const statementOf = ({ kind }: SupportChange) => (kind === 'removed' ? before : after);
  return (
    <>
      <h2 id={changesAnchor(after)}>{title}</h2>
      {changes.length === 0 ? (
        <p>No change.</p>
      ) : (
        <>
          <p>
            {count(changes.length, 'change')}: {changeCounts(changes)}.
          </p>
          <Table
            caption={title}
            isCaptionHidden
            rows={changes}
            columns={[
              {
                title: 'Feature',
                class: 'wide',
                cell: (change) => (
                  <a href={href(site, `${supportPath(statementOf(change).version)}#${change.key}`)}>{change.title}</a>
                ),
              },
              { title: 'Change', cell: ({ kind }) => sentenceCase(supportChangeWords[kind]) },
              { title: `In ${before.version}`, cell: (change) => changeSides(change)[0] },
              { title: `In ${after.version}`, cell: (change) => changeSides(change)[1] },
            ]}
            id={changesAnchor(after)}
          />
        </>
      )}
    </>
  );
}

const sentenceCase = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);
