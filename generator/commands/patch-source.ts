// What somebody says about the patches of a series, from whatever says it: a root, a folder of patches, a built site or
// its address, one of its files.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IndexedPatch, PatchIndex } from '../lib/patches/patch-index.ts';
import { folderFiles } from '../lib/verify/folder.ts';
import type { SiteFiles } from '../lib/verify/site-files.ts';
import { siteAddress, WEB_LIMITS, webFiles } from '../lib/verify/web.ts';
import type { Instant } from '../types.ts';
import { UsageError } from './command.ts';
import { fileSource } from './patch-file.ts';
import { folderSource } from './patch-folder.ts';
import { rootSource } from './patch-root.ts';
import { siteSource } from './patch-site.ts';
import { assertNoPreview } from './read-root.ts';

/** What kind of thing a source is: `lines` is a `patches.tsv`, which knows subjects alone. */
export type PatchSourceKind = 'root' | 'folder' | 'site' | 'data' | 'lines';

export type PatchSource = {
  readonly kind: PatchSourceKind;
  /** As it was given. */
  readonly name: string;
  readonly index: PatchIndex;
  /** The bytes of a patch of the index; undefined where the source has none. Throws `UsageError` for other bytes. */
  readonly bytesOf: (patch: IndexedPatch) => Promise<Uint8Array | undefined>;
  /** Files beside public advisories of a root that no entry of `patches` names. */
  readonly unnamed: readonly { readonly id: string; readonly file: string }[];
};

export type PatchSourceOptions = {
  /** Key of the series; needed where there are several. */
  readonly series?: string | undefined;
  /** When a root is looked at. */
  readonly now: Instant;
};

/** Reads a source. Throws `UsageError` for what is none. */
export async function readPatchSource(source: string, options: PatchSourceOptions): Promise<PatchSource> {
  const { series } = options;
  if (series !== undefined && !/^[a-z0-9][a-z0-9-]{0,40}$/.test(series))
    throw new UsageError(`--series takes the key of a series such as xsa; found ${series}`);
  if (/^(?!file:)[a-z][a-z\d+.-]+:\/\//i.test(source)) return atAddress(source, series);
  const path = /^file:/i.test(source) ? pathOf(source) : source;
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status) throw new UsageError(`there is no ${source}`);
  if (!status.isDirectory()) return fileSource(path, source, series);
  if (isFile(join(path, 'content/site.yaml'))) return rootSource(path, source, options);
  const files = listed(path);
  if (!files.paths?.some((each) => each.startsWith('data/v1/'))) return folderSource(files, source, series);
  assertNoPreview(path);
  return siteSource(files, source, series);
}

/** An address of a site, or of the index in it. */
async function atAddress(source: string, series: string | undefined): Promise<PatchSource> {
  const [, site = source, key] = /^(.*\/)data\/v1\/([a-z0-9-]+)\/patches\.(?:json|tsv)$/.exec(source) ?? [];
  const url = siteAddress(site);
  if (!url)
    throw new UsageError(
      `${source} is no address that begins with https:// (http:// is for this machine alone) and names a host alone`,
    );
  return siteSource(webFiles(url, WEB_LIMITS), source, series ?? key);
}

function pathOf(source: string): string {
  try {
    return fileURLToPath(source);
  } catch {
    throw new UsageError(`${source} is no address of a file`);
  }
}

function listed(folder: string): SiteFiles {
  try {
    return folderFiles(folder);
  } catch (error) {
    throw new UsageError(`${folder} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
  }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
