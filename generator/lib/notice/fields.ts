// Front matter and settings of notices in the layout of the Ubuntu Security Notices. docs/format.md explains each one.

import { z } from 'zod';
import type { Field, FieldPath } from '../../types.ts';
import { decode, fieldAt } from '../decode/decode.ts';
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
  /** Whether the text lists the source packages. */
  'list-sources': field.boolean.default(true),
  /** Writes CVE ids as `CAN-…`, as it was done before October 2005. */
  candidates: field.boolean.default(false),
});

export type NoticeSettings = z.infer<typeof noticeSettings>;

const binaries = field
  .mapOf(
    field.packageName,
    z.preprocess(
      (value) => (typeof value === 'string' ? { version: value } : value),
      z.strictObject({ version: field.version, note: field.text.optional() }),
    ),
  )
  .default({});

/** What is said in place of versions. */
const answer = {
  status: field.word(['not-affected', 'affected', 'under-investigation', 'unknown']).optional(),
  reason: field.text.optional(),
};

/** What a release has for one source package. */
const source = z.preprocess(
  (value, context) => {
    if (typeof value !== 'string') return value ?? {};
    const params = {
      expected: 'the fields of a package, or `status` for the whole release',
      hint: 'Write `{version: …}` for a package; `status` and `reason` stand for all packages of a release',
    };
    context.addIssue({ code: 'custom', params });
    return z.NEVER;
  },
  z.strictObject({ version: field.version.optional(), binaries, ...answer }).superRefine((entry, context) => {
    const isFixed = entry.version !== undefined || !isEmpty(entry.binaries);
    if (isFixed === (entry.status === undefined)) return;
    const params = {
      expected: 'either versions (`version`, `binaries`) or `status`',
      hint: 'Write the fixed versions, or a status when there are none',
    };
    context.addIssue({ code: 'custom', params });
  }),
);

/** What a notice says about a release: its source packages by name, or one answer for all of them. */
const release = z
  .object({ ...answer, binaries })
  .catchall(source)
  .superRefine((entry, context) => {
    const names = Object.keys(sourcesOf(entry));
    for (const name of names) {
      const { error } = field.packageName.safeParse(name);
      if (error)
        context.addIssue({ code: 'invalid_key', origin: 'record', issues: error.issues, path: [name], input: name });
    }
    const isFixed = names.length > 0 || !isEmpty(entry.binaries);
    const isAnswer = entry.status !== undefined || (names.length > 0 && entry.reason !== undefined);
    if (isFixed !== isAnswer) return;
    const params = {
      expected: 'either packages with their versions or `status`',
      hint: 'Write `status` and `reason` inside a package when they are about it alone',
    };
    context.addIssue({ code: 'custom', params });
  });

/** Fields of a notice beyond the common ones. */
export const noticeFields = {
  summary: field.prose.optional(),
  packages: z
    .preprocess(
      (value, context) => {
        if (!Array.isArray(value)) return value;
        const params = {
          expected: 'names with what they are',
          hint: 'Write `{name: what it is}`, or `{name}` for one that needs no words',
        };
        context.addIssue({ code: 'custom', params });
        return z.NEVER;
      },
      field.mapOf(
        field.packageName,
        z.preprocess((value) => (value === '' ? undefined : value), field.text.optional()),
      ),
    )
    .default({}),
  kind: field.word(NOTICE_KINDS).optional(),
  head: field.text.optional(),
  bugs: field.list(field.text),
  instructions: field.prose.optional(),
  releases: field.mapOf(field.version, release).default({}),
};

const ownFields = z.object(noticeFields);

type Written = z.infer<typeof ownFields>;
type Source = z.infer<typeof source>;

/** What a notice says about a release: about one source package, or about all where it names none. */
export type NoticeEntry = Pick<Source, 'version' | 'status' | 'reason' | 'binaries'> & {
  readonly release: string;
  readonly package?: string;
  readonly field: FieldPath;
};

export type NoticeFields = Omit<Written, 'releases'> & { readonly releases: readonly NoticeEntry[] };

/** The fields of a checked document that only notices have; releases in the order written. */
export function noticeFieldsOf(fields: Field): NoticeFields {
  const value = decode(ownFields, fields).value ?? ownFields.parse({});
  const releases = fieldAt(fields, ['releases']);
  // An object puts keys that are numbers (`12`, `11`) into an order of its own.
  const names = releases?.kind === 'map' ? releases.entries.map(({ key }) => key) : [];
  return { ...value, releases: entriesOf(value.releases, names) };
}

/** What the releases say, one entry for each package of each; binary packages of no known source come first. */
export function entriesOf(
  releases: Written['releases'],
  names: readonly string[] = Object.keys(releases),
): readonly NoticeEntry[] {
  return names.flatMap((name): NoticeEntry[] => {
    const entry = Object.hasOwn(releases, name) ? releases[name] : undefined;
    if (!entry) return [];
    const { status, reason, binaries: shared } = entry;
    const sources = Object.entries(sourcesOf(entry));
    const at = ['releases', name];
    return [
      ...(sources.length === 0 || !isEmpty(shared)
        ? [{ release: name, status, reason, binaries: shared, field: at }]
        : []),
      ...sources.map(([each, own]) => ({ ...own, release: name, package: each, field: [...at, each] })),
    ];
  });
}

function sourcesOf({ status: _status, reason: _reason, binaries: _binaries, ...sources }: z.infer<typeof release>) {
  return sources as Readonly<Record<string, Source>>;
}

const isEmpty = (map: object): boolean => Object.keys(map).length === 0;

/** What the head names: the packages, and what the notice is. */
export const headText = (packages: readonly string[], kind: string): string =>
  `${[...packages].sort(order).join(', ')} ${kind}`;
