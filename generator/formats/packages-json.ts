// `/data/v1/packages/<name>.json`: what is known about one package.

import type { z } from 'zod';
import { advisoryFiles, coverageRecord, listedRecord } from '../lib/data/advisory-record.ts';
import { newest } from '../lib/data/data-files.ts';
import { type packageSchema, schemaUrl } from '../lib/data/data-schemas.ts';
import { stableJson } from '../lib/data/json.ts';
import { absolute } from '../lib/links.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format } from '../types.ts';

export default {
  id: 'packages-json',
  about: 'Each package as JSON: its advisories with affected and fixed versions',
  makes: /^data\/v1\/packages\//,
  *render(context) {
    const { site, packages } = context.model;
    const files = new Map(advisoryFiles(context).map((file) => [file.advisory.id, file]));
    for (const { name, path, advisories } of packages) {
      const own = advisories.flatMap((advisory) => files.get(advisory.id) ?? []);
      const record = {
        $schema: schemaUrl(site, 'package'),
        license: site.license,
        name,
        url: absolute(site, path),
        modified: newest(own),
        count: own.length,
        advisories: own.map((file) => {
          const listed = listedRecord(site, file);
          return {
            ...listed,
            statements: listed.statements.filter((statement) => statement.package === name),
            coverage: file.advisory.coverage
              .filter((row) => row.package === name)
              .map((row) => coverageRecord(site, row)),
          };
        }),
      } satisfies z.input<typeof packageSchema>;
      yield {
        path: `data/v1/packages/${name}.json`,
        type: 'application/json',
        body: stableJson(record),
        sign: detached(record.modified),
        from: 'packages-json',
      };
    }
  },
} satisfies Format;
