// Reads files and everything that is packed in them, and says which secrets are there.

import { createHash } from 'node:crypto';
import type { Output, Place } from '../../types.ts';
import { matcherOf } from './matcher.ts';
import type { Hit } from './messages.ts';
import { isExact, type Wanted, type Wants } from './phrases.ts';
import { embedded, isEncrypted, unpacked } from './unpack.ts';
import { searchOf, textsOf } from './views.ts';
import { PLAIN } from './words.ts';

/** A file that is to be published. */
export type Audited = Pick<Output, 'path' | 'body'>;

/** Secrets in a file, and whether something in it could not be read. */
export type FileReading = { readonly hits: readonly Hit[]; readonly isUnread: boolean };

/** Files by their hash, and that by their size: the bytes of what is hidden. */
export type Copies = ReadonlyMap<number, ReadonlyMap<string, Place>>;

/** How deep something may be packed. */
const DEPTH = 4;

/** Reads one file after the other. One that does not remember reads everything anew, with the same result. */
export function readerOf(wants: Wants, copies: Copies, remembers = true): (file: Audited) => FileReading {
  const phrases = [...wants.keys()];
  const matcher = matcherOf(phrases);
  const search = searchOf(phrases, remembers);

  return ({ path, body }) => {
    const hits: Hit[] = [];
    let isUnread = false;
    // Where an occurrence is said once, its later ones say no more.
    const said = new Set<Wanted>();
    const report = (phrase: string, text: string, start: number, end: number, line: () => number, shown = path) => {
      const found = (wants.get(phrase) ?? []).filter((wanted) => isExact(wanted, text, start, end));
      for (const wanted of found) {
        if (said.has(wanted)) continue;
        said.add(wanted);
        hits.push({ wanted, kind: wanted.secret.kind, secret: wanted.secret.place, path: shown, line: line() });
      }
      return found.length > 0;
    };
    const readText = (text: string, name: string, isWhole: boolean, depth: number) => {
      const runs = search(text, name, (phrase, part, start, end, at) =>
        report(phrase, part, start, end, () => (isWhole && at !== undefined ? lineAt(text, at) : 1)),
      );
      if (isEncrypted(text)) isUnread = true;
      if (depth >= DEPTH) return;
      for (const { bytes = new Uint8Array() } of embedded(text, runs)) {
        for (const inner of textsOf(bytes)) readText(inner, '', false, depth + 1);
        readParts('', bytes, depth + 1);
      }
    };
    const readParts = (name: string, bytes: Uint8Array, depth: number) => {
      for (const part of unpacked(name, bytes)) {
        if (part.bytes && depth < DEPTH) {
          matcher(part.name, PLAIN, (phrase, start, end) => report(phrase, part.name, start, end, () => 1));
          for (const text of textsOf(part.bytes)) readText(text, part.name, false, depth + 1);
          readParts(part.name, part.bytes, depth + 1);
        } else isUnread = true;
      }
    };

    matcher(path, PLAIN, (phrase, start, end) =>
      report(phrase, path, start, end, () => 1, `${path.slice(0, start)}***${path.slice(end)}`),
    );
    if (typeof body !== 'string') {
      const copied = copies.get(body.length)?.get(sha256(body));
      if (copied !== undefined) hits.push({ kind: 'a file', secret: copied, path, line: 1 });
      readParts(path, body, 0);
    }
    for (const text of typeof body === 'string' ? [body] : textsOf(body)) readText(text, path, true, 0);
    return { hits, isUnread };
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
