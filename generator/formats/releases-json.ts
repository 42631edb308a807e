// `/data/v1/releases.json`: how long each release lives. The days are named as in OpenEoX
// (https://github.com/oasis-tcs/openeox); they are days, since nobody promises an hour.

import type { z } from 'zod';
import { type releasesSchema, schemaUrl } from '../lib/data/data-schemas.ts';
import { stableJson } from '../lib/data/json.ts';
import { absolute, supportPath } from '../lib/links.ts';
import { detached } from '../lib/pgp/requests.ts';
import { changedOn } from '../lib/support/events.ts';
import type { Format } from '../types.ts';

export default {
  id: 'releases-json',
  about: 'The life of each release as JSON: first day, ends of full and of security support',
  makes: /^data\/v1\/releases\.json$/,
  *render({ model: { site, lifecycle, modified } }) {
    if (lifecycle.length === 0) return;
    const record = {
      $schema: schemaUrl(site, 'releases'),
      license: site.license,
      supplier_name: site.team.name,
      releases: lifecycle.map((release) => {
        const { statement } = release;
        return {
          name: release.name,
          ...(release.product !== undefined && { product_name: release.product }),
          product_version: release.version,
          general_availability: release.released,
          end_of_full_support: release.supportedUntil,
          end_of_security_support: release.securityUntil,
          end_of_life: release.end,
          last_updated: statement && changedOn(statement),
          url: absolute(site, release.path),
          ...(statement && { statement_url: absolute(site, supportPath(statement.version)) }),
        };
      }),
    } satisfies z.input<typeof releasesSchema>;
    yield {
      path: 'data/v1/releases.json',
      type: 'application/json',
      body: stableJson(record),
      sign: detached(modified),
      from: 'releases-json',
    };
  },
} satisfies Format;
