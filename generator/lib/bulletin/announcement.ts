// The text of a bulletin: a head, labelled fields, the body, a paragraph for each release, and how it closes.

import { z } from 'zod';
import type { AnnouncementContext, PublicAdvisory, Section } from '../../types.ts';
import { decode, fieldAt } from '../decode/decode.ts';
import {
  actionLines,
  announcementText,
  creditLines,
  cvesInOrder,
  fill,
  filled,
  linesOf,
  referenceLines,
  sectionLines,
  updateNotice,
} from '../text/announcement.ts';
import { keyChangeLines } from '../text/key-change.ts';
import { between, dateBlanks, enumerated, indent, padEnd, spaced, underlined, wordsOf, wrap } from '../text/layout.ts';
import { releaseSentences } from '../text/release-sentences.ts';
import { type BulletinSettings, bulletinFields } from './fields.ts';

const WIDTH = 75;
const LABEL_WIDTH = 15;
const CVES_PER_LINE = 4;

/** The text of a bulletin. */
export function bulletinText(advisory: PublicAdvisory, context: AnnouncementContext<BulletinSettings>): string {
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

function head(advisory: PublicAdvisory, context: AnnouncementContext<BulletinSettings>): string[] {
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

function homeOf({ site, settings }: AnnouncementContext<BulletinSettings>): string {
  return settings.home ?? `${site.url}/`;
}

/** A label without a value is left out. */
function labels(advisory: PublicAdvisory, settings: BulletinSettings): string[] {
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
  const { labels: own = {} } = decode(z.object({ labels: bulletinFields.labels }), document.fields).value ?? {};
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
function body(section: Section, advisory: PublicAdvisory, context: AnnouncementContext<BulletinSettings>): string[] {
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
function releases(advisory: PublicAdvisory, { site, settings }: AnnouncementContext<BulletinSettings>): string[][] {
  const paragraphs = releaseSentences(advisory, site, {
    byStatus: settings,
    fixedBySuite: settings['fixed-by-suite'],
    problems: [settings['one-problem'], settings['several-problems']],
    versionOf: settings['version-of'],
  });
  const { appendix } = decode(z.object({ appendix: bulletinFields.appendix }), advisory.document.fields).value ?? {};
  const fixed = advisory.statements.filter((each) => each.status === 'fixed').map((each) => each.package);
  const upgrade = filled(settings.upgrade, { packages: enumerated([...new Set(fixed)]) }, WIDTH);
  return [
    ...paragraphs.map((text) => linesOf(text, WIDTH)),
    ...(settings['has-upgrade'] && fixed.length > 0 && !advisory.isWithdrawn ? [upgrade] : []),
    ...(appendix === undefined ? [] : [linesOf(appendix, WIDTH)]),
  ];
}

/** What the front matter says and the layout has no place for. */
function facts(advisory: PublicAdvisory, settings: BulletinSettings): string[][] {
  if (!settings.facts) return [];
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${title}:`, ...indent(lines, 2)];
  return [
    actionLines(advisory, WIDTH),
    list('References', referenceLines(advisory, WIDTH - 2)),
    list('Credits', creditLines(advisory, WIDTH - 2)),
  ];
}

function closing(advisory: PublicAdvisory, context: AnnouncementContext<BulletinSettings>): string[][] {
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

function trackerLines(name: string, tracker: string, settings: BulletinSettings): string[] {
  const address = filled(tracker, { package: encodeURI(name) }, WIDTH).join('');
  return filled(settings['tracker-text'], { package: name, tracker: address }, WIDTH);
}
