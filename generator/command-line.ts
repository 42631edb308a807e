// The command line: words to verbs, and what is thrown to exit codes.

import { Argument, CommanderError, Option, Command as Program } from 'commander';
import affected from './commands/affected.ts';
import announce from './commands/announce.ts';
import audit from './commands/audit.ts';
import build from './commands/build.ts';
import check from './commands/check.ts';
import { type Command, type Lists, type Options, type Terminal, UsageError } from './commands/command.ts';
import dev from './commands/dev.ts';
import disclosure from './commands/disclosure.ts';
import importText from './commands/import-text.ts';
import list from './commands/list.ts';
import create from './commands/new.ts';
import patchesCheck from './commands/patches-check.ts';
import patchesDiff from './commands/patches-diff.ts';
import patchesIndex from './commands/patches-index.ts';
import patchesRecord from './commands/patches-record.ts';
import predisclose from './commands/predisclose.ts';
import release from './commands/release.ts';
import revise from './commands/revise.ts';
import sign from './commands/sign.ts';
import status from './commands/status.ts';
import supportDiff from './commands/support-diff.ts';
import verify from './commands/verify.ts';
import withdraw from './commands/withdraw.ts';
import { printable } from './lib/decode/decode.ts';
import { instant } from './lib/decode/fields.ts';
import { SigningError } from './lib/pgp/signing-error.ts';
import type { Instant } from './types.ts';

const commands: readonly Command[] = [
  affected,
  announce,
  audit,
  build,
  check,
  create,
  dev,
  disclosure,
  importText,
  list,
  patchesCheck,
  patchesDiff,
  patchesIndex,
  patchesRecord,
  predisclose,
  release,
  revise,
  sign,
  status,
  supportDiff,
  verify,
  withdraw,
];

/** Verbs of two words belong to a group. */
const groups: Readonly<Record<string, string>> = {
  support: 'Work with support statements',
  import: 'Read what was published elsewhere',
  patches: 'Find out which fixes a source tree has',
};

/** Runs a command line; resolves to the exit code: 0 clean, 1 content errors, 2 wrong usage. */
export async function commandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const program = new Program('tocsin')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.error })
    .description('Publishes security advisories: Markdown in git to a static site, feeds, announcements and indexes')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(--help lists what there is)')
    .addHelpText(
      'after',
      '\nExit codes: 0 clean, 1 content errors, 2 wrong usage.\nExample:\n  tocsin build --root . --out dist',
    );
  const programs = new Map(
    Object.entries(groups).map(([name, about]) => [name, program.command(name).description(about)]),
  );
  for (const command of commands) {
    const [name = '', group] = command.name.split(' ').reverse();
    const verb = (programs.get(group ?? '') ?? program)
      .command(name)
      .description(command.about)
      .addHelpText('after', `\nExample:\n  ${command.example}`);
    for (const each of command.arguments ?? []) {
      const argument = new Argument(`<${each.name}${each.isList ? '...' : ''}>`, each.about);
      verb.addArgument(each.choices ? argument.choices(each.choices) : argument);
    }
    for (const each of command.options) {
      const option = new Option(each.flags, each.about);
      if (each.choices) option.choices(each.choices);
      if (each.default !== undefined) option.default(each.default);
      if (each.isList) option.argParser((value: string, before?: readonly string[]) => [...(before ?? []), value]);
      verb.addOption(option);
    }
    verb.action(async () => {
      const { options, lists } = sides(verb.opts());
      code = await command.run(terminal, options, verb.args, lists);
    });
  }
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.progress('');
    if (error instanceof UsageError) {
      terminal.error(`error: ${printable(error.message)}\n`);
      return 2;
    }
    if (error instanceof SigningError) {
      terminal.error(`error: ${printable(error.message)}; nothing was written\n`);
      if (error.hint !== undefined) terminal.error(`    hint: ${error.hint}\n`);
      return 1;
    }
    if (isSystemError(error)) {
      terminal.error(`error: ${printable(error.message)}\n`);
      return 1;
    }
    // Nobody can act on a stack trace but us; it is there for the report.
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    terminal.error(`error: Tocsin itself failed (${printable(message)}); this is a fault of it, please report it\n`);
    terminal.error(
      terminal.env('TOCSIN_TRACE') ? `${stack ?? ''}\n` : '    hint: Run it again with TOCSIN_TRACE=1 to see where\n',
    );
    return 1;
  }
}

/** Options given once, and those that may be given several times. */
function sides(given: Readonly<Record<string, string | readonly string[] | undefined>>): {
  readonly options: Options;
  readonly lists: Lists;
} {
  const entries = Object.entries(given);
  return {
    options: Object.fromEntries(entries.flatMap(([name, value]) => (isList(value) ? [] : [[name, value]]))),
    lists: Object.fromEntries(entries.flatMap(([name, value]) => (isList(value) ? [[name, value]] : []))),
  };
}

const isList = (value: unknown): value is readonly string[] => Array.isArray(value);

/** `--now`, else SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), else the clock. */
export function nowFrom(written: string | undefined, epoch: string | undefined): Instant {
  if (written !== undefined) {
    const decoded = instant.safeParse(written);
    if (!decoded.success)
      throw new UsageError(
        `--now takes a time with its offset such as 2026-11-21T12:00:00Z, or a day; found ${written}`,
      );
    return decoded.data;
  }
  if (epoch) {
    if (!/^\d{1,11}$/.test(epoch)) throw new UsageError(`SOURCE_DATE_EPOCH takes seconds since 1970; found ${epoch}`);
    return instant.parse(new Date(Number(epoch) * 1000).toISOString());
  }
  return instant.parse(new Date().toISOString());
}

/** An error of the operating system: a full disk, a folder that may not be written. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
