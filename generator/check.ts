// Decodes everything that was read and runs the rules over it. Content is never thrown at: whatever is wrong becomes
// a message, and all messages of a run come together.

import { z } from 'zod';
import { decode, fieldAt, nearest, placeOf, printable } from './lib/decode/decode.ts';
import { advisoryDecoder } from './lib/decode/decode-advisory.ts';
import { text } from './lib/decode/fields.ts';
import { decodeSite } from './lib/decode/site.ts';
import { order } from './lib/order.ts';
import { decodePackageSupport } from './lib/support/package-support.ts';
import { parseSupport } from './lib/support/statement.ts';
import { withSupportDates } from './lib/versions/release-dates.ts';
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
  Place,
  Problem,
  Release,
  Rule,
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
  // Files that would be missing from the site: what is wrong with them stays an error, whatever the configuration says.
  const parsed = new Set([...sources.documents, ...sources.support].map((document) => document.path));
  const lost = new Set(sources.problems.map((problem) => problem.place.file).filter((file) => !parsed.has(file)));
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
      if (unreadable.has(document.path) && document.fields.kind === 'map' && document.fields.entries.length === 0) {
        lost.add(document.path);
        continue;
      }
      if (folder === 'pages') {
        const page = decodePage(document, problems);
        if (page) pages.push(page);
        else lost.add(document.path);
      } else if (decodeAdvisory) {
        const found: Problem[] = [];
        const advisory = decodeAdvisory(document, found);
        if (advisory) advisories.push(advisory);
        else if (!isDraft(document)) lost.add(document.path);
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
    else lost.add(document.path);
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
  const messages = runRules(context, lost);
  const { assets, certificates } = sources;
  const content = site && { site, advisories, pages, support, packageSupport, assets, certificates };
  return { content, messages };
}

function datedReleases(site: Site, support: readonly SupportStatement[]): readonly Release[] {
  return site.releases.map((release) => withSupportDates(release, support));
}

/** Runs every rule; messages are sorted by place. A rule that is off still speaks about files that would be lost. */
function runRules(context: CheckContext, lost: ReadonlySet<string>): Message[] {
  const messages = rules.flatMap((rule) => {
    const level = context.site.rules[rule.id] ?? rule.level;
    if (level === 'off' && lost.size === 0) return [];
    return [...rule.check(context)].flatMap((finding) => {
      const isLost = lost.has(toPlace(finding.at).file);
      return level === 'off' && !isLost
        ? []
        : [toMessage(finding, rule, isLost ? rule.level : (level as Message['level']))];
    });
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
  keys: [],
};
