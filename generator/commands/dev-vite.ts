// Vite in the live preview: it watches files and, in a checkout of Tocsin, runs the theme from its sources and joins its
// style sheets. It serves nothing itself, so no file of the disk can be asked for.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ViteDevServer } from 'vite';
import type { onDemand, ThemeAssets } from '../render.ts';
import { UsageError } from './command.ts';

/** What the preview uses of Vite. */
export type ThemeSource = {
  /** The renderer, with the theme as it is now. */
  readonly renderer: () => Promise<typeof onDemand>;
  /** The theme's files: built ones, or the style sheet of the sources. */
  readonly assets: () => Promise<ThemeAssets>;
  readonly close: () => Promise<void>;
};

/** What it is told about. */
export type Watched = {
  readonly folders: readonly string[];
  /** Called with full paths. */
  readonly onFile: (file: string) => void;
  readonly onTheme: (kind: 'styles' | 'pages') => void;
};

/** Where the sheet of the sources is, among the theme's hashed files. */
const LIVE_STYLE = 'assets/live.css';

/** Starts Vite without a server of its own; `built` stands in where the sources of the theme are not there. */
export async function openTheme(themeFolder: string, built: ThemeAssets, watched: Watched): Promise<ThemeSource> {
  const project = resolve(themeFolder, '../..');
  const theme = join(project, 'theme');
  const isCheckout = existsSync(join(theme, 'layout.tsx')) && existsSync(join(project, 'generator/render.ts'));
  const server = await start(isCheckout ? project : themeFolder, watched.folders, isCheckout ? [theme] : []);
  const isTheme = (file: string) => isCheckout && file.startsWith(`${theme}/`);
  server.watcher.on('all', (event, file) => {
    if (event === 'addDir' || event === 'unlinkDir') return;
    if (isTheme(file)) watched.onTheme(file.endsWith('.css') ? 'styles' : 'pages');
    else watched.onFile(file);
  });
  return {
    renderer: async () =>
      isCheckout
        ? ((await server.ssrLoadModule('/generator/render.ts')) as { onDemand: typeof onDemand }).onDemand
        : (await import('../render.ts')).onDemand,
    assets: async () => (isCheckout ? { ...built, ...(await liveStyles(server, built)) } : built),
    close: () => server.close(),
  };
}

async function start(
  root: string,
  folders: readonly string[],
  themeFolders: readonly string[],
): Promise<ViteDevServer> {
  const { createServer } = await import('vite').catch(() => {
    throw new UsageError('`tocsin dev` needs the package vite: run `npm install vite` beside Tocsin');
  });
  const server = await createServer({
    configFile: false,
    root,
    appType: 'custom',
    logLevel: 'silent',
    publicDir: false,
    envDir: false,
    // Nothing is written: no prebuilt packages, no cache.
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { middlewareMode: true, hmr: false, ws: false, watch: { ignored: ['**/build/**', '**/dist/**'] } },
    define: { VERSION: JSON.stringify('dev') },
  });
  server.watcher.add([...folders, ...themeFolders]);
  await looked(server);
  return server;
}

/** Waits until the watcher has seen the files that there are: what changes before that would be missed. */
async function looked({ watcher }: ViteDevServer): Promise<void> {
  const count = () => Object.values(watcher.getWatched()).reduce((sum, names) => sum + names.length, 0);
  for (let [before, now] = [-1, count()]; before !== now; [before, now] = [now, count()])
    await new Promise((resolve) => setTimeout(resolve, 100));
}

async function liveStyles(server: ViteDevServer, built: ThemeAssets): Promise<Pick<ThemeAssets, 'outputs' | 'styles'>> {
  const result = await server.transformRequest('/theme/style/index.css?direct');
  const sheet = { path: LIVE_STYLE, type: 'text/css', body: result?.code ?? '', from: 'theme' };
  return { outputs: [...built.outputs, sheet], styles: [`/${LIVE_STYLE}`] };
}
