// The search. Its script fills in what is found; without script the page says where the lists are, which have
// everything, too.

import type { VNode } from 'preact';
import { href, SEARCH } from '../../generator/lib/links.ts';
import type { Model } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { AdvisoryTable } from '../parts/advisory-table.tsx';
import { count } from '../words.ts';

/** So many advisories and packages are named; their lists have the others. */
const MOST = 20;
const MOST_PACKAGES = 200;

/** `index` is the site path of the first file of the search index. */
export function SearchPage({ index, ...frame }: Frame & { index: string }): VNode {
  const { model } = frame;
  const { site, advisories } = model;
  return (
    <Layout
      {...frame}
      title="Search"
      path={SEARCH}
      description={`Search ${count(advisories.length, 'advisory', 'advisories')} by id, CVE id, package and text`}
      uses={['finding.js']}
      confinement="search"
    >
      <h1>Search</h1>
      <search>
        <form class="search" action={href(site, SEARCH)} data-index={href(site, index)} data-base={site.prefix}>
          <label for="search">Id, CVE id, package or words</label>
          <input type="search" id="search" name="q" autocomplete="off" autocapitalize="none" spellcheck={false} />
          <button type="submit">Search</button>
        </form>
      </search>
      <div class="filter" />
      <noscript>
        <p>The search needs script. Without it, these lists lead to every advisory.</p>
      </noscript>
      <div id="found" />
      <div id="lists">
        <h2 id="all-lists">Lists</h2>
        <Lists model={model} />
        <h2 id="newest">Newest advisories</h2>
        <AdvisoryTable
          model={model}
          advisories={advisories.slice(0, MOST)}
          caption="Newest advisories"
          isCaptionHidden
          columns={['severity']}
          id="newest"
        />
        <Packages model={model} />
      </div>
    </Layout>
  );
}

function Lists({ model }: { model: Model }): VNode {
  const { site, series, years, releases } = model;
  const lists: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    [
      'All',
      [
        ['/advisories/', 'Advisories'],
        ['/cve/', 'CVE ids'],
        ['/packages/', 'Packages'],
        ['/changes/', 'Changes'],
      ],
    ],
    ['Series', series.map((view) => [view.path, view.series.plural])],
    ['Years', years.map((year) => [year.path, year.year])],
    ['Releases', releases.map((view) => [view.path, view.release.name])],
  ];
  return (
    <dl class="facts">
      {lists
        .filter(([, links]) => links.length > 0)
        .map(([title, links]) => (
          <div>
            <dt>{title}</dt>
            <dd>
              {links.map(([path, name], index) => (
                <>
                  {index > 0 && ' · '}
                  <a href={href(site, path)}>{name}</a>
                </>
              ))}
            </dd>
          </div>
        ))}
    </dl>
  );
}

function Packages({ model: { site, packages } }: { model: Model }): VNode | null {
  if (packages.length === 0) return null;
  return (
    <>
      <h2 id="packages">Packages from A to Z</h2>
      <p>
        {packages.slice(0, MOST_PACKAGES).map((view, index) => (
          <>
            {index > 0 && ' · '}
            <a href={href(site, view.path)}>{view.name}</a>
          </>
        ))}
        {packages.length > MOST_PACKAGES && (
          <>
            {' '}
            and <a href={href(site, '/packages/')}>{count(packages.length - MOST_PACKAGES, 'other package')}</a>
          </>
        )}
      </p>
    </>
  );
}
