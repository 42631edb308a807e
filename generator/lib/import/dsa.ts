// Reads advisories in the layout of the Debian Security Advisories, the long-term support variant among them: head,
// labels, text, a paragraph per release, closing.

import type { ReadAnnouncement, ReadOptions } from '../../types.ts';
import { readClosing } from './dsa-closing.ts';
import { readLabels, versionLabel } from './dsa-labels.ts';
import { isReleaseParagraph, readReleases } from './dsa-releases.ts';
import {
  announcementLines,
  cveOrder,
  dayOf,
  type Lost,
  linesOfParagraphs,
  lostLines,
  type Paragraph,
  paragraphsOf,
  textOf,
  written,
} from './paragraphs.ts';
import { titleIn } from './subject-title.ts';
import { toMarkdown } from './text-to-markdown.ts';

/** The advisory and its configuration; undefined for another text. */
export function readDsa(text: string, options: ReadOptions = {}): ReadAnnouncement | undefined {
  const lines = announcementLines(text);
  const head = lines && (readHead(lines) ?? withoutHead(lines, options));
  if (!lines || !head) return undefined;
  const lost: Lost[] = [...head.lost];
  const [labelled, ...rest] = paragraphsOf(lines.slice(head.end), head.end + 1);
  const labels = labelled ? readLabels(labelled, lost) : undefined;
  const content = labels ? rest : [...(labelled ? [labelled] : []), ...rest];
  const isSeveral = (labels?.cves.length ?? 0) > 1;
  const key = (head.id.split('-')[0] ?? '').toLowerCase();

  const first = content.findIndex(isReleaseParagraph);
  const last = content.findLastIndex(isReleaseParagraph);
  const packages = labels?.packages ?? [];
  const releases = readReleases(first < 0 ? [] : content.slice(first, last + 1), packages, isSeveral, key, lost);
  const closing = readClosing(content.slice(last + 1), packages, head.home, releases.fixes.length > 0, lost);
  const { closing: sentences, ...others } = closing.settings;
  const versions = versionLabel(labels, releases.fixes);
  const isBefore = releases.fixes.length === 0;
  const fixes = isBefore ? [] : withReason(releases.fixes, releases.lastCount, closing.body);
  const [notice, body] = readNotice([...(first < 0 ? [] : content.slice(0, first)), ...(isBefore ? closing.body : [])]);
  const published = dayOf(head.date) ?? options.day;
  return {
    id: head.id,
    fields: written({
      title: packages.length === 0 ? titleIn(options.subject, head.id, head.heading) : undefined,
      ...(packages.length === 1 ? { package: packages[0] } : { packages }),
      kind: kindOf(head.id, releases.fixes.length > 0, textOf({ lines: body.flatMap((each) => each.lines) })),
      author: head.author || undefined,
      published,
      cves: labels?.cves,
      'cve-note': labels?.note,
      bugs: labels?.bugs,
      labels: versions.others,
      fixes,
      appendix: closing.appendix,
      revisions: notice ? [{ version: notice.version, date: notice.date, change: notice.change }] : undefined,
    }),
    body: bodyOf(body, options),
    series: written({
      name: head.heading,
      layout: key === 'dsa' ? undefined : 'dsa',
      prefix: key.toUpperCase(),
      settings: {
        closing: sentences,
        ...written({
          ...head.settings,
          contact: head.contact || undefined,
          home: head.home || undefined,
          faq: head.faq || undefined,
          facts: 'false',
          ...cveOrder(labels?.cves ?? []),
          ...labels?.settings,
          ...versions.settings,
          ...releases.settings,
          ...others,
        }),
      },
    }),
    releases: releases.releases,
    lost: lost.sort((a, b) => a.line - b.line),
  };
}

// ---------------------------------------------------------------------------------------------- head

const HEAD_WIDTH = 73;

function readHead(lines: readonly string[]) {
  const start = lines.findIndex((line) => /^-{40,}$/.test(line));
  const [rule = '', first = '', second = '', third = '', end = ''] = lines.slice(start, start + 5);
  const [, heading, prefix = '', gap = '-', number = '', contact = ''] =
    first.length > 1000
      ? []
      : (/^(\S.*?) ([A-Z][A-Z0-9]{0,19})([ -])(\d{1,9}-\d{1,9})(?:\s+(\S.*))?$/.exec(first) ?? []);
  if (start < 0 || heading === undefined || !/^-{40,}$/.test(end)) return undefined;
  const [home = '', author = ''] = twoEnds(second);
  const [date = '', faq = ''] = twoEnds(third);
  const form = dateForm(date);
  const before = { line: 1, lines: lines.slice(0, start).filter((line) => line !== '') };
  return {
    heading: heading.trim(),
    id: `${prefix}-${number}`,
    contact,
    home: isUrl(home) ? home : '',
    author,
    date,
    faq,
    end: start + 5,
    settings: {
      ...(gap === ' ' && { 'head-line': '{heading} {prefix} {number}' }),
      ...(rule.length !== HEAD_WIDTH && { 'head-width': String(rule.length) }),
      ...(form !== undefined && { date: form }),
    },
    lost: [
      ...lostLines(before, 'It stands before the head of the announcement'),
      ...(isUrl(home) || home === '' ? [] : [{ line: start + 3, text: home, reason: 'An address was expected here' }]),
    ],
  };
}

/** How the day is written, where it is not the usual way: `November 6th, 2002`. */
function dateForm(date: string): string | undefined {
  const [, day = '', ending = '', comma = ''] = /^\p{L}+ (\d{1,2})(st|nd|rd|th)?(,?) \d{4}$/u.exec(date) ?? [];
  if (day === '' || (day.length === 2 && ending === '' && comma !== '')) return undefined;
  const blank = ending !== '' ? 'ordinal-day' : day.length === 2 ? 'two-digit-day' : 'day';
  return `{month} {${blank}}${comma} {year}`;
}

/** A text that begins with its labels: the subject of its mail names the advisory, `[DLA 156-1]`. */
function withoutHead(lines: readonly string[], { subject = '' }: ReadOptions) {
  const [, prefix, number] = /\b([A-Z][A-Z0-9]{0,19})[ -](\d{1,9}-\d{1,9})\b/.exec(subject.slice(0, 1000)) ?? [];
  const start = lines.findIndex((line) => line !== '');
  if (prefix === undefined || number === undefined || !/^Package\s*: +\S/.test(lines[start] ?? '')) return undefined;
  const none = { contact: '', home: '', author: '', date: '', faq: '', lost: [] };
  return { ...none, heading: prefix, id: `${prefix}-${number}`, end: start, settings: { head: 'false' } };
}

/** A line whose two texts are pushed to its ends. */
function twoEnds(line: string): readonly string[] {
  const parts = line.trim().split(/ {2,}|\t+/);
  if (parts.length > 1) return parts;
  const [, url = '', rest = ''] = /^(https?:\/\/\S+) (.+)$/.exec(line) ?? /^(.+) (https?:\/\/\S+)$/.exec(line) ?? [];
  return url === '' ? parts : [url, rest];
}

const isUrl = (text: string): boolean => /^https?:\/\/\S+$/.test(text) && URL.canParse(text);

// ---------------------------------------------------------------------------------------------- releases

/** Paragraphs behind the last release go on about it; they belong to each fix of that release. */
function withReason(fixes: readonly Fix[], count: number, paragraphs: readonly Paragraph[]): readonly Fix[] {
  const text = paragraphs.map(textOf).join(' ');
  if (text === '') return fixes;
  return fixes.map((fix, index) =>
    index < fixes.length - count ? fix : { ...fix, reason: [fix['reason'], text].filter(Boolean).join(' ') },
  );
}

type Fix = Readonly<Record<string, unknown>>;

// ---------------------------------------------------------------------------------------------- body

/** `Updated May 03, 2024 (version 2): what changed`, as our own texts begin. */
function readNotice(paragraphs: readonly Paragraph[]) {
  const [first, ...others] = paragraphs;
  const [, day = '', version, change = ''] =
    /^Updated (\p{L}+ \d{2}, \d{4}) \(version (\d{1,9})\): (.+)$/su.exec(first ? textOf(first) : '') ?? [];
  const date = dayOf(day);
  return version === undefined || date === undefined
    ? ([undefined, paragraphs] as const)
    : ([{ version, date, change }, others] as const);
}

function kindOf(id: string, isFixed: boolean, body: string): string | undefined {
  if (!isFixed) return 'announcement';
  return !/-1$/.test(id) && /\bregressions?\b/i.test(body) ? 'regression update' : undefined;
}

const CVE_TITLE = /^CVE-\d{4}-\d+(?:[ ,]+CVE-\d{4}-\d+)*$/;

/** A CVE id alone on its line begins a section when the text below it is indented. */
function bodyOf(paragraphs: readonly Paragraph[], { keepLines = false }: ReadOptions): string {
  const lines = linesOfParagraphs(paragraphs);
  const parts: string[] = [];
  let part: string[] = [];
  let isBelow = false;
  const end = (title?: string) => {
    const content = toMarkdown(isBelow ? part.map((line) => line.replace(/^ {1,4}/, '')) : part, {
      headingLevel: 3,
      keepLines,
    });
    if (content !== '') parts.push(content);
    if (title !== undefined) parts.push(`## ${title}`);
    part = [];
  };
  lines.forEach((line, index) => {
    const next = lines.slice(index + 1, index + 3).find((each) => each !== '');
    if (CVE_TITLE.test(line) && next !== undefined && /^\s{2,}\S/.test(next)) {
      end(line);
      isBelow = true;
      return;
    }
    // Text that is not indented any more belongs to no CVE; a section cannot end but by a heading.
    part.push(line);
  });
  end();
  return parts.join('\n\n');
}
