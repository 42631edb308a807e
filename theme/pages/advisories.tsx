// The lists of advisories: all by year, one year, one series. And the severity words of a series, explained.

import type { VNode } from 'preact';
import { DISCLOSURE, href, SEARCH } from '../../generator/lib/links.ts';
import { shownYears, yearsOf } from '../../generator/lib/public/years.ts';
import type { Model, SeriesView } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { AdvisoryTable } from '../parts/advisory-table.tsx';
import { Inline } from '../parts/inline.tsx';
import { FeedLinks } from '../parts/links.tsx';
import { PlannedList } from '../parts/planned.tsx';
import { SeverityTag } from '../parts/tags.tsx';
import { count, severityAnchor } from '../words.ts';

type Year = Model['years'][number];

/** The script that narrows a list. */
const FILTERS = ['finding.js'];

/** All advisories, by year of publication. */
export function AllAdvisoriesPage({ model, ...frame }: Frame): VNode {
  const { advisories } = model;
  const { shown: years, older } = shownYears(model.years);
  return (
    <Layout
      model={model}
      {...frame}
      title="All advisories"
      path="/advisories/"
      description={`All advisories of ${model.site.title}, by year`}
      uses={FILTERS}
    >
      <h1>All advisories</h1>
      <p class="lead">{count(advisories.length, 'advisory', 'advisories')}, newest first.</p>
      <ListNav model={model} />
      <FilterPlace model={model} isShown={advisories.length > 1} />
      {years.length === 0 && <p>Nothing has been published yet.</p>}
      {model.disclosure.issues.length > 0 && (
        <p>
          <a href={href(model.site, DISCLOSURE)}>How long disclosure takes</a>
        </p>
      )}
      {years.map((year) => (
        <section aria-labelledby={`y${year.year}`}>
          <h2 id={`y${year.year}`}>
            <a href={href(model.site, year.path)}>{year.year}</a>
          </h2>
          <AdvisoryTable
            model={model}
            advisories={year.advisories}
            caption={`Advisories of ${year.year}`}
            isCaptionHidden
            columns={['severity', 'version']}
            id={`y${year.year}`}
            isFiltered
          />
        </section>
      ))}
      <OlderYears model={model} years={older} />
    </Layout>
  );
}

/** The advisories first published in one year. */
export function YearPage({ model, year, ...frame }: Frame & { year: Year }): VNode {
  const title = `Advisories of ${year.year}`;
  return (
    <Layout
      model={model}
      {...frame}
      title={title}
      path={year.path}
      description={`${count(year.advisories.length, 'advisory', 'advisories')} of ${year.year}: ${model.site.title}`}
      current="/advisories/"
      uses={FILTERS}
    >
      <h1>{title}</h1>
      <p class="lead">{count(year.advisories.length, 'advisory', 'advisories')}, newest first.</p>
      <ListNav model={model} />
      <FilterPlace model={model} isShown={year.advisories.length > 1} />
      <AdvisoryTable model={model} advisories={year.advisories} caption={title} isCaptionHidden id="list" isFiltered />
    </Layout>
  );
}

/** One series: its advisories with its own columns, its numbers without advisory, its words. */
export function SeriesPage({ model, view, ...frame }: Frame & { view: SeriesView }): VNode {
  const { series, advisories } = view;
  const { shown, older } = shownYears(yearsOf(model, advisories));
  const unused = Object.entries(series.unused);
  return (
    <Layout
      model={model}
      {...frame}
      title={series.plural}
      path={view.path}
      description={`${series.plural} (${series.prefix}): ${count(advisories.length, 'advisory', 'advisories')}`}
      feeds={[{ title: series.plural, path: `/feeds/series/${series.id}` }]}
      current="/advisories/"
      uses={FILTERS}
    >
      <h1>{series.plural}</h1>
      <p class="lead">
        {count(advisories.length, 'advisory', 'advisories')}, newest first. Feeds:{' '}
        <FeedLinks site={model.site} path={`/feeds/series/${series.id}`} />
      </p>
      <PlannedList model={model} planned={model.planned.filter((each) => each.series === series.id)} />
      <ListNav model={model} />
      {model.patchLevels.map(
        ({ tree, path }) =>
          tree.series === series.id && (
            <p>
              <a href={href(model.site, path)}>Which branches of {tree.name} have which fix</a>
            </p>
          ),
      )}
      <FilterPlace model={model} isShown={advisories.length > 1} />
      <AdvisoryTable
        model={model}
        advisories={shown.flatMap((year) => year.advisories)}
        caption={series.plural}
        isCaptionHidden
        columns={series.definition.columns}
        id="list"
        isFiltered
      />
      <OlderYears model={model} years={older} />
      {unused.length > 0 && (
        <>
          <h2 id="unused">Numbers without advisory</h2>
          <ul>
            {unused.map(([id, reason]) => (
              <li>
                {id}: <Inline text={reason} />
              </li>
            ))}
          </ul>
        </>
      )}
      {series.severities.length > 0 && (
        <>
          <h2 id="severities">What the severities mean</h2>
          <dl class="facts words">
            {series.severities.map((severity) => (
              <div id={severityAnchor(severity)}>
                <dt>
                  <SeverityTag severity={severity} />
                </dt>
                <dd>
                  <Inline text={severity.meaning} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Layout>
  );
}

/** Where the script puts the boxes; the lists behind them are there without it. */
function FilterPlace({ model: { site, releases }, isShown }: { model: Model; isShown: boolean }): VNode | null {
  if (!isShown) return null;
  return (
    <>
      <p class="note">
        Also by <a href={href(site, '/packages/')}>package</a>
        {releases.length > 0 && (
          <>
            , by <a href={href(site, '/releases/')}>release</a>
          </>
        )}
        , by <a href={href(site, '/cve/')}>CVE id</a>, or <a href={href(site, SEARCH)}>search in all</a>.
      </p>
      <div class="filter" />
    </>
  );
}

/** The years that a long list leaves to pages of their own. */
function OlderYears({ model: { site }, years }: { model: Model; years: readonly Year[] }): VNode | null {
  if (years.length === 0) return null;
  return (
    <section aria-labelledby="older">
      <h2 id="older">Older</h2>
      <ul>
        {years.map(({ year, path, advisories }) => (
          <li>
            <a href={href(site, path)}>{year}</a>: {count(advisories.length, 'advisory', 'advisories')}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** From each list to each other one. */
function ListNav({ model }: { model: Model }): VNode {
  const { site, series, years } = model;
  return (
    <nav class="inline" aria-label="Lists of advisories">
      <ul>
        <li>
          <a href={href(site, '/advisories/')}>All</a>
        </li>
        {series.map((view) => (
          <li>
            <a href={href(site, view.path)}>{view.series.prefix}</a>
          </li>
        ))}
        {years.map((year) => (
          <li>
            <a href={href(site, year.path)}>{year.year}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
