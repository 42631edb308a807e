// The private root beside the public one: its advisories are checked where they will be after their release, and what
// is to be said about them names the file where it is now.

import type { Advisory, CheckContext, Message, Place, PrivateSources, Sources } from '../../types.ts';
import { placeOf } from '../decode/decode.ts';
import type { DecodedDocuments } from '../decode/decode-documents.ts';
import { isPublic } from '../is-public.ts';

/** Folders in `content/` that a private root shares with no series. */
const NO_SERIES = /^content\/(?:site\.yaml$|pages\/|keys\/|trees\/)/;

const isRead = (path: string): boolean => path.startsWith('content/') && !NO_SERIES.test(path);

/** The folder as messages name it. */
export const folderName = (folder: string): string => folder.replaceAll('\\', '/').replace(/\/+$/, '') || '/';

/** The part of a private root that is read: advisories, and the files beside them. */
export function advisoryFiles(sources: PrivateSources): PrivateSources {
  return {
    ...sources,
    documents: sources.documents.filter(({ path }) => isRead(path)),
    attachments: sources.attachments.filter(({ path }) => isRead(path)),
    signatures: sources.signatures.filter(({ path }) => isRead(path)),
    problems: sources.problems.filter(({ place }) => isRead(place.file)),
  };
}

/** What rules look at: both roots as one, in which a private file stands in the place of a public one of its name. */
export function joinedContext(context: CheckContext, inside: PrivateSources, decoded: DecodedDocuments): CheckContext {
  const names = new Set(filesIn(inside));
  const isElsewhere = ({ path }: { readonly path: string }) => !names.has(path);
  const { documents, attachments } = context.sources;
  const sources: Sources = {
    ...context.sources,
    documents: [...documents.filter(isElsewhere), ...inside.documents],
    attachments: [...attachments.filter(isElsewhere), ...inside.attachments],
    problems: inside.problems,
  };
  const ids = new Set(decoded.advisories.map((advisory) => advisory.id));
  const isOther = ({ id, document }: Advisory) => !ids.has(id) && isElsewhere(document);
  return {
    ...context,
    // This one asks whether the root is private.
    site: { ...context.site, rules: { ...context.site.rules, 'embargoed-in-public-root': 'off' } },
    sources,
    advisories: [...context.advisories.filter(isOther), ...decoded.advisories],
    problems: [...inside.problems, ...decoded.problems],
  };
}

/** Private files that could not be read or decoded: no setting makes that a trifle. */
export function lostFiles(inside: PrivateSources, decoded: DecodedDocuments): ReadonlySet<string> {
  const parsed = new Set(inside.documents.map((document) => document.path));
  const unread = inside.problems.map((problem) => problem.place.file).filter((file) => !parsed.has(file));
  return new Set([...unread, ...decoded.lost]);
}

/** Those messages that are about private files, with the folder before the names of their files. */
export function privateMessages(messages: readonly Message[], inside: PrivateSources): Message[] {
  const files = new Set(filesIn(inside));
  const moved = (place: Place): Place =>
    files.has(place.file) ? { ...place, file: `${inside.folder}/${place.file}` } : place;
  return messages
    .filter((message) => files.has(message.place.file))
    .map(({ place, cause, ...rest }) => ({
      ...rest,
      place: moved(place),
      ...(cause && { cause: { ...cause, place: moved(cause.place) } }),
    }));
}

/** What is to be said about the root itself: files that nothing reads, and advisories that lie in the wrong root. */
export function rootMessages(
  { advisories, now }: CheckContext,
  inside: PrivateSources,
  embargoed: readonly Advisory[],
): Message[] {
  const open = new Set(advisories.filter((advisory) => isPublic(advisory, now)).map((advisory) => advisory.id));
  const at = (place: Place): Place => ({ ...place, file: `${inside.folder}/${place.file}` });
  const misplaced = embargoed.flatMap(({ id, status, document }): Message[] => {
    const place = at(placeOf(document.fields, ['status']));
    if (open.has(id)) {
      return [
        {
          place,
          level: 'warning',
          rule: 'released-twice',
          text: `\`${id}\` is public, and this copy of it is still in the private root`,
          hint: 'Remove the copy, or finish the release that was broken off',
        },
      ];
    }
    if (status !== 'published' && status !== 'withdrawn') return [];
    return [
      {
        place,
        level: 'warning',
        rule: 'published-in-private-root',
        text: `\`${id}\` has the status \`${status}\`, and nothing in a private root is public`,
        hint: 'Write `status: embargoed`, or release it',
      },
    ];
  });
  return [...unusedFiles(inside).map((file) => unusedFile(at({ file, line: 1, column: 1 }))), ...misplaced];
}

/** Files of which somebody may think that they have an effect. */
function unusedFiles({ config, documents, keyFiles, support, assets }: PrivateSources): string[] {
  const files = [...documents, ...keyFiles, ...support, ...assets].map(({ path }) => path);
  const hasConfig = config.kind === 'map' && config.entries.length > 0;
  return [...(hasConfig ? ['content/site.yaml'] : []), ...files.filter((path) => !isRead(path))].sort();
}

function unusedFile(place: Place): Message {
  return {
    place,
    level: 'info',
    rule: 'unused-private-file',
    text: `\`${place.file}\` lies in the private root, and nothing reads it there`,
    hint: 'Keep the configuration, pages, keys and support statements in the public root',
  };
}

/** Paths of what is read, relative to the root, also of files that could not be read. */
function filesIn({ documents, attachments, signatures, problems }: PrivateSources): string[] {
  return [...documents, ...attachments, ...signatures]
    .map(({ path }) => path)
    .concat(problems.map(({ place }) => place.file));
}
