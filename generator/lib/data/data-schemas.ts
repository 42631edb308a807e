// The schemas that are published below `/data/v1/schema/`, one for each kind of JSON file below `/data/v1/` and for
// the file of an advisory.

import { z } from 'zod';
import type { Site } from '../../types.ts';
import { disclosureStatisticsSchema } from '../disclosure/records.ts';
import { absolute } from '../links.ts';
import { levelsSchema } from '../patch-levels/levels-record.ts';
import { patchesSchema } from '../patches/patch-index.ts';
import { supportSchema } from '../support/schema.ts';
import { advisorySchema, coverageRowSchema, fileFields, listedSchema } from './advisory-schema.ts';
import { listSchema } from './list-schema.ts';

const modified = z.string().meta({ description: 'Newest `modified` of what is in here, UTC', format: 'date-time' });
const count = z.int().min(0).describe('Number of advisories');

/** `/data/v1/advisories.json`. */
export const advisoriesSchema = z.object({
  ...fileFields,
  modified,
  count,
  advisories: z.array(listedSchema).describe('Every advisory, by first publication, newest first'),
});

/** `/data/v1/packages/<name>.json`. */
export const packageSchema = z.object({
  ...fileFields,
  name: z.string().describe('Name of the package or product'),
  url: z.string().meta({ description: 'Its page', format: 'uri' }),
  modified,
  count,
  advisories: z
    .array(
      listedSchema.extend({
        coverage: z.array(coverageRowSchema).describe('What is known for each release'),
      }),
    )
    .describe(
      'Advisories about the package that stand, newest first; statements and coverage are those of the package',
    ),
});

/** `/data/v1/db.json`. */
export const dbSchema = z.object({
  ...fileFields,
  schema_version: z.literal(1).describe('The format of everything below `/data/v1/`'),
  title: z.string().describe('Name of the site'),
  url: z.string().meta({ description: 'Base URL; a `path` in the data begins after it', format: 'uri' }),
  modified,
  count,
  sha256: z
    .string()
    .describe(
      'SHA-256 of `advisories.json`, which holds that of each advisory: as long as it stays, no advisory has changed',
    ),
  files: z
    .array(
      z.object({
        name: z.string().describe('Name of the file'),
        url: z.string().meta({ description: 'Where it is', format: 'uri' }),
        sha256: z.string().describe('SHA-256 of its bytes, hexadecimal'),
        size: z.int().describe('Number of its bytes'),
      }),
    )
    .describe('The files that cover everything'),
});

const day = (about: string) =>
  z
    .string()
    .meta({ description: `${about}; absent when none is stated`, format: 'date' })
    .optional();

/** `/data/v1/releases.json`. */
export const releasesSchema = z.object({
  ...fileFields,
  supplier_name: z.string().describe('Who supports the releases'),
  releases: z
    .array(
      z.object({
        name: z.string().describe('Name of the release'),
        product_name: z.string().describe('Product; absent for a release of a whole distribution').optional(),
        product_version: z.string().describe('Version or code name, as in the addresses of pages'),
        general_availability: day('First day of the release'),
        end_of_full_support: day('Last day of full support'),
        end_of_security_support: day('Last day of security support'),
        end_of_life: day('Last day of support of any kind'),
        last_updated: day('Day on which the support statement last changed'),
        url: z.string().meta({ description: 'Its page', format: 'uri' }),
        statement_url: z
          .string()
          .meta({ description: 'Its support statement; absent when there is none', format: 'uri' })
          .optional(),
      }),
    )
    .describe('Releases of one product together, newest first'),
});

/** `/data/v1/planned.json`. */
export const plannedSchema = z.object({
  ...fileFields,
  planned: z
    .array(
      z.object({
        id: z.string().describe('Id of the advisory'),
        series: z.string().describe('Key of its series, as in addresses'),
        date: z.string().meta({ description: 'When it is to be published, UTC', format: 'date-time' }),
        url: z.string().meta({ description: 'Its page', format: 'uri' }),
      }),
    )
    .describe('Advisories under embargo whose numbers are announced, the next one first; nothing else is said of them'),
});

/** Every schema by the name of its file. */
export const schemas = {
  advisory: { title: 'A security advisory', schema: advisorySchema },
  advisories: { title: 'All security advisories', schema: advisoriesSchema },
  package: { title: 'The security advisories of a package', schema: packageSchema },
  db: { title: 'State of the data', schema: dbSchema },
  list: { title: 'All advisories of a series, in the shape of xsa.json', schema: listSchema },
  support: { title: 'The support matrix', schema: supportSchema },
  releases: { title: 'The life of every release', schema: releasesSchema },
  disclosure: { title: 'How long disclosure takes', schema: disclosureStatisticsSchema },
  planned: { title: 'Numbers of advisories under embargo', schema: plannedSchema },
  patches: { title: 'The patches of a series', schema: patchesSchema },
  'patch-levels': { title: 'Which fixes a source tree has', schema: levelsSchema },
} as const;

/** The name of a schema. */
export type SchemaName = keyof typeof schemas;

/** Where a schema is published; its identifier too. */
export function schemaUrl(site: Site, name: SchemaName): string {
  return absolute(site, `/data/v1/schema/${name}.json`);
}
