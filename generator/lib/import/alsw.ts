// Reads warnings in the layout of the Arch Linux Security Warnings: a head between rules, fields, sections underlined
// with `=`, a table of packages.

import type { ReadAnnouncement, ReadOptions } from '../../types.ts';
import { readWarningTable } from './alsw-table.ts';
import {
  announcementLines,
  cvesIn,
  dayOf,
  isSentence,
  type Lost,
  lostLines,
  paragraphsOf,
  textOf,
  written,
} from './paragraphs.ts';
import { titleIn } from './subject-title.ts';
import { toMarkdown } from './text-to-markdown.ts';
import { type TextSection, underlinedSections } from './underlined-sections.ts';

const RULE = /^-{40,}$/;
const HEAD = /^(\S.*?)[ \t]+([A-Z][A-Z0-9]{0,19})[ -](\d{4}-\d{1,9})$/;

/** The advisory and its configuration; undefined for another text. */
export function readAlsw(text: string, options: ReadOptions = {}): ReadAnnouncement | undefined {
  const lines = announcementLines(text);
  if (!lines) return undefined;
  const start = lines.findIndex((line, index) => RULE.test(line) && HEAD.test((lines[index + 1] ?? '').slice(0, 2000)));
  const [, name, prefix = '', number = ''] = HEAD.exec(lines[start + 1] ?? '') ?? [];
  if (name === undefined || start < 0) return undefined;
  const lost: Lost[] = lostLines(
    { line: 1, lines: lines.slice(0, start) },
    'It stands before the head of the announcement',
  ).filter((each) => each.text !== '');
  const { head, sections } = underlinedSections(lines, (_title, below) => /^={19}$/.test(below));
  const fields = readFields(head.slice(start + 3), start + 4, lost);
  const find = (title: string): TextSection | undefined =>
    sections.find((each) => each.title.toLowerCase() === title.toLowerCase());
  const notice = fields.notice;
  const authored = sections.filter(({ title }) => !GENERATED.includes(title.toLowerCase()));
  const fix = readFix(find('Package fix'));
  const hasFacts =
    fields.values.has('Title') ||
    fields.values.has('CVE') ||
    fields.values.has('Concerns') ||
    find('Credits') !== undefined ||
    fix.action !== undefined;
  const id = `${prefix}-${number}`;
  const published = /^\d{4}-\d\d-\d\d$/.exec(fields.values.get('Date') ?? '')?.[0] ?? options.day;
  const packages = readWarningTable(find('Problem packages'), lost);
  const names = packages.map((each) => each['name']).join(', ');
  if (fields.values.has('Name') && fields.values.get('Name') !== names)
    lost.push({
      line: start + 5,
      text: `Name: ${fields.values.get('Name')}`,
      reason: 'The layout names all packages of the table here',
    });
  const contact = sentenceOf(find('Contact'), id);
  return {
    id,
    fields: written({
      title: fields.values.get('Title') ?? titleIn(options.subject, id, name) ?? 'FIXME',
      published,
      severity: fields.values.get('Severity')?.toLowerCase(),
      cves: cvesIn(fields.values.get('CVE') ?? ''),
      packages,
      fix: fix.urls.length > 0 ? written({ package: fix.urls.slice(0, 1), recipe: fix.urls.slice(1) }) : undefined,
      action: fix.action,
      references: readReferences(find('Reference(s)'), lost),
      related: readRelated(find('Reference(s)')),
      credits: readCredits(find('Credits')),
      features: featuresOf(fields.values.get('Concerns')),
      revisions: notice ? [notice] : undefined,
    }),
    body: authored
      .map((section) =>
        [`## ${toMarkdown([section.title])}`, toMarkdown(section.lines, { headingLevel: 3, ...options })]
          .join('\n\n')
          .trim(),
      )
      .join('\n\n'),
    series: written({
      name,
      layout: prefix === 'ALSW' ? undefined : 'alsw',
      prefix,
      settings: written({
        facts: hasFacts ? 'true' : 'false',
        'no-fix': fix.sentence !== undefined && isSentence(fix.sentence) ? fix.sentence : undefined,
        contact: contact !== undefined && isSentence(contact.replaceAll('{id}', '')) ? contact : undefined,
      }),
    }),
    releases: [],
    lost,
  };
}

/** Sections that the layout makes of the front matter. */
const GENERATED: readonly string[] = ['problem packages', 'package fix', 'reference(s)', 'credits', 'contact'];

const FIELD = /^([A-Z][\w #]{0,20}):\s+(\S.*)$/;

function readFields(lines: readonly string[], from: number, lost: Lost[]) {
  const values = new Map<string, string>();
  let notice: { version: string; date: string; change: string } | undefined;
  for (const paragraph of paragraphsOf(lines, from)) {
    const [, month, version = '', change = ''] = NOTICE.exec(textOf(paragraph)) ?? [];
    if (month !== undefined) notice = { version, date: dayOf(month) ?? 'FIXME', change };
    else if (FIELD.test(paragraph.lines[0] ?? '')) readFieldLines(paragraph.lines, values);
    else if (!paragraph.lines.every((line) => RULE.test(line)))
      lost.push(...lostLines(paragraph, 'The layout has no place for it before the first section'));
  }
  return { values, notice };
}

const NOTICE = /^Updated (\p{L}+ \d{2}, \d{4}) \(version (\d{1,9})\): (.+)$/su;

/** Longer values go on below, behind eleven blanks. */
function readFieldLines(lines: readonly string[], values: Map<string, string>): void {
  let open = '';
  for (const line of lines) {
    const [, label, value = ''] = FIELD.exec(line) ?? [];
    if (label !== undefined) open = label;
    values.set(open, label === undefined ? `${values.get(open) ?? ''} ${line.trim()}` : value);
  }
}

/** Addresses, or a sentence in their place; words before the addresses say what to do. */
function readFix(section: TextSection | undefined): { urls: readonly string[]; action?: string; sentence?: string } {
  const paragraphs = paragraphsOf(section?.lines ?? []);
  const last = paragraphs.at(-1);
  if (!last) return { urls: [] };
  const isLinks = last.lines.every((line) => /^(?:https?|ftp):\/\/\S+$/.test(line));
  const before = paragraphs.slice(0, -1).map(textOf).join(' ');
  return {
    urls: isLinks ? last.lines : [],
    ...(before !== '' && { action: before }),
    ...(!isLinks && { sentence: last.lines.join('\n') }),
  };
}

function readReferences(section: TextSection | undefined, lost: Lost[]): readonly unknown[] {
  const references: unknown[] = [];
  let title: string[] = [];
  section?.lines.forEach((line, index) => {
    const text = line.trim();
    if (/^(?:https?|ftp):\/\/\S+$|^mailto:\S+$/.test(text)) {
      references.push(title.length === 0 ? text : { url: text, title: title.join(' ').replace(/:$/, '') });
      title = [];
    } else if (text !== '' && !ADVISORY.test(text)) {
      title.push(text);
      if (section.lines.slice(index + 1).every((each) => each.trim() === ''))
        lost.push({
          line: section.line + 2 + index,
          text,
          reason: 'A reference is an address, or the id of an advisory',
        });
    }
  });
  return references;
}

const ADVISORY = /^(?!CVE-)[A-Z][A-Z0-9]*(?:-\d+){1,3}$/;

function readRelated(section: TextSection | undefined): readonly string[] {
  return (section?.lines ?? []).map((line) => line.trim()).filter((text) => ADVISORY.test(text));
}

/** `name (role)`, one a line; a longer one goes on below. */
function readCredits(section: TextSection | undefined): readonly unknown[] {
  const entries: string[] = [];
  for (const line of section?.lines ?? []) {
    if (/^\s/.test(line)) entries.push(`${entries.pop() ?? ''} ${line.trim()}`);
    else if (line !== '') entries.push(line);
  }
  return entries.map((text) => {
    const [, name = text, role] = /^(.*) \(([^()]*)\)$/.exec(text) ?? [];
    return role === undefined ? { name } : { name, role };
  });
}

/** `a`, `a and b`, `a, b and c`. */
function featuresOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(/, | and /);
}

function sentenceOf(section: TextSection | undefined, id: string): string | undefined {
  const text = (section?.lines ?? []).join('\n').trim();
  return text === '' ? undefined : text.replaceAll(id, '{id}');
}
