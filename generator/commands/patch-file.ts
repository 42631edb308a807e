// One `patches.json` or `patches.tsv`, which anybody may have written: what is wrong with it is said, with the place.

import { readFileSync, statSync } from 'node:fs';
import type { PatchIndex } from '../lib/patches/patch-index.ts';
import { readPatchLines } from '../lib/patches/patch-lines.ts';
import type { PatchSource } from '../lib/patches/patch-source.ts';
import { readPatchIndex } from '../lib/patches/read-index.ts';
import { MAX_KEPT_BYTES } from '../lib/verify/site-files.ts';
import { UsageError } from './command.ts';

/** So many lines that are none are named. */
const MOST_NAMED = 5;

/** Reads the file at a path; `name` is what people called it. */
export async function fileSource(path: string, name: string, series: string | undefined): Promise<PatchSource> {
  const status = statSync(path);
  if (!status.isFile()) throw new UsageError(`${name} is no file`);
  if (status.size > MAX_KEPT_BYTES) throw new UsageError(`${name} is too large`);
  const text = textOf(readFileSync(path), name);
  // JSON begins with a brace, a line with a number.
  const isData = /^\uFEFF?\s*[{[]/.test(text.slice(0, 1000)) || path.endsWith('.json');
  return {
    kind: isData ? 'data' : 'lines',
    name,
    index: isData ? dataOf(text, name, series).index : linesOf(text, name, series ?? 'xsa'),
    bytesOf: async () => undefined,
    unnamed: [],
  };
}

/** The text of a file. */
export function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name} is no text in UTF-8`);
  }
}

/** The index in the text of a `patches.json`, with the address of the site that it names. */
export function dataOf(
  text: string,
  name: string,
  series: string | undefined,
): { readonly index: PatchIndex; readonly base?: string } {
  const read = readPatchIndex(text);
  if ('fault' in read) throw new UsageError(`${name} is no index of patches: ${read.fault}`);
  if (series !== undefined && read.index.series !== series)
    throw new UsageError(`${name} is about the series ${read.index.series}, not ${series}`);
  return read;
}

/** The index in the text of a `patches.tsv`. */
export function linesOf(text: string, name: string, series: string): PatchIndex {
  const { index, wrong } = readPatchLines(text, series);
  if (wrong.length === 0) return index;
  const more = wrong.length > MOST_NAMED ? ` and ${wrong.length - MOST_NAMED} more` : '';
  const [lines, are] = wrong.length === 1 ? ['line', 'is none'] : ['lines', 'are none'];
  throw new UsageError(
    `${name} is no index of patches: ${lines} ${wrong.slice(0, MOST_NAMED).join(', ')}${more} ${are} (number, tab, path, two tabs, subject)`,
  );
}
