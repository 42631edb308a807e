// A source tree for tests: branches of commits with files, made without a checkout.

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

export type Tree = {
  readonly folder: string;
  /**
   * Adds a commit to a branch and gives its id. `files` are the files that change; undefined removes one. `date` sets the
   * clock, `2026-03-24T12:00:00Z`.
   */
  readonly commit: (
    branch: string,
    message: string,
    files?: Readonly<Record<string, string | undefined>>,
    date?: string,
  ) => string;
  /** Begins a branch where another one is. */
  readonly branch: (name: string, from: string) => void;
  readonly tag: (name: string, at: string) => void;
  /** The patch of a commit, as `git format-patch` writes it. */
  readonly patch: (commit: string) => string;
  readonly git: (words: readonly string[], input?: string) => string;
};

const ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_COMMITTER_NAME: 'A. Writer',
  GIT_COMMITTER_EMAIL: 'a@sample.example',
};

/** A new bare repository. Commits are an hour apart, from the start of 2025 on. */
export function makeTree(folder: string): Tree {
  mkdirSync(folder, { recursive: true });
  const git = (words: readonly string[], input = ''): string =>
    execFileSync('git', ['-C', folder, ...words], { input, encoding: 'utf8', env: ENVIRONMENT, stdio: 'pipe' }).trim();
  git(['init', '-q', '--bare', '--initial-branch=master']);
  let time = Date.parse('2025-01-01T00:00:00Z') / 1000;
  const started = new Set<string>();
  const bytes = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  return {
    folder,
    git,
    commit(branch, message, files = {}, date = undefined) {
      time = date === undefined ? time + 3600 : Date.parse(date) / 1000;
      const ref = `refs/heads/${branch}`;
      const changes = Object.entries(files).map(([path, text]) =>
        text === undefined ? `D ${path}\n` : `M 100644 inline ${path}\n${bytes(text)}`,
      );
      const from = started.has(branch) ? `from ${ref}^0\n` : '';
      started.add(branch);
      const head = `commit ${ref}\ncommitter A. Writer <a@sample.example> ${time} +0000\n${bytes(message)}`;
      git(['fast-import', '--quiet', '--date-format=raw'], `${head}${from}${changes.join('')}\n`);
      return git(['rev-parse', ref]);
    },
    branch(name, from) {
      git(['update-ref', `refs/heads/${name}`, `refs/heads/${from}`]);
      started.add(name);
    },
    tag(name, at) {
      git(['tag', name, at]);
    },
    patch: (commit) => `${git(['format-patch', '-1', '--stdout', commit])}\n`,
  };
}
