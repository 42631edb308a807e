// What the JSON files say about advisories, field by field. The schemas published below `/data/v1/schema/` are made of
// this (JSON Schema 2020-12). Objects stay open: a later release of the generator may add fields, never change them.

import { z } from 'zod';

const text = (about: string) => z.string().describe(about);
const texts = (about: string) => z.array(z.string()).describe(about);
const time = (about: string) => z.string().meta({ description: `${about}, UTC`, format: 'date-time' });
const day = (about: string) => z.string().meta({ description: `${about}, a day in UTC`, format: 'date' });
const url = (about: string) => z.string().meta({ description: about, format: 'uri' });

/** Begins every JSON file. */
export const fileFields = {
  $schema: url('The JSON Schema of this file'),
  license: text('Licence of the file: an SPDX id or a URL'),
};

export const coverageSchema = z
  .enum(['affected', 'fixed', 'not-affected', 'under-investigation', 'unknown'])
  .describe('What is known; `unknown` means that nobody has said, and is never to be read as `not-affected`');

export const linkSchema = z.object({ id: text('Its id'), title: text('Its title'), url: url('Its page') });

const versionFields = {
  from: text('First affected version').optional(),
  to: text('Last affected version').optional(),
  fixed: text('First fixed version').optional(),
  when: text('Condition in words').optional(),
  reason: text('Why it has this status').optional(),
};

export const statementSchema = z.object({
  package: text('Name of the package or product'),
  release: text('Id of the release it is about; absent when it is about the package in general').optional(),
  status: coverageSchema,
  ...versionFields,
  unsafe: text('Affected versions as constraints, in the version order of the series: `< 2.0.6-1`').optional(),
  safe: text('Fixed versions as constraints').optional(),
  repository: text('Repository that has the package').optional(),
  group: text('Group of the package').optional(),
});

export const releaseSchema = z.object({
  id: text('Id of the release, as in its URL'),
  name: text('Its name in full'),
  product: text('The product it is a release of; absent for a distribution').optional(),
  codename: text('Its code name').optional(),
  released: day('First release').optional(),
  supported_until: day('Last day of full support').optional(),
  security_until: day('Last day of security support').optional(),
  url: url('The page of the release'),
});

const packageSupportSchema = z.object({
  kind: z
    .enum(['limited', 'ended', 'community'])
    .describe('With limits, until a day before the end of the release, or by the community only'),
  last_version: text('Last version with security support, where it ends early').optional(),
  ends: day('First day without security support, where it ends early').optional(),
  reason: text('Why, or which limits').optional(),
});

export const featureSupportSchema = z.object({
  feature: text('The feature as in `features`'),
  product: text('Product of the support statement'),
  version: text('Release that the statement is about'),
  released: day('First release').optional(),
  security_until: day('Last day of security support of the release; no status promises it longer').optional(),
  url: url('What the statement says of the feature'),
  has_feature: z.boolean().describe('False where the release has no such feature'),
  statuses: z
    .array(
      z.object({
        key: text('Key of the status, as in `support.json`'),
        qualifier: text('What part of the feature it is about').optional(),
        status: text('The status as written'),
        class: z
          .enum(['supported', 'limited', 'preview', 'experimental', 'deprecated', 'obsolete', 'unsupported', 'unknown'])
          .describe('Kind of status'),
        security: z.boolean().describe('True when its words promise security support'),
        has_caveat: z.boolean().describe('True when text below it qualifies it'),
        url: url('The status on the page of the statement'),
      }),
    )
    .describe('Empty where the release has no such feature, or gives it no status'),
});

export const coverageRowSchema = z.object({
  package: text('Name of the package or product'),
  release: releaseSchema.describe('The release this row is about'),
  status: coverageSchema,
  ...versionFields,
  package_support: packageSupportSchema
    .describe('How far the package has security support in this release; absent where it has it fully')
    .optional(),
  patches: texts('Patches for this release, as `file` in `patches` names them'),
});

const severitySchema = z.object({
  id: text('The word in the vocabulary of the series'),
  name: text('The word as shown'),
  level: z.int().min(1).max(4).describe('From 1 (low) to 4 (critical), comparable between series'),
  meaning: text('What the team means by it'),
});

const patchSchema = z.object({
  file: text('Path beside the advisory'),
  url: url('Where it is'),
  sha256: text('SHA-256 of its bytes, hexadecimal'),
  size: z.int().describe('Number of its bytes'),
  subject: text("First line of the commit's message").optional(),
  applies: text('What it applies to, in words').optional(),
  tree: text('The source tree it belongs to').optional(),
  releases: texts('Ids of the releases it is for'),
  fixes: z.record(z.string(), z.string()).describe('Branch and the commit that has the fix there'),
});

const revisionSchema = z.object({
  version: z.int().describe('Version number'),
  date: time('When it was published'),
  change: text('What it changed'),
  editorial: z.boolean().describe('True for a change of wording only'),
  text: z
    .object({
      url: url('Where it is'),
      sha256: text('SHA-256 of its bytes, hexadecimal'),
      size: z.int().describe('Number of its bytes'),
    })
    .describe('The announcement of that version; absent where it was not kept')
    .optional(),
  diff_url: url('Unified diff from the text of the version before').optional(),
});

const keyChangeSchema = z.object({
  old: text('Fingerprint of the key that signed so far, upper-case hexadecimal digits'),
  new: text('Fingerprint of the key that signs from then on'),
  reason: text('Why'),
  date: time('Since when the new key signs'),
  keys: url('The page of all keys'),
});

/** Where the advisory is to be had. */
const urlsSchema = z.object({
  page: url('For reading'),
  text: url('As it was announced'),
  json: url('Everything, as data'),
});

/** What lists and full records both say. */
const headFields = {
  id: text('Id of the advisory, as people quote it'),
  series: text('Key of its series, as in URLs'),
  title: text('Title, plain text'),
  status: z.enum(['published', 'withdrawn']).describe('A withdrawn advisory no longer stands; its record stays'),
  kind: text('What kind of notice, in the words of the series').optional(),
  published: time('First public release'),
  updated: time('Newest public version'),
  modified: time('When its JSON file last changed: `updated`, or that of an advisory it is linked with'),
  version: z.int().describe('Newest public version'),
  cves: texts('CVE ids'),
  packages: texts('Names of packages or products'),
  summary: text('What an attacker can do, in a sentence or two').optional(),
  action: text('What to do').optional(),
  urls: urlsSchema.describe('Where it is'),
};

/** `<folder>/<slug>.json`: everything that the page says. */
export const advisorySchema = z.object({
  ...fileFields,
  ...headFields,
  series_name: text('Name of its series'),
  severity: severitySchema.describe('Absent when nobody has rated it').optional(),
  author: text('Who wrote it').optional(),
  bugs: texts('Bug numbers'),
  credits: z.array(z.object({ name: text('Who'), role: text('For what: `finder`') })).describe('Who is thanked'),
  features: texts('Features of the support statement that it concerns'),
  feature_support: z
    .array(featureSupportSchema)
    .describe('What the support statement of each release says of each of them'),
  statements: z.array(statementSchema).describe('What the advisory says about packages'),
  coverage: z.array(coverageRowSchema).describe('The same for each package and release, as far as it is known'),
  binaries: z
    .array(
      z.object({
        release: text('Id of the release'),
        name: text('Name of the binary package'),
        version: text('First fixed version'),
        note: text('A restriction in words').optional(),
      }),
    )
    .describe('What to install in which release, where the advisory names binary packages'),
  patches: z.array(patchSchema).describe('Patches published with it'),
  downloads: z.array(z.object({ name: text('What it is'), url: url('Where it is') })).describe('Where the fix is'),
  references: z.array(z.object({ url: url('Address'), title: text('Title').optional() })).describe('Further reading'),
  related: z.array(linkSchema).describe('Advisories that it names as related'),
  mentioned_by: z.array(linkSchema).describe('Advisories that name it or share a CVE id with it'),
  sections: z
    .array(
      z.object({
        id: text('Anchor on the page; empty for what comes before the first heading'),
        title: text('Heading').optional(),
        html: text('Text as HTML with absolute links'),
      }),
    )
    .describe('The text, section by section'),
  revisions: z.array(revisionSchema).describe('Every public version, oldest first'),
  key_change: keyChangeSchema.describe('Present when it tells that another key signs from now on').optional(),
  withdrawn: z
    .object({ date: time('When'), reason: text('Why') })
    .describe('Present when it was withdrawn')
    .optional(),
});

/** An advisory in a list. */
export const listedSchema = z.object({
  ...headFields,
  severity: text('The word of the series for its severity').optional(),
  statements: z.array(statementSchema).describe('What it says about packages; empty when it was withdrawn'),
  sha256: text('SHA-256 of its JSON file, hexadecimal'),
});
