// Where an announcement that was read back would read otherwise when it is made again: the proof that nothing changed
// without being named.

import type { ReadAnnouncement } from '../../types.ts';
import { wordsOf } from '../text/layout.ts';

type Lost = ReadAnnouncement['lost'][number];

/** The first place in which the words differ, with its line in the text; undefined where they are the same. */
export function firstChange(text: string, again: string): Lost | undefined {
  const [before, after] = [wordsOf(withoutHashes(text)), wordsOf(withoutHashes(again))];
  const at = before.findIndex((word, index) => word !== after[index]);
  const from = at < 0 ? before.length : at;
  if (from === before.length && after.length === from) return undefined;
  const shown = (words: readonly string[]): string => words.slice(from, from + SHOWN).join(' ') || 'nothing';
  return {
    line: lineOfWord(text, from),
    text: shown(before),
    reason: `The announcement made of the advisory reads \`${shown(after)}\` here; change the advisory or the settings, or leave it`,
  };
}

/** Words of a difference that are shown. */
const SHOWN = 8;

/** Files that are not there have no hashes that could be compared. */
const withoutHashes = (text: string): string => text.replace(/^[0-9a-f]{64}(?= [ *])/gm, '<hash>');

function lineOfWord(text: string, index: number): number {
  let words = 0;
  const lines = text.split('\n');
  const at = lines.findIndex((line) => {
    words += wordsOf(line).length;
    return words > index;
  });
  return at < 0 ? lines.length : at + 1;
}
