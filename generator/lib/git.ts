// Git, for reading repositories that may be anybody's: nothing is fetched, nothing is checked out, and no program that
// the repository names is run.

import { execFileSync, spawn } from 'node:child_process';
import { dirname } from 'node:path';

/** A call may give this much. */
const MAX_OUTPUT = 1_000_000_000;

/** Runs git in a folder, for reading only. Throws what `execFileSync` throws: `stderr` says why. */
export function run(
  folder: string,
  words: readonly string[],
  input: string | Uint8Array = '',
  /** Variables of git's own, such as `GIT_INDEX_FILE`. */
  environment: Readonly<Record<string, string>> = {},
): Buffer {
  return execFileSync('git', wordsFor(folder, words), {
    input,
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: 60_000,
    maxBuffer: MAX_OUTPUT,
    env: { ...environmentOf(folder), ...environment },
  });
}

/** Runs git in a folder, for reading only, and gives what it says piece by piece. Throws an `Error` with `stderr`. */
export async function* stream(folder: string, words: readonly string[], input = ''): AsyncGenerator<Buffer> {
  const child = spawn('git', wordsFor(folder, words), { stdio: 'pipe', env: environmentOf(folder) });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(0, 10_000);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  // Whoever stops reading stops git; a failure to start is told below.
  ended.catch(() => {});
  child.stdin.on('error', () => {}).end(input);
  try {
    yield* child.stdout as AsyncIterable<Buffer>;
    const code = await ended;
    if (code !== 0) throw Object.assign(new Error(`git ${words[0]} failed`), { stderr: Buffer.from(said) });
  } finally {
    child.kill();
  }
}

/** Why git cannot be asked, as a clause. */
export function failureText(error: unknown): string {
  const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: Buffer };
  if (code === 'ENOENT') return 'the command git is not there';
  if (code === 'ETIMEDOUT') return 'git took too long';
  const said = stderr?.toString('utf8').split('\n')[0] ?? '';
  if (/dubious ownership/.test(said))
    return 'it belongs to another user of this machine; run this as its owner, or clone it';
  if (/not a git repository|cannot change to/.test(said)) return 'it is no git repository';
  return said === '' ? 'git cannot read it' : `git cannot read it (${said.slice(0, 200)})`;
}

function wordsFor(folder: string, words: readonly string[]): string[] {
  const settings = Object.entries(HARMLESS).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  return ['--no-replace-objects', '--no-optional-locks', '--no-pager', ...settings, '-C', folder, ...words];
}

/** Ours alone, so no `GIT_*` variable of the caller has a say. */
const environmentOf = (folder: string): Readonly<Record<string, string>> => ({
  PATH: '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin:/run/current-system/sw/bin',
  LC_ALL: 'C',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  // The folder itself is a repository, or none: not the one around it.
  GIT_CEILING_DIRECTORIES: dirname(folder),
  // A partial clone would fetch what it lacks, by a program that its configuration names.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: '',
  // As with replaced commits: parents are what commits say themselves.
  GIT_GRAFT_FILE: '/dev/null',
});

/** What a repository's own configuration could make git run, reach or show otherwise. */
const HARMLESS: Readonly<Record<string, string>> = {
  'core.fsmonitor': 'false',
  'core.hooksPath': '/dev/null',
  'core.sshCommand': 'false',
  'core.pager': 'cat',
  // An index of our own would leave a part of itself in the repository.
  'core.splitIndex': 'false',
  'index.sparse': 'false',
  'core.alternateRefsCommand': 'true',
  'core.quotePath': 'false',
  'credential.helper': '',
  'protocol.allow': 'never',
  'log.showSignature': 'false',
  'diff.noprefix': 'false',
  'diff.mnemonicPrefix': 'false',
  'diff.algorithm': 'myers',
};
