// What a release changes: the files that move, and everything that a build makes of them. All of it is known before
// anything is written.

import { type Built, build, hasErrors } from '../build.ts';
import { printable } from '../lib/decode/decode.ts';
import { EditError } from '../lib/edit/front-matter-edit.ts';
import { releasedText } from '../lib/embargo/release-edit.ts';
import type { Journal } from '../lib/embargo/release-journal.ts';
import { order } from '../lib/order.ts';
import { readKeys } from '../lib/pgp/read-keys.ts';
import { unifiedDiff } from '../lib/revisions/text-difference.ts';
import { asPrivate, list, parse } from '../read.ts';
import type { ThemeAssets } from '../render.ts';
import type { Advisory, InputFile, Instant, Message, Output, Sources } from '../types.ts';
import type { Terminal } from './command.ts';
import { Refusal } from './refusal.ts';
import { type Roots, sumOf } from './release-files.ts';
import { signedBuild } from './signed-build.ts';

/** A release that can be made, or what speaks against it. */
export type Plan = {
  readonly journal: Journal;
  readonly text: string;
  readonly built: Built;
  readonly messages: readonly Message[];
};

/** The plan for an advisory of the private root that becomes public at `date`. Throws `Refusal`. */
export async function planOf(
  terminal: Terminal,
  roots: Roots,
  theme: ThemeAssets,
  advisory: Advisory,
  { date, now }: { readonly date: Instant; readonly now: Instant },
): Promise<Plan> {
  const [open, inside] = [list(roots.root), list(roots.folder)];
  const { path } = advisory.document;
  const isMoved = (file: InputFile): boolean =>
    file.path === path ||
    file.path === path.replace(/md$/, 'txt.asc') ||
    file.path.startsWith(path.replace(/\.md$/, '/'));
  const moving = inside.filter(isMoved).map(readable);
  const own = moving.find((file) => file.path === path);
  if (!own) throw new Refusal(`\`${path}\` is no longer in the private root`, 'Run the command again');
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(own.bytes);
  const after = edited(before, advisory, date);
  const moved = moving.map((file) => (file === own ? { path, bytes: Buffer.from(after) } : file));
  const rest = inside.filter((file) => !isMoved(file));
  const sources = await sourcesOf([...open, ...moved], rest, roots);
  // A plan that is made before the time shows what will be; everything that time alone brings is in both builds.
  const then = now > date ? now : date;
  const { built, messages } = await signedBuild(terminal, sources, then, theme);
  const old = hasErrors(messages) ? built : await builtBefore(open, inside, roots, theme, then);
  const journal: Journal = {
    id: advisory.id,
    date,
    files: [...moving.filter((file) => file !== own), own].map((file) => {
      const sum = sumOf(file.bytes);
      return { path: file.path, before: sum, after: file === own ? sumOf(Buffer.from(after)) : sum };
    }),
    text: after,
  };
  return { journal, built, messages, text: planText(journal, before, old, built) };
}

function readable(file: InputFile): { readonly path: string; readonly bytes: Uint8Array } {
  if ('problem' in file) throw new Refusal(file.problem.text, file.problem.hint);
  return file;
}

function edited(text: string, advisory: Advisory, date: Instant): string {
  try {
    return releasedText(text, advisory, date);
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    throw new Refusal(`\`${advisory.document.path}\` cannot be edited: ${error.message}`, 'Correct its front matter');
  }
}

async function sourcesOf(open: readonly InputFile[], inside: readonly InputFile[], roots: Roots): Promise<Sources> {
  return { ...(await readKeys(parse(open))), private: asPrivate(parse(inside), roots.folder) };
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

/** The plan for people, the same on each run. */
function planText({ id, date, files, text }: Journal, before: string, old: Built, next: Built): string {
  const path = files.at(-1)?.path ?? '';
  const changes = changesOf(old.outputs, next.outputs);
  const isPage = ({ output }: OutputChange) => output.type === 'text/html';
  const isFeed = ({ output }: OutputChange) => /atom|rss|feed/.test(output.type);
  const known = new Set(old.model?.changes.map(({ tag }) => tag));
  const entries = (next.model?.changes ?? []).filter(({ tag }) => !known.has(tag));
  const locked = new Set(old.lock.added);
  const urls = next.lock.added.filter((each) => !locked.has(each));
  const shown = (chosen: readonly OutputChange[]) => chosen.map(({ word, output }) => `${word} /${output.path}`);
  return [
    `Release of ${id}, public since ${date}\n`,
    part(
      'Files that move to the public root',
      files.map((file) => file.path),
    ),
    unifiedDiff(before, text, { before: path, after: path }).split('\n').map(printable).join('\n'),
    part('Pages', shown(changes.filter(isPage))),
    part('Feeds', shown(changes.filter(isFeed))),
    part('Texts and data', shown(changes.filter((each) => !isPage(each) && !isFeed(each)))),
    part(
      'Feed entries',
      entries.map(({ tag }) => tag),
    ),
    part('New in urls.lock', urls),
  ].join('');
}

type OutputChange = { readonly word: 'new' | 'changed' | 'gone'; readonly output: Output };

function changesOf(before: readonly Output[], after: readonly Output[]): readonly OutputChange[] {
  const old = new Map(before.map((output) => [output.path, output]));
  const names = new Set(after.map((output) => output.path));
  const found = after.flatMap((output): OutputChange[] => {
    const own = old.get(output.path);
    if (!own) return [{ word: 'new', output }];
    return Buffer.from(own.body).equals(Buffer.from(output.body)) ? [] : [{ word: 'changed', output }];
  });
  const gone = before.filter(({ path }) => !names.has(path)).map((output): OutputChange => ({ word: 'gone', output }));
  return [...found, ...gone].sort((a, b) => order(a.output.path, b.output.path));
}

const part = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}:\n${lines.map((line) => `  ${printable(line)}\n`).join('')}`;
