// Every public change, newest first: what was published, corrected, withdrawn.

import type { VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import { type Frame, Layout } from '../layout.tsx';
import { AdvisoryLink } from '../parts/advisory-table.tsx';
import { Inline } from '../parts/inline.tsx';
import { FeedLinks } from '../parts/links.tsx';
import { Table } from '../parts/table.tsx';
import { ChangeTag } from '../parts/tags.tsx';
import { Time } from '../parts/time.tsx';

/** All changes. */
export function ChangesPage({ model, styles }: Frame): VNode {
  const { site, changes } = model;
  return (
    <Layout
      model={model}
      styles={styles}
      title="Changes"
      path="/changes/"
      description="Every public version of every advisory, newest first"
    >
      <h1>Changes</h1>
      <p class="lead">
        Every public version of every advisory, newest first. Corrections of spelling are only in the history of the
        advisory.
      </p>
      <p>
        Feeds: <FeedLinks site={site} path="/feeds/all" /> · Data:{' '}
        <a href={href(site, '/data/v1/changes.tsv')}>changes.tsv</a>
      </p>
      {changes.length === 0 ? (
        <p>Nothing has been published yet.</p>
      ) : (
        <Table
          caption="Changes"
          isCaptionHidden
          rows={changes}
          columns={[
            { title: 'Date', cell: (change) => <Time at={change.date} /> },
            { title: 'Kind', cell: (change) => <ChangeTag kind={change.kind} /> },
            { title: 'Advisory', cell: ({ advisory }) => <AdvisoryLink model={model} advisory={advisory} /> },
            { title: 'Version', class: 'number', cell: ({ revision }) => revision.version },
            {
              title: 'What changed',
              class: 'wide',
              // That of a withdrawal is its reason.
              cell: ({ revision }) => <Inline text={revision.change} />,
            },
          ]}
          id="list"
        />
      )}
    </Layout>
  );
}
