// The lists of advisories: all by year, one year, one series. And the severity words of a series, explained.

import type { VNode } from 'preact';
import { DISCLOSURE, href } from '../../generator/lib/links.ts';
import type { Model, SeriesView } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { AdvisoryTable } from '../parts/advisory-table.tsx';
import { Inline } from '../parts/inline.tsx';
import { FeedLinks } from '../parts/links.tsx';
import { PlannedList } from '../parts/planned.tsx';
import { SeverityTag } from '../parts/tags.tsx';
import { count, severityAnchor } from '../words.ts';

type Year = Model['years'][number];

/** All advisories, by year of publication. */
export function AllAdvisoriesPage({ model, styles }: Frame): VNode {
  const { advisories, years } = model;
  return (
    <Layout
      model={model}
      styles={styles}
      title="All advisories"
      path="/advisories/"
      description={`All advisories of ${model.site.title}, by year`}
    >
      <h1>All advisories</h1>
      <p class="lead">{count(advisories.length, 'advisory', 'advisories')}, newest first.</p>
      <ListNav model={model} />
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
          />
        </section>
      ))}
    </Layout>
  );
}

/** The advisories first published in one year. */
export function YearPage({ model, styles, year }: Frame & { year: Year }): VNode {
  const title = `Advisories of ${year.year}`;
  return (
    <Layout
      model={model}
      styles={styles}
      title={title}
      path={year.path}
      description={`${count(year.advisories.length, 'advisory', 'advisories')} of ${year.year}: ${model.site.title}`}
      current="/advisories/"
    >
      <h1>{title}</h1>
      <p class="lead">{count(year.advisories.length, 'advisory', 'advisories')}, newest first.</p>
      <ListNav model={model} />
      <AdvisoryTable model={model} advisories={year.advisories} caption={title} isCaptionHidden id="list" />
    </Layout>
  );
}

/** One series: its advisories with its own columns, its numbers without advisory, its words. */
export function SeriesPage({ model, styles, view }: Frame & { view: SeriesView }): VNode {
  const { series, advisories } = view;
  const unused = Object.entries(series.unused);
  return (
    <Layout
      model={model}
      styles={styles}
      title={series.plural}
      path={view.path}
      description={`${series.plural} (${series.prefix}): ${count(advisories.length, 'advisory', 'advisories')}`}
      feeds={[{ title: series.plural, path: `/feeds/series/${series.id}` }]}
      current="/advisories/"
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
      <AdvisoryTable
        model={model}
        advisories={advisories}
        caption={series.plural}
        isCaptionHidden
        columns={series.definition.columns}
        id="list"
      />
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
