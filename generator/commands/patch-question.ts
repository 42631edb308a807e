// What `patches check` and `patches record` are asked: the repository, its branches and the index, from options and,
// where these say nothing, from `trees` in the configuration.

import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { nearest } from '../lib/decode/decode.ts';
import { instant } from '../lib/decode/fields.ts';
import type { PatchIndex } from '../lib/patches/patch-index.ts';
import { type Period, selected, undatedOf } from '../lib/patches/selection.ts';
import type { Tree } from '../types.ts';
import { type Lists, type Options, UsageError } from './command.ts';
import { readConfiguration } from './read-configuration.ts';

/** Where to look, without the index. */
export type Place = {
  readonly folder: string;
  /** As they were asked for, patterns among them. */
  readonly refs: readonly string[];
  readonly source: string;
  readonly series: string | undefined;
  readonly mainline: string | undefined;
  /** Ref -> release, where its name does not say it. */
  readonly releases: ReadonlyMap<string, string>;
  /** Those of `--release` alone. */
  readonly stated: ReadonlyMap<string, string>;
  /** The tree of the configuration that is meant, if one is. */
  readonly configured: Tree | undefined;
};

/** Options that both verbs have. */
export const TREE_OPTIONS = [
  {
    flags: '--tree <repository>',
    about: 'folder of a git repository; default: `git` of the tree in the configuration',
  },
  {
    flags: '--ref <ref>',
    about: 'branch, tag or pattern such as "stable-*"; may be given several times',
    isList: true,
  },
  { flags: '--series <key>', about: 'series of the advisories, where there are several: xsa' },
  { flags: '--name <tree>', about: 'name of the tree in the advisories, and key of its entry in the configuration' },
  { flags: '--mainline <ref>', about: 'line of development (default: origin/HEAD, master, main …)' },
  {
    flags: '--release <ref=id>',
    about: 'release of a branch whose name does not say it; may be repeated',
    isList: true,
  },
] as const;

/** Completes the options. Throws `UsageError` for what neither they nor the configuration say. */
export function placeOf(options: Options, lists: Lists): Place {
  const root = options['root'] ?? '.';
  const hasRoot = existsSync(join(root, 'content/site.yaml'));
  const asked = lists['ref'] ?? [];
  const isWhole = options['tree'] !== undefined && asked.length > 0 && options['index'] !== undefined;
  const configured = hasRoot && !isWhole ? configuredTree(root, options) : undefined;
  const git = configured?.git === undefined ? undefined : join(root, configured.git);
  const folder = options['tree'] ?? git;
  if (folder === undefined) throw new UsageError('--tree is missing: name the folder of a git repository');
  const refs = asked.length > 0 ? asked : (configured?.refs.map(({ name }) => name) ?? []);
  if (refs.length === 0)
    throw new UsageError('--ref is missing: name a branch or tag, or a pattern such as "stable-*"');
  const source = options['index'] ?? (hasRoot ? root : undefined);
  if (source === undefined)
    throw new UsageError('--index is missing: name a root, a folder of patches, or the address of a published site');
  const known = configured?.refs.flatMap(({ name, release }) =>
    release === undefined ? [] : [[name, release] as const],
  );
  const stated = new Map((lists['release'] ?? []).map(releaseOf));
  return {
    folder: resolve(folder),
    refs,
    source,
    series: options['series'] ?? configured?.series,
    mainline: options['mainline'] ?? configured?.mainline,
    releases: new Map([...(known ?? []), ...stated]),
    stated,
    configured,
  };
}

/** The one that is named, or the only one of the series. */
function configuredTree(root: string, options: Options): Tree | undefined {
  const { trees } = readConfiguration(root).site;
  const [name, series] = [options['name'], options['series']];
  if (name !== undefined) return trees.find(({ id }) => id === name);
  const own = trees.filter((tree) => series === undefined || tree.series === series);
  if (own.length > 1 && options['tree'] === undefined)
    throw new UsageError(`--name is missing: the configuration has the trees ${own.map(({ id }) => id).join(', ')}`);
  return own.length === 1 ? own[0] : undefined;
}

function releaseOf(written: string): readonly [ref: string, id: string] {
  const at = written.lastIndexOf('=');
  if (at <= 0 || at === written.length - 1)
    throw new UsageError(`--release takes a branch and its release such as staging=4.22; found ${written}`);
  return [written.slice(0, at), written.slice(at + 1)];
}

/** What `--release` names has to be there. Throws `UsageError`. */
export function assertKnown({ stated }: Place, refs: readonly string[], index: PatchIndex): void {
  const ids = index.releases.map((release) => release.id);
  for (const [ref, id] of stated) {
    if (ids.length > 0 && !ids.includes(id)) throw new UsageError(`--release ${ref}=${id}: ${unknown(id, ids)}`);
    if (!refs.includes(ref))
      throw new UsageError(`--release names ${ref}, which is none of the branches that are checked`);
  }
}

/** The name of the tree, by which patches of other trees are told apart. Throws `UsageError` for an unknown one. */
export function treeName({ folder, configured }: Place, options: Options, index: PatchIndex): string | undefined {
  const names = [
    ...new Set(index.advisories.flatMap(({ patches }) => patches.flatMap(({ tree }) => tree ?? []))),
  ].sort();
  const given = options['name'] ?? configured?.id;
  if (given !== undefined) {
    if (names.length > 0 && !names.includes(given)) throw new UsageError(`--name ${given}: ${unknown(given, names)}`);
    return given;
  }
  if (names.length === 1) return names[0];
  const own = basename(folder) === '.git' ? basename(resolve(folder, '..')) : basename(folder).replace(/\.git$/, '');
  return names.includes(own) ? own : undefined;
}

const unknown = (word: string, known: readonly string[]): string => {
  const near = nearest(word, known);
  return `the index has no ${word}${near === undefined ? `; it has ${known.slice(0, 20).join(', ')}` : `, did you mean ${near}?`}`;
};

/** The advisories of the period that `--since` and `--until` name. */
export function inPeriod(index: PatchIndex, options: Options): PatchIndex {
  const period: Period = { since: bound(options, 'since'), until: bound(options, 'until') };
  if (period.since === undefined && period.until === undefined) return index;
  const undated = undatedOf(index);
  if (undated !== undefined)
    throw new UsageError(
      `--since and --until need dates, and the index has none for ${undated}; name a root or a site`,
    );
  return selected(index, period);
}

/** A day stays a day, since it covers all of its hours. */
function bound(options: Options, name: 'since' | 'until'): string | undefined {
  const written = options[name];
  if (written === undefined) return undefined;
  const decoded = instant.safeParse(written);
  if (!decoded.success)
    throw new UsageError(`--${name} takes a day such as 2026-11-21, or a time with its offset; found ${written}`);
  return /^\d{4}-\d\d-\d\d$/.test(written.trim()) ? written.trim() : decoded.data;
}
