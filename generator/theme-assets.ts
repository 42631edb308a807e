// The theme as Vite built it: files with hashed names, found through Vite's manifest.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESERVED_IDS } from '../theme/parts/ids.ts';
import type { ThemeAssets } from './render.ts';
import type { Output } from './types.ts';

/** Reads the theme from the folder that `vite build` filled. */
export function readTheme(folder: string): ThemeAssets {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    { file: string; css?: string[] }
  >;
  const styles = Object.values(manifest).flatMap((entry) => [entry.file, ...(entry.css ?? [])]);
  const outputs = readdirSync(join(folder, 'assets')).map((name): Output => {
    const path = `assets/${name}`;
    return {
      path,
      type: name.endsWith('.css') ? 'text/css' : 'application/octet-stream',
      body: readFileSync(join(folder, path)),
      from: 'theme',
    };
  });
  return {
    outputs,
    styles: styles
      .filter((file) => file.endsWith('.css'))
      .map((file) => `/${file}`)
      .sort(),
    reservedIds: RESERVED_IDS,
  };
}
