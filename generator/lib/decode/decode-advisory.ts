// Front matter to an advisory: the common fields and those of the series, decoded by one schema, then joined with the
// patches in the advisory's folder.

import { z } from 'zod';
import type {
  Advisory,
  Asset,
  Document,
  Embargo,
  Entry,
  Field,
  Instant,
  KeyChange,
  Patch,
  Place,
  Problem,
  Revision,
  Series,
  SeriesInUse,
} from '../../types.ts';
import { sectionsOf } from '../markdown/sections.ts';
import { order } from '../order.ts';
import { patchSubject } from '../patches/patch-subject.ts';
import { archivedTexts } from '../revisions/archived.ts';
import { commonFields, type embargoSchema } from './common-fields.ts';
import { decode, nearest, placeOf } from './decode.ts';

/** Each package has a page and feeds that repeat the whole advisory. */
const MAX_PACKAGES = 500;

const schemas = new WeakMap<Series, ReturnType<typeof makeSchemas>>();

/** A layout's schemas, made once however often a root is checked. */
function schemasOf(definition: Series) {
  const made = schemas.get(definition) ?? makeSchemas(definition);
  schemas.set(definition, made);
  return made;
}

function makeSchemas(definition: Series) {
  const schema = z.strictObject({ ...commonFields, ...definition.fields });
  const required = Object.keys(definition.fields).filter(
    (name) => !definition.fields[name]?.safeParse(undefined).success,
  );
  return { schema, lenient: schema.strip(), required };
}

/** What is written; a change of keys need not name the packages and fixes that a series asks for. */
function withoutDemands(fields: Field, required: readonly string[]): Field {
  if (fields.kind !== 'map' || !fields.entries.some(({ key }) => key === 'key-change')) return fields;
  const added = required.filter((name) => !fields.entries.some(({ key }) => key === name));
  const { place } = fields;
  const empty = (key: string): Entry => ({ key, keyPlace: place, value: { kind: 'list', items: [], place } });
  return { ...fields, entries: [...fields.entries, ...added.map(empty)] };
}

/** The decoder of one series' documents; the schema is built once. The decoded value is undefined when there is a problem. */
export function advisoryDecoder(
  series: SeriesInUse,
  attachments: ReadonlyMap<string, readonly Asset[]>,
  reservedIds: readonly string[],
) {
  const { schema, lenient, required } = schemasOf(series.definition);
  const idPattern = new RegExp(
    `^${series.prefix}-${series.definition.numbers.map((part) => (part === 'year' ? '(\\d{4})' : '(\\d{1,9})')).join('-')}$`,
  );
  const idShape = [series.prefix, ...series.definition.numbers.map((part) => `<${part}>`)].join('-');

  return (document: Document, problems: Problem[]): Advisory | undefined => {
    const written = withoutDemands(document.fields, required);
    const decoded = decode(schema, written);
    const found: Problem[] = [...decoded.problems];
    // A misspelt field must not hide what is wrong with the others.
    const fields = decoded.value ?? decode(lenient, written).value;
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
    if (parts.packages.length > MAX_PACKAGES) {
      found.push({
        rule: 'bad-value',
        place: at(),
        text: `Advisory about ${parts.packages.length} packages, expected ${MAX_PACKAGES} or fewer`,
        hint: 'Name the source packages, or publish several advisories',
        found: String(parts.packages.length),
        expected: `${MAX_PACKAGES} or fewer`,
      });
    }
    const keyChange = fields['key-change'];
    const isDemanding = !keyChange && fields.status !== 'draft' && fields.status !== 'withdrawn';
    for (const { field, unless, why } of isDemanding ? (series.definition.demands ?? []) : []) {
      if ((own as Readonly<Record<string, unknown>>)[field] === undefined && !isExcused(unless, series.settings))
        missing(field, why);
    }
    const title = fields.title ?? parts.title ?? (keyChange && 'New signing key');
    if (title === undefined) {
      // Some layouts make the title of the package, which is then what is really missing.
      if ('package' in series.definition.fields)
        missing('package', ', of which the title is made; without one, write a `title`');
      else missing('title', '');
    }
    problems.push(...found);
    if (found.length > 0 || !number || title === undefined) return undefined;
    const folder = attachments.get(`content/${series.id}/${fields.id}`) ?? [];
    const archived = archivedTexts(folder);
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
      ...(keyChange && { kind: 'key change', keyChange: withoutUndefined(keyChange) }),
      patches: patchesOf((fields as { patches?: readonly PatchFields[] }).patches ?? [], folder),
      downloads: parts.downloads ?? [],
      revisions: revisionsOf(fields.revisions, fields.published),
      ...(fields.withdrawn && { withdrawn: fields.withdrawn }),
      ...(archived.length > 0 && { archived }),
      ...(fields.embargo && { embargo: embargoOf(fields.embargo) }),
      sections: sectionsOf(document.body, reservedIds),
      document,
    };
  };
}

function embargoOf(written: z.infer<typeof embargoSchema>): Embargo {
  const { reported, notified, reporter, exploit } = written;
  const { 'cve-requested': cveRequested, 'fix-public': fixPublic } = written;
  const followUp = exploit?.['follow-up'];
  return {
    ...(reported !== undefined && { reported }),
    ...(notified !== undefined && { notified }),
    lists: written.lists,
    ...(reporter !== undefined && { reporter }),
    ...(exploit && { exploit: { isShared: exploit.shared, ...(followUp !== undefined && { followUp }) } }),
    notify: written.notify.map(({ name, told }) => ({ name, ...(told !== undefined && { told }) })),
    ...(cveRequested !== undefined && { cveRequested }),
    ...(fixPublic !== undefined && { fixPublic }),
  };
}

/** True when one of the settings has the value under which something may be missing. */
function isExcused(unless: Readonly<Record<string, string>>, settings: unknown): boolean {
  const values = (settings ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(unless).some(([name, value]) => values[name] === value);
}

/** The change without a date that nobody wrote. */
function withoutUndefined({ date, ...change }: KeyChangeFields): KeyChange {
  return { ...change, ...(date !== undefined && { date }) };
}

type KeyChangeFields = Omit<KeyChange, 'date'> & { readonly date?: Instant | undefined };

type PatchFields = Pick<Patch, 'file' | 'releases' | 'fixes'> & {
  readonly applies?: string | undefined;
  readonly row?: string | undefined;
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
        ...(entry.row !== undefined && { row: entry.row }),
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

/** CVE ids in numeric order: by year, then by number. */
function byNumber(a: string, b: string): number {
  const [, yearA = '', numberA = ''] = a.split('-');
  const [, yearB = '', numberB = ''] = b.split('-');
  return Number(yearA) - Number(yearB) || numberA.length - numberB.length || order(numberA, numberB);
}
