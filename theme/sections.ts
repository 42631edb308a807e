// The sections of the site, as the navigation and the 404 page show them. A section without content has no link.

import { CHECK } from '../generator/lib/links.ts';
import type { Model } from '../generator/types.ts';

/** A section of the site: an entry of the navigation. */
export type SiteSection = { readonly title: string; readonly path: string };

/** The sections that have something to show, in the order of the navigation. */
export function siteSections(model: Model): readonly SiteSection[] {
  const sections: readonly (SiteSection & { readonly isShown: boolean })[] = [
    { title: 'Advisories', path: '/advisories/', isShown: true },
    { title: 'Releases', path: '/releases/', isShown: model.lifecycle.length > 0 },
    { title: 'Support', path: '/support/', isShown: model.support.statements.length > 0 },
    { title: 'Am I affected?', path: CHECK, isShown: model.advisories.length > 0 },
    { title: 'Packages', path: '/packages/', isShown: model.packages.length > 0 },
    { title: 'CVE', path: '/cve/', isShown: model.cves.length > 0 },
    { title: 'Changes', path: '/changes/', isShown: true },
    { title: 'Feeds', path: '/feeds/', isShown: true },
    { title: 'Data', path: '/data/', isShown: true },
    { title: 'Verify', path: '/verify/', isShown: true },
  ];
  return sections.filter((section) => section.isShown).map(({ title, path }) => ({ title, path }));
}
