// The patches of a root: those of its public advisories, as its site would publish them at that time.

import { check } from '../check.ts';
import { isPublic } from '../lib/is-public.ts';
import { hasPatchIndex, indexOfModel } from '../lib/patches/index-of-model.ts';
import { filesOf, namedPatches } from '../lib/patches/patch-names.ts';
import type { PatchSource, PatchSourceOptions } from '../lib/patches/patch-source.ts';
import { archivedName } from '../lib/revisions/archived.ts';
import { model } from '../model.ts';
import type { Advisory, Message, SeriesView, Sources } from '../types.ts';
import { UsageError } from './command.ts';
import { readRootWithKeys } from './read-root.ts';

/** Reads the root at a path; `name` is what people called it. */
export async function rootSource(
  path: string,
  name: string,
  { series, now }: PatchSourceOptions,
): Promise<PatchSource> {
  const sources = await readRootWithKeys(path);
  const { content, messages } = check(sources, now);
  if (!content) throw new UsageError(`the configuration of ${name} has a fault; run \`tocsin check\``);
  const built = model(content, now);
  const view = viewOf(built.series, series, name);
  assertReadable(messages, view, name);
  const bytes = new Map(view.advisories.flatMap(({ patches }) => patches.map((each) => [each.sha256, each.bytes])));
  const advisories = content.advisories.filter((each) => each.series === view.series.id && isPublic(each, now));
  return {
    kind: 'root',
    name,
    index: indexOfModel(built, view),
    bytesOf: async ({ sha256 = '' }) => bytes.get(sha256),
    unnamed: unnamedFiles(sources, advisories),
  };
}

function viewOf(views: readonly SeriesView[], key: string | undefined, name: string): SeriesView {
  const own = views.filter(hasPatchIndex);
  const [view, ...others] = key === undefined ? own : own.filter(({ series }) => series.id === key);
  const keys = own.map(({ series }) => series.id).join(', ');
  if (!view) {
    if (key === undefined || own.length === 0) throw new UsageError(`${name} has no series with patches`);
    throw new UsageError(`${name} has no series ${key} with patches; --series takes ${keys}`);
  }
  if (others.length > 0) throw new UsageError(`${name} has several series with patches; say --series, one of ${keys}`);
  return view;
}

/** An advisory that cannot be read would be silently missing. */
function assertReadable(messages: readonly Message[], { series }: SeriesView, name: string): void {
  const folder = `content/${series.id}/`;
  const [first, ...more] = messages.filter(({ level, place }) => level === 'error' && place.file.startsWith(folder));
  if (!first) return;
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  throw new UsageError(
    `${name} has an error in ${first.place.file}:${first.place.line} (${first.rule})${others}; run \`tocsin check\``,
  );
}

/** Files that somebody put beside an advisory, and that its site does not have. */
function* unnamed(sources: Sources, advisories: readonly Advisory[]): Generator<{ id: string; file: string }> {
  const files = filesOf(sources);
  for (const advisory of advisories) {
    const named = new Set([...namedPatches(advisory)].map(({ file }) => file));
    for (const file of files.get(`content/${advisory.series}/${advisory.id}`) ?? [])
      if (!named.has(file) && !file.startsWith('.') && !archivedName(file)) yield { id: advisory.id, file };
  }
}

const unnamedFiles = (sources: Sources, advisories: readonly Advisory[]) => [...unnamed(sources, advisories)];
