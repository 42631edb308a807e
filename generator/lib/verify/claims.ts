// What the files of a site say about other files of it: that they are there, what their SHA-256 and their size are.
// Indexes, feeds, the sitemap and the checksums in announcements say such things.

import { dirname } from 'node:path/posix';
import { outputPath } from '../links.ts';
import { isSafePath } from './site-files.ts';

/** One file said something about another. */
export type Claim = {
  readonly from: string;
  readonly path: string;
  readonly sha256?: string;
  readonly size?: number;
  /** True when the other file need not be there: a text may have checksums of what lies elsewhere. */
  readonly isOptional?: true;
};

/** What one has to know of the whole site to read its files. */
export type SiteIndex = {
  /** Base URL that the site gives itself, without a trailing slash. */
  readonly url?: string;
  /** Folder of an advisory by series and number: `xsa 47`. */
  readonly folders: ReadonlyMap<string, string>;
};

type Reader = { readonly pattern: RegExp; readonly read: (text: string, path: string, index: SiteIndex) => Said[] };
type Said = Omit<Claim, 'from'>;

const READERS: readonly Reader[] = [
  { pattern: /^data\/v1\/changes\.tsv$/, read: (text) => rows(text).flatMap(changeOf) },
  {
    pattern: /^data\/v1\/advisories\.tsv$/,
    read: (text, _, { url }) => rows(text).flatMap((row) => at(row.at(-1), url)),
  },
  { pattern: /^data\/v1\/[^/]+\/patches\.tsv$/, read: patchesOf },
  { pattern: /^data\/v1\/(?!schema\/).*\.json$|^(?:advisories|feeds)\/.*\.json$/, read: jsonSays },
  { pattern: /^feeds\/.*\.(?:atom|rss)$|^sitemap(?:-\d+)?\.xml$/, read: (text, _, { url }) => xmlSays(text, url) },
  // A text of an earlier version speaks of the files of its day.
  { pattern: /^advisories\/[^/]+\/(?!v\d+\.txt)[^/]+\.txt$/, read: checksumsOf },
];

/** Everything that a file says about others; nothing for a file that is no index. */
export function claimsOf(path: string, bytes: Uint8Array, index: SiteIndex): Claim[] {
  const reader = READERS.find(({ pattern }) => pattern.test(path));
  if (!reader) return [];
  const claims = new Map<string, Claim>();
  for (const said of reader.read(new TextDecoder().decode(bytes), path, index)) {
    if (said.path === path && said.sha256 === undefined) continue;
    claims.set(`${said.path} ${said.sha256 ?? ''} ${said.size ?? ''}`, { from: path, ...said });
  }
  return [...claims.values()];
}

/** What `data/v1/db.json` and `data/v1/advisories.json` tell about the site as a whole. */
export function siteIndex(db: Uint8Array | undefined, advisories: Uint8Array | undefined): SiteIndex {
  const { url } = record(parsed(db));
  const list = record(parsed(advisories))['advisories'];
  const base =
    typeof url === 'string' && /^https?:\/\//.test(url) && URL.canParse(url) ? url.replace(/\/$/, '') : undefined;
  const folders = new Map<string, string>();
  for (const each of Array.isArray(list) ? list : []) {
    const { id, series, urls } = record(each);
    const [file] = at(record(urls)['json'], base);
    if (typeof id !== 'string' || typeof series !== 'string' || !file) continue;
    const words = id.split('-');
    for (let start = 1; start < words.length; start++)
      folders.set(`${series} ${words.slice(start).join('-')}`, dirname(file.path));
  }
  return { ...(base !== undefined && { url: base }), folders };
}

/** True for a file of an index that no longer is one. */
export function isBrokenJson(path: string, bytes: Uint8Array): boolean {
  return /^(?:data|advisories|feeds)\/.*\.json$/.test(path) && parsed(bytes) === undefined;
}

const rows = (text: string): string[][] =>
  text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

function changeOf([, , path = '', sha256 = '']: readonly string[]): Said[] {
  return isSafePath(path.slice(1)) ? [{ path: path.slice(1), sha256 }] : [];
}

/** `patches.tsv` has no header; it names an advisory by its number alone. */
function patchesOf(text: string, path: string, { folders }: SiteIndex): Said[] {
  const series = path.split('/')[2] ?? '';
  return text.split('\n').flatMap((line) => {
    const [number = '', file = ''] = line.split('\t');
    return inFolder(folders.get(`${series} ${number}`), file);
  });
}

function inFolder(folder: string | undefined, file: string): Said[] {
  return folder !== undefined && isSafePath(file) ? [{ path: `${folder}/${file}` }] : [];
}

/** Deeper than any index; what is nested for its own sake is not looked at. */
const MOST_DEPTH = 20;

function jsonSays(text: string, path: string, index: SiteIndex): Said[] {
  const said: Said[] = [];
  const value = parsed(text);
  visit(value, MOST_DEPTH, (object) => {
    for (const [key, each] of Object.entries(object)) {
      if (!/^(?:\$schema|url|\w+_url)$/.test(key)) continue;
      // Only with a size it is the checksum of what the address leads to.
      const sums = key === 'url' && object['size'] !== undefined ? sumsOf(object) : {};
      said.push(...at(each, index.url).map((target) => ({ ...target, ...sums })));
    }
    const urls = record(object['urls']);
    for (const [key, each] of Object.entries(urls))
      said.push(...at(each, index.url).map((target) => ({ ...target, ...(key === 'json' && sumsOf(object)) })));
    const { xsa, files } = object;
    if (/^data\/v1\/[^/]+\/list\.json$/.test(path) && typeof xsa === 'string' && Array.isArray(files))
      for (const file of files)
        said.push(...inFolder(index.folders.get(`${path.split('/')[2]} ${xsa}`), String(record(file)['name'])));
  });
  if (path === 'data/v1/db.json') said.push({ path: 'data/v1/advisories.json', ...sumsOf(record(value)) });
  return said;
}

function sumsOf({ sha256, size }: Readonly<Record<string, unknown>>): Pick<Said, 'sha256' | 'size'> {
  return {
    ...(typeof sha256 === 'string' && { sha256 }),
    ...(typeof size === 'number' && { size }),
  };
}

function visit(value: unknown, depth: number, look: (object: Readonly<Record<string, unknown>>) => void): void {
  if (depth === 0 || typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) look(record(value));
  for (const each of Object.values(value)) visit(each, depth - 1, look);
}

/** Addresses in attributes and elements; what a feed quotes is escaped and no element. */
function xmlSays(text: string, base: string | undefined): Said[] {
  const elements = text.matchAll(/<(?:loc|link|guid|atom:link)\b([^<>]*)>([^<]*)/g);
  return [...elements].flatMap(([, attributes = '', content = '']) => {
    const [, href] = /\shref="([^"<>]*)"/.exec(attributes) ?? [];
    return [href, content.trim()].flatMap((each) => at(each?.replaceAll('&amp;', '&'), base));
  });
}

/** Lines of `sha256sum` in an announcement; those of files that it does not bring are the author's business. */
function checksumsOf(text: string, path: string): Said[] {
  return [...text.matchAll(/^ *([0-9a-f]{64}) [ *](\S[^\n]*)$/gm)].flatMap(([, sha256, file = '']) =>
    inFolder(dirname(path), file.trimEnd()).map((said) => ({
      ...said,
      ...(sha256 !== undefined && { sha256 }),
      isOptional: true,
    })),
  );
}

/** The file at an address of the site; none for an address elsewhere. */
function at(url: unknown, base: string | undefined): Said[] {
  if (typeof url !== 'string' || base === undefined || (url !== base && !url.startsWith(`${base}/`))) return [];
  const [written = ''] = url.slice(base.length).split(/[?#]/);
  try {
    const path = outputPath(decodeURIComponent(written === '' ? '/' : written));
    return isSafePath(path) ? [{ path }] : [];
  } catch {
    return [];
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function parsed(json: string | Uint8Array | undefined): unknown {
  try {
    return JSON.parse(typeof json === 'string' ? json : new TextDecoder().decode(json ?? new Uint8Array()));
  } catch {
    return undefined;
  }
}
