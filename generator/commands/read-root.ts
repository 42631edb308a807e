// Reading what a verb needs from the disk: a root that is none, or a theme that nobody built, is no crash.

import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { readKeys } from '../lib/pgp/read-keys.ts';
import { read } from '../read.ts';
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

/** Refuses an output folder among the input, which the next build would read, and one that holds the root. */
export function assertOutside(out: string, root: string): void {
  const folder = realPath(resolve(out));
  const base = realPath(resolve(root));
  const inputs = ['content', 'support', 'public'].map((name) => realPath(join(base, name)));
  if (inputs.some((input) => isBelow(folder, input)))
    throw new UsageError(
      `--out ${out} lies in a folder that is read; choose one beside content/, support/ and public/`,
    );
  if (isBelow(base, folder)) throw new UsageError(`--out ${out} holds the root itself; choose a folder of its own`);
}

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
