// A live preview that runs: the root, the theme and the server, joined by what changes.

import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { renderDocument } from '../../theme/document.ts';
import { PreviewFaultsPage } from '../../theme/pages/preview-faults.tsx';
import { report, summary } from '../lib/report.ts';
import type { onDemand, ThemeAssets } from '../render.ts';
import type { Instant, Message, Model, Output } from '../types.ts';
import { type Terminal, UsageError } from './command.ts';
import { liveRoot } from './dev-root.ts';
import { type DevServer, listen } from './dev-server.ts';
import { openTheme } from './dev-vite.ts';
import { readRoots } from './read-root.ts';

/** What a preview is made of. */
export type PreviewOptions = {
  readonly root: string;
  readonly private?: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly now: Instant;
  readonly isPublic: boolean;
  readonly theme: ThemeAssets;
  readonly terminal: Pick<Terminal, 'error' | 'hasColor' | 'themeFolder'>;
};

/** A running preview. */
export type RunningPreview = { readonly url: string; readonly close: () => Promise<void> };

/** Editors write a file in several steps; this long nothing happens after the last. */
const SETTLE_MS = 8;

/** The whole check waits for a pause in writing. */
const PAUSE_MS = 400;

/** Starts a preview; it is there when the whole root was checked once. */
export async function preview(options: PreviewOptions): Promise<RunningPreview> {
  const { root, host, port, theme, terminal, private: folder } = options;
  // Says what is wrong with the two folders, before anything is watched.
  if (folder !== undefined) await readRoots(root, folder);
  const base = realRoot(root);
  const live = liveRoot({ ...options, root: base, reservedIds: theme.reservedIds });
  await live.start();

  const inputs = ['content', 'support', 'public', 'theme', 'urls.lock'].map((name) => join(base, name));
  // What changes before the preview is there is taken up when it is.
  const changed = new Set<string>();
  let isReady = false;
  const source = await openTheme(terminal.themeFolder, theme, {
    folders: [...inputs, ...(folder === undefined ? [] : [join(folder, 'content')])],
    onFile: (file) => {
      changed.add(file);
      if (isReady) schedule();
    },
    onTheme: (kind) => isReady && void onTheme(kind),
  });
  let renderer: typeof onDemand = await source.renderer();
  let assets = await source.assets();

  // One model has one renderer of its outputs, so that each is drawn once.
  let drawn: { readonly model: Model; readonly output: (path: string) => Output | undefined } | undefined;
  const output = (path: string): Output | undefined => {
    const model = live.model();
    if (!model) return undefined;
    if (drawn?.model !== model) drawn = { model, output: renderer(model, assets) };
    return drawn.output(path);
  };

  let said = '';
  const say = (messages: readonly Message[]) => {
    const text = report(messages, 'text', terminal.hasColor);
    if (text === said) return;
    said = text;
    terminal.error(`${text}${summary(messages) || 'no problems'}\n`);
  };

  let server: DevServer | undefined;
  let [version, settling, pausing] = [0, undefined as Timer, undefined as Timer];
  const finish = async () => {
    const own = version;
    if (!(await live.finish(() => version !== own))) return;
    say(live.messages());
    server?.update();
  };
  const schedule = () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      version++;
      const paths = [...changed].map((each) => relative(base, each).replaceAll('\\', '/'));
      changed.clear();
      const own = paths.filter((path) => !path.startsWith('../') && isInput(path));
      if (own.length > 0 && live.change(own)) server?.update();
      clearTimeout(pausing);
      pausing = setTimeout(() => void finish().catch(fault), PAUSE_MS);
    }, SETTLE_MS);
  };
  const onTheme = async (kind: 'styles' | 'pages') => {
    try {
      [renderer, assets] = [await source.renderer(), await source.assets()];
      drawn = undefined;
      if (kind === 'styles') server?.styles();
      else server?.update();
    } catch (error) {
      fault(error);
    }
  };
  const fault = (error: unknown) =>
    terminal.error(`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);

  try {
    server = await listen(
      {
        host,
        prefix: () => live.model()?.site.prefix ?? '',
        output,
        messages: live.messages,
        hasSite: () => live.model() !== undefined,
        faultPage: () => renderDocument(PreviewFaultsPage({ messages: live.messages() })),
        onFault: (_path, error) => fault(error),
      },
      port,
    );
  } catch (error) {
    await source.close();
    throw cannotListen(error, host, port);
  }
  say(live.messages());
  isReady = true;
  if (changed.size > 0) schedule();
  const address = host.includes(':') ? `[${host}]` : host;
  const url = `http://${address}:${server.port}${live.model()?.site.prefix ?? ''}/`;
  const close = async () => {
    version++;
    clearTimeout(settling);
    clearTimeout(pausing);
    await Promise.all([server?.close(), source.close()]);
  };
  return { url, close };
}

type Timer = ReturnType<typeof setTimeout> | undefined;

const isInput = (path: string): boolean =>
  /^(?:content|support|public)\//.test(path) || path === 'urls.lock' || /^theme\/[^/]+\.(?:css|md)$/.test(path);

function realRoot(root: string): string {
  try {
    return realpathSync(root);
  } catch {
    throw new UsageError(`${root} is no folder`);
  }
}

function cannotListen(error: unknown, host: string, port: number): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new UsageError(`port ${port} is in use; choose another one with --port, or 0 for a free one`);
    case 'EACCES':
      return new UsageError(`port ${port} may not be used; choose one from 1024 on with --port`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UsageError(`${host} is no address of this machine; choose one with --host`);
    default:
      return error;
  }
}
