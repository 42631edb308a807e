// Reading what a verb needs from the disk: a root that is none, or a theme that nobody built, is no crash.

import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { isPreview } from '../lib/embargo/preview-marker.ts';
import { readKeys } from '../lib/pgp/read-keys.ts';
import { read, readPrivate } from '../read.ts';
import type { ThemeAssets } from '../render.ts';
import { readTheme } from '../theme-assets.ts';
import type { Sources } from '../types.ts';
import { UsageError } from './command.ts';

/** Reads the root, or says what is wrong with it. */
export function readRoot(root: string): Sources {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${root} is no folder`);
  return read(root);
}

/** The same with its keys, as a build needs it. */
export async function readRootWithKeys(root: string): Promise<Sources> {
  return readKeys(readRoot(root));
}

/** The same with the private root that was named, if one was. */
export async function readRoots(root: string, folder: string | undefined): Promise<Sources> {
  const sources = await readRootWithKeys(root);
  if (folder === undefined) return sources;
  assertApart(folder, root);
  return { ...sources, private: readPrivate(folder) };
}

/** Refuses a private root that the public one reads, or that is the public one. */
function assertApart(folder: string, root: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${folder} is no folder`);
  const base = realPath(resolve(root));
  const own = realPath(resolve(folder));
  if (own === base) throw new UsageError(`--private ${folder} is the public root; keep what is under embargo apart`);
  if (inputsOf(base).some((input) => isBelow(own, input)) || inputsOf(own).some((input) => isBelow(base, input)))
    throw new UsageError(`--private ${folder} lies in a folder that is published; choose one outside`);
}

/** Refuses to write what is under embargo where the next build, or a web server, would publish it. */
export function assertUnpublished(file: string, option: string, root: string): void {
  const path = realPath(resolve(file));
  const inputs = inputsOf(realPath(resolve(root)));
  if (inputs.some((input) => isBelow(path, input)))
    throw new UsageError(`${option} ${file} lies in a folder that is published; choose another one`);
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'SHA256SUMS')) && existsSync(join(folder, 'sitemap.xml')))
      throw new UsageError(`${option} ${file} lies in a built site, ${folder}; choose another folder`);
  }
}

/** Refuses an output folder among the input, which the next build would read, and one that holds the root. */
export function assertOutside(out: string, root: string): void {
  const folder = realPath(resolve(out));
  const base = realPath(resolve(root));
  if (inputsOf(base).some((input) => isBelow(folder, input)))
    throw new UsageError(
      `--out ${out} lies in a folder that is read; choose one beside content/, support/ and public/`,
    );
  if (isBelow(base, folder)) throw new UsageError(`--out ${out} holds the root itself; choose a folder of its own`);
}

/** Refuses a folder with a private preview, which is nothing to sign, to verify or to publish. */
export function assertNoPreview(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() && isPreview(readdirSync(folder)))
    throw new UsageError(`${folder} is a private preview, not a site; build the site without --preview`);
}

const inputsOf = (base: string): string[] => ['content', 'support', 'public'].map((name) => realPath(join(base, name)));

const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** The path without symbolic links, as far as it exists. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
}

/** Reads the built theme, or says how to build it. */
export function readBuiltTheme(folder: string): ThemeAssets {
  if (!existsSync(join(folder, '.vite/manifest.json')))
    throw new UsageError(
      `the theme is not built: run \`npm run prepare\` in the folder of Tocsin (${folder} is empty)`,
    );
  return readTheme(folder);
}
