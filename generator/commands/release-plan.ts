// What a release changes: the files that move, and everything that a build makes of them. All of it is known before
// anything is written.

import { type Built, build, hasErrors } from '../build.ts';
import { EditError } from '../lib/edit/front-matter-edit.ts';
import { releasedText } from '../lib/embargo/release-edit.ts';
import type { Journal, MovedFile } from '../lib/embargo/release-journal.ts';
import { namedPatches } from '../lib/patches/patch-names.ts';
import { readKeys } from '../lib/pgp/read-keys.ts';
import { archivedName } from '../lib/revisions/archived.ts';
import { asPrivate, list, parse, parseRoot } from '../read.ts';
import type { ThemeAssets } from '../render.ts';
import type { Advisory, InputFile, Instant, Message, Sources } from '../types.ts';
import type { Terminal } from './command.ts';
import { Refusal } from './refusal.ts';
import { type Roots, sumOf } from './release-files.ts';
import type { Move, ReadFile, Released } from './release-move.ts';
import { planText } from './release-text.ts';
import { signedBuild } from './signed-build.ts';

/** A release that can be made, or what speaks against it. */
export type Plan = {
  readonly journal: Journal;
  readonly text: string;
  readonly built: Built;
  readonly messages: readonly Message[];
};

/** The plan for advisories of the private root that become public together. Throws `Refusal`. */
export async function planOf(
  terminal: Terminal,
  roots: Roots,
  theme: ThemeAssets,
  released: readonly Released[],
  { isPosted, now }: { readonly isPosted: boolean; readonly now: Instant },
): Promise<Plan> {
  const [open, inside] = [list(roots.root), list(roots.folder)];
  const moves = released.map((each) => moveOf(each, inside, isPosted));
  const gone = new Set(moves.flatMap(({ files }) => files.map(({ path }) => path)));
  const rest = inside.filter(({ path }) => !gone.has(path));
  const sources = await sourcesOf([...open, ...moves.flatMap(publicFiles)], rest, roots);
  // A plan that is made before the time shows what will be; everything that time alone brings is in both builds.
  const then = released.reduce((latest, { date }) => (date > latest ? date : latest), now);
  const { built, messages } = await signedBuild(terminal, sources, then, theme);
  const old = hasErrors(messages) ? built : await builtBefore(open, inside, roots, theme, then);
  return { journal: journalFor(moves), built, messages, text: planText(moves, { old, next: built, isPosted }) };
}

function moveOf({ advisory, date }: Released, inside: readonly InputFile[], isPosted: boolean): Move {
  const { path } = advisory.document;
  const folder = path.replace(/\.md$/, '/');
  const named = new Set([...namedPatches(advisory)].map(({ file }) => file));
  const isOwn = (file: InputFile): boolean => {
    if (file.path === path || file.path === path.replace(/md$/, 'txt.asc')) return true;
    const name = file.path.slice(folder.length);
    return file.path.startsWith(folder) && (named.has(name) || archivedName(name) !== undefined);
  };
  const files = inside.filter(isOwn).map(readable);
  const own = files.find((file) => file.path === path);
  if (!own) throw new Refusal(`\`${path}\` is no longer in the private root`, 'Run the command again');
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(own.bytes);
  const left = inside.filter((file) => file.path.startsWith(folder) && !isOwn(file)).map((file) => file.path);
  return { advisory, date, files, before, after: edited(before, advisory, date, isPosted), left };
}

function readable(file: InputFile): ReadFile {
  if ('problem' in file) throw new Refusal(file.problem.text, file.problem.hint);
  return file;
}

function edited(text: string, advisory: Advisory, date: Instant, isPosted: boolean): string {
  try {
    return releasedText(text, advisory, date, isPosted);
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    throw new Refusal(`\`${advisory.document.path}\` cannot be edited: ${error.message}`, 'Correct its front matter');
  }
}

const publicFiles = ({ files, advisory, after }: Move): readonly ReadFile[] =>
  files.map((file) => (file.path === advisory.document.path ? { path: file.path, bytes: Buffer.from(after) } : file));

function journalFor(moves: readonly Move[]): Journal {
  const moved = moves.flatMap(({ advisory, files, after }) =>
    files.map(({ path, bytes }): MovedFile => {
      const sum = sumOf(bytes);
      const isText = path === advisory.document.path;
      return { path, before: sum, ...(isText ? { after: sumOf(Buffer.from(after)), text: after } : { after: sum }) };
    }),
  );
  const isText = ({ text }: MovedFile): boolean => text !== undefined;
  return {
    advisories: moves.map(({ advisory, date }) => ({ id: advisory.id, date })),
    files: [...moved.filter((file) => !isText(file)), ...moved.filter(isText)],
  };
}

async function sourcesOf(open: readonly InputFile[], inside: readonly InputFile[], roots: Roots): Promise<Sources> {
  return { ...(await readKeys(parseRoot(open, roots.root))), private: asPrivate(parse(inside), roots.folder) };
}

/** The site without the release; the public root alone where the private one has a fault that the release takes away. */
async function builtBefore(
  open: readonly InputFile[],
  inside: readonly InputFile[],
  roots: Roots,
  theme: ThemeAssets,
  now: Instant,
): Promise<Built> {
  const { private: secret, ...sources } = await sourcesOf(open, inside, roots);
  const built = build({ ...sources, ...(secret && { private: secret }) }, now, theme);
  return hasErrors(built.messages) ? build(sources, now, theme) : built;
}
