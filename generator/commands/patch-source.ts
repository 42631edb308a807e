// What somebody says about the patches of a series, from whatever says it: a root, a folder of patches, a built site or
// its address, one of its files.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PatchSource, PatchSourceOptions } from '../lib/patches/patch-source.ts';
import { folderFiles } from '../lib/verify/folder.ts';
import type { SiteFiles } from '../lib/verify/site-files.ts';
import { siteAddress, WEB_LIMITS, webFiles } from '../lib/verify/web.ts';
import { UsageError } from './command.ts';
import { fileSource } from './patch-file.ts';
import { folderSource } from './patch-folder.ts';
import { rootSource } from './patch-root.ts';
import { siteSource } from './patch-site.ts';
import { assertNoPreview } from './read-root.ts';

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
