// ALSW: warnings of a rolling distribution, after the layout of the Arch Linux Security Task Force's draft of 2014.
// Prose is 66 columns wide, rules have 60 dashes, section titles are underlined with 19 `=`.

import { z } from 'zod';
import * as field from '../lib/decode/fields.ts';
import { readAlsw } from '../lib/import/alsw.ts';
import {
  actionLines,
  announcementText,
  commonSettings,
  creditLines,
  filled,
  referenceLines,
  sectionLines,
  sentence,
  updateNotice,
} from '../lib/text/announcement.ts';
import { keyChangeLines } from '../lib/text/key-change.ts';
import { enumerated, spaced, underlined, wordsOf, wrap } from '../lib/text/layout.ts';
import { warningTable } from '../lib/text/warning-table.ts';
import { OR } from '../lib/versions/constraints.ts';
import type { AnnouncementContext, Blank, PublicAdvisory, Series, SeriesParts, Statement } from '../types.ts';

const WIDTH = 66;
const RULE = '-'.repeat(60);
const UNDERLINE = 19;

const settings = z.strictObject({
  ...commonSettings,
  /** Stands where no fixed package is linked. */
  'no-fix': sentence(['packages']).default('No link to a fixed package is given here.'),
  contact: sentence(['team', 'email', 'id']).default('Write to the {team} about this warning:\n{email}'),
});

type Settings = z.infer<typeof settings>;

const fields = {
  packages: z.array(
    z.strictObject({
      name: field.packageName,
      repository: field.text,
      group: field.text.optional(),
      unsafe: field.constraints,
      safe: field.constraints.optional(),
    }),
  ),
  fix: z
    .strictObject({ package: field.oneOrList(field.url).optional(), recipe: field.oneOrList(field.url).optional() })
    .optional(),
};

type Fields = z.infer<z.ZodObject<typeof fields>>;

export default {
  id: 'alsw',
  about: 'Warnings of a rolling distribution: packages with unsafe and safe versions (Arch Linux Security Warning)',
  numbers: ['year', 'number'],
  severities: [
    {
      id: 'severe',
      name: 'Severe',
      level: 4,
      meaning: 'Systems can be taken over, or are being attacked: update at once.',
    },
    { id: 'high', name: 'High', level: 3, meaning: 'Serious harm is possible: update today.' },
    { id: 'medium', name: 'Medium', level: 2, meaning: 'Harm is limited or needs special conditions: update soon.' },
    { id: 'low', name: 'Low', level: 1, meaning: 'Little harm is possible: update with the next regular one.' },
  ],
  settings,
  fields,
  sections: [
    { title: 'Product background', isRequired: true },
    { title: 'Problem background', isRequired: true },
  ],
  versions: 'pacman',
  columns: ['severity', 'packages', 'cves'],
  parts,
  announcement,
  template,
  readAnnouncement: readAlsw,
} satisfies Series<Settings>;

function parts(values: Readonly<Record<string, unknown>>): SeriesParts {
  const { packages, fix } = values as Fields;
  const links = (name: string, urls: readonly string[] = []) => urls.map((url) => ({ name, url }));
  return {
    packages: [...new Set(packages.map((each) => each.name))],
    statements: packages.map(({ name, repository, group, unsafe, safe }, index): Statement => {
      const fixed = safe === undefined ? undefined : firstSafe(safe);
      return {
        package: name,
        status: 'affected',
        unsafe,
        repository,
        ...(safe !== undefined && { safe }),
        ...(group !== undefined && { group }),
        ...(fixed !== undefined && { fixed }),
        field: ['packages', index],
      };
    }),
    downloads: [...links('Package', fix?.package), ...links('Recipe', fix?.recipe)],
  };
}

/** The version from which on all are safe: the one behind a `>=` that stands alone. */
function firstSafe(constraints: string): string | undefined {
  const open = constraints.split(OR).flatMap((each) => /^>=\s*([^\s,]+)$/.exec(each)?.[1] ?? []);
  return open.length === 1 ? open[0] : undefined;
}

function announcement(advisory: PublicAdvisory, context: AnnouncementContext<Settings>): string {
  const groups = [
    head(advisory, context),
    fieldLines(advisory, context),
    [RULE],
    updateNotice(advisory, WIDTH),
    keyChangeLines(advisory, context.site, WIDTH),
    ...sections(advisory, context),
  ];
  return announcementText(groups, advisory, WIDTH);
}

function head(advisory: PublicAdvisory, { series, settings }: AnnouncementContext<Settings>): string[] {
  return [RULE, `${settings.heading ?? series.name}\t\t${advisory.id.replace('-', ' ')}`, RULE];
}

function fieldLines(advisory: PublicAdvisory, { settings }: AnnouncementContext<Settings>): string[] {
  const { packages, published, severity, number, title, cves, features } = advisory;
  const line = (label: string, text: string): string[] =>
    text === '' ? [] : wrap(wordsOf(text), WIDTH, `${label}:`.padEnd(11), ' '.repeat(11));
  return [
    ...line('Name', packages.join(', ')),
    ...line('Date', published.slice(0, 10)),
    ...line('Severity', severity?.name ?? ''),
    ...line('Warning #', number.join('-')),
    ...(settings.facts
      ? [...line('Title', title), ...line('CVE', cves.join(' ')), ...line('Concerns', enumerated(features))]
      : []),
  ];
}

/** The author's sections, then those made of the front matter; the references stand a line lower than the others. */
function sections(advisory: PublicAdvisory, context: AnnouncementContext<Settings>): string[][] {
  const { site, settings } = context;
  const written = advisory.sections.map((each) =>
    section(each.title, sectionLines(each, advisory, context, { width: WIDTH })),
  );
  const references = referenceLines(advisory, WIDTH);
  const packages = advisory.packages.join(', ');
  const values = { team: site.team.name, email: site.team.email, id: advisory.id, packages };
  const links = advisory.downloads.map((each) => each.url);
  const action = settings.facts ? actionLines(advisory, WIDTH) : [];
  const fix = links.length > 0 ? links : filled(settings['no-fix'], values, WIDTH);
  return [
    ...written,
    section('Problem packages', advisory.statements.length === 0 ? [] : warningTable(advisory.statements)),
    section('Package fix', advisory.keyChange ? action : spaced([action, fix])),
    ...(references.length > 0 ? [['', ...section('Reference(s)', references)]] : []),
    ...(settings.facts ? [section('Credits', creditLines(advisory, WIDTH))] : []),
    section('Contact', filled(settings.contact, values, WIDTH)),
  ];
}

/** A section whose text begins right below its underlined title; without text there is none. */
function section(title: string | undefined, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return title === undefined ? [...lines] : [...underlined(capitalized(title), '=', UNDERLINE), ...lines];
}

/** The layout writes each word of a title with a capital. */
function capitalized(title: string): string {
  return title.replace(/(^|\s)(\p{Ll})/gu, (_whole, blank: string, letter: string) => blank + letter.toUpperCase());
}

function template({ id, title, day, severities }: Blank): string {
  return `---
id: ${id}
title: ${title}
status: draft                   # change it to published, or leave it out, when the text is ready
published: ${day}
severity: FIXME                 # ${severities.join(' | ')}
cves: []                        # [CVE-2026-12345, …]
packages:
  - {name: FIXME, repository: FIXME, unsafe: "< FIXME", safe: ">= FIXME"}
fix:
  package: https://FIXME.example/
  recipe: https://FIXME.example/
references: []                  # addresses of further texts
revisions:
  - {version: 1, date: ${day}, change: First publication.}
---

## Product background

FIXME: what the package is.

## Problem background

FIXME: what is wrong, and what an attacker can do.
`;
}
