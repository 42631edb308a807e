// DSA: advisories of a distribution with releases, after the layout of the Debian Security Advisories: a head of 73
// columns, labelled fields, text of 75 columns, one paragraph per release.

import { z } from 'zod';
import { decode, fieldAt } from '../lib/decode/decode.ts';
import * as field from '../lib/decode/fields.ts';
import { readDsa } from '../lib/import/dsa.ts';
import {
  actionLines,
  announcementText,
  commonSettings,
  creditLines,
  cvesInOrder,
  fill,
  filled,
  linesOf,
  referenceLines,
  sectionLines,
  sentence,
  updateNotice,
} from '../lib/text/announcement.ts';
import { keyChangeLines } from '../lib/text/key-change.ts';
import {
  between,
  DATE_BLANKS,
  dateBlanks,
  enumerated,
  indent,
  padEnd,
  spaced,
  underlined,
  wordsOf,
  wrap,
} from '../lib/text/layout.ts';
import { RELEASE_BLANKS, releaseSentences } from '../lib/text/release-sentences.ts';
import type { AnnouncementContext, Blank, PublicAdvisory, Section, Series, SeriesParts, Statement } from '../types.ts';

const HEAD_WIDTH = 73;
const WIDTH = 75;
const LABEL_WIDTH = 15;
const CVES_PER_LINE = 4;

const releaseSentence = sentence(RELEASE_BLANKS);

const settings = z.strictObject({
  ...commonSettings,
  /** At the right end of the head's lines: who answers, and where questions are answered already. */
  contact: field.text.optional(),
  home: field.url.optional(),
  faq: field.url.optional(),
  /** The first line, how wide the head is, and the form of its date. */
  'head-line': sentence(['heading', 'id', 'prefix', 'number']).default('{heading} {id}'),
  'head-width': field.integer.default(HEAD_WIDTH),
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

type Settings = z.infer<typeof settings>;

const fields = {
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

type Fields = z.infer<z.ZodObject<typeof fields>>;

export default {
  id: 'dsa',
  about: 'Advisories of a distribution: packages with a fixed version per release (Debian Security Advisory)',
  numbers: ['number', 'revision'],
  severities: [
    {
      id: 'critical',
      name: 'Critical',
      level: 4,
      meaning: 'Attackers take over systems from afar, without help by a user.',
    },
    { id: 'high', name: 'High', level: 3, meaning: 'Attackers gain rights or data that they must not have.' },
    { id: 'medium', name: 'Medium', level: 2, meaning: 'Harm is limited, or needs special conditions.' },
    { id: 'low', name: 'Low', level: 1, meaning: 'Little harm, under rare conditions.' },
  ],
  settings,
  fields,
  sections: [],
  versions: 'dpkg',
  columns: ['packages', 'cves'],
  parts,
  announcement,
  template,
  readAnnouncement: readDsa,
} satisfies Series<Settings>;

function parts(values: Readonly<Record<string, unknown>>): SeriesParts {
  const { package: single, packages: several, kind, author, bugs, fixes } = values as Fields;
  const named = fixes.flatMap((fix) => fix.package ?? []);
  const packages = [...new Set([...(single === undefined ? [] : [single]), ...several, ...named])];
  const statements = fixes.flatMap((fix, index): Statement[] =>
    (fix.package === undefined ? packages : [fix.package]).map((name) => ({
      package: name,
      release: fix.release,
      status: fix.status ?? 'fixed',
      ...(fix.version !== undefined && { fixed: fix.version }),
      ...(fix.reason !== undefined && { reason: fix.reason }),
      field: ['fixes', index],
    })),
  );
  return {
    packages,
    statements,
    kind,
    bugs,
    ...(packages.length > 0 && { title: `${packages.join(', ')} ${kind}` }),
    ...(author !== undefined && { author }),
  };
}

function announcement(advisory: PublicAdvisory, context: AnnouncementContext<Settings>): string {
  const groups = [
    head(advisory, context),
    labels(advisory, context.settings),
    updateNotice(advisory, WIDTH),
    // The layout names packages; without any, the title says what the advisory is about.
    context.settings.facts && advisory.packages.length === 0 ? wrap(wordsOf(advisory.title), WIDTH) : [],
    keyChangeLines(advisory, context.site, WIDTH),
    ...advisory.sections.map((section) => body(section, advisory, context)),
    ...releases(advisory, context),
    ...facts(advisory, context.settings),
    ...closing(advisory, context),
  ];
  return announcementText(groups, advisory, WIDTH);
}

function head(advisory: PublicAdvisory, context: AnnouncementContext<Settings>): string[] {
  const { id, number, published, author = '' } = advisory;
  const { site, series, settings } = context;
  if (!settings.head) return [];
  const width = settings['head-width'];
  const heading = settings.heading ?? series.name;
  const name = fill(settings['head-line'], { heading, id, prefix: series.prefix, number: number.join('-') });
  const rule = '-'.repeat(width);
  return [
    rule,
    between(name, settings.contact ?? site.team.email, width),
    between(homeOf(context), author, width),
    between(fill(settings.date, dateBlanks(published)), settings.faq ?? '', width),
    rule,
  ];
}

function homeOf({ site, settings }: AnnouncementContext<Settings>): string {
  return settings.home ?? `${site.url}/`;
}

/** A label without a value is left out. */
function labels(advisory: PublicAdvisory, settings: Settings): string[] {
  const { packages, statements, bugs, severity, features, document } = advisory;
  const line = (label: string, words: readonly string[]): string[] => {
    const prefix = `${padEnd(label, LABEL_WIDTH)}: `;
    return words.length === 0 ? [] : wrap(words, WIDTH, prefix, ' '.repeat(LABEL_WIDTH + 2));
  };
  const cves = cvesInOrder(advisory, settings);
  const note = fieldAt(document.fields, ['cve-note']);
  const cveLines = cves.flatMap((_id, index) =>
    index % CVES_PER_LINE === 0 ? cves.slice(index, index + CVES_PER_LINE).join(' ') : [],
  );
  const cveText =
    cves.length === 0 && note?.kind === 'text'
      ? wordsOf(note.value)
      : cveLines.flatMap((each, index) => (index === 0 ? [each] : ['\n', each]));
  const versions = settings['version-line'] ? [...new Set(statements.flatMap((each) => each.fixed ?? []))] : [];
  const { labels: own = {} } = decode(z.object({ labels: fields.labels }), document.fields).value ?? {};
  const further = (isFirst: boolean): string[] =>
    Object.entries(own).flatMap(([label, value]) =>
      settings['first-labels'].includes(label) === isFirst ? line(label, wordsOf(value)) : [],
    );
  return [
    ...line(settings['package-label'], wordsOf(packages.join(settings['package-list'] === 'commas' ? ', ' : ' '))),
    ...line('Version', versions),
    ...further(true),
    ...line(settings['cve-label'], cveText),
    ...line(settings['bug-label'], bugs),
    ...further(false),
    ...line('Severity', settings.facts && severity ? [severity.name] : []),
    ...line('Concerns', settings.facts ? wordsOf(enumerated(features)) : []),
  ];
}

/** A heading that is a CVE id stands alone, and its text is indented below it; any other one is underlined. */
function body(section: Section, advisory: PublicAdvisory, context: AnnouncementContext<Settings>): string[] {
  const { title } = section;
  if (title === undefined) return sectionLines(section, advisory, context, { width: WIDTH });
  if (!/^CVE-\d{4}-\d+(?:[ ,]+CVE-\d{4}-\d+)*$/.test(title)) {
    return spaced([underlined(title, '-'), sectionLines(section, advisory, context, { width: WIDTH })]);
  }
  return spaced([
    wrap(wordsOf(title), WIDTH),
    indent(sectionLines(section, advisory, context, { width: WIDTH - 4 }), 4),
  ]);
}

/** A paragraph per release, and what to do when one of them has an update. */
function releases(advisory: PublicAdvisory, { site, settings }: AnnouncementContext<Settings>): string[][] {
  const paragraphs = releaseSentences(advisory, site, {
    byStatus: settings,
    fixedBySuite: settings['fixed-by-suite'],
    problems: [settings['one-problem'], settings['several-problems']],
    versionOf: settings['version-of'],
  });
  const { appendix } = decode(z.object({ appendix: fields.appendix }), advisory.document.fields).value ?? {};
  const fixed = advisory.statements.filter((each) => each.status === 'fixed').map((each) => each.package);
  const upgrade = filled(settings.upgrade, { packages: enumerated([...new Set(fixed)]) }, WIDTH);
  return [
    ...paragraphs.map((text) => linesOf(text, WIDTH)),
    ...(settings['has-upgrade'] && fixed.length > 0 && !advisory.isWithdrawn ? [upgrade] : []),
    ...(appendix === undefined ? [] : [linesOf(appendix, WIDTH)]),
  ];
}

/** What the front matter says and the layout has no place for. */
function facts(advisory: PublicAdvisory, settings: Settings): string[][] {
  if (!settings.facts) return [];
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${title}:`, ...indent(lines, 2)];
  return [
    actionLines(advisory, WIDTH),
    list('References', referenceLines(advisory, WIDTH - 2)),
    list('Credits', creditLines(advisory, WIDTH - 2)),
  ];
}

function closing(advisory: PublicAdvisory, context: AnnouncementContext<Settings>): string[][] {
  const { settings } = context;
  const { tracker, list } = settings;
  const shown = settings['tracker-for'] === 'first' ? advisory.packages.slice(0, 1) : advisory.packages;
  const values = { home: homeOf(context), id: advisory.id };
  const trackers = tracker === undefined ? [] : shown.map((name) => trackerLines(name, tracker, settings));
  return [
    ...trackers,
    ...settings.closing.map((text) => filled(text, values, WIDTH)),
    ...(list === undefined ? [] : [filled(settings.footer, { list }, WIDTH)]),
  ];
}

function trackerLines(name: string, tracker: string, settings: Settings): string[] {
  const address = filled(tracker, { package: encodeURI(name) }, WIDTH).join('');
  return filled(settings['tracker-text'], { package: name, tracker: address }, WIDTH);
}

function template({ id, title, day, severities, releases }: Blank): string {
  const fixes = releases.map((release) => `  - {release: ${JSON.stringify(release)}, version: FIXME}\n`);
  return `---
id: ${id}
title: ${title}
status: draft                   # change it to published, or leave it out, when the text is ready
package: FIXME                  # or packages: [one, two]
kind: security update           # security update | regression update | announcement
author: FIXME
published: ${day}
severity: FIXME                 # ${severities.join(' | ')}; may be left out
cves: []                        # [CVE-2026-12345, …]
bugs: []
fixes:                          # one entry for each supported release; instead of a version: status and reason
${fixes.length > 0 ? fixes.join('') : BLANK_FIXES}revisions:
  - {version: 1, date: ${day}, change: First publication.}
---

FIXME: what is wrong in which package, and what an attacker can do.
`;
}

const BLANK_FIXES = `  - {release: FIXME, version: FIXME}
  - {release: FIXME, status: not-affected, reason: FIXME}
`;
