// The process: its arguments, environment, streams and exit code. Only this file touches them.

import { fileURLToPath } from 'node:url';
import { commandLine, nowFrom } from './command-line.ts';
import type { Terminal } from './commands/command.ts';

/** What gpg needs to find its keys, its agent and the terminal of the person. */
const PROGRAM_SETTINGS =
  /^(?:PATH|HOME|GNUPGHOME|GPG_TTY|TERM|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_RUNTIME_DIR|DBUS_SESSION_BUS_ADDRESS|SSH_AUTH_SOCK|TMPDIR|USER|LOGNAME)$/;

process.exitCode = await commandLine(process.argv.slice(2), processTerminal());

function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  const isTerminal = stderr.isTTY === true;
  const isInteractive = isTerminal && stdin.isTTY === true;
  const settings = ownSettings();
  return {
    out: (text) => void stdout.write(text),
    error: (text) => void stderr.write(text),
    progress: (text) => void (isTerminal && stderr.write(`\r\u001b[K${text}${text && '…'}`)),
    hasColor: isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    now: (written) => nowFrom(written, env['SOURCE_DATE_EPOCH']),
    themeFolder: fileURLToPath(new URL('../theme/', import.meta.url)),
    env: (name) => settings.get(name) || undefined,
    programEnvironment: Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (PROGRAM_SETTINGS.test(name) ? [[name, value ?? '']] : [])),
    ),
    input: async (most) => (stdin.isTTY === true ? undefined : inputBytes(most)),
    isInteractive,
    ask: async (question) => (isInteractive ? answerTo(question, true) : undefined),
    askSecret: async (question) => (isInteractive ? answerTo(question, false) : undefined),
    interrupted: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
      }),
    process: { id: process.pid, isRunning },
  };
}

/** Takes our own settings, among them keys and passphrases, out of the environment: no child process inherits them. */
function ownSettings(): ReadonlyMap<string, string> {
  const own = Object.keys(process.env).filter((name) => name.startsWith('TOCSIN_'));
  return new Map(
    own.map((name) => {
      const value = process.env[name] ?? '';
      delete process.env[name];
      return [name, value];
    }),
  );
}

/** Standard input, and no more of it than `most` bytes. */
async function inputBytes(most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(Buffer.from(chunk));
    size += chunk.length;
    if (size >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}

/** One line from the person; what is typed shows only with `isShown`. */
async function answerTo(question: string, isShown: boolean): Promise<string | undefined> {
  const { createInterface } = await import('node:readline');
  const { Writable } = await import('node:stream');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(`\r\u001b[K${question} `);
  const lines = createInterface({ input: process.stdin, output: isShown ? process.stderr : silent, terminal: true });
  const answer = await new Promise<string | undefined>((resolve) => {
    lines
      .once('line', resolve)
      .once('close', () => resolve(undefined))
      .once('SIGINT', () => lines.close());
  });
  lines.close();
  if (!isShown) process.stderr.write('\n');
  return answer;
}

/** Also true for a process of somebody else, which may not be asked. */
function isRunning(id: number): boolean {
  try {
    return id > 0 && process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
