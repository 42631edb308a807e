// Packages and products: what has been said about each, with a feed of its own.

import type { VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import type { PackageView } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { AdvisoryTable } from '../parts/advisory-table.tsx';
import { FeedLinks } from '../parts/links.tsx';
import { PackageSupportTable } from '../parts/package-support.tsx';
import { Table } from '../parts/table.tsx';
import { CalendarDay } from '../parts/time.tsx';
import { count } from '../words.ts';

/** Every package that an advisory names. */
export function PackageListPage({ model, styles }: Frame): VNode {
  const { site, packages } = model;
  return (
    <Layout
      model={model}
      styles={styles}
      title="Packages"
      path="/packages/"
      description="Every package and product with its advisories"
    >
      <h1>Packages</h1>
      {packages.length === 0 ? (
        <p>No advisory names a package yet.</p>
      ) : (
        <>
          <p class="lead">
            {count(packages.length, 'package or product', 'packages and products')} with advisories, each with a feed of
            its own.
          </p>
          <Table
            caption="Packages and their advisories"
            isCaptionHidden
            rows={packages}
            columns={[
              { title: 'Package', class: 'wide', cell: (view) => <a href={href(site, view.path)}>{view.name}</a> },
              { title: 'Advisories', class: 'number', cell: (view) => view.advisories.length },
              { title: 'Latest', cell: (view) => <Latest view={view} /> },
            ]}
            id="list"
          />
        </>
      )}
    </Layout>
  );
}

function Latest({ view }: { view: PackageView }): VNode {
  const [advisory] = view.advisories;
  if (!advisory) return <>none</>;
  return (
    <>
      {advisory.id}, <CalendarDay at={advisory.published} />
    </>
  );
}

/** One package. */
export function PackagePage({ model, styles, view }: Frame & { view: PackageView }): VNode {
  const { site } = model;
  const feed = `/feeds/package/${view.name}`;
  return (
    <Layout
      model={model}
      styles={styles}
      title={`Advisories for ${view.name}`}
      path={view.path}
      description={`Every advisory about ${view.name}`}
      feeds={[{ title: `Advisories for ${view.name}`, path: feed }]}
      current="/packages/"
    >
      <h1>Advisories for {view.name}</h1>
      <p class="lead">
        {count(view.advisories.length, 'advisory', 'advisories')}, newest first. Feeds:{' '}
        <FeedLinks site={site} path={feed} /> · Data:{' '}
        <a href={href(site, `/data/v1/packages/${view.name}.json`)}>JSON</a>
      </p>
      <AdvisoryTable
        model={model}
        advisories={view.advisories}
        caption={`Advisories for ${view.name}`}
        isCaptionHidden
        columns={['severity', 'cves', 'version']}
        id="list"
      />
      <PackageSupportTable model={model} name={view.name} />
    </Layout>
  );
}
