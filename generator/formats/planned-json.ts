// `/data/v1/planned.json`: numbers and planned dates of advisories under embargo, in series that announce them.

import type { z } from 'zod';
import { type plannedSchema, schemaUrl } from '../lib/data/data-schemas.ts';
import { stableJson } from '../lib/data/json.ts';
import { absolute, plannedPath } from '../lib/links.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format } from '../types.ts';

export default {
  id: 'planned-json',
  about: 'Numbers and planned dates of advisories under embargo, where their series announces them',
  makes: /^data\/v1\/planned\.json$/,
  *render({ model: { site, planned, modified } }) {
    const record = {
      $schema: schemaUrl(site, 'planned'),
      license: site.license,
      planned: planned.map(({ id, slug, series, date }) => ({
        id,
        series,
        date,
        url: absolute(site, plannedPath(slug)),
      })),
    } satisfies z.input<typeof plannedSchema>;
    yield {
      path: 'data/v1/planned.json',
      type: 'application/json',
      body: stableJson(record),
      sign: detached(modified),
      from: 'planned-json',
    };
  },
} satisfies Format;
