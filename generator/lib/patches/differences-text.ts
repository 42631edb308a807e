// Differences of two sources for people: a line for each, and how many there are of each kind.

import type { PatchDifference } from './differences.ts';
import { oneLine } from './one-line.ts';

const KINDS: Readonly<Record<PatchDifference['kind'], string>> = {
  missing: 'missing',
  extra: 'extra',
  bytes: 'other bytes',
  subject: 'other subject',
  forgotten: 'forgotten',
};

/** The text; empty where there is no difference. */
export function patchDifferencesText(differences: readonly PatchDifference[]): string {
  if (differences.length === 0) return '';
  const lines = differences.map(({ kind, advisory, file, text }) => {
    const about = file === undefined ? advisory : `${advisory} ${oneLine(file)}`;
    return `${about}: ${KINDS[kind]}: ${oneLine(text)}\n`;
  });
  const counts = (Object.keys(KINDS) as PatchDifference['kind'][]).flatMap((kind) => {
    const count = differences.filter((each) => each.kind === kind).length;
    return count === 0 ? [] : [`${count} ${KINDS[kind]}`];
  });
  return `${lines.join('')}\n${counts.join(', ')}\n`;
}
