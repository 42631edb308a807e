// Reads advisories in the layout of the Debian Security Advisories, the long-term support variant among them: head,
// labels, text, a paragraph per release, closing.

import type { ReadAnnouncement, ReadOptions } from '../../types.ts';
import { readClosing } from './dsa-closing.ts';
import { isReleaseParagraph, readReleases } from './dsa-releases.ts';
import {
  announcementLines,
  cvesIn,
  dayOf,
  type Lost,
  linesOfParagraphs,
  lostLines,
  type Paragraph,
  paragraphsOf,
  textOf,
  written,
} from './paragraphs.ts';
import { toMarkdown } from './text-to-markdown.ts';

/** The advisory and its configuration; undefined for another text. */
export function readDsa(text: string, options: ReadOptions = {}): ReadAnnouncement | undefined {
  const lines = announcementLines(text);
  const head = lines && readHead(lines);
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
  const [notice, body] = readNotice([...(first < 0 ? [] : content.slice(0, first)), ...closing.body]);
  const published = dayOf(head.date) ?? options.day;
  return {
    id: head.id,
    fields: written({
      ...(packages.length === 1 ? { package: packages[0] } : { packages }),
      kind: kindOf(head.id, releases.fixes.length > 0, textOf({ lines: body.flatMap((each) => each.lines) })),
      author: head.author || undefined,
      published,
      cves: labels?.cves,
      'cve-note': labels?.note,
      bugs: labels?.bugs,
      fixes: releases.fixes,
      revisions: notice ? [{ version: notice.version, date: notice.date, change: notice.change }] : undefined,
    }),
    body: bodyOf(body, options),
    series: written({
      name: head.heading,
      layout: key === 'dsa' ? undefined : 'dsa',
      prefix: key.toUpperCase(),
      settings: written({
        contact: head.contact || undefined,
        home: head.home || undefined,
        faq: head.faq || undefined,
        facts: 'false',
        'bug-label': labels?.bugLabel,
        'version-line': labels?.hasVersions ? 'true' : undefined,
        ...releases.settings,
        ...closing.settings,
      }),
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
  const [, heading, id, contact = ''] =
    /^(\S.*?) ([A-Z][A-Z0-9]{0,19}-\d{1,9}-\d{1,9})(?: +(\S.*))?$/.exec(first) ?? [];
  if (start < 0 || heading === undefined || id === undefined || !/^-{40,}$/.test(end)) return undefined;
  const [home = '', author = ''] = twoEnds(second);
  const [date = '', faq = ''] = twoEnds(third);
  const before = { line: 1, lines: lines.slice(0, start).filter((line) => line !== '') };
  return {
    heading: heading.trim(),
    id,
    contact,
    home: isUrl(home) ? home : '',
    author,
    date,
    faq,
    end: start + 5,
    lost: [
      ...lostLines(before, 'It stands before the head of the announcement'),
      ...(rule.length === HEAD_WIDTH
        ? []
        : [{ line: start + 1, text: rule, reason: `The rules of the layout have ${HEAD_WIDTH} dashes` }]),
      ...(isUrl(home) || home === '' ? [] : [{ line: start + 3, text: home, reason: 'An address was expected here' }]),
    ],
  };
}

/** A line whose two texts are pushed to its ends. */
function twoEnds(line: string): readonly string[] {
  const parts = line.trim().split(/ {2,}|\t+/);
  if (parts.length > 1) return parts;
  const [, url = '', rest = ''] = /^(https?:\/\/\S+) (.+)$/.exec(line) ?? /^(.+) (https?:\/\/\S+)$/.exec(line) ?? [];
  return url === '' ? parts : [url, rest];
}

const isUrl = (text: string): boolean => /^https?:\/\/\S+$/.test(text) && URL.canParse(text);

// ---------------------------------------------------------------------------------------------- labels

type Labels = {
  readonly packages: readonly string[];
  readonly cves: readonly string[];
  readonly note?: string;
  readonly bugs: readonly string[];
  readonly bugLabel?: string;
  readonly hasVersions: boolean;
};

const LABEL = /^([A-Z][\w() /-]{0,30}?) *: +(\S.*)$/;

/** Undefined for a paragraph that is none of labels. */
function readLabels(paragraph: Paragraph, lost: Lost[]): Labels | undefined {
  const entries: { label: string; value: string; line: number }[] = [];
  for (const [index, text] of paragraph.lines.entries()) {
    const [, label, value = ''] = LABEL.exec(text) ?? [];
    const open = entries.at(-1);
    if (label !== undefined) entries.push({ label, value, line: paragraph.line + index });
    else if (open && /^\s{2,}\S/.test(text)) open.value += ` ${text.trim()}`;
    else return undefined;
  }
  if (!entries.some(({ label }) => /^Packages?\b/.test(label))) return undefined;
  const values = (pattern: RegExp): string =>
    entries.flatMap(({ label, value }) => (pattern.test(label) ? [value] : [])).join(' ');
  const known = [/^Packages?\b/, /^Version$/, /^CVE\b/, BUG];
  for (const { label, value, line } of entries.filter((each) => !known.some((pattern) => pattern.test(each.label))))
    lost.push({ line, text: `${label}: ${value}`, reason: `The layout has no label \`${label}\`` });
  const cveText = values(/^CVE\b/);
  const cves = cvesIn(cveText);
  const bugLabel = entries.find(({ label }) => BUG.test(label))?.label.trim();
  return {
    packages: values(/^Packages?\b/)
      .split(/[\s,]+/)
      .filter((name) => name !== ''),
    cves,
    ...(cves.length === 0 && cveText !== '' && { note: cveText }),
    bugs: values(BUG)
      .split(/[\s,]+/)
      .filter((bug) => bug !== ''),
    ...(bugLabel !== undefined && { bugLabel }),
    hasVersions: entries.some(({ label }) => label === 'Version'),
  };
}

const BUG = /\b[Bb]ugs?$/;

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
