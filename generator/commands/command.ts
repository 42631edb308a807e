// What a verb of the command line is. Verbs are given everything that belongs to the process, so that only cli.ts
// touches it.

import type { Instant } from '../types.ts';

/** The process as verbs see it. */
export type Terminal = {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Replaces the progress line, where there is a terminal to show one. */
  readonly progress: (text: string) => void;
  readonly hasColor: boolean;
  readonly now: (written: string | undefined) => Instant;
  /** Folder of the built theme. */
  readonly themeFolder: string;
};

/** Wrong use of a verb: exit code 2. */
export class UsageError extends Error {}

/** One verb: one file in `commands/`, one line in `cli.ts`. `run` resolves to the exit code. */
export type Command = {
  /** One word, or two for a verb of a group: `support diff`. */
  readonly name: string;
  /** Words behind the verb, all of them required. */
  readonly arguments?: readonly {
    readonly name: string;
    readonly about: string;
    readonly choices?: readonly string[];
  }[];
  readonly about: string;
  readonly options: readonly {
    readonly flags: string;
    readonly about: string;
    readonly choices?: readonly string[];
    readonly default?: string;
  }[];
  readonly example: string;
  readonly run: (
    terminal: Terminal,
    options: Readonly<Record<string, string | undefined>>,
    words: readonly string[],
  ) => Promise<number>;
};

/** Options that several verbs share. */
export const ROOT = {
  flags: '--root <dir>',
  about: 'folder with content/, support/ and public/',
  default: '.',
} as const;
export const NOW = {
  flags: '--now <time>',
  about: 'build as if it were this time, such as 2026-11-21T12:00:00Z',
} as const;
