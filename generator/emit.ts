// Writes the outputs. A whole new tree is staged beside the old one and takes its place by renaming, so that a build
// that fails or is killed leaves the old site whole; files whose bytes did not change keep their inode and time.

import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { PREVIEW_MARKER } from './lib/embargo/preview-marker.ts';
import { MARKER } from './lib/links.ts';
import type { Output } from './types.ts';

/** What a folder holds; one never takes the place of the other. */
export type Kind = 'site' | 'preview';

/** Marks a folder as Tocsin's, which alone a build may replace. */
const MARKERS: Readonly<Record<Kind, { readonly name: string; readonly text: string }>> = {
  site: { name: MARKER, text: 'This folder is replaced as a whole by each `tocsin build`.\n' },
  preview: {
    name: PREVIEW_MARKER,
    text: 'Private. Do not publish. This folder is replaced as a whole by each `tocsin build --preview`.\n',
  },
};

const MARKER_NAMES: readonly string[] = Object.values(MARKERS).map(({ name }) => name);

/** Others read a site: a web server, a deployment. Nobody else reads a preview. */
const FOLDER_MODES: Readonly<Record<Kind, number>> = { site: 0o755, preview: 0o700 };

/** How many files were written and kept, and how many old ones are gone. */
export type Emitted = { readonly written: number; readonly kept: number; readonly removed: number };

/** The output folder cannot be used; the message says why. */
export class UnusableFolder extends Error {}

/** Puts the outputs into the folder `out`. Throws `UnusableFolder` when it holds something else. */
export function emit(outputs: readonly Output[], out: string, kind: Kind = 'site'): Emitted {
  const target = resolve(out);
  const beside = join(dirname(target), `.${basename(target)}`);
  const old = `${beside}.old`;
  try {
    recover(target, old);
    assertReplaceable(target, kind);
    removeLeftovers(`${beside}.new-`);
  } catch (error) {
    throw isRace(error) ? inUse(target) : error;
  }
  mkdirSync(dirname(target), { recursive: true });
  // A name of its own: two builds at once never mix their files.
  const staging = mkdtempSync(`${beside}.new-`);
  try {
    chmodSync(staging, FOLDER_MODES[kind]);
    const written = stage(outputs, target, staging, kind);
    const kept = outputs.length - written;
    const removed = existsSync(target) ? staleFiles(target, outputs) : 0;
    if (existsSync(target)) renameSync(target, old);
    renameSync(staging, target);
    discard(old, staging);
    return { written, kept, removed };
  } catch (error) {
    remove(staging);
    recover(target, old);
    throw isRace(error) ? inUse(target) : error;
  }
}

/** Writes the new tree, or links what has not changed; tells how many files were written. */
function stage(outputs: readonly Output[], target: string, staging: string, kind: Kind): number {
  let written = 0;
  const folders = new Set(['.']);
  const marker = MARKERS[kind];
  for (const output of [{ path: marker.name, body: marker.text }, ...outputs]) {
    const folder = dirname(output.path);
    for (const each of parentsOf(folder).filter((name) => !folders.has(name))) {
      // One by one: when another build has taken the staging folder away, it must not come back with the rest in it.
      mkdirSync(join(staging, each));
      folders.add(each);
    }
    const bytes = typeof output.body === 'string' ? Buffer.from(output.body) : output.body;
    if (keep(join(target, output.path), join(staging, output.path), bytes)) continue;
    writeFileSync(join(staging, output.path), bytes);
    if (output.path !== marker.name) written++;
  }
  return written;
}

/** `a/b` as `a` and `a/b`. */
function parentsOf(folder: string): string[] {
  const names = folder.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** Finishes what a killed build began: between the two renames the old site stands aside. */
function recover(target: string, old: string) {
  if (!existsSync(old)) return;
  if (!isOurs(old)) throw new UnusableFolder(`${old} holds files that Tocsin did not make; move it away`);
  if (existsSync(target)) discard(old, mkdtempSync(old.replace(/old$/, 'new-')));
  else renameSync(old, target);
}

/** Removes what killed builds left; a build that still runs there says so. */
function removeLeftovers(start: string) {
  if (!existsSync(dirname(start))) return;
  for (const name of readdirSync(dirname(start))) {
    const path = join(dirname(start), name);
    if (name.startsWith(basename(start)) && isOurs(path)) discard(path, `${path}-gone`);
  }
}

/** Takes a site to another path and removes it there: nobody finds half of it under a name that means a whole one. */
function discard(folder: string, elsewhere: string) {
  if (!existsSync(folder)) return;
  renameSync(folder, elsewhere);
  remove(elsewhere);
}

/** A site, whole or half removed, or one that was just begun. */
function isOurs(folder: string): boolean {
  if (!lstatSync(folder).isDirectory()) return false;
  return MARKER_NAMES.some((name) => existsSync(join(folder, name))) || readdirSync(folder).length === 0;
}

/** Removes a site, its marker last: a process that is killed in between leaves what the next one knows as ours. */
function remove(folder: string) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!MARKER_NAMES.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
}

const inUse = (target: string) => new UnusableFolder(`${target} is being built by another process, too`);

/** The staging folder vanished, or the target came back, while this build was at work. */
function isRace(error: unknown): boolean {
  return ['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function assertReplaceable(target: string, kind: Kind) {
  const status = lstatSync(target, { throwIfNoEntry: false });
  if (!status) return;
  if (!status.isDirectory()) throw new UnusableFolder(`${target} is a file or a link; choose a folder with --out`);
  // Asked last, and by its path: another build may just be putting its site there.
  const names = readdirSync(target);
  const other = MARKERS[kind === 'site' ? 'preview' : 'site'].name;
  if (names.includes(other)) {
    throw new UnusableFolder(
      kind === 'site'
        ? `${target} holds a private preview, and a site that is published must not stand in its place; choose another folder with --out`
        : `${target} holds a site that is published, and a private preview must not stand in its place; choose another folder with --out`,
    );
  }
  if (readdirSync(target).length > 0 && !existsSync(join(target, MARKERS[kind].name))) {
    throw new UnusableFolder(
      `${target} holds files that Tocsin did not make; choose an empty folder with --out, or empty this one`,
    );
  }
}

/** Links the old file into the new tree when it has the same bytes. */
function keep(before: string, after: string, bytes: Uint8Array): boolean {
  try {
    if (lstatSync(before).size !== bytes.length || !readFileSync(before).equals(bytes)) return false;
    linkSync(before, after);
    return true;
  } catch {
    // No such file before, or no links on this file system: the file is written.
    return false;
  }
}

/** How many files of the old site have no successor. */
function staleFiles(target: string, outputs: readonly Output[]): number {
  const current = new Set([...MARKER_NAMES, ...outputs.map((output) => output.path)]);
  const old = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return old.filter((entry) => !current.has(relative(target, join(entry.parentPath, entry.name)).replaceAll('\\', '/')))
    .length;
}
