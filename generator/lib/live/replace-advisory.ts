// The model with one advisory replaced where readers look first: its page and the lists that name it. It is what a live
// preview shows until the whole model is made again; what else follows from the advisory (support, points of releases,
// links from others) is that of before.

import type { Advisory, Model, PublicAdvisory } from '../../types.ts';
import { publishedAdvisory } from '../public/published.ts';

/** Undefined where the advisory is not in the model: then only a whole model will do. */
export function replaceAdvisory(model: Model, advisory: Advisory): Model | undefined {
  const old = model.advisories.find(({ id }) => id === advisory.id);
  const own = model.series.find(({ series }) => series.id === advisory.series);
  if (!old || !own) return undefined;
  const fresh: PublicAdvisory = {
    ...publishedAdvisory(
      advisory,
      own.series,
      model.releases.map(({ release }) => release),
      model.now,
    ),
    links: old.links,
    featureSupport: old.featureSupport,
  };
  const swap = (members: readonly PublicAdvisory[]): readonly PublicAdvisory[] =>
    members.includes(old) ? members.map((each) => (each === old ? fresh : each)) : members;
  const inViews = <T extends { readonly advisories: readonly PublicAdvisory[] }>(views: readonly T[]): readonly T[] =>
    views.map((view) => {
      const advisories = swap(view.advisories);
      return advisories === view.advisories ? view : { ...view, advisories };
    });
  return {
    ...model,
    advisories: swap(model.advisories),
    series: inViews(model.series),
    years: inViews(model.years),
    packages: inViews(model.packages),
    cves: inViews(model.cves),
    changes: model.changes.map((change) => (change.advisory === old ? { ...change, advisory: fresh } : change)),
  };
}
