// What an audit says. Its words may stand in a public log: they name the file and the kind of the secret and where it
// comes from, never the secret.

import type { Message, Place } from '../../types.ts';
import type { Wanted } from './phrases.ts';
import type { SecretKind } from './secrets.ts';

/** One secret in one file. */
export type Hit = {
  readonly wanted?: Wanted;
  readonly kind: SecretKind | 'the number' | 'a file';
  /** Where the secret is kept. */
  readonly secret: Place;
  readonly path: string;
  readonly line: number;
};

/** So many files are named for each kind of secret of a file; a leak may be on every page. */
const MAX_FILES = 5;

/** One error for each kind of secret, hidden file and published file. */
export function leakMessages(hits: readonly Hit[]): Message[] {
  const groups = new Map<string, Map<string, Hit>>();
  for (const hit of hits) {
    const key = `${hit.secret.file}\n${hit.kind}`;
    const files = groups.get(key) ?? new Map<string, Hit>();
    if (!files.has(hit.path)) files.set(hit.path, hit);
    groups.set(key, files);
  }
  return [...groups.values()].flatMap((files) => {
    const all = [...files.values()];
    const more = all.length - MAX_FILES;
    return all
      .slice(0, MAX_FILES)
      .map((hit, index) => leak(hit, index === MAX_FILES - 1 && more > 0 ? ` (and ${more} more files have it)` : ''));
  });
}

function leak({ kind, secret, path, line }: Hit, more: string): Message {
  return {
    place: { file: path, line, column: 1 },
    level: 'error',
    rule: 'embargo-leak',
    text: `\`${path}\` gives away ${kind} of something that is not public${more}`,
    hint: 'Take it out of the public root, or publish the advisory first',
    cause: { place: secret, text: `it is ${kind} from here` },
  };
}

/** Files that nobody can say anything about. */
export function unreadMessages(paths: readonly string[]): Message[] {
  return paths.map((path) => ({
    place: { file: path, line: 1, column: 1 },
    level: 'error',
    rule: 'unread-file',
    text: `\`${path}\` is packed so that the audit cannot read it, and something is not public yet`,
    hint: 'Pack it with gzip or zip, without a password and below 64 MB, or publish it unpacked',
  }));
}

/** Words that a private file has in common with one public advisory: mostly copied from there, perhaps the other way. */
export function sharedMessages(
  shared: readonly { readonly wanted: Wanted; readonly id: string }[],
  folder: string | undefined,
): Message[] {
  const groups = new Map<string, { readonly wanted: Wanted; readonly id: string }>();
  for (const each of shared) {
    const { file } = each.wanted.secret.place;
    // What a draft in the public root says may be public already.
    if (folder === undefined || !file.startsWith(`${folder}/`)) continue;
    const key = `${file}\n${each.id}`;
    if (!groups.has(key)) groups.set(key, each);
  }
  return [...groups.values()].map(({ wanted, id }) => ({
    place: wanted.secret.place,
    level: 'warning',
    rule: 'embargo-overlap',
    text: `Six words or more of this text are also in \`${id}\`, which is public`,
    hint: `Look whether they came from there; if not, \`${id}\` gives them away`,
  }));
}
