// The schemas that are published below `/data/v1/schema/`, one for each kind of JSON file below `/data/v1/` and for
// the file of an advisory.

import { z } from 'zod';
import type { Site } from '../types.ts';
import { advisorySchema, coverageRowSchema, fileFields, listedSchema } from './advisory-schema.ts';
import { absolute } from './links.ts';

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

/** Every schema by the name of its file. */
export const schemas = {
  advisory: { title: 'A security advisory', schema: advisorySchema },
  advisories: { title: 'All security advisories', schema: advisoriesSchema },
  package: { title: 'The security advisories of a package', schema: packageSchema },
  db: { title: 'State of the data', schema: dbSchema },
} as const;

/** Where a schema is published; its identifier too. */
export function schemaUrl(site: Site, name: keyof typeof schemas): string {
  return absolute(site, `/data/v1/schema/${name}.json`);
}
