// Which files there are for tools, what each is for, and which fields it has: the facts of the page that explains them.

import { advisoryColumns, changeColumns } from '../generator/lib/data/data-files.ts';
import { type SchemaName, schemas } from '../generator/lib/data/data-schemas.ts';
import { type SchemaField, schemaFields } from '../generator/lib/data/schema-fields.ts';
import { patchColumns } from '../generator/lib/patches/patch-columns.ts';
import { supportColumns } from '../generator/lib/support/columns.ts';
import { ALL_LIMITED, endedPath, limitedPath } from '../generator/lib/support/lists.ts';
import type { Model } from '../generator/types.ts';

type NamedColumn = { readonly name: string; readonly about: string };

/** A file, or a kind of files. */
export type DataFile = {
  /** Anchor of its fields. */
  readonly id: string;
  /** Site path; of a kind that of an example, the newest there is. */
  readonly path: string;
  /** The path with `<…>` for what differs, where it is a kind. */
  readonly pattern?: string;
  readonly about: string;
  readonly schema?: SchemaName;
  readonly columns?: readonly NamedColumn[];
};

/** All files that the site has, the ones that cover everything first. */
export function dataFiles(model: Model): readonly DataFile[] {
  return [
    ...general(model),
    ...items(model),
    ...model.series.flatMap(ofSeries),
    ...ofTrees(model),
    ...ofReleases(model),
    ...ofDisclosure(model),
    ...sums,
  ];
}

/** The fields of the file that it does not share with the file of an advisory. */
export function fieldsOf({ schema, columns }: DataFile): readonly SchemaField[] {
  if (columns) return columns.map(({ name, about }) => ({ path: name, type: 'text', isOptional: false, about }));
  if (!schema) return [];
  return schemaFields(schemas[schema].schema).filter((field) => !isShared(schema, field));
}

/** Fields of the advisories in the file that mean what they mean in the file of an advisory. */
export function sharedFields({ schema }: DataFile): readonly string[] {
  if (!schema) return [];
  const shared = schemaFields(schemas[schema].schema).filter((field) => isShared(schema, field));
  return shared.map((field) => field.path.slice(member.length)).filter((path) => !/[.[]/.test(path));
}

const member = 'advisories[].';

function isShared(schema: SchemaName, { path, about, type }: SchemaField): boolean {
  if (schema === 'advisory' || !path.startsWith(member)) return false;
  const same = advisoryFields.get(path.slice(member.length));
  const top = advisoryFields.get(path.slice(member.length).split(/[.[]/)[0] ?? '');
  return same !== undefined && same.type === type && (same.about === about || top !== same);
}

const advisoryFields: ReadonlyMap<string, SchemaField> = new Map(
  schemaFields(schemas.advisory.schema).map((field) => [field.path, field]),
);

function general({ advisories }: Model): DataFile[] {
  return [
    {
      id: 'file-db',
      path: '/data/v1/db.json',
      about: 'When the record last changed, how many advisories it holds, the checksums of the lists',
      schema: 'db',
    },
    {
      id: 'file-changes',
      path: '/data/v1/changes.tsv',
      about: 'The file of every advisory with the time of its last change, newest first',
      columns: changeColumns,
    },
    {
      id: 'file-advisories',
      path: '/data/v1/advisories.json',
      about: 'All advisories: dates, severity, CVE ids, packages with their versions, and where the rest is',
      schema: 'advisories',
    },
    {
      id: 'file-advisories-tsv',
      path: '/data/v1/advisories.tsv',
      about: `${advisories.length === 0 ? 'The list' : 'The same list'} as a table, for spreadsheets and shell scripts`,
      columns: advisoryColumns,
    },
    {
      id: 'file-planned',
      path: '/data/v1/planned.json',
      about: 'Numbers and planned dates of advisories under embargo, in series that announce them',
      schema: 'planned',
    },
  ];
}

function items({ advisories, packages }: Model): DataFile[] {
  const [advisory] = advisories;
  const [first] = packages;
  return [
    ...(advisory
      ? [
          {
            id: 'file-advisory',
            path: `${advisory.folder}${advisory.slug}.json`,
            pattern: '/advisories/<id>/<id>.json',
            about: 'One advisory, with everything that its page says; the id is in lower case',
            schema: 'advisory' as const,
          },
          {
            id: 'file-text',
            path: `${advisory.folder}${advisory.slug}.txt`,
            pattern: '/advisories/<id>/<id>.txt',
            about: 'One advisory as text, as it was announced; its patches are in the same folder',
          },
        ]
      : []),
    ...(first
      ? [
          {
            id: 'file-package',
            path: `/data/v1/packages/${first.name}.json`,
            pattern: '/data/v1/packages/<name>.json',
            about: 'One package or product: the advisories about it that stand, with the state of each release',
            schema: 'package' as const,
          },
        ]
      : []),
  ];
}

function ofSeries({ series, advisories }: Model['series'][number]): DataFile[] {
  const folder = `/data/v1/${series.id}`;
  return [
    ...(advisories.some((advisory) => advisory.patches.length > 0)
      ? [
          {
            id: `file-${series.id}-patches`,
            path: `${folder}/patches.tsv`,
            about: `Every patch of every ${series.prefix} with the subject of its commit, to find out which of them a tree has; without a header`,
            columns: patchColumns,
          },
        ]
      : []),
    ...(series.definition.id === 'xsa'
      ? [
          {
            id: `file-${series.id}-patches-json`,
            path: `${folder}/patches.json`,
            about: `Every patch of every ${series.prefix} with its SHA-256, its patch id, the files that it changes, its releases and the commits that have it`,
            schema: 'patches' as const,
          },
          {
            id: `file-${series.id}-list`,
            path: `${folder}/list.json`,
            about: `All ${series.plural} in the shape of \`xsa.json\`, which existing tools read`,
            schema: 'list' as const,
          },
        ]
      : []),
  ];
}

function ofTrees({ patchLevels: [view] }: Model): DataFile[] {
  if (!view) return [];
  return [
    {
      id: 'file-patch-levels',
      path: view.data,
      pattern: '/data/v1/<series>/patch-levels/<tree>.json',
      about: `Which ${view.series.prefix} each branch of a source tree has fixed, with the evidence`,
      schema: 'patch-levels',
    },
  ];
}

function ofReleases({ lifecycle, support, packageSupport }: Model): DataFile[] {
  const [list] = packageSupport;
  return [
    ...(lifecycle.length > 0
      ? [
          {
            id: 'file-releases',
            path: '/data/v1/releases.json',
            about: 'Every release with its first day and the ends of its support',
            schema: 'releases' as const,
          },
        ]
      : []),
    ...(support.statements.length > 0
      ? [
          {
            id: 'file-support',
            path: '/data/v1/support.json',
            about: 'The support statement of every release: each feature with its status',
            schema: 'support' as const,
          },
          {
            id: 'file-support-tsv',
            path: '/data/v1/support.tsv',
            about: 'The same as a table: a line for each feature and release',
            columns: supportColumns,
          },
        ]
      : []),
    ...(list
      ? [
          {
            id: 'file-ended',
            path: endedPath(list.release),
            pattern: '/data/v1/security-support-ended.<release>',
            about:
              'Packages whose security support ends before that of their release, for `check-support-status` of Debian',
          },
          {
            id: 'file-limited',
            path: limitedPath(list.release),
            pattern: '/data/v1/security-support-limited.<release>',
            about: 'Packages of a release with limited security support, for the same tool',
          },
          { id: 'file-limited-all', path: ALL_LIMITED, about: 'The same for all releases together' },
        ]
      : []),
  ];
}

function ofDisclosure({ disclosure }: Model): DataFile[] {
  if (disclosure.issues.length === 0) return [];
  return [
    {
      id: 'file-disclosure',
      path: '/data/v1/disclosure.json',
      about: 'Days from the report to the public, by advisory and by year',
      schema: 'disclosure',
    },
    { id: 'file-disclosure-csv', path: '/data/v1/disclosure.csv', about: 'The same by advisory as CSV (RFC 4180)' },
  ];
}

const sums: readonly DataFile[] = [
  {
    id: 'file-sums',
    path: '/SHA256SUMS',
    about: 'The SHA-256 of every other file of the site; `sha256sum --check` reads it',
  },
  { id: 'file-sitemap', path: '/sitemap.xml', about: 'Every page, for search engines' },
];
