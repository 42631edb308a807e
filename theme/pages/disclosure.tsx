// How long issues took from the report to the public: medians by year, then every advisory that states its dates.

import type { VNode } from 'preact';
import { DISCLOSURE, href } from '../../generator/lib/links.ts';
import type { DisclosedIssue, DisclosureDays, DisclosureYear, Instant } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { CalendarDay } from '../parts/time.tsx';
import { count } from '../words.ts';

/** The statistics of disclosure. */
export function DisclosurePage({ model, styles }: Frame): VNode {
  const { site, disclosure, advisories } = model;
  const { issues, years } = disclosure;
  const columns: readonly Column<DisclosedIssue>[] = [
    {
      title: 'Advisory',
      class: 'short',
      cell: ({ id, path }) => (
        <a class="id" href={href(site, path)}>
          {id}
        </a>
      ),
    },
    { title: 'Reported', class: 'short', cell: ({ reported }) => dayOf(reported) },
    { title: 'Lists told', class: 'short', cell: ({ notified }) => dayOf(notified) },
    { title: 'Public', class: 'short', cell: ({ published }) => dayOf(published) },
    ...dayColumns<DisclosedIssue>(({ days }) => days),
  ];
  return (
    <Layout
      model={model}
      styles={styles}
      title="How long disclosure takes"
      path={DISCLOSURE}
      description={`Days from the report to the public: ${site.title}`}
      current="/advisories/"
    >
      <h1>How long disclosure takes</h1>
      <p class="lead">
        Days from the report of an issue to its publication, for {count(issues.length, 'advisory', 'advisories')} of{' '}
        {advisories.length}: those that state these dates and were not withdrawn. An issue that is under embargo is not
        counted.
      </p>
      <h2 id="years">Medians by year</h2>
      <Table
        caption="Medians by year of publication"
        isCaptionHidden
        rows={years}
        columns={[
          { title: 'Year', cell: ({ year }) => year },
          { title: 'Advisories', class: 'number', cell: (year) => year.count },
          ...dayColumns<DisclosureYear>(({ medians }) => medians),
        ]}
        id="years"
      />
      <h2 id="advisories">Each advisory</h2>
      <Table caption="Dates of each advisory" isCaptionHidden rows={issues} columns={columns} id="advisories" />
      <p>
        The same as data: <a href={href(site, '/data/v1/disclosure.json')}>disclosure.json</a>,{' '}
        <a href={href(site, '/data/v1/disclosure.csv')}>disclosure.csv</a>.
      </p>
    </Layout>
  );
}

const UNKNOWN = 'not stated';

const dayOf = (at: Instant | undefined) => (at === undefined ? UNKNOWN : <CalendarDay at={at} />);

function dayColumns<Row>(daysOf: (row: Row) => DisclosureDays): Column<Row>[] {
  const cell = (key: keyof DisclosureDays) => (row: Row) => {
    const days = daysOf(row)[key];
    return days === undefined ? UNKNOWN : days.toFixed(1);
  };
  return [
    { title: 'Report to lists, days', class: 'number', cell: cell('reportToNotice') },
    { title: 'Lists to public, days', class: 'number', cell: cell('noticeToPublic') },
    { title: 'Report to public, days', class: 'number', cell: cell('reportToPublic') },
  ];
}
