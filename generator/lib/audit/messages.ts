// What an audit says. Its words may stand in a public log: they name the file and the kind of the secret and where it
// comes from, never the secret.

import type { Message, Place } from '../../types.ts';
import { KNOWN_FILE, type KnownLine } from './known.ts';
import type { Wanted } from './phrases.ts';
import type { Shared } from './public.ts';
import type { SecretKind } from './secret.ts';

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

/**
 * What private files have in common with one public advisory: whole sentences are a leak until somebody says that they are
 * none, words may well have been copied from there.
 */
export function sharedMessages(shared: readonly Shared[], folder: string | undefined): Message[] {
  const groups = new Map<string, Shared[]>();
  for (const each of shared) {
    const { file } = each.secret.place;
    // What a draft in the public root says may be public already.
    if (folder === undefined || !file.startsWith(`${folder}/`)) continue;
    const key = `${file}\n${each.advisory.id}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const whole = group.filter(({ sentence }) => sentence !== undefined);
    return whole.length > 0 ? whole.slice(0, MAX_FILES).map(sharedSentence) : group.slice(0, 1).map(sharedWords);
  });
}

const sharedSentence = ({ secret, advisory: { id, document } }: Shared): Message => ({
  place: secret.place,
  level: 'error',
  rule: 'embargo-leak',
  text: `A whole sentence of this text is also in \`${id}\`, which is public`,
  hint: `Take it out of \`${id}\`; if everybody may know it, write the sentence into \`${KNOWN_FILE}\` of the private root`,
  cause: { place: { ...document.fields.place, column: 1 }, text: 'it is public from here' },
});

const sharedWords = ({ secret, advisory: { id } }: Shared): Message => ({
  place: secret.place,
  level: 'warning',
  rule: 'embargo-overlap',
  text: `Six words or more of this text are also in \`${id}\`, which is public`,
  hint: `Look whether they came from there; if not, \`${id}\` gives them away; \`${KNOWN_FILE}\` takes what is known`,
});

/** Lines of `known.txt` that say nothing about what is hidden. */
export function unusedKnownMessages(lines: readonly KnownLine[]): Message[] {
  return lines.map(({ place }) => ({
    place,
    level: 'info',
    rule: 'unused-known',
    text: 'This line is in nothing that is hidden',
    hint: 'Remove it, or write the sentence as it is in the advisory',
  }));
}
