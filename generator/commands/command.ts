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
  /** A setting of the environment, undefined where it is absent or empty. */
  readonly env: (name: `TOCSIN_${string}`) => string | undefined;
  /** The environment for other programs: what they need to run and to reach agents, and no secret of ours. */
  readonly programEnvironment: Readonly<Record<string, string>>;
  /** What was given on standard input, cut behind `most` bytes; undefined where that is a person at a terminal. */
  readonly input: (most: number) => Promise<Uint8Array | undefined>;
  /** True where a person can answer. */
  readonly isInteractive: boolean;
  /** Asks the person; undefined where there is none, or no answer. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** The same for a secret, which is not shown. */
  readonly askSecret: (question: string) => Promise<string | undefined>;
  /** Resolves when the person ends a verb that runs until then; without it, such a verb ends at once. */
  readonly interrupted?: () => Promise<void>;
  /** This process among others, for locks. */
  readonly process: { readonly id: number; readonly isRunning: (id: number) => boolean };
};

/** Wrong use of a verb: exit code 2. */
export class UsageError extends Error {}

/** Options as they were given, by their long name. */
export type Options = Readonly<Record<string, string | undefined>>;

/** Options that may be given several times, by their long name; absent where they were not given. */
export type Lists = Readonly<Record<string, readonly string[] | undefined>>;

/** One verb: one file in `commands/`, one line in `command-line.ts`. `run` resolves to the exit code. */
export type Command = {
  /** One word, or two for a verb of a group: `support diff`. */
  readonly name: string;
  /** Words behind the verb, all of them required. */
  readonly arguments?: readonly {
    readonly name: string;
    readonly about: string;
    readonly choices?: readonly string[];
    /** The last one may be several words. */
    readonly isList?: boolean;
  }[];
  readonly about: string;
  readonly options: readonly {
    readonly flags: string;
    readonly about: string;
    readonly choices?: readonly string[];
    readonly default?: string;
    /** May be given several times: its values are in `lists`. */
    readonly isList?: boolean;
  }[];
  readonly example: string;
  readonly run: (terminal: Terminal, options: Options, words: readonly string[], lists: Lists) => Promise<number>;
};

/** Options that several verbs share. */
export const ROOT = {
  flags: '--root <dir>',
  about: 'folder with content/, support/ and public/',
  default: '.',
} as const;
export const PRIVATE = {
  flags: '--private <dir>',
  about: 'the root of what is under embargo: a folder of its own with content/',
} as const;
export const PREVIEW = {
  flags: '--preview',
  about: 'build what the site will be when everything under embargo is public: a folder that refuses to be published',
} as const;
export const NOW = {
  flags: '--now <time>',
  about: 'build as if it were this time, such as 2026-11-21T12:00:00Z',
} as const;
export const KEY = {
  flags: '--key <file>',
  about: 'sign with the private key in this file (default: TOCSIN_SIGNING_KEY); TOCSIN_SIGNING_PASSPHRASE unlocks it',
} as const;
export const GPG = {
  flags: '--gpg <fingerprint>',
  about: 'sign with a key of gpg: in its keyring, its agent or on a card',
} as const;
