// What a source says about the patches of a series: the contents of `/data/v1/<series>/patches.json`, which is also the
// form in which every other source (a root, a folder of patches, a list of lines) is compared and checked.

import { z } from 'zod';
import { coverageSchema, fileFields } from '../data/advisory-schema.ts';

const text = (about: string) => z.string().describe(about);
const time = (about: string) => z.string().meta({ description: `${about}, UTC`, format: 'date-time' });
const day = (about: string) => z.string().meta({ description: `${about}, a day in UTC`, format: 'date' });
const url = (about: string) => z.string().meta({ description: about, format: 'uri' });

const indexedPatch = z.object({
  file: text('Path of the patch beside the advisory'),
  url: url('Where its bytes are').optional(),
  sha256: text('SHA-256 of its bytes, hexadecimal').optional(),
  size: z.int().describe('Number of its bytes').optional(),
  subject: text('Subject of the commit, as it stands in a tree that has the patch').optional(),
  patch_id: text('What `git patch-id --stable` says of it; absent where it is no diff of git').optional(),
  paths: z.array(z.string()).describe('Files of the tree that it changes'),
  tree: text('Source tree it belongs to').optional(),
  applies: text('What it applies to, in words').optional(),
  releases: z.array(z.string()).describe('Ids of the releases it applies to; empty when none are stated'),
  series: z
    .object({
      name: text('Name that they share'),
      position: z.int().describe('Place in their order, from 1'),
      of: z.int().describe('How many there are'),
    })
    .describe('The patches it has to be applied with')
    .optional(),
  fixes: z.record(z.string(), z.string()).describe('Commit that has the patch, by branch'),
});

const indexedAdvisory = z.object({
  id: text('Its id'),
  number: text('The number in its id'),
  title: text('Title, plain text').optional(),
  published: time('First publication').optional(),
  withdrawn: z.boolean().describe('True when it no longer stands'),
  url: url('Its page').optional(),
  coverage: z
    .array(
      z.object({
        package: text('Name of the package or product'),
        release: text('Id of the release'),
        status: coverageSchema,
        fixed: text('First fixed version').optional(),
        reason: text('Why it has this status').optional(),
      }),
    )
    .describe('What is known for each release'),
  patches: z.array(indexedPatch).describe('Its patches, by name'),
});

const indexedRelease = z.object({
  id: text('Id of the release'),
  name: text('Its name in full'),
  released: day('First release').optional(),
  security_until: day('Last day of security support').optional(),
});

/** `/data/v1/<series>/patches.json`. */
export const patchesSchema = z.object({
  ...fileFields,
  series: text('Key of the series'),
  prefix: text('Upper-case start of every id'),
  modified: time('Newest change of what is in here'),
  releases: z.array(indexedRelease).describe('Releases that the series speaks about'),
  advisories: z.array(indexedAdvisory).describe('Every advisory of the series, by number'),
});

export type PatchIndex = Pick<z.infer<typeof patchesSchema>, 'series' | 'prefix' | 'releases' | 'advisories'>;
export type IndexedAdvisory = z.infer<typeof indexedAdvisory>;
export type IndexedPatch = z.infer<typeof indexedPatch>;
export type IndexedRelease = z.infer<typeof indexedRelease>;
