// The branches and tags that somebody asks for by name or by pattern, and what to say where there is none.

import { distance } from 'fastest-levenshtein';
import { failureText, run } from '../git.ts';
import { HistoryError } from './history.ts';

/** The refs, in the order asked for, those of a pattern by version, newest first. Throws `HistoryError`. */
export function askedRefs(folder: string, asked: readonly string[]): readonly string[] {
  assertRepository(folder);
  return [...new Set(asked.flatMap((name) => (isPattern(name) ? matching(folder, name) : exact(folder, name))))];
}

function assertRepository(folder: string): void {
  try {
    run(folder, ['rev-parse', '--git-dir']);
  } catch (error) {
    throw new HistoryError(failureText(error));
  }
}

/** No name of a branch has one of these characters (git-check-ref-format). */
const isPattern = (name: string): boolean => /[*?[]/.test(name);

const FOLDERS = ['refs/heads/', 'refs/remotes/', 'refs/tags/'];

/** `*` stays within one part of a name, so `stable-*` is no branch of a remote; `origin/stable-*` is. */
function matching(folder: string, pattern: string): readonly string[] {
  const found = refsBelow(
    folder,
    FOLDERS.map((each) => each + pattern),
  );
  if (found.length === 0) throw new HistoryError(`no branch or tag matches ${pattern}${near(pattern, folder)}`);
  return found;
}

/** Commits, `refs/heads/x` and `v1~3` are names, too. */
function exact(folder: string, name: string): string {
  const same = refsBelow(
    folder,
    FOLDERS.map((each) => each + name),
  );
  // Git takes the tag; a release manager mostly means the branch.
  if (same.length > 1) throw new HistoryError(`${name} is the name of several: say ${[...same].sort().join(' or ')}`);
  try {
    run(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
    return name;
  } catch {
    throw new HistoryError(`there is no branch, tag or commit ${name}${near(name, folder)}`);
  }
}

/**
 * Short names, newest version first, without those that only point to another one; `heads/x` and `tags/x` where both a
 * branch and a tag are `x`.
 */
function refsBelow(folder: string, patterns: readonly string[]): readonly string[] {
  const words = ['for-each-ref', '--sort=-version:refname', '--format=%(refname)%00%(symref)', ...patterns];
  const names = run(folder, words)
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      const [name = '', target] = line.split('\0');
      return name === '' || target !== '' ? [] : [name];
    });
  const short = (name: string) => name.replace(/^refs\/(?:heads|remotes|tags)\//, '');
  const counts = new Map<string, number>();
  for (const name of names) counts.set(short(name), (counts.get(short(name)) ?? 0) + 1);
  return names.map((name) => ((counts.get(short(name)) ?? 0) > 1 ? name.replace(/^refs\//, '') : short(name)));
}

/** Up to three names that may be meant: those that have the word in them, as `origin/master` does, else similar ones. */
function near(name: string, folder: string): string {
  const word = name.replace(/[*?[\]]+/g, '').slice(0, 200);
  const known = refsBelow(folder, FOLDERS).slice(0, MOST_KNOWN);
  const parts = known.filter((each) => word.length > 1 && (each.includes(word) || word.includes(each)));
  const measure = parts.length > 0 ? difference : distance;
  const best = (parts.length > 0 ? parts : known)
    .map((each) => ({ each, steps: measure(word, each.slice(0, 200)) }))
    .filter(({ each, steps }) => parts.length > 0 || steps <= Math.max(word.length, each.length) / 2)
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ each }) => each);
  return best.length === 0 ? '' : `; did you mean ${best.join(' or ')}?`;
}

const difference = (a: string, b: string): number => Math.abs(a.length - b.length);

const MOST_KNOWN = 5_000;
