// Signatures that persons made for advisories that are not public yet.

import { announcementOf } from '../build.ts';
import { privateMessages } from '../lib/embargo/private-root.ts';
import { isPublic } from '../lib/is-public.ts';
import { advisoryFile, OFFLINE_RULE, verifyOffline } from '../lib/pgp/offline.ts';
import { hasSigned, publishedKeys } from '../lib/pgp/published-keys.ts';
import type { Advisory, Content, Instant, Message, Sources } from '../types.ts';

/**
 * What is to be said about signatures of advisories that are not public: they are verified over the text that is
 * planned, so that a slip is found before the day, and nothing of it reaches the site.
 */
export async function plannedSignatures(sources: Sources, content: Content, now: Instant): Promise<Message[]> {
  const found = await planned(sources, content, now, content.advisories);
  if (!sources.private) return found;
  const inside = await planned(sources.private, content, now, content.embargoed);
  return [...found, ...privateMessages(inside, sources.private)];
}

async function planned(
  { signatures, documents }: Pick<Sources, 'signatures' | 'documents'>,
  content: Content,
  now: Instant,
  all: readonly Advisory[],
): Promise<Message[]> {
  const keys = publishedKeys(content.site, content.certificates ?? [], now).filter(hasSigned);
  const files = new Set(documents.map((document) => document.path));
  const advisories = new Map(all.map((advisory) => [advisory.document.path, advisory]));
  const messages: Message[] = [];
  for (const file of signatures) {
    const path = advisoryFile(file.path);
    const advisory = advisories.get(path);
    if (path === file.path || !files.has(path)) messages.push(withoutAdvisory(file.path));
    if (!advisory || isPublic(advisory, now)) continue;
    const text = announcementOf(content, advisory.id, now);
    if (text === undefined) continue;
    const found = await verifyOffline(file, text, keys, now);
    if ('place' in found) messages.push({ ...found, level: 'warning' });
  }
  return messages;
}

function withoutAdvisory(path: string): Message {
  return {
    place: { file: path, line: 1, column: 1 },
    level: 'warning',
    rule: OFFLINE_RULE,
    text: `\`${path}\` belongs to no advisory, so that it is not published`,
    hint: 'Name it after the file of its advisory, such as `XSA-47.txt.asc` beside `XSA-47.md`, or remove it',
  };
}
