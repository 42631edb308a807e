// `/data/v1/disclosure.json` and `.csv`: how long issues took from the report to the public. Issues under embargo are
// not in here, as nothing that did not pass the gate is.

import type { z } from 'zod';
import { schemaUrl } from '../lib/data/data-schemas.ts';
import { stableJson } from '../lib/data/json.ts';
import { disclosureCsv, disclosureRecord, type disclosureStatisticsSchema } from '../lib/disclosure/records.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format } from '../types.ts';

export default {
  id: 'disclosure-statistics',
  about: 'How long issues took from the report to the public, as JSON and CSV',
  makes: /^data\/v1\/disclosure\.(?:json|csv)$/,
  *render({ model }) {
    const { site, disclosure, modified } = model;
    if (disclosure.issues.length === 0) return;
    const record = {
      $schema: schemaUrl(site, 'disclosure'),
      license: site.license,
      ...disclosureRecord(model),
    } satisfies z.input<typeof disclosureStatisticsSchema>;
    const common = { sign: detached(modified), from: 'disclosure-statistics' };
    yield { path: 'data/v1/disclosure.json', type: 'application/json', body: stableJson(record), ...common };
    yield { path: 'data/v1/disclosure.csv', type: 'text/csv; charset=utf-8', body: disclosureCsv(model), ...common };
  },
} satisfies Format;
