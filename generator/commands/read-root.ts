// Reading what a verb needs from the disk: a root that is none, or a theme that nobody built, is no crash.

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
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

/** Reads the built theme, or says how to build it. */
export function readBuiltTheme(folder: string): ThemeAssets {
  if (!existsSync(join(folder, '.vite/manifest.json')))
    throw new UsageError(
      `the theme is not built: run \`npm run prepare\` in the folder of Tocsin (${folder} is empty)`,
    );
  return readTheme(folder);
}
