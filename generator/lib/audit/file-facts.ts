// What a file beside an advisory gives away: its name and sums, and what patches name and say.

import { createHash } from 'node:crypto';
import type { Asset } from '../../types.ts';
import { commit, persons } from './facts.ts';
import type { Secret } from './secret.ts';
import { patchPieces } from './texts.ts';

/** The secrets of a file; its name is that below `folder`. */
export function fileFacts(file: Asset, folder: string): Secret[] {
  const { path } = file;
  const place = { file: path, line: 1, column: 1 };
  const names = [path.slice(folder.length), path.split('/').at(-1) ?? ''];
  return [
    ...names.map((text): Secret => ({ kind: 'the name of a patch', text, place })),
    ...sumsOf(file).map((text): Secret => ({ kind: 'the hash of a patch', text, place })),
    ...patchFacts(file),
    ...patchPieces(file).map((piece): Secret => ({ kind: 'six words of a sentence', ...piece, isAttached: true })),
  ];
}

/** The sums of a file, as tools write them. */
export function sumsOf({ bytes, sha256 }: Asset): readonly string[] {
  const sum = (name: string, before = '') => createHash(name).update(before).update(bytes).digest('hex');
  const base64 = Buffer.from(sha256, 'hex').toString('base64');
  return [sha256, base64, sum('sha512'), sum('sha1'), sum('md5'), sum('sha1', `blob ${bytes.length}\0`)];
}

/** The commits and blobs that a patch names. */
export function commitsOf({ bytes }: Asset): readonly string[] {
  const text = new TextDecoder().decode(bytes);
  return [...text.matchAll(/^(?:From |index [0-9a-f]{7,64}\.\.)([0-9a-f]{7,64})\b/gm)]
    .map(([, id = '']) => id)
    .filter((id) => !/^0+$/.test(id));
}

/** Commits, blobs, and the persons of the message. */
function patchFacts(file: Asset): Secret[] {
  const place = { file: file.path, line: 1, column: 1 };
  const text = new TextDecoder().decode(file.bytes);
  const names = [...text.matchAll(/^(?:From|Author|[A-Z][\w-]{1,30}-by): ([^\r\n]{1,300})/gm)].map(
    ([, name = '']) => name,
  );
  return [...commitsOf(file).flatMap((id) => commit(id, place)), ...names.flatMap((name) => persons(name, place))];
}
