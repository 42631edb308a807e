// The configuration, `content/site.yaml`: data, never code. Every field is described in docs/format.md.

import { z } from 'zod';
import type {
  DisclosurePolicy,
  Field,
  Level,
  Problem,
  Release,
  Series,
  SeriesInUse,
  Severity,
  Site,
} from '../../types.ts';
import { DEFAULT_POLICY, disclosurePolicy, disclosureSchema, impossible } from '../disclosure/policy.ts';
import { decode, fieldAt, nearest, placeOf } from './decode.ts';
import * as field from './fields.ts';
import { keySchema, securityTxtSchema } from './keys.ts';
import { mailSchema, mailSettings } from './mail.ts';
import { repository, treeSchema, treesOf } from './trees.ts';

/** A name that is a folder in `content/` and a part of URLs. */
const key = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/);

/** The key of a row or section of the support matrix: `x86pv--x8664`. */
const rowKey = z.string().regex(/^[\p{L}\p{N}_.-]{1,300}$/u);

export const severitySchema = z.strictObject({
  id: field.text,
  name: field.text,
  level: field.word(['1', '2', '3', '4']),
  meaning: field.text,
});

export const releaseSchema = z.strictObject({
  id: field.version,
  name: field.text.optional(),
  product: field.packageName.optional(),
  codename: field.text.optional(),
  suite: field.text.optional(),
  number: field.version.optional(),
  series: field.oneOrList(field.text),
  released: field.day.optional(),
  'supported-until': field.day.optional(),
  'security-until': field.day.optional(),
  points: field.list(field.version),
});

export const seriesSchema = z.strictObject({
  layout: field.text.optional(),
  prefix: field
    .scalar('an id prefix such as `XSA`', 'Use upper-case letters and digits', (value) =>
      /^[A-Z][A-Z0-9]{0,19}$/.test(value) ? value : undefined,
    )
    .optional(),
  name: field.text,
  plural: field.text.optional(),
  severities: z.array(severitySchema).optional(),
  unused: field.mapOf(field.text, field.text).default({}),
  clearsigned: field.boolean.optional(),
  mail: mailSchema.optional(),
  'announce-number': field.boolean.optional(),
  announce_number: field.boolean.optional(),
  path: field
    .scalar('a site path with `{slug}` or `{number}`', 'Write for example `/xsa/advisory-{number}.html`', (value) =>
      /^\/(?:[\w.-]|\{slug\}|\{number\}|\/(?!\/))+$/.test(value) &&
      /\{(?:slug|number)\}/.test(value) &&
      !/\/\./.test(value) &&
      /(?:\/|\.html)$/.test(value)
        ? value
        : undefined,
    )
    .optional(),
  versions: field.word(['dpkg', 'pacman', 'rpm', 'apk', 'semver', 'dotted']).optional(),
  settings: z.unknown().optional(),
});

/** Where support statements are read beside `support/`, and which of their rows were renamed. */
export const supportSchema = z.strictObject({
  git: repository.optional(),
  refs: field
    .oneOrList(
      field.scalar(
        'a branch or tag such as `master` or `stable-*`',
        'Use letters, digits and `. _ + / -`, with `*` for any characters; begin with a letter or digit',
        (value) => (/^[A-Za-z0-9_*][\w.+/*-]{0,199}$/.test(value) && !/\.\.|\/\/|\/$/.test(value) ? value : undefined),
      ),
    )
    .optional(),
  path: field.relativePath.optional(),
  aliases: field.mapOf(rowKey, field.oneOrList(rowKey)).default({}),
});

/** An image below `public/`. */
const logoFile = field.scalar(
  'an image below `public/`, such as `logo.svg`',
  'Write the path below `public/` of an SVG, PNG or WebP file',
  (value) => (/^(?!.*\.\.)[\w.-]+(?:\/[\w.-]+)*\.(?:svg|png|webp)$/.test(value) ? value : undefined),
);

export const siteSchema = z.strictObject({
  title: field.text,
  description: field.text,
  url: field.scalar('the base URL, `https://` and no query', 'Write the address of the front page', baseUrl),
  language: field
    .scalar('a language tag such as `en`', 'Write a BCP 47 tag', (value) =>
      /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(value) ? value : undefined,
    )
    .default('en'),
  license: field.text,
  tag: field.scalar(
    'an authority and a date such as `security.example,2026`',
    'Write a host of yours, a comma, and a year in which it was yours (RFC 4151); never change it',
    (value) => (/^[a-z0-9.-]+,\d{4}(?:-\d\d(?:-\d\d)?)?$/.test(value) ? value : undefined),
  ),
  team: z.strictObject({ name: field.text, email: field.text, url: field.url.optional() }),
  lists: field.list(
    z.strictObject({
      name: field.text,
      address: field.text,
      url: field.url.optional(),
      purpose: field.text.optional(),
    }),
  ),
  footer: field.list(z.strictObject({ title: field.text, url: field.link })),
  navigation: field.list(z.strictObject({ title: field.text, url: field.link })),
  logo: z.strictObject({ file: logoFile, alt: field.prose, width: field.integer, height: field.integer }).optional(),
  series: field.mapOf(key, seriesSchema).default({}),
  releases: field.list(releaseSchema),
  rules: field.mapOf(z.string(), field.word(['error', 'warning', 'info', 'off'])).default({}),
  support: supportSchema.optional(),
  keys: field.list(keySchema),
  'security-txt': securityTxtSchema.optional(),
  disclosure: disclosureSchema.optional(),
  trees: field.mapOf(key, treeSchema).default({}),
  redirects: field.mapOf(field.sitePath, field.link).default({}),
  tombstones: field.mapOf(field.sitePath, field.text).default({}),
});

/** Decodes the configuration with the layouts and rules there are; `site` is undefined when it has a problem. */
export function decodeSite(
  config: Field,
  layouts: readonly Series[],
  ruleIds: readonly string[],
): { readonly site: Site | undefined; readonly problems: readonly Problem[] } {
  const { value, problems } = decode(siteSchema, config);
  if (!value) return { site: undefined, problems };
  const found: Problem[] = [];
  if (value.support?.git !== undefined && value.support.refs === undefined) {
    found.push({
      rule: 'missing-field',
      place: placeOf(config, ['support']),
      text: 'Missing field `support.refs`, which names branches of the repository',
      hint: 'Add `refs`, such as `[master, "stable-*"]`',
    });
  }
  const series = Object.entries(value.series).flatMap(([id, entry]): SeriesInUse[] => {
    const layout = entry.layout ?? id;
    const definition = layouts.find((each) => each.id === layout);
    if (!definition) {
      found.push(
        unknownWord(
          config,
          ['series', id, ...(entry.layout ? ['layout'] : [])],
          'layout',
          layout,
          layouts.map((each) => each.id),
        ),
      );
      return [];
    }
    const at = ['series', id, 'settings'];
    const given = fieldAt(config, at) ?? { kind: 'map', entries: [], place: placeOf(config, at) };
    const settings = decode(
      definition.settings,
      given.kind === 'empty' ? { kind: 'map', entries: [], place: given.place } : given,
    );
    found.push(
      ...settings.problems.map((problem) => ({
        ...problem,
        text: problem.text.replace('the front matter', `\`series.${id}.settings\``),
      })),
    );
    const prefix = entry.prefix ?? id.toUpperCase();
    return [
      {
        id,
        prefix,
        name: entry.name,
        plural: entry.plural ?? plural(entry.name),
        definition: entry.versions === undefined ? definition : { ...definition, versions: entry.versions },
        settings: settings.value,
        severities:
          entry.severities?.map((each): Severity => ({ ...each, level: Number(each.level) as Severity['level'] })) ??
          definition.severities,
        unused: entry.unused,
        path: entry.path ?? '/advisories/{slug}/',
        isClearsigned: entry.clearsigned ?? entry.mail?.form !== 'mime',
        ...(entry.mail && { mail: mailSettings(entry.mail, value.team) }),
        announcesNumber: entry['announce-number'] ?? entry.announce_number ?? false,
      },
    ];
  });
  const releases = value.releases.map((entry): Release => {
    return {
      id: entry.id,
      name: entry.name ?? entry.codename ?? [...(entry.product ? [entry.product] : []), entry.id].join(' '),
      ...(entry.product !== undefined && { product: entry.product }),
      ...(entry.codename !== undefined && { codename: entry.codename }),
      ...(entry.suite !== undefined && { suite: entry.suite }),
      ...(entry.number !== undefined && { number: entry.number }),
      series: entry.series,
      ...(entry.released !== undefined && { released: entry.released }),
      ...(entry['supported-until'] !== undefined && { supportedUntil: entry['supported-until'] }),
      ...(entry['security-until'] !== undefined && { securityUntil: entry['security-until'] }),
      points: entry.points,
    };
  });
  releases.forEach((release, index) => {
    release.series.forEach((id, position) => {
      if (!Object.hasOwn(value.series, id))
        found.push(
          unknownWord(config, ['releases', index, 'series', position], 'series', id, Object.keys(value.series)),
        );
    });
    const twin = releases.findIndex((other) => other.id === release.id);
    if (twin < index) {
      found.push({
        rule: 'bad-value',
        place: placeOf(config, ['releases', index, 'id']),
        text: `Release \`${release.id}\` is there twice`,
        hint: 'Give each release one entry',
      });
    }
  });
  for (const id of Object.keys(value.rules)) {
    if (!ruleIds.includes(id)) found.push(unknownWord(config, ['rules', id], 'rule', id, ruleIds));
  }
  const disclosure = value.disclosure ? disclosurePolicy(value.disclosure) : DEFAULT_POLICY;
  found.push(...policyProblems(disclosure, series, config));
  const { trees, problems: treeProblems } = treesOf(value.trees, series, releases, config);
  found.push(...treeProblems);
  if (found.length > 0) return { site: undefined, problems: found };
  const site: Site = {
    title: value.title,
    description: value.description,
    url: value.url,
    prefix: new URL(value.url).pathname.replace(/\/$/, ''),
    language: value.language,
    team: compact(value.team),
    license: value.license,
    tag: value.tag,
    lists: value.lists.map(compact),
    footer: value.footer,
    navigation: value.navigation,
    ...(value.logo && { logo: value.logo }),
    series,
    releases,
    rules: value.rules as Readonly<Record<string, Level | 'off'>>,
    redirects: value.redirects,
    tombstones: value.tombstones,
    ...(value.support && { support: { aliases: value.support.aliases } }),
    keys: value.keys.map(compact),
    ...(value['security-txt'] && { securityTxt: value['security-txt'] }),
    disclosure,
    trees,
  };
  return { site, problems: [] };
}

/** A policy that no date keeps, and a list that would get announcements beside its posting. */
function* policyProblems(policy: DisclosurePolicy, series: readonly SeriesInUse[], config: Field): Generator<Problem> {
  const fault = impossible(policy);
  if (fault !== undefined)
    yield {
      rule: 'bad-value',
      place: placeOf(config, ['disclosure']),
      text: `Unexpected \`disclosure\` that no date keeps: ${fault}`,
      hint: 'Correct these numbers, or leave one of them out',
    };
  const to = policy.posting && addressOf(policy.posting.to);
  for (const { id, mail } of series) {
    if (to === undefined || ![...(mail?.to ?? []), ...(mail?.cc ?? [])].some((each) => addressOf(each) === to))
      continue;
    yield {
      rule: 'bad-value',
      place: placeOf(config, ['series', id, 'mail']),
      text: `Unexpected \`${to}\` among the recipients of \`series.${id}.mail\`, as it gets a posting of its own`,
      hint: 'Remove it here: the list takes no mail that goes to others, too',
    };
  }
}

/** The address of a mailbox, in lower case. */
const addressOf = (mailbox: string): string => (/<([^<>]*)>$/.exec(mailbox)?.[1] ?? mailbox).toLowerCase();

/** `Security Advisories`, `Security Warnings`: as English makes most plurals. */
function plural(name: string): string {
  return /[^aeiou]y$/i.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** The URL without a trailing slash, or undefined when it is none that a site can stand under. */
function baseUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  const isPlain =
    /^https?:$/.test(url.protocol) &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === '';
  return isPlain ? url.origin + url.pathname.replace(/\/+$/, '') : undefined;
}

function unknownWord(
  config: Field,
  path: readonly (string | number)[],
  kind: string,
  found: string,
  known: readonly string[],
): Problem {
  const near = nearest(found, known);
  return {
    rule: 'bad-value',
    place: placeOf(config, path),
    text: `Unknown ${kind} \`${found}\`${near ? `, did you mean \`${near}\`?` : ''}`,
    hint:
      known.length > 0
        ? `Use one of ${known.map((each) => `\`${each}\``).join(', ')}`
        : `There is no ${kind} to choose from`,
    found,
  };
}

/** The object without its undefined fields. */
function compact<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
