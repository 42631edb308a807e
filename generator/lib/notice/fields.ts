// Front matter and settings of notices in the layout of the Ubuntu Security Notices. docs/format.md explains each one.

import { z } from 'zod';
import type { Field } from '../../types.ts';
import { decode } from '../decode/decode.ts';
import * as field from '../decode/fields.ts';
import { order } from '../order.ts';
import { commonSettings, sentence } from '../text/announcement.ts';
import { RELEASE_BLANKS } from '../text/release-sentences.ts';

const releaseSentence = sentence(RELEASE_BLANKS);
const releaseLine = sentence(['release', 'codename']);

/** The last word of a head. */
export const NOTICE_KINDS = ['vulnerability', 'vulnerabilities', 'regression', 'regressions', 'update'] as const;

/** The titles that the layout itself has. */
export const NOTICE_TITLES = {
  summary: 'Summary:',
  software: 'Software Description:',
  details: 'Details:',
  update: 'Update instructions:',
  references: 'References:',
  packages: 'Package Information:',
  credits: 'Credits:',
} as const;

/** Settings of a series of notices. */
export const noticeSettings = z.strictObject({
  ...commonSettings,
  style: field.word(['sections', 'classic']).default('sections'),
  'head-width': field.integer.optional(),
  'head-line': sentence(['heading', 'id', 'number']).default('{heading} {id}'),
  /** The titles that the layout itself has, in other words. */
  titles: z
    .strictObject({
      summary: field.text.default(NOTICE_TITLES.summary),
      software: field.text.default(NOTICE_TITLES.software),
      details: field.text.default(NOTICE_TITLES.details),
      update: field.text.default(NOTICE_TITLES.update),
      references: field.text.default(NOTICE_TITLES.references),
      packages: field.text.default(NOTICE_TITLES.packages),
      credits: field.text.default(NOTICE_TITLES.credits),
    })
    .prefault({}),
  /** Title of the section that quotes an earlier notice. */
  original: field.text.default('Text of the earlier notice'),
  releases: sentence([]).default('This notice is about:'),
  'release-item': releaseLine.default('- {release}'),
  /** Stands below the releases. */
  scope: sentence([]).optional(),
  /** Stands above the names of all binary packages; they are not listed without it. */
  binaries: sentence([]).optional(),
  instructions: sentence([]).default('Install these versions of the packages, or later ones:'),
  'release-line': releaseLine.default('{release}:'),
  'binary-line': sentence(['package']).default('{package}'),
  action: sentence([]).default('The usual update of a system installs them; there is nothing else to do.'),
  affected: releaseSentence.default('{packages} in {name} is affected, and there is no update yet.'),
  'not-affected': releaseSentence.default('{packages} in {name} is not affected.'),
  'under-investigation': releaseSentence.default('Whether {packages} in {name} is affected is being examined.'),
  unknown: releaseSentence.default('Whether {packages} in {name} is affected is not known.'),
  /** Address of a notice; its page when absent. */
  notice: sentence(['id', 'slug', 'number']).optional(),
  /** Address of a version of a source package; the page of the package when absent. */
  source: sentence(['package', 'version']).optional(),
  /** Writes CVE ids as `CAN-…`, as it was done before October 2005. */
  candidates: field.boolean.default(false),
});

export type NoticeSettings = z.infer<typeof noticeSettings>;

/** Fields of a notice beyond the common ones. */
export const noticeFields = {
  packages: field.list(
    z.preprocess(
      (value) => (typeof value === 'string' ? { name: value } : value),
      z.strictObject({ name: field.packageName, description: field.text.optional() }),
    ),
  ),
  kind: field.word(NOTICE_KINDS).optional(),
  head: field.text.optional(),
  bugs: field.list(field.text),
  instructions: field.prose.optional(),
  releases: field.list(
    z
      .strictObject({
        release: field.version,
        sources: field.mapOf(field.packageName, field.version).default({}),
        binaries: field
          .mapOf(
            field.packageName,
            z.preprocess(
              (value) => (typeof value === 'string' ? { version: value } : value),
              z.strictObject({ version: field.version, note: field.text.optional() }),
            ),
          )
          .default({}),
        package: field.packageName.optional(),
        status: field.word(['not-affected', 'affected', 'under-investigation', 'unknown']).optional(),
        reason: field.text.optional(),
      })
      .superRefine((entry, context) => {
        if (isFixed(entry) === (entry.status === undefined)) return;
        const params = {
          expected: 'either versions (`sources`, `binaries`) or `status`',
          hint: 'Write the fixed versions, or a status when there are none',
        };
        context.addIssue({ code: 'custom', params });
      }),
  ),
};

const ownFields = z.object(noticeFields);

export type NoticeFields = z.infer<typeof ownFields>;

/** What a notice says about a release. */
export type NoticeEntry = NoticeFields['releases'][number];

/** The fields of a checked document that only notices have. */
export function noticeFieldsOf(fields: Field): NoticeFields {
  return decode(ownFields, fields).value ?? ownFields.parse({});
}

/** What the head names: the packages, and what the notice is. */
export const headText = (packages: readonly string[], kind: string): string =>
  `${[...packages].sort(order).join(', ')} ${kind}`;

function isFixed({ sources, binaries }: Pick<NoticeEntry, 'sources' | 'binaries'>): boolean {
  return Object.keys(sources).length + Object.keys(binaries).length > 0;
}
