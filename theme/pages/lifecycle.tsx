// Every release and how long it lives, as a timeline and as tables.

import type { VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import { endsOf } from '../../generator/lib/support/lifecycle.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Timeline } from '../parts/lifecycle-timeline.tsx';
import { FeedLinks } from '../parts/links.tsx';
import { ReleaseTable } from '../parts/release-table.tsx';

/** All releases, the supported ones first. */
export function ReleasesPage({ model, styles, extras }: Frame): VNode {
  const { site, lifecycle } = model;
  const supported = lifecycle.filter((release) => release.isSupported);
  const ended = lifecycle.filter((release) => !release.isSupported && release.phase === 'ended');
  const others = lifecycle.filter((release) => !release.isSupported && release.phase !== 'ended');
  const hasEnds = lifecycle.some((release) => endsOf(release).length > 0);
  return (
    <Layout
      model={model}
      styles={styles}
      extras={extras}
      uses={['support.css']}
      title="Releases"
      path="/releases/"
      description="Every release, its support dates and what affects it"
      feeds={lifecycle.length > 0 ? [{ title: `${site.title}: support of releases`, path: '/feeds/support' }] : []}
    >
      <h1>Releases</h1>
      <p class="lead">
        {model.releases.length > 0
          ? 'Choose your release to see which advisories affect it, and in which version each is fixed.'
          : 'How long each release is supported.'}
      </p>
      {lifecycle.length === 0 && <p>No releases are named yet.</p>}
      <Timeline releases={lifecycle} now={model.now} />
      {supported.length > 0 && (
        <>
          <h2 id="supported">With security support</h2>
          <ReleaseTable model={model} releases={supported} caption="Releases with security support" id="supported" />
        </>
      )}
      {ended.length > 0 && (
        <>
          <h2 id="ended">Security support has ended</h2>
          <ReleaseTable model={model} releases={ended} caption="Releases without security support" id="ended" />
        </>
      )}
      {others.length > 0 && (
        <>
          <h2 id="planned">Not released, or without a stated end of security support</h2>
          <ReleaseTable model={model} releases={others} caption="Other releases" id="planned" />
        </>
      )}
      {lifecycle.length > 0 && (
        <p>
          The same as data: <a href={href(site, '/data/v1/releases.json')}>releases.json</a>
          {hasEnds && (
            <>
              , for your calendar: <a href={href(site, '/releases/support.ics')}>support.ics</a>
            </>
          )}
          . News of them: <FeedLinks site={site} path="/feeds/support" />.
          {model.support.statements.length > 1 && (
            <>
              {' '}
              <a href={href(site, '/support/changes/')}>What changed in support</a> from release to release.
            </>
          )}
        </p>
      )}
    </Layout>
  );
}
