// `known.txt` of a private root: sentences of hidden advisories that everybody knows.

import type { Place } from '../../types.ts';

/** Its name, at the top of the private root. */
export const KNOWN_FILE = 'known.txt';

/** One line of it. */
export type KnownLine = { readonly text: string; readonly place: Place };

/** The lines that say something; those with `#` are comments. `file` is how messages name it. */
export function knownLines(bytes: Uint8Array, file: string): readonly KnownLine[] {
  return new TextDecoder()
    .decode(bytes)
    .split(/\r?\n/)
    .map((text, index) => ({ text, place: { file, line: index + 1, column: 1 } }))
    .filter(({ text }) => text.trim() !== '' && !text.trimStart().startsWith('#'));
}
