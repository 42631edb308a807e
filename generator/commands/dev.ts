// `tocsin dev`: the site while it is written, in a browser.

import { type Command, NOW, PRIVATE, ROOT, UsageError } from './command.ts';

export default {
  name: 'dev',
  about: 'Show the site while it is written: what changes shows at once, with what `check` says',
  options: [
    ROOT,
    PRIVATE,
    { flags: '--port <number>', about: 'port to serve at; 0 takes a free one', default: '8042' },
    { flags: '--host <address>', about: 'address to serve at: anybody who reaches it can read', default: '127.0.0.1' },
    { flags: '--public', about: 'show what the public will see: no drafts' },
    { flags: '--open', about: 'open a browser' },
    NOW,
  ],
  example: 'tocsin dev --root . --port 8042',
  async run(terminal, options) {
    const { preview } = await import('./dev-preview.ts');
    const { readBuiltTheme } = await import('./read-root.ts');
    const port = Number(options['port']);
    if (!/^\d{1,5}$/.test(options['port'] ?? '') || port > 65_535)
      throw new UsageError(`--port takes a number up to 65535; found ${options['port']}`);
    const host = options['host'] ?? '127.0.0.1';
    const folder = options['private'];
    if (folder !== undefined && options['public'] !== undefined)
      throw new UsageError('--public shows nothing of a private root; leave one of the two out');
    terminal.progress('reading');
    const running = await preview({
      root: options['root'] ?? '.',
      private: folder,
      host,
      port,
      now: terminal.now(options['now']),
      isPublic: options['public'] !== undefined,
      theme: readBuiltTheme(terminal.themeFolder),
      terminal,
    });
    terminal.progress('');
    terminal.out(`${running.url}\n`);
    if (!/^(?:127\.|localhost$|::1$)/.test(host))
      terminal.error(`warning: everybody who reaches ${host} can read the preview, with its drafts\n`);
    if (options['open'] !== undefined) await openBrowser(running.url, terminal.programEnvironment);
    await terminal.interrupted?.();
    await running.close();
    return 0;
  },
} satisfies Command;

/** The program that opens an address differs; where there is none, the address was printed. */
async function openBrowser(url: string, env: Readonly<Record<string, string>>): Promise<void> {
  const { spawn } = await import('node:child_process');
  const { platform } = await import('node:os');
  const programs: Readonly<Record<string, string>> = { darwin: 'open', win32: 'explorer' };
  const child = spawn(programs[platform()] ?? 'xdg-open', [url], { detached: true, stdio: 'ignore', env });
  child.on('error', () => {});
  child.unref();
}
