// `tocsin check --since`: the root as a commit has it, beside the root as it is.

import { check } from '../check.ts';
import { plain } from '../lib/edit/front-matter-edit.ts';
import { GitRootError, readGitRoot } from '../lib/revisions/git-root.ts';
import { unannounced } from '../lib/revisions/unannounced.ts';
import { parse } from '../read.ts';
import type { Advisory, Content, Instant, Message, Sources } from '../types.ts';
import { announcementsAt } from './announcements.ts';
import { UsageError } from './command.ts';

/** What changed since `ref` in advisories that were public then, without a revision that says why. */
export function messagesSince(root: string, ref: string, sources: Sources, content: Content, now: Instant): Message[] {
  const before = contentAt(root, ref, now);
  const files = new Set(sources.documents.map((document) => document.path));
  const changes = unannounced(before.content, { ...content, files }, ref, now);
  const messages = [...changes, ...changedBySettings(before.content, content, changes, ref, now)];
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

/** One warning for texts that the configuration alone made other ones: names of releases and severities, sentences. */
function changedBySettings(
  before: Content,
  after: Content,
  changes: readonly Message[],
  ref: string,
  now: Instant,
): Message[] {
  if (JSON.stringify(before.site) === JSON.stringify(after.site)) return [];
  const [was, is] = [announcementsAt(before, now), announcementsAt(after, now)];
  const told = new Set(changes.map(({ place }) => place.file));
  const written = new Map(before.advisories.map((advisory) => [advisory.id, sourceOf(advisory)]));
  const ids = after.advisories
    .filter(({ id, document }) => was.has(id) && is.has(id) && was.get(id) !== is.get(id) && !told.has(document.path))
    .filter((advisory) => written.get(advisory.id) === sourceOf(advisory))
    .map(({ id }) => id);
  if (ids.length === 0) return [];
  const named = `${ids
    .slice(0, 3)
    .map((id) => `\`${id}\``)
    .join(', ')}${ids.length > 3 ? ` and ${ids.length - 3} more` : ''}`;
  return [
    {
      place: { file: 'content/site.yaml', line: 1, column: 1 },
      level: 'warning',
      rule: 'changed-by-settings',
      text: `Texts that \`${ref}\` published are other ones by the configuration alone: ${named}`,
      hint: 'Run `tocsin revise` for those whose readers would act differently, and sign texts with a signature of a person again',
    },
  ];
}

/** The file of an advisory as it is read. */
const sourceOf = ({ document }: Advisory): string => `${JSON.stringify(plain(document.fields))}\n${document.markdown}`;

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
