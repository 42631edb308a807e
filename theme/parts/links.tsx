// Links that many pages show: to packages, to CVE ids, to the three forms of a feed.

import type { VNode } from 'preact';
import { cvePath, href, packagePath } from '../../generator/lib/links.ts';
import type { Model, Site } from '../../generator/types.ts';
import { count } from '../words.ts';

type Shown = {
  readonly model: Model;
  readonly names: readonly string[];
  /** How many to name before the rest is only counted; all when absent. */
  readonly most?: number;
};

/** Packages with links to their pages. */
export function PackageLinks({ model, names, most }: Shown): VNode {
  return <Links names={names} most={most} rest="package" link={(name) => href(model.site, packagePath(name))} />;
}

/** CVE ids with links to their pages. */
export function CveLinks({ model, names, most }: Shown): VNode {
  return <Links names={names} most={most} rest="CVE" class="id" link={(name) => href(model.site, cvePath(name))} />;
}

/** Bugs: an address is a link, a number is a number. */
export function BugLinks({ bugs }: { bugs: readonly string[] }): VNode {
  return (
    <>
      {bugs.map((bug, index) => (
        <>
          {index > 0 && ', '}
          {/^https?:\/\/[^\s/]/.test(bug) ? <a href={bug}>{bug}</a> : bug}
        </>
      ))}
    </>
  );
}

/** The three forms of one feed; `path` has no extension. */
export function FeedLinks({ site, path }: { site: Site; path: string }): VNode {
  return (
    <>
      <a href={href(site, `${path}.atom`)}>Atom</a> · <a href={href(site, `${path}.rss`)}>RSS</a> ·{' '}
      <a href={href(site, `${path}.json`)}>JSON</a>
    </>
  );
}

type LinksProps = {
  readonly names: readonly string[];
  readonly most: number | undefined;
  readonly rest: string;
  readonly class?: string;
  readonly link: (name: string) => string;
};

function Links({ names, most, rest, class: style, link }: LinksProps): VNode {
  // One more than `most` is named rather than counted: the words would be longer than the name.
  const shown = most === undefined || names.length <= most + 1 ? names : names.slice(0, most);
  return (
    <>
      {shown.map((name, index) => (
        <>
          {index > 0 && ', '}
          <a class={style} href={link(name)}>
            {name}
          </a>
        </>
      ))}
      {shown.length < names.length && ` and ${count(names.length - shown.length, `other ${rest}`)}`}
    </>
  );
}
