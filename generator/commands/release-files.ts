// The steps of a release on the disk. Each is done when it is found done; a file is there as a whole, or not at all.

import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import {
  type Journal,
  journalName,
  journalText,
  type MovedFile,
  type ReleaseStep,
} from '../lib/embargo/release-journal.ts';
import { Refusal } from './refusal.ts';

/** The folders of both roots. */
export type Roots = { readonly root: string; readonly folder: string };

/** Does all steps. Throws `Refusal` where one cannot be done: what was done stays, and the next run goes on. */
export function performAll(roots: Roots, steps: readonly ReleaseStep[]): void {
  try {
    for (const step of steps) perform(roots, step);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new Refusal(
      `the release was broken off: ${error.message}`,
      'See to it that both roots can be written, and run the command again: it goes on where it stopped',
    );
  }
}

/** Does one step. Throws `Refusal` when a file is not what it was when the release began. */
export function perform(roots: Roots, step: ReleaseStep): void {
  const { folder } = roots;
  if (step.kind === 'write') writePublic(roots, step.file);
  else if (step.kind === 'remove') removePrivate(roots, step.file);
  else {
    const name = journalName(step.journal);
    if (step.kind === 'begin') writeWhole(folder, name, Buffer.from(journalText(step.journal)), JOURNAL);
    else {
      rmSync(join(roots.root, besideName(PUBLIC_FILE)), { force: true });
      rmSync(join(folder, besideName(JOURNAL)), { force: true });
      rmSync(join(folder, name), { force: true });
    }
  }
}

/** Refuses a release whose files cannot go where they belong: asked before the first step. */
export function assertRoom({ root }: Roots, { files }: Journal): void {
  for (const { path } of files) {
    assertInside(root, path);
    if (lstatSync(join(root, path), { throwIfNoEntry: false }))
      throw new Refusal(
        `\`${path}\` is in the public root already`,
        'Compare both files, and remove the one that does not belong there',
      );
  }
}

/** SHA-256 in hexadecimal digits. */
export const sumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function writePublic({ root, folder }: Roots, file: MovedFile): void {
  if (sumAt(root, file.path) === file.after) return;
  assertInside(root, file.path);
  if (lstatSync(join(root, file.path), { throwIfNoEntry: false })) throw changed(file, 'public');
  const source = sumAt(folder, file.path) === file.before ? readFileSync(join(folder, file.path)) : undefined;
  const bytes = file.text === undefined ? source : Buffer.from(file.text);
  if (!source || !bytes || sumOf(bytes) !== file.after) throw changed(file, 'private');
  writeWhole(root, file.path, bytes, PUBLIC_FILE);
}

function removePrivate({ root, folder }: Roots, file: MovedFile): void {
  if (sumAt(root, file.path) !== file.after) throw changed(file, 'public');
  const sum = sumAt(folder, file.path);
  if (sum !== undefined && sum !== file.before) throw changed(file, 'private');
  rmSync(join(folder, file.path), { force: true });
  // Folders that are empty now; git knows none of them. Those of the series stay.
  for (let path = posix.dirname(file.path); path.split('/').length > 2; path = posix.dirname(path)) {
    try {
      rmdirSync(join(folder, path));
    } catch {
      return;
    }
  }
}

const changed = ({ path }: MovedFile, root: 'public' | 'private'): Refusal =>
  new Refusal(
    `\`${path}\` of the ${root} root is not what it was when the release began`,
    'Restore it from git, and run the release again with the same roots; what was moved stays where it is',
  );

function sumAt(base: string, path: string): string | undefined {
  return lstatSync(join(base, path), { throwIfNoEntry: false })?.isFile()
    ? sumOf(readFileSync(join(base, path)))
    : undefined;
}

/** Refuses a path that a link leads out of the root. */
function assertInside(root: string, path: string): void {
  const base = realpathSync(root);
  let folder = dirname(join(root, path));
  while (!existsSync(folder)) folder = dirname(folder);
  const real = realpathSync(folder);
  if ((real !== base && !real.startsWith(base + sep)) || !lstatSync(real).isDirectory())
    throw new Refusal(`\`${path}\` would lie outside of the public root`, 'Put folders where links or files are now');
}

/** Names nothing: whoever looks into the public root learns no id by it. */
const PUBLIC_FILE = 'file';

/** Of the private root. */
const JOURNAL = 'journal';

const besideName = (name: string): string => `.tocsin-release-${name}.new`;

/** Written under another name at the top of the root, where nothing reads it, and renamed once it is on the disk. */
function writeWhole(base: string, path: string, bytes: Uint8Array, name: string): void {
  const target = join(base, path);
  const beside = join(base, besideName(name));
  mkdirSync(dirname(target), { recursive: true });
  rmSync(beside, { force: true });
  const file = openSync(beside, 'wx');
  try {
    let done = 0;
    while (done < bytes.length) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, target);
}
