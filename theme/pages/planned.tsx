// The page of a number whose advisory is under embargo. It is given the three facts that the public may know, and so
// it cannot say more.

import type { VNode } from 'preact';
import { href, plannedPath } from '../../generator/lib/links.ts';
import type { Planned } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { PlannedTime } from '../parts/planned.tsx';

/** That there is an advisory, its number and its planned date. */
export function PlannedPage({ model, styles, planned }: Frame & { planned: Planned }): VNode {
  const { id, slug, date, series } = planned;
  const view = model.series.find((each) => each.series.id === series);
  return (
    <Layout
      model={model}
      styles={styles}
      title={`${id}: under embargo`}
      path={plannedPath(slug)}
      description={`${id} is under embargo`}
      current="/advisories/"
    >
      <h1>{id}</h1>
      <p class="lead">
        This advisory is under embargo. Its publication {date > model.now ? 'is' : 'was'} planned for{' '}
        <PlannedTime at={date} />.
      </p>
      <p>
        Nothing else is said about it before then. It will be at this address
        {view && (
          <>
            , and in the list of <a href={href(model.site, view.path)}>{view.series.plural}</a>
          </>
        )}
        .
      </p>
    </Layout>
  );
}
