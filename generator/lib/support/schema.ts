// What `/data/v1/support.json` says, field by field. Objects stay open: a later release of the generator may add fields.

import { z } from 'zod';
import { fileFields } from '../data/advisory-schema.ts';

const day = z.iso.date();

const classes = z.enum([
  'supported',
  'limited',
  'preview',
  'experimental',
  'deprecated',
  'obsolete',
  'unsupported',
  'unknown',
]);

const amount = z.object({
  value: z.number().describe('Amount in its unit'),
  unit: z.string().describe('Unit as written; empty for a mere number'),
  bytes: z.number().optional().describe('The same in bytes, for amounts of memory'),
  included: z.boolean().describe('False for less than this amount'),
});

const limitSchema = z.object({
  security: amount.optional().describe('Up to here there is security support'),
  supported: amount.optional().describe('Up to here there is support; beyond `security`, without security support'),
  more_is_supported: z
    .boolean()
    .describe('Beyond `security` there is support without security support, and no limit is stated'),
  tested: amount.optional().describe('Up to here it is tested'),
});

const definitionSchema = z.object({
  status: z.string().describe('The status that is defined'),
  class: classes.describe('What kind of status it is'),
  security: z.boolean().describe('It promises security support'),
  functional_completeness: z.string().optional().describe('In the words of the statement'),
  functional_stability: z.string().optional().describe('In the words of the statement'),
  interface_stability: z.string().optional().describe('In the words of the statement'),
  security_supported: z.string().optional().describe('In the words of the statement'),
});

const releaseSchema = z.object({
  product: z.string().describe('Product, as the release block names it'),
  version: z.string().describe('Version of the release'),
  url: z.url().describe('Page of the statement'),
  initial_release: day.optional().describe('Day of the first release; absent when none is stated'),
  supported_until: day.optional().describe('Last day of full support; absent when none is stated'),
  security_support_until: day.optional().describe('Last day of security support; absent when none is stated'),
  release_notes: z
    .object({ title: z.string().describe('What they are called'), url: z.url().optional().describe('Where they are') })
    .optional()
    .describe('Where the release notes are'),
  stated: z
    .array(z.object({ key: z.string().describe('Key of the line'), value: z.string().describe('Its value') }))
    .describe('The release block as written, in its order'),
  vocabulary: z.array(definitionSchema).describe('The statuses that the statement defines, in its order'),
  commit: z
    .object({
      id: z.string().describe('Commit'),
      ref: z.string().describe('Branch or tag'),
      date: z.iso.datetime().describe('When it was committed, UTC'),
    })
    .optional()
    .describe('Where the statement was read; absent for a file beside the advisories'),
});

const cellSchema = z.object({
  version: z.string().describe('Version of the release'),
  status: z.string().describe('The status as written'),
  class: classes.describe('What kind of status it is; `unknown` for words outside the vocabulary'),
  security: z.boolean().describe('The words promise security support, as long as the release has it'),
  security_until: day
    .optional()
    .describe('Last day on which that promise holds; absent when there is none, or when the release names no day'),
  limit: limitSchema.optional().describe('Limits that the status or the lines beside it state'),
  has_caveat: z.boolean().describe('Text below the status qualifies it; follow `url`'),
  url: z.url().describe('The status in its statement'),
});

/** `/data/v1/support.json`. */
export const supportSchema = z.object({
  ...fileFields,
  releases: z.array(releaseSchema).describe('Releases by product, newest first'),
  features: z
    .array(
      z.object({
        key: z.string().describe('Joins the statuses of one feature across releases'),
        former_keys: z.array(z.string()).optional().describe('Keys of the feature in older releases'),
        path: z.array(z.string()).describe('Headings from the top, and the qualifier where the status has one'),
        statuses: z.array(cellSchema).describe('One for each release that has the feature, newest first'),
      }),
    )
    .describe('Features in the order of the newest statement'),
});
