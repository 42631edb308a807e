// The files below `/data/v1/` that cover all advisories. They are made here because `db.json` holds the checksums of
// the others.

import type { z } from 'zod';
import type { Context, Instant } from '../../types.ts';
import { absolute } from '../links.ts';
import { type AdvisoryFile, advisoryFiles, listedRecord, sha256 } from './advisory-record.ts';
import { type advisoriesSchema, type dbSchema, schemaUrl } from './data-schemas.ts';
import { stableJson } from './json.ts';
import { type Column, tsv } from './tsv.ts';

/** Nothing published yet. */
const EPOCH = '1970-01-01T00:00:00Z';

/** `advisories.json`. */
export function advisoriesJson(context: Context): string {
  const { site } = context.model;
  const files = advisoryFiles(context);
  return stableJson({
    $schema: schemaUrl(site, 'advisories'),
    license: site.license,
    modified: newest(files),
    count: files.length,
    advisories: files.map((file) => listedRecord(site, file)),
  } satisfies z.input<typeof advisoriesSchema>);
}

/** `advisories.tsv`: the list for spreadsheets and shell scripts. */
export function advisoriesTsv(context: Context): string {
  const { site } = context.model;
  return tsv(
    advisoryColumns,
    advisoryFiles(context).map(({ advisory }) => ({ ...advisory, url: absolute(site, advisory.path) })),
  );
}

/** `changes.tsv`: every file of an advisory with the time of its last change, newest first. */
export function changesTsv(context: Context): string {
  const files = [...advisoryFiles(context)].sort((a, b) => {
    if (a.modified !== b.modified) return a.modified > b.modified ? -1 : 1;
    return a.advisory.id < b.advisory.id ? -1 : 1;
  });
  return tsv(changeColumns, files);
}

/** `db.json`: the one file that a client asks for to learn whether anything is new. */
export function dbJson(context: Context): string {
  const { site } = context.model;
  const advisories = advisoriesJson(context);
  const bodies = {
    'advisories.json': advisories,
    'advisories.tsv': advisoriesTsv(context),
    'changes.tsv': changesTsv(context),
  };
  const files = advisoryFiles(context);
  return stableJson({
    $schema: schemaUrl(site, 'db'),
    license: site.license,
    schema_version: 1,
    title: site.title,
    url: site.url,
    modified: newest(files),
    count: files.length,
    sha256: sha256(advisories),
    files: Object.entries(bodies).map(([name, body]) => ({
      name,
      url: absolute(site, `/data/v1/${name}`),
      sha256: sha256(body),
      size: Buffer.byteLength(body),
    })),
  } satisfies z.input<typeof dbSchema>);
}

/** The newest change of the files, the epoch when there is none. */
export function newest(files: readonly AdvisoryFile[]): Instant {
  return (
    files
      .map((file) => file.modified)
      .sort()
      .at(-1) ?? EPOCH
  );
}

/** Columns of `advisories.tsv`. */
export const advisoryColumns: readonly Column<AdvisoryFile['advisory'] & { readonly url: string }>[] = [
  { name: 'id', about: 'Id of the advisory', value: (each) => each.id },
  { name: 'series', about: 'Key of its series', value: (each) => each.series },
  { name: 'title', about: 'Title', value: (each) => each.title },
  {
    name: 'severity',
    about: 'The word of the series, empty when nobody has rated it',
    value: (each) => each.severity?.id,
  },
  { name: 'published', about: 'First public release, UTC', value: (each) => each.published },
  { name: 'updated', about: 'Newest public version, UTC', value: (each) => each.updated },
  { name: 'version', about: 'Newest public version', value: (each) => each.version },
  {
    name: 'status',
    about: '`published` or `withdrawn`',
    value: (each) => (each.isWithdrawn ? 'withdrawn' : 'published'),
  },
  { name: 'cves', about: 'CVE ids with blanks between them', value: (each) => each.cves.join(' ') },
  {
    name: 'packages',
    about: 'Packages or products with blanks between them',
    value: (each) => each.packages.join(' '),
  },
  { name: 'url', about: 'Its page', value: (each) => each.url },
];

/** Columns of `changes.tsv`. */
export const changeColumns: readonly Column<AdvisoryFile>[] = [
  { name: 'modified', about: 'When the file last changed, UTC', value: (file) => file.modified },
  { name: 'id', about: 'Id of the advisory', value: (file) => file.advisory.id },
  { name: 'path', about: 'Where the file is below the base URL of the site', value: (file) => file.path },
  { name: 'sha256', about: 'SHA-256 of the file, hexadecimal', value: (file) => file.sha256 },
  { name: 'version', about: 'Newest public version of the advisory', value: (file) => file.advisory.version },
  {
    name: 'status',
    about: '`published` or `withdrawn`',
    value: (file) => (file.advisory.isWithdrawn ? 'withdrawn' : 'published'),
  },
];
