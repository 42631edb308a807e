// The list of advisories in the shape of Xen's `xsa.json`, which scanners and distributions read already:
// `data/v1/<series>/list.json` for every series with that layout.

import type { z } from 'zod';
import { stableJson } from '../lib/data/json.ts';
import type { listSchema } from '../lib/data/list-schema.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format, Instant, Output, Patch, PublicAdvisory } from '../types.ts';

export default {
  id: 'series-list',
  about: 'All advisories of a series in the shape of Xen\u2019s xsa.json',
  makes: /^data\/v1\/[^/]+\/list\.json$/,
  *render({ model }): Iterable<Output> {
    for (const { series, advisories } of model.series) {
      if (series.definition.id !== 'xsa') continue;
      const xsas = [...advisories].sort((a, b) => (b.number[0] ?? 0) - (a.number[0] ?? 0)).map(entry);
      yield {
        path: `data/v1/${series.id}/list.json`,
        type: 'application/json',
        body: stableJson([{ xsas }] satisfies z.input<typeof listSchema>),
        sign: detached(model.modified),
        from: 'series-list',
      };
    }
  },
} satisfies Format;

function entry(advisory: PublicAdvisory) {
  const newest = advisory.revisions.find((revision) => revision.version === advisory.version);
  return {
    xsa: advisory.number.join('-'),
    title: advisory.title,
    version: advisory.version,
    cve: [...advisory.cves],
    public_time: minutes(advisory.published),
    version_time: minutes(newest?.date ?? advisory.updated),
    files: advisory.patches.map(file),
  };
}

function file({ file: name, tree, releases }: Patch) {
  return { name, ...(tree !== undefined && { project: tree }), versions: releases.map((release) => [branch(release)]) };
}

/** Branches are written `4.18.x`, names as they are. */
function branch(release: string): string {
  return /^\d+\.\d+$/.test(release) ? `${release}.x` : release;
}

/** `2012-12-03 17:51`: UTC, which the shape does not say. */
function minutes(time: Instant): string {
  return time.slice(0, 16).replace('T', ' ');
}
