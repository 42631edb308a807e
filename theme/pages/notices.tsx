// What a reader sees where there is no page: never was one (404), moved (redirect), removed (tombstone).

import type { VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Inline } from '../parts/inline.tsx';
import { siteSections } from '../sections.ts';

/** `/404.html`, for hosts that show it in place of a missing page. */
export function NotFoundPage({ model, styles }: Frame): VNode {
  const { site } = model;
  return (
    <Layout model={model} styles={styles} title="Page not found">
      <h1>Page not found</h1>
      <p class="lead">
        There is nothing at this address. Pages of this site do not move without a redirect, so it may be misspelt.
      </p>
      <p>What you may have looked for:</p>
      <ul>
        <li>
          <a href={href(site, '/')}>The latest advisories</a>
        </li>
        {model.series.map((view) => (
          <li>
            <a href={href(site, view.path)}>{view.series.plural}</a>
            {view.advisories[0] && (
              <>
                , for instance <a href={href(site, view.advisories[0].path)}>{view.advisories[0].id}</a>
              </>
            )}
          </li>
        ))}
        {siteSections(model).map((section) => (
          <li>
            <a href={href(site, section.path)}>{section.title}</a>
          </li>
        ))}
      </ul>
      <p>
        Did a link of ours lead here? Please tell <a href={`mailto:${site.team.email}`}>{site.team.email}</a>.
      </p>
    </Layout>
  );
}

/** Sends a reader on to where the page is now: `to` is a site path or a URL. */
export function RedirectPage({ model, styles, to }: Frame & { to: string }): VNode {
  const target = to.startsWith('/') ? href(model.site, to) : to;
  return (
    <Layout model={model} styles={styles} title={`Moved to ${to}`} refresh={target}>
      <h1>This page has moved</h1>
      <p class="lead">
        It is now at <a href={target}>{to}</a>.
      </p>
    </Layout>
  );
}

/** Says why a page is gone: its address is never used again. */
export function TombstonePage({ model, styles, path, reason }: Frame & { path: string; reason: string }): VNode {
  return (
    <Layout model={model} styles={styles} title={`Removed: ${path}`}>
      <h1>This page was removed</h1>
      <p class="lead">
        <Inline text={reason} />
      </p>
      <p>
        <code>{path}</code> will not be used again. <a href={href(model.site, '/advisories/')}>All advisories</a> are
        where they were.
      </p>
    </Layout>
  );
}
