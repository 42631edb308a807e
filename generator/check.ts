// Decodes everything that was read and runs the rules over it. Content is never thrown at: whatever is wrong becomes
// a message, and all messages of a run come together.

import { z } from 'zod';
import { commonFields } from './lib/common-fields.ts';
import { decode, fieldAt, nearest, placeOf, printable } from './lib/decode.ts';
import { text } from './lib/fields.ts';
import { decodePackageSupport } from './lib/package-support.ts';
import { patchSubject } from './lib/patch-subject.ts';
import { withSupportDates } from './lib/release-dates.ts';
import { sectionsOf } from './lib/sections.ts';
import { decodeSite } from './lib/site.ts';
import { parseSupport } from './lib/support.ts';
import { rules } from './rules/index.ts';
import { series as layouts } from './series/index.ts';
import type {
  Advisory,
  Asset,
  CheckContext,
  Content,
  Document,
  Finding,
  Instant,
  Message,
  Page,
  Patch,
  Place,
  Problem,
  Release,
  Revision,
  Rule,
  SeriesInUse,
  Site,
  Sources,
  SupportStatement,
} from './types.ts';

/** What a check found; `content` is there when the configuration could be read, and is publishable when no message is an error. */
export type Checked = { readonly content: Content | undefined; readonly messages: readonly Message[] };

/** Checks a root as read, at the time `now`. Section ids never take one of `reservedIds`, which pages use themselves. */
export function check(sources: Sources, now: Instant, reservedIds: readonly string[] = []): Checked {
  const { site, problems: siteProblems } = decodeSite(
    sources.config,
    layouts,
    rules.map((rule) => rule.id),
  );
  // A configuration that could not even be parsed has its own message; missing fields in nothing say no more.
  const hasConfig = !sources.problems.some(
    (problem) => problem.place.file === 'content/site.yaml' && problem.rule !== 'support-source',
  );
  const problems: Problem[] = [...sources.problems, ...(hasConfig ? siteProblems : [])];
  const advisories: Advisory[] = [];
  const pages: Page[] = [];
  const support: SupportStatement[] = [];
  if (site) {
    const attachments = attachmentsByFolder(sources.attachments);
    const decoders = new Map(
      site.series.map((series) => [series.id, advisoryDecoder(series, attachments, reservedIds)]),
    );
    const unreadable = new Set(sources.problems.map((problem) => problem.place.file));
    for (const document of sources.documents) {
      const folder = document.path.split('/')[1] ?? '';
      const decodeAdvisory = decoders.get(folder);
      // Front matter that could not be parsed is reported once, not again field by field.
      if (unreadable.has(document.path) && document.fields.kind === 'map' && document.fields.entries.length === 0)
        continue;
      if (folder === 'pages') {
        const page = decodePage(document, problems);
        if (page) pages.push(page);
      } else if (decodeAdvisory) {
        const found: Problem[] = [];
        const advisory = decodeAdvisory(document, found);
        if (advisory) advisories.push(advisory);
        // The blanks of a draft are counted by a rule of their own; they are no faults yet.
        problems.push(...(isDraft(document) ? found.filter((problem) => !problem.found?.includes(BLANK)) : found));
      } else {
        problems.push(unknownFolder(document.path, folder, [...decoders.keys(), 'pages']));
      }
    }
  }
  for (const document of sources.support) {
    const { statement, findings } = parseSupport(document);
    problems.push(...findings);
    if (statement) support.push(statement);
  }
  const packages =
    sources.packageSupport && site && decodePackageSupport(sources.packageSupport, datedReleases(site, support));
  problems.push(...(packages?.problems ?? []));
  const packageSupport = packages?.lists ?? [];
  const context: CheckContext = {
    site: site ?? NO_SITE,
    now,
    sources,
    advisories,
    pages,
    support,
    packageSupport,
    problems,
  };
  const messages = runRules(context);
  const content = site && { site, advisories, pages, support, packageSupport, assets: sources.assets };
  return { content, messages };
}

function datedReleases(site: Site, support: readonly SupportStatement[]): readonly Release[] {
  return site.releases.map((release) => withSupportDates(release, support));
}

/** Runs every rule that is not off; messages are sorted by place. */
function runRules(context: CheckContext): Message[] {
  const messages = rules.flatMap((rule) => {
    const level = context.site.rules[rule.id] ?? rule.level;
    return level === 'off' ? [] : [...rule.check(context)].map((finding) => toMessage(finding, rule, level));
  });
  // Nothing that went wrong stays unsaid, even where no rule claims it.
  const ids = new Set(rules.map((rule) => rule.id));
  for (const { rule, place, ...rest } of context.problems) {
    if (!ids.has(rule)) messages.push({ place, level: 'error', rule, ...rest, text: printable(rest.text) });
  }
  return messages.sort(
    (a, b) =>
      order(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      order(a.rule, b.rule) ||
      order(a.text, b.text),
  );
}

function toMessage({ at, text, ...rest }: Finding, rule: Rule, level: Message['level']): Message {
  return { place: toPlace(at), level, rule: rule.id, text: printable(text), ...rest };
}

function toPlace(at: Finding['at']): Place {
  if ('file' in at) return at;
  if ('field' in at) return placeOf(at.document.fields, at.field, at.key);
  const start = at.node.position?.start;
  return { file: at.document.path, line: start?.line ?? 1, column: start?.column ?? 1 };
}

/** What `tocsin new` writes where an author has to. */
const BLANK = 'FIXME';

function isDraft(document: Document): boolean {
  const status = fieldAt(document.fields, ['status']);
  return status?.kind === 'text' && status.value === 'draft';
}

/** The decoder of one series' documents; the schema is built once. */
function advisoryDecoder(
  series: SeriesInUse,
  attachments: ReadonlyMap<string, readonly Asset[]>,
  reservedIds: readonly string[],
) {
  const schema = z.strictObject({ ...commonFields, ...series.definition.fields });
  const idPattern = new RegExp(
    `^${series.prefix}-${series.definition.numbers.map((part) => (part === 'year' ? '(\\d{4})' : '(\\d{1,9})')).join('-')}$`,
  );
  const idShape = [series.prefix, ...series.definition.numbers.map((part) => `<${part}>`)].join('-');

  return (document: Document, problems: Problem[]): Advisory | undefined => {
    const found: Problem[] = [];
    const { value: fields, problems: faults } = decode(schema, document.fields);
    found.push(...faults);
    const at = (...path: (string | number)[]): Place => placeOf(document.fields, path);
    const missing = (name: string, why: string) =>
      found.push({
        rule: 'missing-field',
        place: at(),
        text: `Missing field \`${name}\`${why}`,
        hint: `Add \`${name}\``,
      });
    if (!fields) {
      problems.push(...found);
      return undefined;
    }
    const number = idPattern.exec(fields.id)?.slice(1).map(Number);
    if (!number) {
      found.push({
        rule: 'bad-id',
        place: at('id'),
        text: `Unexpected \`${fields.id}\` as id, expected \`${idShape}\``,
        hint: `Write the id as \`${idShape}\`; \`tocsin new ${series.id}\` takes the next free one`,
        found: fields.id,
        expected: idShape,
      });
    }
    if (fields.published === undefined && fields.status !== 'draft' && fields.status !== 'embargoed') {
      missing('published', `, which an advisory with status \`${fields.status}\` has`);
    }
    if (fields.status === 'withdrawn' && !fields.withdrawn) missing('withdrawn', ' with `date` and `reason`');
    const severity = series.severities.find((each) => each.id === fields.severity);
    if (fields.severity !== undefined && !severity) {
      const words = series.severities.map((each) => each.id);
      const near = nearest(fields.severity, words);
      found.push({
        rule: 'unknown-severity',
        place: at('severity'),
        text: `Unknown severity \`${fields.severity}\`${near ? `, did you mean \`${near}\`?` : ''}`,
        hint: `Use one of ${words.map((each) => `\`${each}\``).join(', ')}`,
        found: fields.severity,
      });
    }
    const { patches: _, ...own } = fields as typeof fields & { patches?: unknown };
    const parts = series.definition.parts(own, series.prefix);
    const title = fields.title ?? parts.title;
    if (title === undefined) {
      // Some layouts make the title of the package, which is then what is really missing.
      if ('package' in series.definition.fields)
        missing('package', ', of which the title is made; without one, write a `title`');
      else missing('title', '');
    }
    problems.push(...found);
    if (found.length > 0 || !number || title === undefined) return undefined;
    const folder = attachments.get(`content/${series.id}/${fields.id}`) ?? [];
    return {
      ...parts,
      series: series.id,
      id: fields.id,
      slug: fields.id.toLowerCase(),
      number,
      title,
      status: fields.status,
      ...(fields.published !== undefined && { published: fields.published }),
      ...(severity && { severity }),
      cves: [...new Set(fields.cves)].sort(byNumber),
      bugs: parts.bugs ?? [],
      credits: fields.credits,
      references: fields.references.map(({ url, title }) => ({ url, ...(title !== undefined && { title }) })),
      related: fields.related,
      features: fields.features,
      ...(fields.action !== undefined && { action: fields.action.replace(/\s+/g, ' ') }),
      patches: patchesOf((fields as { patches?: readonly PatchFields[] }).patches ?? [], folder),
      downloads: parts.downloads ?? [],
      revisions: revisionsOf(fields.revisions, fields.published),
      ...(fields.withdrawn && { withdrawn: fields.withdrawn }),
      sections: sectionsOf(document.body, reservedIds),
      document,
    };
  };
}

type PatchFields = Pick<Patch, 'file' | 'releases' | 'fixes'> & {
  readonly applies?: string | undefined;
  readonly tree?: string | undefined;
};

/** Joins the patches of the front matter with their files; a rule reports those without a file. */
function patchesOf(written: readonly PatchFields[], folder: readonly Asset[]): Patch[] {
  return written.flatMap((entry): Patch[] => {
    const file = folder.find(
      (each) => each.path.endsWith(`/${entry.file}`) && each.path.split('/').slice(3).join('/') === entry.file,
    );
    if (!file) return [];
    const subject = patchSubject(file.bytes);
    return [
      {
        file: entry.file,
        bytes: file.bytes,
        sha256: file.sha256,
        ...(subject !== undefined && { subject }),
        ...(entry.applies !== undefined && { applies: entry.applies }),
        ...(entry.tree !== undefined && { tree: entry.tree }),
        releases: entry.releases,
        fixes: entry.fixes,
      },
    ];
  });
}

type RevisionFields = Omit<Revision, 'change'> & { readonly change?: string | undefined };

function revisionsOf(written: readonly RevisionFields[], published: Instant | undefined): Revision[] {
  if (written.length === 0) {
    return [
      {
        version: 1,
        date: published ?? '1970-01-01T00:00:00Z',
        change: 'First publication.',
        public: true,
        editorial: false,
      },
    ];
  }
  return written.map((entry) => ({ ...entry, change: entry.change ?? '' })).sort((a, b) => a.version - b.version);
}

function decodePage(document: Document, problems: Problem[]): Page | undefined {
  const { value, problems: faults } = decode(z.strictObject({ title: text }), document.fields);
  problems.push(...faults);
  const slug = (document.path.split('/').at(-1) ?? '').replace(/\.md$/, '');
  if (!/^[a-z0-9][a-z0-9-]*$/.test(slug)) {
    const place = { file: document.path, line: 1, column: 1 };
    problems.push({
      rule: 'bad-id',
      place,
      text: `Unexpected \`${slug}\` as the name of a page`,
      hint: 'Use lower-case letters, digits and `-`: the name becomes the URL',
    });
    return undefined;
  }
  return value && { slug, title: value.title, document };
}

function unknownFolder(path: string, folder: string, known: readonly string[]): Problem {
  const near = nearest(folder, known);
  return {
    rule: 'bad-config',
    place: { file: path, line: 1, column: 1 },
    text: `Folder \`content/${folder}\` belongs to no series${near ? `, did you mean \`content/${near}\`?` : ''}`,
    hint: 'Add the series to `content/site.yaml`, or move the file',
  };
}

/** `content/xsa/XSA-1` -> the files below it. */
function attachmentsByFolder(attachments: readonly Asset[]): ReadonlyMap<string, readonly Asset[]> {
  const folders = new Map<string, Asset[]>();
  for (const asset of attachments) {
    const folder = asset.path.split('/').slice(0, 3).join('/');
    const files = folders.get(folder);
    if (files) files.push(asset);
    else folders.set(folder, [asset]);
  }
  return folders;
}

/** CVE ids in numeric order: by year, then by number. */
function byNumber(a: string, b: string): number {
  const [, yearA = '', numberA = ''] = a.split('-');
  const [, yearB = '', numberB = ''] = b.split('-');
  return Number(yearA) - Number(yearB) || numberA.length - numberB.length || order(numberA, numberB);
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Stands in where the configuration could not be read, so that the rules about reading still speak. */
const NO_SITE: Site = {
  title: '',
  description: '',
  url: '',
  prefix: '',
  language: 'en',
  team: { name: '', email: '' },
  license: '',
  tag: '',
  lists: [],
  footer: [],
  series: [],
  releases: [],
  rules: {},
  redirects: {},
  tombstones: {},
};
