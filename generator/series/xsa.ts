// XSA: advisories of a product with branches and patches, after the layout of the Xen Security Advisories: a centred
// title block, upper-case headings underlined with `=`, text of 72 columns, patches with their hashes.

import { z } from 'zod';
import { patchSchema } from '../lib/decode/common-fields.ts';
import { fieldAt } from '../lib/decode/decode.ts';
import * as field from '../lib/decode/fields.ts';
import { readXsa } from '../lib/import/xsa.ts';
import {
  actionLines,
  announcementText,
  commonSettings,
  creditLines,
  cvesInOrder,
  linesOf,
  referenceLines,
  sectionLines,
  sentence,
} from '../lib/text/announcement.ts';
import { keyChangeLines } from '../lib/text/key-change.ts';
import { centre, columnsOf, enumerated, hang, spaced, underlined, wordsOf, wrap } from '../lib/text/layout.ts';
import { hashBlock, patchTable } from '../lib/text/patch-table.ts';
import type { AnnouncementContext, Blank, PublicAdvisory, Series, SeriesParts, Site, Statement } from '../types.ts';

const WIDTH = 72;
const MIDDLE = 36;

const settings = z.strictObject({
  ...commonSettings,
  /** Stands above the patches, when there are some. */
  'patch-note': sentence([]).optional(),
  /** Title of the section in which the patches stand. */
  'patch-section': field.text.default('Resolution'),
});

type Settings = z.infer<typeof settings>;

const fields = {
  affected: field.list(
    z.strictObject({
      product: field.packageName,
      from: field.version.optional(),
      to: field.version.optional(),
      fixed: field.mapOf(field.version, field.version).default({}),
      when: field.text.optional(),
      reason: field.text.optional(),
      status: field.word(['affected', 'not-affected', 'under-investigation', 'unknown']).optional(),
      release: field.version.optional(),
    }),
  ),
  patches: field.list(patchSchema),
  /** What stands behind `sha256sum` where it is not what the names of the files suggest. */
  checksums: field.text.optional(),
};

type Fields = z.infer<z.ZodObject<typeof fields>>;

export default {
  id: 'xsa',
  about: 'Advisories of a product with branches: affected versions, patches with hashes (Xen Security Advisory)',
  numbers: ['number'],
  severities: [
    { id: 'critical', name: 'Critical', level: 4, meaning: 'Any guest can take over the host.' },
    {
      id: 'high',
      name: 'High',
      level: 3,
      meaning: 'Some guests can take over the host or read what belongs to others.',
    },
    { id: 'medium', name: 'Medium', level: 2, meaning: 'A guest can stop the host, or needs rights that few have.' },
    { id: 'low', name: 'Low', level: 1, meaning: 'Little harm, under rare conditions.' },
  ],
  settings,
  fields,
  sections: [
    { title: 'Issue description', isRequired: true },
    { title: 'Impact', isRequired: true },
    { title: 'Vulnerable systems', isRequired: true },
    { title: 'Mitigation', isRequired: true },
    { title: 'Credits', isRequired: false },
    { title: 'Resolution', isRequired: true },
    { title: 'Deployment during embargo', isRequired: true, group: 'embargo' },
    { title: 'Note regarding lack of embargo', isRequired: true, group: 'embargo' },
  ],
  versions: 'dotted',
  columns: ['updated', 'version', 'cves', 'files'],
  parts,
  announcement,
  template,
  readAnnouncement: readXsa,
} satisfies Series<Settings>;

function parts(values: Readonly<Record<string, unknown>>): SeriesParts {
  const { affected } = values as Fields;
  return {
    packages: [...new Set(affected.map((each) => each.product))],
    statements: affected.flatMap((entry, index): Statement[] => {
      const general: Statement = {
        package: entry.product,
        status: entry.status ?? 'affected',
        ...(entry.release !== undefined && { release: entry.release }),
        ...(entry.from !== undefined && { from: entry.from }),
        ...(entry.to !== undefined && { to: entry.to }),
        ...(entry.when !== undefined && { when: entry.when }),
        ...(entry.reason !== undefined && { reason: entry.reason }),
        field: ['affected', index],
      };
      const fixes = Object.entries(entry.fixed).map(([release, fixed]): Statement => {
        return {
          package: entry.product,
          release,
          status: 'fixed',
          fixed,
          ...(entry.from !== undefined && { from: entry.from }),
          ...(entry.when !== undefined && { when: entry.when }),
          field: ['affected', index, 'fixed', release],
        };
      });
      return [general, ...fixes];
    }),
  };
}

function announcement(advisory: PublicAdvisory, context: AnnouncementContext<Settings>): string {
  const { version, latest } = advisory;
  const updates =
    version < 2 ? [] : [{ title: `Updates in version ${version}`, lines: wrap(wordsOf(latest.change), WIDTH) }];
  const sections = [...updates, ...withGenerated(advisory, context)];
  const groups = [
    ...titleBlock(advisory, context),
    keyChangeLines(advisory, context.site, WIDTH),
    ...sections.map(({ title, lines }) => section(title, lines)),
  ];
  return announcementText(groups, advisory, WIDTH);
}

/** Advisory and version, then the title. The version stands below the middle of its line, however long that is. */
function titleBlock(advisory: PublicAdvisory, { series, settings }: AnnouncementContext<Settings>): string[][] {
  const { id, version, title } = advisory;
  const cves = cvesInOrder(advisory, settings);
  const name = `${settings.heading ?? series.name} ${cves.length === 0 ? '' : `${cves.join(',')} / `}${id}`;
  const middle = Math.max(MIDDLE, Math.floor(columnsOf(name) / 2) + 2);
  return [
    [centre(name, MIDDLE), ...(version < 2 ? [] : [centre(`version ${version}`, middle)])],
    [centre(title, MIDDLE)],
  ];
}

type Part = { readonly title?: string; readonly lines: readonly string[] };

/** The author's sections in their order, with what the front matter adds to them. */
function withGenerated(advisory: PublicAdvisory, context: AnnouncementContext<Settings>): Part[] {
  const written = advisory.sections.map(({ title, ...rest }): Part => {
    return { ...(title !== undefined && { title }), lines: sectionLines(rest, advisory, context, { width: WIDTH }) };
  });
  const parts = withCredits(written, advisory);
  const additions: readonly [title: string, lines: readonly string[]][] = [
    ...(context.settings.facts ? factsBySection(advisory, context.site) : []),
    [context.settings['patch-section'], patchLines(advisory, context.settings)],
  ];
  for (const [title, lines] of additions) {
    if (lines.length === 0) continue;
    const index = parts.findIndex((part) => isTitled(part, title));
    const part = parts[index] ?? { title, lines: [] };
    parts.splice(index < 0 ? parts.length : index, 1, { ...part, lines: spaced([part.lines, lines]) });
  }
  return parts;
}

/** Credits of the front matter, before the resolution, unless the author wrote a section of that name. */
function withCredits(written: readonly Part[], advisory: PublicAdvisory): Part[] {
  if (advisory.credits.length === 0 || written.some((part) => isTitled(part, 'Credits'))) return [...written];
  const credits: Part = { title: 'Credits', lines: creditLines(advisory, WIDTH) };
  const index = written.findIndex((part) => isTitled(part, 'Resolution'));
  return index < 0 ? [...written, credits] : [...written.slice(0, index), credits, ...written.slice(index)];
}

/** What the front matter says and the layout has no place for. */
function factsBySection(advisory: PublicAdvisory, site: Site): [title: string, lines: readonly string[]][] {
  const { severity, statements, features } = advisory;
  return [
    ['Impact', severity ? [`Severity: ${severity.name}`] : []],
    [
      'Vulnerable systems',
      spaced([
        statements.flatMap((each) => hang(' * ', wrap(wordsOf(statementText(each, site)), WIDTH - 3))),
        features.length === 0 ? [] : wrap(wordsOf(`Concerns: ${enumerated(features)}`), WIDTH),
      ]),
    ],
    ['Resolution', actionLines(advisory, WIDTH)],
    ['References', referenceLines(advisory, WIDTH)],
    ['History', historyLines(advisory)],
  ];
}

/** When it was published, and what each public version changed; the layout itself names no day. */
function historyLines({ revisions, published }: PublicAdvisory): string[] {
  const item = (text: string): string[] => hang(' * ', wrap(wordsOf(text), WIDTH - 3));
  const isDated = revisions.some(({ date }) => date.slice(0, 10) === published.slice(0, 10));
  return [
    ...revisions
      .toReversed()
      .flatMap(({ version, date, change }) => item(`Version ${version}, ${momentOf(date)}: ${change}`)),
    ...(isDated ? [] : item(`Published ${momentOf(published)}`)),
  ];
}

const momentOf = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

/** `Barbican 4.18: fixed in 4.18.6`; `barbican: affected from 4.11 (Arm only)`. */
function statementText(statement: Statement, site: Site): string {
  const { package: product, status, from, to, fixed, when, reason } = statement;
  const release = site.releases.find((each) => each.id === statement.release && (each.product ?? product) === product);
  const name = release?.name ?? [product, statement.release ?? ''].join(' ').trim();
  // Range and condition stand in the statement about the product, of which a fix is a part.
  if (status === 'fixed') return `${name}: fixed in ${fixed ?? ''}`;
  const range = [from === undefined ? '' : ` from ${from}`, to === undefined ? '' : ` up to and including ${to}`].join(
    '',
  );
  return `${name}: ${status.replaceAll('-', ' ')}${range}${when === undefined ? '' : ` (${when})`}${reason === undefined ? '' : `. ${reason}`}`;
}

function patchLines({ patches, slug, document }: PublicAdvisory, settings: Settings): string[] {
  if (patches.length === 0) return [];
  const note = settings['patch-note'];
  const checksums = fieldAt(document.fields, ['checksums']);
  return spaced([
    note === undefined ? [] : linesOf(note, WIDTH),
    patchTable(patches, WIDTH),
    hashBlock(patches, slug.replaceAll('-', ''), checksums?.kind === 'text' ? checksums.value : undefined),
  ]);
}

function section(title: string | undefined, lines: readonly string[]): string[] {
  return title === undefined ? [...lines] : spaced([underlined(title.toUpperCase(), '='), lines]);
}

function isTitled(part: Part, title: string): boolean {
  return part.title?.trim().replace(/\s+/g, ' ').toLowerCase() === title.toLowerCase();
}

function template({ id, title, day, severities }: Blank): string {
  return `---
id: ${id}
title: ${title}
status: draft                   # change it to published, or leave it out, when the text is ready
published: ${day}T12:00:00Z
severity: FIXME                 # ${severities.join(' | ')}
cves: []                        # [CVE-2026-12345, …]
credits:
  - {name: FIXME, role: finder}
affected:
  - {product: FIXME, from: FIXME, fixed: {}, when: FIXME}        # fixed: {"4.18": 4.18.6}
  - {product: FIXME, release: FIXME, status: not-affected, reason: FIXME}
patches: []                     # [{file: ${id.toLowerCase().replaceAll('-', '')}.patch, applies: FIXME, releases: [FIXME]}], files in the folder ${id}/
revisions:
  - {version: 1, date: ${day}T12:00:00Z, change: Public release.}
---

## Issue description

FIXME

## Impact

FIXME

## Vulnerable systems

FIXME

## Mitigation

FIXME

## Resolution

FIXME

## Deployment during embargo

FIXME. If there was no embargo, make the heading "Note regarding lack of embargo" and say why.
`;
}
