// The front page: what is new, what is supported, what changed last, and where everything is.

import type { VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import type { Model } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { AdvisoryTable } from '../parts/advisory-table.tsx';
import { Inline } from '../parts/inline.tsx';
import { PlannedList } from '../parts/planned.tsx';
import { ReleaseTable } from '../parts/release-table.tsx';
import { CalendarDay, Time } from '../parts/time.tsx';
import { count } from '../words.ts';

/** So many of the newest advisories are on the front page. */
const newest = 20;

/** The front page. */
export function FrontPage({ model, styles }: Frame): VNode {
  const { site, advisories } = model;
  const supported = model.lifecycle.filter((release) => release.isSupported);
  return (
    <Layout model={model} styles={styles} title={site.title} path="/" description={site.description}>
      <h1>{site.title}</h1>
      <p class="lead">{site.description}.</p>
      <p>
        {count(advisories.length, 'advisory', 'advisories')}. <LastChange model={model} />
      </p>
      <PlannedList model={model} planned={model.planned} />
      {supported.length > 0 && (
        <nav class="inline" aria-label="Releases with security support">
          <p>My release:</p>
          <ul>
            {supported.map((release) => (
              <li>
                <a href={href(site, release.path)}>{release.name}</a>
              </li>
            ))}
            <li>
              <a href={href(site, '/releases/')}>all releases</a>
            </li>
          </ul>
        </nav>
      )}
      <Leaving model={model} />
      <h2 id="latest">Latest advisories</h2>
      <AdvisoryTable
        model={model}
        advisories={advisories.slice(0, newest)}
        caption="Latest advisories"
        isCaptionHidden
        id="latest"
      />
      {advisories.length > newest && (
        <p>
          <a href={href(site, '/advisories/')}>All {count(advisories.length, 'advisory', 'advisories')}</a>
        </p>
      )}
      {supported.length > 0 && (
        <>
          <h2 id="supported">Supported releases</h2>
          <ReleaseTable model={model} releases={supported} caption="Releases with security support" id="supported" />
        </>
      )}
      <Where model={model} />
    </Layout>
  );
}

/** Releases whose support ends within 90 days. */
function Leaving({ model }: { model: Model }): VNode | null {
  const ends = model.lifecycle.flatMap((release) => release.leaving.map((end) => ({ ...end, release })));
  if (ends.length === 0) return null;
  return (
    <ul>
      {ends.map(({ kind, day, release }) => (
        <li>
          <strong>
            {kind === 'full' ? 'Full' : 'Security'} support of {release.name} ends on <CalendarDay at={day} />.
          </strong>{' '}
          <a href={href(model.site, '/releases/')}>Which release lasts longer</a>
        </li>
      ))}
    </ul>
  );
}

function LastChange({ model }: { model: Model }): VNode | null {
  const [change] = model.changes;
  if (!change) return null;
  const { advisory, date, kind, revision } = change;
  return (
    <>
      <a href={href(model.site, '/changes/')}>Last change</a> <Time at={date} />:{' '}
      <a href={href(model.site, advisory.path)}>{advisory.id}</a>{' '}
      {kind === 'new' ? (
        'is new.'
      ) : (
        <>
          {kind === 'updated' ? `version ${revision.version}` : 'withdrawn'}: <Inline text={revision.change} />
        </>
      )}
    </>
  );
}

function Where({ model }: { model: Model }): VNode {
  const { site, series } = model;
  return (
    <>
      <h2 id="series">What is published here</h2>
      <ul>
        {series.map((view) => (
          <li>
            <a href={href(site, view.path)}>{view.series.plural}</a> ({view.series.prefix}):{' '}
            {count(view.advisories.length, 'advisory', 'advisories')}
          </li>
        ))}
        <li>
          <a href={href(site, '/feeds/')}>Feeds</a> of every advisory and every correction, in Atom, RSS and JSON Feed
        </li>
        <li>
          <a href={href(site, '/data/')}>Data</a> for tools: the whole record as JSON and TSV
        </li>
        {site.lists.map((list) => (
          <li>
            Mailing list {list.url ? <a href={list.url}>{list.name}</a> : list.name} ({list.address})
            {list.purpose && `: ${list.purpose}`}
          </li>
        ))}
        {model.pages.map((page) => (
          <li>
            <a href={href(site, `/${page.slug}/`)}>{page.title}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
