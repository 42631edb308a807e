// The index of a series as its site publishes it, and as a root is compared with others: public advisories alone, since
// a model has no other.

import type { CoverageRow, Instant, Model, Patch, PublicAdvisory, Release, SeriesView, Site } from '../../types.ts';
import { absolute } from '../links.ts';
import { order } from '../order.ts';
import { byNumber } from './advisory-number.ts';
import { oneLine } from './one-line.ts';
import { patchFacts } from './patch-facts.ts';
import type { IndexedAdvisory, IndexedPatch, IndexedRelease, PatchIndex } from './patch-index.ts';
import { withSeries } from './patch-series.ts';

const known = new WeakMap<SeriesView, PatchIndex>();

/** The index of one series of the model, made once. */
export function indexOfModel(model: Model, view: SeriesView): PatchIndex {
  const index = known.get(view) ?? makeIndex(model, view);
  known.set(view, index);
  return index;
}

/** True for a series whose patches are published as an index. */
export function hasPatchIndex({ series }: SeriesView): boolean {
  return series.definition.id === 'xsa';
}

/** When the newest of its advisories changed. */
export function newestChange({ advisories }: SeriesView): Instant {
  const [newest = '1970-01-01T00:00:00Z'] = advisories
    .map(({ updated }) => updated)
    .sort()
    .reverse();
  return newest;
}

function makeIndex({ site, releases }: Model, { series, advisories }: SeriesView): PatchIndex {
  return {
    series: series.id,
    prefix: series.prefix,
    releases: releases
      .filter(({ release }) => release.series.includes(series.id))
      .map(({ release }) => asRelease(release)),
    advisories: advisories
      .map((advisory) => asAdvisory(site, advisory, series.prefix))
      .sort((a, b) => byNumber(a.number, b.number) || order(a.id, b.id)),
  };
}

function asRelease({ id, name, released, securityUntil }: Release): IndexedRelease {
  return {
    id,
    name: oneLine(name),
    ...(released !== undefined && { released }),
    ...(securityUntil !== undefined && { security_until: securityUntil }),
  };
}

function asAdvisory(site: Site, advisory: PublicAdvisory, prefix: string): IndexedAdvisory {
  const patches = advisory.patches.map((patch) => asPatch(patch, absolute(site, advisory.folder + patch.file)));
  return {
    id: advisory.id,
    number: advisory.number.join('-'),
    title: oneLine(advisory.title),
    published: advisory.published,
    withdrawn: advisory.isWithdrawn,
    url: absolute(site, advisory.path),
    coverage: advisory.coverage.map(asCoverage),
    patches: [...withSeries(patches, prefix)],
  };
}

function asCoverage({
  package: name,
  release,
  status,
  fixed,
  reason,
}: CoverageRow): IndexedAdvisory['coverage'][number] {
  return {
    package: name,
    release: release.id,
    status,
    ...(fixed !== undefined && { fixed }),
    ...(reason !== undefined && { reason: oneLine(reason) }),
  };
}

function asPatch(patch: Patch, url: string): IndexedPatch {
  const { patchId, paths } = patchFacts(patch.bytes);
  return {
    file: patch.file,
    url,
    sha256: patch.sha256,
    size: patch.bytes.length,
    ...(patch.subject !== undefined && { subject: oneLine(patch.subject) }),
    ...(patchId !== undefined && { patch_id: patchId }),
    paths: paths.map(oneLine),
    ...(patch.tree !== undefined && { tree: oneLine(patch.tree) }),
    ...(patch.applies !== undefined && { applies: oneLine(patch.applies) }),
    releases: [...patch.releases],
    fixes: { ...patch.fixes },
  };
}
