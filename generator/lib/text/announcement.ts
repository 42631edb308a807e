// What the announcements of all series have in common: sentences of the configuration with their blanks filled in,
// sections as text, full addresses for the links of a body, and the notice of a withdrawal.

import type { z } from 'zod';
import type { AnnouncementContext, PublicAdvisory, Section, Site } from '../../types.ts';
import { fieldAt } from '../decode/decode.ts';
import * as field from '../decode/fields.ts';
import { absolute } from '../links.ts';
import { linkTarget } from '../markdown/link-target.ts';
import { definitionsOf } from '../markdown/markdown.ts';
import { hang, longDate, spaced, wordsOf, wrap } from './layout.ts';
import { renderText, type TextOptions } from './plain-text.ts';

/** Values by the name of their blank. */
export type Blanks = Readonly<Record<string, string>>;

/**
 * The schema of a sentence in the settings, with blanks such as `{package}`. Line breaks count: a text on one line is
 * wrapped, a text on several keeps them.
 */
export function sentence(blanks: readonly string[]) {
  const known = blanks.map((name) => `\`{${name}}\``).join(', ');
  return field.scalar(
    blanks.length === 0 ? 'a text without `{`' : `a text whose blanks are among ${known}`,
    blanks.length === 0 ? 'Write the text as it is to be read' : `Use ${known}, or write the words themselves`,
    (value) => {
      const used = [...value.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
      return value !== '' && used.every((name) => blanks.includes(name)) ? value : undefined;
    },
  );
}

/** Settings that every layout has. */
export const commonSettings = {
  /** The name in the head of the text; the series' name when absent. */
  heading: field.text.optional(),
  /** Whether the text also says what the layout itself has no place for: severity, releases, references and so on. */
  facts: field.boolean.default(true),
  /** Where the addresses of links go: behind their words, or numbered below the section. */
  links: field.word(['inline', 'footnotes']).default('inline'),
  /** CVE ids by their numbers, or in the order of the front matter. */
  'cve-order': field.word(['numeric', 'written']).default('numeric'),
} satisfies Readonly<Record<string, z.ZodType>>;

/** The CVE ids of an advisory in the order that the series has them. */
export function cvesInOrder(
  { cves, document }: PublicAdvisory,
  settings: { readonly 'cve-order': 'numeric' | 'written' },
): readonly string[] {
  if (settings['cve-order'] === 'numeric') return cves;
  const field = fieldAt(document.fields, ['cves']);
  const written = field?.kind === 'list' ? field.items.map((each) => (each.kind === 'text' ? each.value : '')) : [];
  return [...new Set([...written, ...cves])].filter((id) => cves.includes(id));
}

/** A sentence with its blanks filled in; blanks without a value stay empty. */
export function fill(template: string, values: Blanks): string {
  return template.replace(/\{([^{}]*)\}/g, (_blank, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : '',
  );
}

/** The lines of a filled-in sentence. */
export function filled(template: string, values: Blanks, width: number): string[] {
  return linesOf(fill(template, values), width);
}

/** A text line by line as written, each one wrapped where it is too long. */
export function linesOf(text: string, width: number): string[] {
  return text
    .split('\n')
    .flatMap((line) => (line.trim() === '' ? [''] : wrap(wordsOf(line), width, /^ */.exec(line)?.[0])));
}

/** The lines of a section's content, without its title. */
export function sectionLines(
  section: Section,
  advisory: PublicAdvisory,
  context: AnnouncementContext<{ readonly links: 'inline' | 'footnotes' }>,
  options: Pick<TextOptions, 'width' | 'heading'>,
): string[] {
  const text = renderText(section.nodes, {
    ...options,
    links: context.settings.links,
    definitions: definitionsOf(advisory.document.body),
    resolve: (url) => fullAddress(url, advisory, context.site),
  });
  return text === '' ? [] : text.split('\n');
}

/** The whole text: groups of lines with an empty line between them, after the notice of a withdrawal. */
export function announcementText(
  groups: readonly (readonly string[])[],
  advisory: PublicAdvisory,
  width: number,
): string {
  return `${spaced([...withdrawal(advisory, width), ...groups]).join('\n')}\n`;
}

function withdrawal({ isWithdrawn, withdrawn }: PublicAdvisory, width: number): string[][] {
  if (!isWithdrawn || !withdrawn) return [];
  return [[`WITHDRAWN on ${longDate(withdrawn.date)}`], wrap(wordsOf(withdrawn.reason), width)];
}

/**
 * What each version after the first one changed, the newest first, for texts whose layout has no place of its own for
 * it. The first version is among them only when it is not as old as the publication.
 */
export function updateNotice({ revisions, published }: PublicAdvisory, width: number): string[] {
  const later = revisions.filter(({ version, date }) => version > 1 || date.slice(0, 10) !== published.slice(0, 10));
  return spaced(
    later.toReversed().map(({ version, date, change }) => {
      const day = longDate(date);
      const words = version > 1 ? `Updated ${day} (version ${version}): ${change}` : `Version 1 of ${day}: ${change}`;
      return wrap(wordsOf(words), width);
    }),
  );
}

/** What to do, from the front matter; nobody is told to act on a withdrawn advisory. */
export function actionLines({ action, isWithdrawn }: PublicAdvisory, width: number): string[] {
  return action === undefined || isWithdrawn ? [] : wrap(wordsOf(action), width);
}

/** Addresses and ids of other advisories, one a line; titles go before the address. */
export function referenceLines({ references, related }: PublicAdvisory, width: number): string[] {
  return [
    ...references.flatMap(({ url, title }) =>
      title === undefined ? [url] : [...wrap(wordsOf(`${title}:`), width), ...hang('  ', [url])],
    ),
    ...related,
  ];
}

/** Who is thanked, one a line. */
export function creditLines({ credits }: PublicAdvisory, width: number): string[] {
  return credits.flatMap(({ name, role }) => wrap(wordsOf(`${name} (${role})`), width, '', '  '));
}

/** The address that a reader of the text can follow: links between files of the root become addresses of the site. */
function fullAddress(url: string, advisory: PublicAdvisory, site: Site): string | undefined {
  const target = linkTarget(url, advisory.document.path, site);
  if (target.kind === 'elsewhere') return url;
  if (target.kind === 'same-document') return undefined;
  const path = target.kind === 'site' ? target.path : pathOf(target.path, advisory, site);
  return path === undefined ? undefined : absolute(site, path + (target.anchor && `#${target.anchor}`));
}

/** The site path of a file of the root. */
function pathOf(file: string, advisory: PublicAdvisory, site: Site): string | undefined {
  const own = `${advisory.document.path.replace(/\.md$/, '')}/`;
  if (file.startsWith(own)) return advisory.folder + file.slice(own.length);
  if (file.startsWith('public/')) return file.slice('public'.length);
  const [, folder, name] = /^content\/([^/]+)\/([^/]+)\.md$/.exec(file) ?? [];
  if (folder === undefined || name === undefined) return undefined;
  if (folder === 'pages') return `/${name}/`;
  const series = site.series.find((each) => each.id === folder);
  const number = name.slice((series?.prefix.length ?? 0) + 1);
  return series?.path.replaceAll('{slug}', name.toLowerCase()).replaceAll('{number}', number);
}
