// The search box in the head of every page: a form that leads to the page of the search, with script or without.

import type { VNode } from 'preact';
import { href, SEARCH } from '../../generator/lib/links.ts';
import type { Site } from '../../generator/types.ts';

/** The box and its button. */
export function SearchForm({ site }: { site: Site }): VNode {
  return (
    <search>
      <form class="search" action={href(site, SEARCH)}>
        <input type="search" name="q" aria-label="Search advisories" autocomplete="off" />
        <button type="submit">Search</button>
      </form>
    </search>
  );
}
