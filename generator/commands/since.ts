// `tocsin check --since`: the root as a commit has it, beside the root as it is.

import { check } from '../check.ts';
import { GitRootError, readGitRoot } from '../lib/revisions/git-root.ts';
import { unannounced } from '../lib/revisions/unannounced.ts';
import { parse } from '../read.ts';
import type { Content, Instant, Message, Sources } from '../types.ts';
import { UsageError } from './command.ts';

/** What changed since `ref` in advisories that were public then, without a revision that says why. */
export function messagesSince(root: string, ref: string, sources: Sources, content: Content, now: Instant): Message[] {
  const before = contentAt(root, ref, now);
  const files = new Set(sources.documents.map((document) => document.path));
  const messages = unannounced(before.content, { ...content, files }, ref, now);
  if (before.unread === 0) return messages;
  const [count, verb] = before.unread === 1 ? ['1 file', 'is'] : [`${before.unread} files`, 'are'];
  return [
    ...messages,
    {
      place: { file: 'content', line: 1, column: 1 },
      level: 'warning',
      rule: 'unread-before',
      text: `${count} of \`${ref}\` cannot be read, and ${verb} not compared`,
      hint: 'Name a commit that `tocsin check` had nothing to say about',
    },
  ];
}

/** The advisories of a commit. Throws `UsageError` for what is none. */
export function contentAt(
  root: string,
  ref: string,
  now: Instant,
): { readonly content: Content; readonly unread: number } {
  try {
    const files = readGitRoot(root, ref);
    const { content } = check(parse(files), now);
    if (!content)
      throw new GitRootError(`${ref} has no root that can be read`, 'name a commit with a `content/site.yaml`');
    const known = new Set([...content.advisories, ...content.pages].map(({ document }) => document.path));
    const unread = files.filter(({ path }) => /^content\/[^/]+\/[^/]+\.md$/.test(path) && !known.has(path)).length;
    return { content, unread };
  } catch (error) {
    if (error instanceof GitRootError) throw new UsageError(`${error.message}; ${error.hint}`);
    throw error;
  }
}
