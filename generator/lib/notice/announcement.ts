// The text of a notice: groups of lines in one of two orders, made of the advisory and the settings of its series.

import { z } from 'zod';
import type { AnnouncementContext, PublicAdvisory, Section } from '../../types.ts';
import { decode } from '../decode/decode.ts';
import * as field from '../decode/fields.ts';
import {
  announcementText,
  creditLines,
  fill,
  linesOf,
  referenceLines,
  sectionLines,
  updateNotice,
} from '../text/announcement.ts';
import { keyChangeLines } from '../text/key-change.ts';
import { between, enumerated, hang, indent, longDate, spaced, wordsOf, wrap } from '../text/layout.ts';
import { releaseSentences } from '../text/release-sentences.ts';
import { headText, type NoticeEntry, type NoticeSettings, noticeFieldsOf } from './fields.ts';
import { type FixedPackage, idLines, packageLines, ruled, titled } from './lines.ts';
import { cveIds, linkLines, type Notice, sourceLines, WIDTH } from './links.ts';

const HEAD_WIDTH = { sections: 74, classic: 59 };

/** The text of a notice. */
export function noticeText(advisory: PublicAdvisory, context: AnnouncementContext<NoticeSettings>): string {
  const notice: Notice = {
    advisory,
    fields: noticeFieldsOf(advisory.document.fields),
    context,
    settings: context.settings,
  };
  const body = context.settings.style === 'classic' ? classicBody(notice) : sectionsBody(notice);
  return announcementText(
    [
      head(notice),
      updateNotice(advisory, WIDTH),
      keyChangeLines(advisory, context.site, WIDTH),
      ...releaseList(notice),
      ...body,
    ],
    advisory,
    WIDTH,
  );
}

function head({ advisory, fields: { head: given }, context, settings }: Notice): string[] {
  const { id, number, published, packages, kind = '', bugs, keyChange, title } = advisory;
  const width = settings['head-width'] ?? HEAD_WIDTH[settings.style];
  const heading = settings.heading ?? context.series.name;
  const name = fill(settings['head-line'], { heading, id, number: number.join('-') });
  const subject = wrap(wordsOf(given ?? (keyChange ? title : headText(packages, kind))), width);
  return settings.style === 'classic'
    ? ruled(
        [between(name, longDate(published), width), ...subject, ...idLines(cveIds(advisory, settings), width), ...bugs],
        width,
      )
    : ruled([name, longDate(published), '', ...subject], width);
}

/** The releases that need an update, in the order written. */
function releaseList(notice: Notice): string[][] {
  const {
    fields: { releases },
    settings,
  } = notice;
  const concerned = releases.filter((entry) => entry.status === undefined || entry.status === 'affected');
  const items = new Set(concerned.map((entry) => named(settings['release-item'], entry.release, notice)));
  return [
    ...(items.size === 0 ? [] : [linesOf(settings.releases, WIDTH), [...items]]),
    ...(settings.scope === undefined ? [] : [linesOf(settings.scope, WIDTH)]),
  ];
}

function named(template: string, id: string, { context }: Notice): string {
  const release = context.site.releases.find((each) => each.id === id || each.codename === id);
  return fill(template, { release: release?.name ?? id, codename: release?.codename ?? id });
}

function sectionsBody(notice: Notice): string[][] {
  const {
    advisory,
    fields: { packages },
    settings: { titles, facts },
  } = notice;
  const software = Object.entries(packages).flatMap(([name, description]) =>
    description === undefined ? [] : hang('- ', wrap(wordsOf(`${name}: ${description}`), WIDTH - 2)),
  );
  return [
    summaryLines(notice),
    titled(titles.software, software, 'close'),
    ...(facts ? [factLines(advisory)] : []),
    ...advisory.sections.map((section) => sectionOf(section, notice)),
    titled(titles.update, spaced(updateGroups(notice)), 'apart'),
    ...(facts ? [titled(titles.credits, indent(creditLines(advisory, WIDTH - 2), 2), 'close')] : []),
    titled(titles.references, indent(linkLines(notice), 2), 'close'),
    titled(titles.packages, indent(sourceLines(notice), 2), 'close'),
  ];
}

/** The older order; it has no place for links and sources. */
function classicBody(notice: Notice): string[][] {
  const {
    advisory,
    fields: { releases },
    settings: { titles, facts, binaries },
  } = notice;
  const names = [...new Set(releases.flatMap((entry) => Object.keys(entry.binaries)))];
  return [
    ...(binaries === undefined || names.length === 0 ? [] : [linesOf(binaries, WIDTH), names]),
    ...updateGroups(notice),
    summaryLines(notice),
    ...(facts ? [factLines(advisory)] : []),
    ...advisory.sections.map((section) => sectionOf(section, notice)),
    ...(facts
      ? [
          titled(titles.references, indent(referenceLines(advisory, WIDTH - 2), 2), 'close'),
          titled(titles.credits, indent(creditLines(advisory, WIDTH - 2), 2), 'close'),
          titled(titles.packages, indent(sourceLines(notice), 2), 'close'),
        ]
      : []),
  ];
}

function summaryLines({ fields: { summary }, settings: { titles } }: Notice): string[] {
  return titled(titles.summary, summary === undefined ? [] : spaced(groupsOf(summary)), 'apart');
}

/** A section below its title. What quotes an earlier notice is indented by one blank. */
function sectionOf(section: Section, { advisory, context, settings }: Notice): string[] {
  const { title = 'Details' } = section;
  if (isTitled({ title }, settings.original))
    return titled(`${title}:`, indent(sectionLines(section, advisory, context, { width: WIDTH - 1 }), 1), 'apart');
  const shown = isTitled({ title }, 'Details') ? settings.titles.details : `${title}:`;
  return titled(shown, sectionLines(section, advisory, context, { width: WIDTH }), 'apart');
}

function isTitled(section: Pick<Section, 'title'>, title: string): boolean {
  return section.title?.trim().replace(/\s+/g, ' ').toLowerCase() === title.toLowerCase();
}

/** What the front matter says and the layout has no place for; the title is the subject of the mail. */
function factLines({ severity, features }: PublicAdvisory): string[] {
  return [
    ...(severity ? [`Severity: ${severity.name}`] : []),
    ...(features.length === 0 ? [] : wrap(wordsOf(`Concerns: ${enumerated(features)}`), WIDTH)),
  ];
}

/** What to install per release, what else to do, and where there is nothing to install. */
function updateGroups(notice: Notice): string[][] {
  const {
    advisory,
    fields: { releases, instructions },
    context,
    settings,
  } = notice;
  const fixed = releases.filter((entry) => entry.status === undefined);
  const lists = [...new Set(fixed.map((entry) => entry.release))].flatMap((release) => {
    const packages = fixed.filter((entry) => entry.release === release).flatMap((entry) => packagesOf(entry, notice));
    return packages.length === 0 ? [] : [[named(settings['release-line'], release, notice), ...packageLines(packages)]];
  });
  const sentences = releaseSentences(
    { ...advisory, statements: advisory.statements.filter((each) => each.status !== 'fixed') },
    context.site,
    { byStatus: { ...settings, fixed: '' }, fixedBySuite: {}, problems: ['', ''] },
  );
  const lead = instructions ?? (lists.length === 0 ? undefined : settings.instructions);
  return [
    ...(lead === undefined || advisory.isWithdrawn ? [] : [linesOf(lead, WIDTH)]),
    ...lists,
    ...actionGroups(notice, lists.length > 0),
    ...sentences.map((text) => linesOf(text, WIDTH)),
  ];
}

/** Binary packages; the source where it has none, unless the instructions name the versions in their own words. */
function packagesOf(
  entry: NoticeEntry,
  { fields: { instructions, releases }, settings }: Notice,
): readonly FixedPackage[] {
  const listed: FixedPackage[] = Object.entries(entry.binaries).map(([name, each]) => ({ name, ...each }));
  // Binary packages of the whole release stand for all of its sources.
  const hasShared = releases.some(
    (each) => each.release === entry.release && each.package === undefined && each.status === undefined,
  );
  const { package: name, version } = entry;
  const isListed = listed.length === 0 && !hasShared && instructions === undefined;
  const own = isListed && name !== undefined && version !== undefined ? [{ name, version }] : [];
  return [...listed, ...own].map((each) => ({ ...each, name: fill(settings['binary-line'], { package: each.name }) }));
}

/** The paragraphs of the front matter's action; the series' own sentence where nothing special is to be done. */
function actionGroups({ advisory, fields: { instructions }, settings }: Notice, hasVersions: boolean): string[][] {
  if (advisory.isWithdrawn) return [];
  const { value } = decode(z.object({ action: field.prose.optional() }), advisory.document.fields);
  const text = value?.action ?? (hasVersions && instructions === undefined ? settings.action : undefined);
  return text === undefined ? [] : groupsOf(text);
}

/** The lines of each paragraph. */
const groupsOf = (text: string): string[][] =>
  text.split(/\n[ \t]*\n/).map((paragraph) => wrap(wordsOf(paragraph), WIDTH));
