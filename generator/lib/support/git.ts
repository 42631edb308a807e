// Support statements in a git repository: the files are read straight from its object store, at the tips of branches
// and tags, without a checkout. The repository may be anybody's: nothing is fetched and no program of its choice runs.

import { realpathSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import type { Commit, Problem } from '../../types.ts';
import { run } from '../git.ts';

/** What the configuration says, decoded. */
export type GitSource = { readonly git: string; readonly refs: readonly string[]; readonly path: string };

/** A file of a commit; `path` names it as git does, `stable-4.22:SUPPORT.md`. */
export type GitFile = { readonly path: string; readonly bytes: Uint8Array; readonly commit: Commit };

export type GitFiles = {
  readonly files: readonly GitFile[];
  readonly problems: readonly Omit<Problem, 'place' | 'rule'>[];
};

/** More branches than this are a slip in the pattern. */
const MOST_REFS = 200;

/** Larger files are no support statements. */
const MAX_BYTES = 5_000_000;

/** Reads the file at `path` from each of the refs; `root` is a real path, and the repository is found from there. */
export function readGit({ git, refs, path }: GitSource, root: string): GitFiles {
  const problems: Omit<Problem, 'place' | 'rule'>[] = [];
  const folder = repositoryFolder(git, root);
  if (typeof folder !== 'string') return { files: [], problems: [folder] };
  try {
    const commits = commitsOf(folder, git, refs, problems);
    return { files: filesOf(folder, git, path, commits, refs, problems), problems };
  } catch (error) {
    return { files: [], problems: [...problems, failure(git, error)] };
  }
}

/** The repository's folder: the root, or a folder in it or beside it, also when links lead there. */
function repositoryFolder(git: string, root: string): string | Omit<Problem, 'place' | 'rule'> {
  const above = dirname(root);
  const outside = {
    text: `Repository \`${git}\` is outside of the folder that the root is in`,
    hint: 'Put the repository, or a mirror of it, beside the root',
    found: git,
  };
  const isBelow = (path: string) => path === above || path.startsWith(above.endsWith(sep) ? above : above + sep);
  const wanted = resolve(root, git);
  if (!isBelow(wanted)) return outside;
  if (!statSync(wanted, { throwIfNoEntry: false })?.isDirectory()) {
    return {
      text: `Repository \`${git}\` is not there`,
      hint: 'Clone it there, with `git clone --mirror`; Tocsin never fetches',
      found: git,
    };
  }
  const real = realpathSync(wanted);
  return isBelow(real) ? real : outside;
}

/** The tip of every branch and tag that a pattern names; a branch comes before a tag of its name. */
function commitsOf(
  folder: string,
  git: string,
  refs: readonly string[],
  problems: Omit<Problem, 'place' | 'rule'>[],
): Commit[] {
  const format = '%(refname)%00%(objectname)%00%(committerdate:unix)%00%(*objectname)%00%(*committerdate:unix)';
  const folders = ['refs/heads/', 'refs/tags/', 'refs/remotes/origin/'];
  const lines = run(folder, ['for-each-ref', `--format=${format}`, ...folders])
    .toString('utf8')
    .split('\n');
  const tips = lines
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', id = '', date = '', tagged = '', taggedDate = ''] = line.split('\0');
      const prefix = folders.find((each) => name.startsWith(each)) ?? '';
      return {
        ref: name.slice(prefix.length),
        rank: folders.indexOf(prefix),
        id: tagged || id,
        seconds: Number(taggedDate || date || Number.NaN),
      };
    })
    .filter((tip) => !Number.isNaN(tip.seconds))
    .sort((a, b) => a.rank - b.rank || (a.ref < b.ref ? -1 : 1));
  const found = new Map<string, Commit>();
  for (const pattern of refs) {
    const matches = tips.filter((tip) => matchesPattern(tip.ref, pattern));
    if (matches.length === 0) {
      problems.push({
        text: `No branch or tag of \`${git}\` is called \`${pattern}\``,
        hint: 'Name branches and tags as `git branch` and `git tag` do; `*` stands for any characters but `/`',
        found: pattern,
      });
    }
    for (const { ref, id, seconds } of matches) {
      if (!found.has(ref))
        found.set(ref, { id, ref, date: new Date(seconds * 1000).toISOString().replace('.000Z', 'Z') });
    }
  }
  const commits = [...found.values()];
  if (commits.length <= MOST_REFS) return commits;
  problems.push({
    text: `${commits.length} branches and tags of \`${git}\`, expected ${MOST_REFS} or fewer`,
    hint: 'Name fewer of them in `refs`',
    found: String(commits.length),
  });
  return [];
}

/** A `*` stands for any characters but `/`; compared part by part, so that no pattern is slow. */
function matchesPattern(ref: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return ref === pattern;
  if (ref.split('/').length !== pattern.split('/').length) return false;
  if (!ref.startsWith(first) || !ref.endsWith(last) || ref.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const next = ref.indexOf(part, at);
    if (next < 0 || next + part.length > ref.length - last.length) return false;
    at = next + part.length;
  }
  return true;
}

/** The file in each commit. Old branches of a pattern may have none; one that is named must. */
function filesOf(
  folder: string,
  git: string,
  path: string,
  commits: readonly Commit[],
  refs: readonly string[],
  problems: Omit<Problem, 'place' | 'rule'>[],
): GitFile[] {
  if (commits.length === 0) return [];
  const names = commits.map(({ id }) => `${id}:${path}\n`).join('');
  const types = run(folder, ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'], names)
    .toString('utf8')
    .split('\n');
  const blobs = commits.flatMap((commit, index) => {
    const [id = '', type, size = ''] = (types[index] ?? '').split(' ');
    if (type === 'blob' && Number(size) <= MAX_BYTES) return [{ commit, id, size: Number(size) }];
    if (type === 'blob') {
      problems.push({
        text: `\`${commit.ref}:${path}\` in \`${git}\` has ${size} bytes, expected ${MAX_BYTES} or fewer`,
        hint: 'Name the support statement of the branch as `path`',
        found: size,
      });
    } else if (run(folder, ['ls-tree', '-z', commit.id, path]).length > 0) {
      problems.push({
        text: `\`${commit.ref}:${path}\` in \`${git}\` is no file that could be read`,
        hint: 'Make `path` a file, and the repository a whole one: a partial clone lacks some',
        found: path,
      });
    } else if (refs.includes(commit.ref)) {
      problems.push({
        text: `No file \`${path}\` in \`${commit.ref}\` of \`${git}\``,
        hint: 'Correct `path`, or leave that branch out of `refs`',
        found: path,
      });
    }
    return [];
  });
  if (blobs.length === 0) {
    if (problems.length === 0) {
      problems.push({
        text: `No file \`${path}\` in any of the branches of \`${git}\``,
        hint: 'Correct `path` or `refs`',
        found: path,
      });
    }
    return [];
  }
  const bytes = run(
    folder,
    ['cat-file', '--batch=%(objectname) %(objectsize)'],
    blobs.map(({ id }) => `${id}\n`).join(''),
  );
  let at = 0;
  return blobs.map(({ commit, size }): GitFile => {
    at = bytes.indexOf('\n', at) + 1;
    const content = bytes.subarray(at, at + size);
    at += size + 1;
    return { path: `${commit.ref}:${path}`, bytes: content, commit };
  });
}

function failure(git: string, error: unknown): Omit<Problem, 'place' | 'rule'> {
  const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: Buffer };
  const said = stderr?.toString('utf8') ?? '';
  if (code === 'ENOENT') {
    return { text: 'The command `git` is not there', hint: 'Install git, or remove `support.git`' };
  }
  if (said.includes('dubious ownership')) {
    return {
      text: `Repository \`${git}\` belongs to another user of this machine`,
      hint: 'Build as its owner, or clone it with `git clone --mirror` as the user that builds',
      found: git,
    };
  }
  if (/not a git repository/i.test(said)) {
    return {
      text: `Folder \`${git}\` is no git repository`,
      hint: 'Name the folder that holds `.git`, or a bare one',
      found: git,
    };
  }
  const reason = said.split('\n')[0]?.slice(0, 200) || String(code ?? 'unknown error');
  return { text: `Repository \`${git}\` cannot be read (${reason})`, hint: 'Check it with `git fsck`', found: git };
}
