// Runs of the command. Most are in this process, which has every module loaded and saves a second each; what is about
// the process itself (its environment, its death, its time zone) has one of its own.

import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { commandLine, nowFrom } from '../generator/command-line.ts';

const build = resolve(import.meta.dirname, '../build');

/** The command as it is installed. */
export const COMMAND = join(build, 'command/tocsin.js');

/** The exit code, what went to the two streams, and both together. */
export type Ran = {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
  readonly text: string;
};

type Environment = Readonly<Record<string, string>>;

/** Runs a command line in this process, for nobody at a terminal; `input` is what stands on standard input. */
export async function tocsin(words: readonly string[], environment: Environment = {}, input?: string): Promise<Ran> {
  let [out, error] = ['', ''];
  const others = Object.entries(environment).filter(([name]) => !name.startsWith('TOCSIN_'));
  const code = await commandLine(words, {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    progress: () => {},
    hasColor: false,
    now: (written) => nowFrom(written, environment['SOURCE_DATE_EPOCH']),
    themeFolder: join(build, 'theme/'),
    env: (name) => environment[name] || undefined,
    programEnvironment: { PATH: process.env['PATH'] ?? '', ...Object.fromEntries(others) },
    input: async (most) => (input === undefined ? undefined : Buffer.from(input).subarray(0, most)),
    isInteractive: false,
    ask: async () => undefined,
    askSecret: async () => undefined,
    process: { id: process.pid, isRunning: (id) => id === process.pid },
  });
  return { code, out, error, text: out + error };
}

/** Runs it in a process of its own. */
export function tocsinProcess(words: readonly string[], environment: Environment = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...words], {
    env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1', ...environment },
    encoding: 'utf8',
  });
  return { code: status, out: stdout, error: stderr, text: stdout + stderr };
}
