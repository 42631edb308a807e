// The patches of a built site, in a folder or behind an address. A server is not trusted: what it says has to be an
// index, and a patch has to have the SHA-256 that the index says.

import type { PatchIndex } from '../lib/patches/patch-index.ts';
import type { PatchSource } from '../lib/patches/patch-source.ts';
import { isSafePath, type SiteFiles } from '../lib/verify/site-files.ts';
import { UsageError } from './command.ts';
import { dataOf, linesOf, textOf } from './patch-file.ts';

/** Series to look for where none was named and a server does not say what it has. */
const MOST_SERIES = 20;

/** Reads the index of a site; `name` is what people called it. */
export async function siteSource(files: SiteFiles, name: string, series: string | undefined): Promise<PatchSource> {
  const found = series === undefined ? await onlySeries(files, name) : await indexAt(files, series);
  if (!found)
    throw new UsageError(
      `${name} has no data/v1/${series ?? 'xsa'}/patches.json and no patches.tsv; name a series with --series`,
    );
  const { base } = found;
  return {
    kind: found.kind,
    name,
    index: found.index,
    unnamed: [],
    bytesOf: async ({ file, url, sha256 }) => {
      const path = base === undefined || url === undefined || sha256 === undefined ? undefined : pathBelow(base, url);
      const loaded = path === undefined ? undefined : await files.load(path);
      if (loaded?.kind !== 'file') return undefined;
      if (loaded.sha256 !== sha256)
        throw new UsageError(`${file} of ${name} has not the SHA-256 that patches.json says`);
      return loaded.bytes;
    },
  };
}

type Found = { readonly kind: 'site' | 'lines'; readonly index: PatchIndex; readonly base?: string };

async function indexAt(files: SiteFiles, series: string): Promise<Found | undefined> {
  const [json, tsv] = [`data/v1/${series}/patches.json`, `data/v1/${series}/patches.tsv`];
  const data = await load(files, json);
  if (data) return { kind: 'site', ...dataOf(textOf(data, `${files.name} ${json}`), `${files.name} ${json}`, series) };
  const lines = await load(files, tsv);
  if (!lines) return undefined;
  return { kind: 'lines', index: linesOf(textOf(lines, `${files.name} ${tsv}`), `${files.name} ${tsv}`, series) };
}

async function onlySeries(files: SiteFiles, name: string): Promise<Found | undefined> {
  const keys = files.paths ? keysIn(files.paths) : ['xsa'];
  if (keys.length > 1)
    throw new UsageError(`${name} has several series with patches; say --series, one of ${keys.join(', ')}`);
  const found = keys[0] === undefined ? undefined : await indexAt(files, keys[0]);
  if (found || files.paths) return found;
  const all: Found[] = [];
  for (const key of await keysOfAdvisories(files)) all.push(...[(await indexAt(files, key)) ?? []].flat());
  if (all.length > 1) {
    const named = all.map(({ index }) => index.series).join(', ');
    throw new UsageError(`${name} has several series with patches; say --series, one of ${named}`);
  }
  return all[0];
}

const keysIn = (paths: readonly string[]): string[] => [
  ...new Set(
    paths.flatMap((path) => /^data\/v1\/(?!schema\/)([a-z0-9-]+)\/patches\.(?:json|tsv)$/.exec(path)?.[1] ?? []),
  ),
];

/** The series that the list of all advisories names. */
async function keysOfAdvisories(files: SiteFiles): Promise<readonly string[]> {
  const list = await load(files, 'data/v1/advisories.json');
  if (!list) return [];
  const keys = new TextDecoder().decode(list).matchAll(/"series": ?"([a-z0-9][a-z0-9-]{0,40})"/g);
  return [...new Set([...keys].map(([, key = '']) => key))].filter((key) => key !== 'xsa').slice(0, MOST_SERIES);
}

async function load(files: SiteFiles, path: string): Promise<Uint8Array | undefined> {
  const loaded = await files.load(path);
  if (loaded.kind === 'missing') return undefined;
  if (loaded.kind === 'file') {
    if (loaded.bytes) return loaded.bytes;
    throw new UsageError(`${path} of ${files.name} is too large`);
  }
  const reason = loaded.kind === 'failed' ? loaded.reason : (files.stopped() ?? 'nothing is asked any more');
  throw new UsageError(`${path} of ${files.name} cannot be read: ${reason}`);
}

/** The path of an address below that of the site. */
function pathBelow(base: string, url: string): string | undefined {
  if (!url.startsWith(`${base}/`)) return undefined;
  try {
    const path = decodeURIComponent(url.slice(base.length + 1));
    return isSafePath(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
