// A folder of patches, sub-folders included, whose names say of which advisory they are. Links are not followed.

import { byNumber } from '../lib/patches/advisory-number.ts';
import { oneLine } from '../lib/patches/one-line.ts';
import { patchFacts } from '../lib/patches/patch-facts.ts';
import { patchFileName } from '../lib/patches/patch-file-name.ts';
import type { IndexedAdvisory, IndexedPatch } from '../lib/patches/patch-index.ts';
import { MOST_PATCHES } from '../lib/patches/patch-lines.ts';
import { withSeries } from '../lib/patches/patch-series.ts';
import type { PatchSource } from '../lib/patches/patch-source.ts';
import { patchSubject } from '../lib/patches/patch-subject.ts';
import { pooled } from '../lib/pool.ts';
import type { SiteFiles } from '../lib/verify/site-files.ts';
import { UsageError } from './command.ts';

/** Larger files are no patches. */
const MOST_BYTES = 5_000_000;

/** Reads the patches of a folder; `name` is what people called it. */
export async function folderSource(files: SiteFiles, name: string, key: string | undefined): Promise<PatchSource> {
  const series = key ?? 'xsa';
  const prefix = series.toUpperCase();
  const paths = new Map<string, string>();
  const patches = new Map<string, IndexedPatch[]>();
  const named = (files.paths ?? []).flatMap((path) => {
    const number = path.length > 1000 ? undefined : patchFileName(oneLine(path), series)?.number;
    return number === undefined ? [] : [{ path, number }];
  });
  // Bytes are read again when somebody asks for them: thousands of patches are not kept.
  const all = await pooled(named, files.parallel, async ({ path, number }) => {
    return { path, number, patch: indexed(await readPatch(files, path, name)) };
  });
  for (const { path, number, patch } of all) {
    if (patch.sha256 !== undefined) paths.set(patch.sha256, path);
    const known = patches.get(number) ?? [];
    if (known.length === MOST_PATCHES)
      throw new UsageError(`${name} has more than ${MOST_PATCHES} patches of ${prefix}-${number}`);
    const own = besideAdvisory(path, `${prefix}-${number}`, series);
    known.push({ ...patch, file: oneLine(known.some(({ file }) => file === own) ? path : own) });
    patches.set(number, known);
  }
  if (patches.size === 0)
    throw new UsageError(`${name} is no root, no built site, and has no patches with names such as ${series}1.patch`);
  const advisories = [...patches].map(
    ([number, own]): IndexedAdvisory => ({
      id: `${prefix}-${number}`,
      number,
      withdrawn: false,
      coverage: [],
      patches: [...withSeries(own, prefix)],
    }),
  );
  advisories.sort((a, b) => byNumber(a.number, b.number));
  return {
    kind: 'folder',
    name,
    index: { series, prefix, releases: [], advisories },
    bytesOf: async ({ file, sha256 = '' }) => {
      const path = paths.get(sha256);
      const read = path === undefined ? undefined : await readPatch(files, path, name);
      if (read && read.sha256 !== sha256) throw new UsageError(`${file} in ${name} has changed meanwhile`);
      return read?.bytes;
    },
    unnamed: [],
  };
}

type Read = { readonly sha256: string; readonly bytes: Uint8Array };

async function readPatch(files: SiteFiles, path: string, name: string): Promise<Read> {
  const loaded = await files.load(path);
  if (loaded.kind === 'file' && loaded.bytes && loaded.size <= MOST_BYTES) return { ...loaded, bytes: loaded.bytes };
  const why = loaded.kind === 'failed' ? loaded.reason : loaded.kind === 'file' ? 'it is too large' : 'it is gone';
  throw new UsageError(`${path} in ${name} is no patch: ${why}`);
}

/** In a folder of advisories each has its own, `XSA-44/xsa44.patch`; an index has what follows. */
function besideAdvisory(path: string, id: string, series: string): string {
  const names = path.split('/');
  const own = names.findLastIndex((each) => each.toUpperCase() === id);
  const rest = own === -1 ? path : names.slice(own + 1).join('/');
  return patchFileName(oneLine(rest), series) ? rest : path;
}

function indexed({ sha256, bytes }: Read): Omit<IndexedPatch, 'file'> {
  const subject = patchSubject(bytes);
  const { patchId, paths } = patchFacts(bytes);
  return {
    sha256,
    size: bytes.length,
    ...(subject !== undefined && { subject: oneLine(subject) }),
    ...(patchId !== undefined && { patch_id: patchId }),
    paths: paths.map(oneLine),
    releases: [],
    fixes: {},
  };
}
