// Lines of announcements that are too long to be signed: gpg cuts lines of a clearsigned text behind 19,995 bytes, so that
// the signature fails. Only code, an address or another word without blanks makes one.

import type { Nodes } from 'mdast';
import type { Message, Model, Output, PublicAdvisory } from '../../types.ts';
import { placeOf } from '../decode/decode.ts';
import { walk } from '../nodes.ts';

/** Bytes of a line that every program verifies. */
export const MOST_BYTES = 19_990;

/** An error for each announcement with a longer line. */
export function longLines({ advisories }: Pick<Model, 'advisories'>, outputs: readonly Output[]): Message[] {
  const texts = new Map(outputs.filter(({ path }) => path.endsWith('.txt')).map(({ path, body }) => [path, body]));
  return advisories.flatMap((advisory): Message[] => {
    const text = texts.get(`${advisory.folder.slice(1)}${advisory.slug}.txt`);
    const lines = String(text ?? '').split('\n');
    const longest = lines.reduce((most, line) => Math.max(most, Buffer.byteLength(line)), 0);
    if (longest <= MOST_BYTES) return [];
    return [
      {
        place: placeOfLongest(advisory),
        level: 'error',
        rule: 'long-line',
        text: `A line of the announcement has \`${longest}\` bytes, expected \`${MOST_BYTES}\` or fewer: the signature of a longer one fails`,
        hint: 'Break the line of code, or shorten the address or the word',
        found: String(longest),
        expected: String(MOST_BYTES),
      },
    ];
  });
}

/** Where the body has its longest text or address. */
function placeOfLongest({ document }: PublicAdvisory) {
  let longest: { readonly node: Nodes; readonly length: number } | undefined;
  for (const node of walk(document.body)) {
    const length = 'value' in node ? node.value.length : 'url' in node ? node.url.length : 0;
    if (length > (longest?.length ?? 1000)) longest = { node, length };
  }
  const start = longest?.node.position?.start;
  return start ? { file: document.path, line: start.line, column: start.column } : placeOf(document.fields, []);
}
