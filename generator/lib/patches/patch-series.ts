// Which patches belong together: those whose names differ in their position alone (`xsa44/0001-…`, `xsa44/0002-…`).

import { order } from '../order.ts';
import { patchFileName } from './patch-file-name.ts';
import type { IndexedPatch } from './patch-index.ts';

/** The patches of an advisory in their order, each with its place in its series; those that stand alone have none. */
export function withSeries<P extends Pick<IndexedPatch, 'file'>>(
  patches: readonly P[],
  prefix: string,
): readonly (P & Pick<IndexedPatch, 'series'>)[] {
  const sorted = [...patches].sort((a, b) => order(a.file, b.file));
  const groups = new Map<string, P[]>();
  for (const patch of sorted) {
    const name = patchFileName(patch.file, prefix);
    if (name?.position === undefined) continue;
    groups.set(name.series, [...(groups.get(name.series) ?? []), patch]);
  }
  const places = new Map<P, IndexedPatch['series']>();
  for (const [name, members] of groups) {
    const position = (patch: P) => patchFileName(patch.file, prefix)?.position ?? 0;
    const ordered = [...members].sort((a, b) => position(a) - position(b) || order(a.file, b.file));
    if (ordered.length > 1)
      for (const [index, patch] of ordered.entries())
        places.set(patch, { name, position: index + 1, of: ordered.length });
  }
  return sorted.map((patch) => {
    const series = places.get(patch);
    return series ? { ...patch, series } : patch;
  });
}
