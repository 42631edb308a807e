// Changes of files in a root, each of which is done as a whole or not at all.

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { printable } from '../lib/decode/decode.ts';
import { unifiedDiff } from '../lib/revisions/text-difference.ts';

/** A file to write, or to remove when there are no bytes, and why. */
export type Step = { readonly path: string; readonly bytes: Uint8Array | undefined; readonly about: string };

/** Does a step. Written beside and renamed: a file is there as a whole, or not at all. */
export function perform(root: string, { path, bytes }: Step): void {
  const target = join(root, path);
  if (!bytes) {
    rmSync(target, { force: true });
    return;
  }
  mkdirSync(dirname(target), { recursive: true });
  const beside = join(dirname(target), `.${path.split('/').at(-1)}.new`);
  rmSync(beside, { force: true });
  writeFileSync(beside, bytes, { flag: 'wx' });
  renameSync(beside, target);
}

/** What a step changes in a file that is there. */
export function diffOf(root: string, { path, bytes = new Uint8Array() }: Step): string {
  const decoder = new TextDecoder();
  return printableLines(
    unifiedDiff(decoder.decode(readFileSync(join(root, path))), decoder.decode(bytes), { before: path, after: path }),
  );
}

const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');
