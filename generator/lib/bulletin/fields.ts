// Front matter and settings of bulletins in the layout of the Debian Security Advisories. docs/format.md explains each
// one.

import { z } from 'zod';
import * as field from '../decode/fields.ts';
import { commonSettings, sentence } from '../text/announcement.ts';
import { DATE_BLANKS } from '../text/layout.ts';
import { RELEASE_BLANKS } from '../text/release-sentences.ts';

const releaseSentence = sentence(RELEASE_BLANKS);

/** Settings of a series of bulletins. */
export const bulletinSettings = z.strictObject({
  ...commonSettings,
  /** At the right end of the head's lines: who answers, and where questions are answered already. */
  contact: field.text.optional(),
  home: field.url.optional(),
  faq: field.url.optional(),
  /** The first line, how wide the head is, and the form of its date. */
  'head-line': sentence(['heading', 'id', 'prefix', 'number']).default('{heading} {id}'),
  'head-width': field.integer.default(73),
  date: sentence(DATE_BLANKS).default('{month} {two-digit-day}, {year}'),
  /** Whether there is a head; texts whose mail named the advisory had none. */
  head: field.boolean.default(true),
  /** Between the packages of that label: blanks, or commas too. */
  'package-list': field.word(['blanks', 'commas']).default('blanks'),
  'package-label': field.text.default('Package'),
  'cve-label': field.text.default('CVE ID'),
  'bug-label': field.text.default('Bug'),
  /** Labels of the front matter that stand before that of the CVE ids; all others stand at the end. */
  'first-labels': z.array(field.text).default([]),
  /** A line with the fixed versions, as long-term support teams have it. */
  'version-line': field.boolean.default(false),
  'one-problem': field.text.default('this problem is'),
  'several-problems': field.text.default('these problems are'),
  fixed: releaseSentence.default('In {release}, {problems} fixed in version {version}.'),
  'fixed-by-suite': field.mapOf(field.text, releaseSentence).default({}),
  affected: releaseSentence.default('In {release}, {packages} is affected and not fixed yet.'),
  'not-affected': releaseSentence.default('In {release}, {packages} is not affected.'),
  'under-investigation': releaseSentence.default('Whether {packages} in {release} is affected is being investigated.'),
  unknown: releaseSentence.default('Whether {packages} in {release} is affected is not known.'),
  /** A version where those of the packages differ. */
  'version-of': sentence(['version', 'package']).default('{version} of {package}'),
  /** Whether there is a call to upgrade. */
  'has-upgrade': field.boolean.default(true),
  upgrade: sentence(['packages']).default('Please install the update of {packages}.'),
  /** Page of a package's security status, with `{package}` in it. */
  tracker: sentence(['package']).optional(),
  /** Whether it is shown for each package, or for the first one. */
  'tracker-for': field.word(['each', 'first']).default('each'),
  'tracker-text': sentence(['package', 'tracker']).default('The state of {package} in all releases:\n{tracker}'),
  closing: z.array(sentence(['home', 'id'])).default(['All advisories, and how to install updates:\n{home}']),
  /** Address of the list in the last line; none without it. */
  list: field.text.optional(),
  footer: sentence(['list']).default('Mailing list: {list}'),
});

export type BulletinSettings = z.infer<typeof bulletinSettings>;

/** Fields of a bulletin beyond the common ones. */
export const bulletinFields = {
  package: field.packageName.optional(),
  packages: field.list(field.packageName),
  kind: field.word(['security update', 'regression update', 'announcement']).default('security update'),
  author: field.text.optional(),
  bugs: field.list(field.text),
  /** Further labels of the text, such as `Vulnerability`. */
  labels: field.mapOf(field.text, field.text).default({}),
  /** Stands behind the call to upgrade, line by line: lists of files for one. */
  appendix: field.prose.optional(),
  /** What stands in place of CVE ids while there are none: `not yet available`. */
  'cve-note': field.text.optional(),
  fixes: field.list(
    z
      .strictObject({
        release: field.version,
        package: field.packageName.optional(),
        version: field.version.optional(),
        status: field.word(['not-affected', 'affected', 'under-investigation', 'unknown']).optional(),
        reason: field.text.optional(),
      })
      .superRefine((fix, context) => {
        if ((fix.version === undefined) === (fix.status === undefined)) {
          const params = {
            expected: 'either `version` or `status`',
            hint: 'Write the fixed version, or a status when there is none',
          };
          context.addIssue({ code: 'custom', params });
        }
      }),
  ),
};

export type BulletinFields = z.infer<z.ZodObject<typeof bulletinFields>>;
