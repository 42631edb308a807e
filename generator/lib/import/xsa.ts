// Reads advisories in the layout of the Xen Security Advisories: title block, underlined sections, patches with hashes.

import type { ReadAnnouncement, ReadOptions } from '../../types.ts';
import {
  announcementLines,
  cveOrder,
  cvesIn,
  type Lost,
  lostLines,
  paragraphsOf,
  textOf,
  written,
} from './paragraphs.ts';
import { toMarkdown } from './text-to-markdown.ts';
import { type TextSection, underlinedSections } from './underlined-sections.ts';
import { readPatches } from './xsa-patches.ts';

/** `Xen Security Advisory CVE-2026-23556 / XSA-483`. */
const NAME = /^(\S.*?) +(?:((?:CVE-\d{4}-\d{4,19}[, ]*){1,500}) *\/ *)?([A-Z][A-Z0-9]{0,19}-\d{1,9})$/;

/** The advisory and its configuration; undefined for another text. */
export function readXsa(text: string, options: ReadOptions = {}): ReadAnnouncement | undefined {
  const lines = announcementLines(text);
  if (!lines) return undefined;
  const { head, sections } = underlinedSections(
    lines,
    (title, below) => /^={3,}$/.test(below) && [...title].length === below.length && title === title.toUpperCase(),
  );
  const named = nameIn(head);
  if (!named || sections.length === 0) return undefined;
  const { start, end, name, cves, id } = named;
  const lost: Lost[] = lostLines(
    { line: 1, lines: head.slice(0, start) },
    'It stands before the head of the announcement',
  ).filter((each) => each.text !== '');
  const version = versionOf(head[end]);
  const [title, ...others] = paragraphsOf(
    head.slice(version === undefined ? end : end + 1),
    version === undefined ? end + 1 : end + 2,
  );
  if (/,\s|\s,/.test(cves.trim()))
    lost.push({ line: start + 1, text: cves.trim(), reason: 'The layout has nothing but a comma between CVE ids' });
  const [updates, authored] = withoutUpdates(sections, version ?? 1);
  const patches = readPatches(authored, id, lost);
  const prefix = id.split('-')[0] ?? '';
  const body = [
    toMarkdown(
      others.flatMap(({ lines: each }, index) => (index === 0 ? each : ['', ...each])),
      markdownOptions(options),
    ),
    ...patches.sections.map((section) => sectionText(section, options)),
  ];
  return {
    id,
    fields: written({
      title: title ? textOf(title) : id,
      published: options.day,
      cves: cvesIn(cves),
      patches: patches.patches,
      checksums: patches.checksums,
      revisions:
        version === undefined
          ? undefined
          : [{ version: String(version), date: options.day ?? 'FIXME', change: changeOf(updates) }],
    }),
    body: body.filter((part) => part !== '').join('\n\n'),
    series: written({
      name,
      layout: prefix === 'XSA' ? undefined : 'xsa',
      prefix,
      settings: {
        facts: 'false',
        ...cveOrder(cvesIn(cves)),
        ...(patches.section !== undefined && { 'patch-section': sentenceCase(patches.section) }),
      },
    }),
    releases: [],
    lost,
  };
}

/** The line that names the advisory; many CVE ids take several lines. */
function nameIn(head: readonly string[]) {
  for (let start = 0; start < head.length; start++) {
    for (let end = start + 1; end <= start + MAX_NAME_LINES; end++) {
      const text = textOf({ lines: head.slice(start, end) });
      if (text === '' || text.length > 20_000 || (end > start + 1 && !/[,/]$/.test(head[end - 2] ?? ''))) break;
      const [, name, cves = '', id] = NAME.exec(text) ?? [];
      if (name !== undefined && id !== undefined) return { start, end, name, cves, id };
    }
  }
  return undefined;
}

const MAX_NAME_LINES = 20;

const markdownOptions = ({ keepLines = false }: ReadOptions) => ({ headingLevel: 3, keepLines });

function versionOf(line: string | undefined): number | undefined {
  const version = Number(/^\s*version (\d{1,9})$/i.exec(line ?? '')?.[1] ?? 1);
  return version < 2 ? undefined : version;
}

/** The layout itself writes what changed in the newest version. */
function withoutUpdates(sections: readonly TextSection[], version: number) {
  const isUpdates = ({ title }: TextSection) => title === `UPDATES IN VERSION ${version}`;
  return [sections.find(isUpdates), sections.filter((each) => !isUpdates(each))] as const;
}

function changeOf(updates: TextSection | undefined): string {
  const lines = (updates?.lines ?? []).filter((line) => line.trim() !== '');
  return textOf({ lines }).replace(/\s+/g, ' ') || 'FIXME';
}

function sectionText({ title, lines }: TextSection, options: ReadOptions): string {
  const content = toMarkdown(lines, markdownOptions(options));
  const heading = `## ${toMarkdown([sentenceCase(title)])}`;
  return content === '' ? heading : `${heading}\n\n${content}`;
}

/** `Issue description`; left in capitals where that would not give the same ones again. */
function sentenceCase(title: string): string {
  const lower = title.slice(0, 1) + title.slice(1).toLowerCase();
  return lower.toUpperCase() === title ? lower : title;
}
