// The feeds, explained and listed: which one to take, what an entry is, how to get what is older than a feed.

import type { VNode } from 'preact';
import type { Site } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { FeedLinks } from '../parts/links.tsx';
import { Table } from '../parts/table.tsx';

type Feed = { readonly name: string; readonly path: string; readonly about?: string };

/** All feeds. */
export function FeedsPage({ model, styles }: Frame): VNode {
  const { site } = model;
  const general: readonly Feed[] = [
    {
      name: 'Everything',
      path: '/feeds/all',
      about: 'An entry for every public version: new advisories, corrections, withdrawals',
    },
    {
      name: 'New advisories',
      path: '/feeds/new',
      about: 'An entry for the first publication of each advisory, and no other',
    },
    ...(model.lifecycle.length > 0
      ? [
          {
            name: 'Support of releases',
            path: '/feeds/support',
            about: 'New releases; ends of support, 90 days before and after the last day; changed support statements',
          },
        ]
      : []),
  ];
  const series = model.series.map((view) => ({ name: view.series.plural, path: `/feeds/series/${view.series.id}` }));
  const packages = model.packages.map((view) => ({ name: view.name, path: `/feeds/package/${view.name}` }));
  return (
    <Layout
      model={model}
      styles={styles}
      title="Feeds"
      path="/feeds/"
      description="Feeds of all advisories, of a series, of a package"
    >
      <h1>Feeds</h1>
      <p class="lead">A feed tells your reader or your tool of every new advisory and of every correction.</p>
      <FeedTable site={site} feeds={general} caption="Feeds of everything" id="general" />
      <h2 id="entries">What to expect</h2>
      <ul>
        <li>Each feed comes as Atom, as RSS 2.0 and as JSON Feed 1.1, with the same entries and the full text.</li>
        <li>
          A corrected advisory is an entry of its own, with an id of its own, so that readers show it. An id never
          changes; a correction of spelling makes no entry.
        </li>
        <li>
          A feed holds at least the newest 50 entries and everything of the last 90 days. Atom feeds link to their
          archive, which is complete.
        </li>
      </ul>
      {series.length > 0 && (
        <>
          <h2 id="series">One series</h2>
          <FeedTable site={site} feeds={series} caption="Feeds of one series" id="series" />
        </>
      )}
      {packages.length > 0 && (
        <>
          <h2 id="packages">One package</h2>
          <FeedTable site={site} feeds={packages} caption="Feeds of one package" id="packages" />
        </>
      )}
    </Layout>
  );
}

function FeedTable({
  site,
  feeds,
  caption,
  id,
}: {
  site: Site;
  feeds: readonly Feed[];
  caption: string;
  id: string;
}): VNode {
  const hasAbout = feeds.some((feed) => feed.about !== undefined);
  return (
    <Table
      caption={caption}
      isCaptionHidden
      rows={feeds}
      columns={[
        { title: 'Feed', ...(hasAbout ? {} : { class: 'wide' as const }), cell: (feed) => feed.name },
        ...(hasAbout ? [{ title: 'Entries', class: 'wide' as const, cell: (feed: Feed) => feed.about }] : []),
        { title: 'Formats', cell: (feed) => <FeedLinks site={site} path={feed.path} /> },
      ]}
      id={id}
    />
  );
}
