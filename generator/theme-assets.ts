// The theme as Vite built it: files with hashed names, found through Vite's manifest.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESERVED_IDS } from '../theme/parts/ids.ts';
import { mediaType } from './lib/media-type.ts';
import type { ThemeAssets } from './render.ts';
import type { Output } from './types.ts';

/** What Vite says of an entry or of a piece that several share. */
type ManifestEntry = { readonly file: string; readonly css?: readonly string[]; readonly isEntry?: boolean };

/** The style sheet that every page has; any other entry is loaded by the pages that name it. */
const COMMON = 'style/index.css';

/** Reads the theme from the folder that `vite build` filled. */
export function readTheme(folder: string): ThemeAssets {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    ManifestEntry
  >;
  const entries = Object.entries(manifest).filter(([, { isEntry }]) => isEntry);
  const common = entries.filter(([source]) => source === COMMON);
  const outputs = readdirSync(join(folder, 'assets')).map((name): Output => {
    const path = `assets/${name}`;
    return {
      path,
      type: mediaType(name),
      body: readFileSync(join(folder, path)),
      from: 'theme',
    };
  });
  return {
    outputs,
    styles: common.flatMap(([, { file, css }]) => [file, ...(css ?? [])].map((each) => `/${each}`)).sort(),
    extras: Object.fromEntries(
      entries
        .filter((entry) => !common.includes(entry))
        .map(([source, { file }]) => [nameOf(source, file), `/${file}`]),
    ),
    reservedIds: RESERVED_IDS,
  };
}

/** `script/search.ts`, which became `assets/search-1a2b.js`, is `search.js`. */
function nameOf(source: string, file: string): string {
  const base = source.slice(source.lastIndexOf('/') + 1);
  return base.slice(0, base.lastIndexOf('.')) + file.slice(file.lastIndexOf('.'));
}
