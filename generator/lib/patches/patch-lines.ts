// The index as lines, `/data/v1/<series>/patches.tsv`: number, path of the patch, an empty column, subject. Tools look for
// these subjects in the trees they check, so a patch without one has no line (it would be found everywhere).

import { order } from '../order.ts';
import { isSafePath } from '../verify/site-files.ts';
import { byNumber, NUMBER } from './advisory-number.ts';
import { oneLine } from './one-line.ts';
import { type PatchLine, patchColumns } from './patch-columns.ts';
import type { IndexedAdvisory, PatchIndex } from './patch-index.ts';
import { withSeries } from './patch-series.ts';

/** Longer lines are none. */
const MOST_CHARACTERS = 10_000;

/** More patches has no advisory, in lines or as data. */
export const MOST_PATCHES = 2_000;

/** The lines of an index, by number and then by path; whatever a name or a subject holds, each is one line. */
export function patchLines({ advisories }: PatchIndex): string {
  return advisories
    .flatMap(({ number, patches }) =>
      patches.flatMap(({ file, subject }) =>
        subject ? [{ number, file: oneLine(file), subject: oneLine(subject) }] : [],
      ),
    )
    .sort((a, b) => byNumber(a.number, b.number) || order(a.file, b.file))
    .map((line) => `${patchColumns.map((column) => column.value(line) ?? '').join('\t')}\n`)
    .join('');
}

/** What lines say, and the numbers of those that are none. */
export type ReadLines = { readonly index: PatchIndex; readonly wrong: readonly number[] };

/** Reads lines that somebody else wrote. */
export function readPatchLines(text: string, series: string): ReadLines {
  const prefix = series.toUpperCase();
  const patches = new Map<string, PatchLine[]>();
  const wrong: number[] = [];
  for (const [index, written] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const line = written.replace(/\r$/, '');
    if (line === '') continue;
    const read = lineOf(line);
    const known = read && (patches.get(read.number) ?? []);
    if (read && known && known.length < MOST_PATCHES) patches.set(read.number, addTo(known, read));
    else wrong.push(index + 1);
  }
  const advisories = [...patches].map(([number, lines]): IndexedAdvisory => {
    const files = lines.map(({ file, subject }) => ({ file, subject, paths: [], releases: [], fixes: {} }));
    return {
      id: `${prefix}-${number}`,
      number,
      withdrawn: false,
      coverage: [],
      patches: [...withSeries(files, prefix)],
    };
  });
  advisories.sort((a, b) => byNumber(a.number, b.number));
  return { index: { series, prefix, releases: [], advisories }, wrong };
}

function addTo<T>(list: T[], each: T): T[] {
  list.push(each);
  return list;
}

function lineOf(line: string): PatchLine | undefined {
  if (line.length > MOST_CHARACTERS) return undefined;
  const [number = '', file = '', , subject = '', ...more] = line.split('\t');
  if (!NUMBER.test(number) || !isSafePath(file) || oneLine(subject) === '' || more.length > 0) return undefined;
  return { number, file, subject: oneLine(subject) };
}
