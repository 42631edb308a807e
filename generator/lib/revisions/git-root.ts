// A root as a commit has it, straight from the object store: nothing is checked out, and no program of the repository's
// choice runs.

import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { InputFile } from '../../types.ts';
import { run } from '../git.ts';

/** More or larger files than these are no root of advisories. */
const MOST_FILES = 200_000;
const MAX_BYTES = 5_000_000;
const MAX_TOTAL = 800_000_000;

/** What of a root says something about advisories. */
const WANTED =
  /^(?:content\/site\.yaml|content\/[^/]+\/[^/]+\.md|content\/[^/]+\/[^/]+\/.+|support\/[^/]+\.(?:md|yaml))$/;

/** The commit cannot be read; the message is a clause, and the hint says what to do. */
export class GitRootError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** The files of a root that say what its advisories are, at a commit, branch or tag. Throws `GitRootError`. */
export function readGitRoot(root: string, ref: string): readonly InputFile[] {
  const base = realpathSync(root);
  const top = repositoryOf(base);
  if (top === undefined)
    throw new GitRootError(`${root} is in no git repository`, 'Name a root that is kept in git, or leave out --since');
  const commit = commitOf(top, ref);
  const prefix = base === top ? '' : `${relative(top, base).split(sep).join('/')}/`;
  const entries = entriesOf(top, commit, prefix).filter(({ path }) => WANTED.test(path));
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (entries.length > MOST_FILES || total > MAX_TOTAL)
    throw new GitRootError(`${ref} has ${entries.length} files of ${total} bytes`, 'Name a commit of a root');
  return blobsOf(top, entries);
}

/** The folder of the repository: the next one above that has `.git`. */
function repositoryOf(base: string): string | undefined {
  if (existsSync(join(base, '.git'))) return base;
  return dirname(base) === base ? undefined : repositoryOf(dirname(base));
}

function commitOf(top: string, ref: string): string {
  try {
    const id = run(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
    return id.toString('utf8').trim();
  } catch (error) {
    const said = (error as { readonly stderr?: Buffer }).stderr?.toString('utf8') ?? '';
    if (said.includes('dubious ownership'))
      throw new GitRootError('the repository belongs to another user of this machine', 'Run it as its owner');
    if ((error as { readonly code?: unknown }).code === 'ENOENT')
      throw new GitRootError('the command `git` is not there', 'Install git, or leave out --since');
    throw new GitRootError(
      `there is no commit ${ref}`,
      'Name a branch, tag or commit that was fetched; a shallow clone lacks older ones',
    );
  }
}

type Entry = { readonly path: string; readonly id: string; readonly size: number; readonly isFile: boolean };

/** The files below the root; paths are relative to it. */
function entriesOf(top: string, commit: string, prefix: string): Entry[] {
  const folders = [`${prefix}content/`, `${prefix}support/`];
  const listed = whole(() => run(top, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit, '--', ...folders]));
  return listed
    .toString('utf8')
    .split('\0')
    .flatMap((line): Entry[] => {
      const [head = '', path = ''] = line.split('\t');
      const [mode = '', type, id = '', size = ''] = head.split(/ +/);
      if (type !== 'blob') return [];
      return [{ path: path.slice(prefix.length), id, size: Number(size), isFile: mode.startsWith('100') }];
    });
}

/** Links are not followed, here as on the disk. */
function blobsOf(top: string, entries: readonly Entry[]): InputFile[] {
  const wanted = entries.filter(({ isFile, size }) => isFile && size <= MAX_BYTES);
  const bytes = whole(() =>
    run(top, ['cat-file', '--batch=%(objectname) %(objectsize)'], wanted.map(({ id }) => `${id}\n`).join('')),
  );
  let at = 0;
  return wanted.map(({ path, size }): InputFile => {
    at = bytes.indexOf('\n', at) + 1;
    const content = bytes.subarray(at, at + size);
    at += size + 1;
    return { path, bytes: content };
  });
}

/** Objects that are listed and not there: a partial clone, or a damaged one. */
function whole(read: () => Buffer): Buffer {
  try {
    return read();
  } catch (error) {
    const said = (error as { readonly stderr?: Buffer }).stderr?.toString('utf8').split('\n')[0] ?? '';
    throw new GitRootError(`git cannot read it (${said.slice(0, 200)})`, 'Check the repository with `git fsck`');
  }
}
