// Version order in one place: which comparison belongs to which `VersionOrder`.

import type { VersionOrder } from '../../types.ts';
import { compareApk } from './apk.ts';
import { compareDotted } from './dotted.ts';
import { compareDpkg } from './dpkg.ts';
import { comparePacman } from './pacman.ts';
import { compareRpm } from './rpm.ts';
import { compareSemver } from './semver.ts';

/** Negative when `a` is the earlier version, positive when it is the later one, 0 when neither is. */
export function compareVersions(order: VersionOrder, a: string, b: string): number {
  return COMPARE[order](a, b);
}

/** The place of each version in the order, from 0; equal versions share one. */
export function rankVersions(order: VersionOrder, versions: Iterable<string>): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  let [rank, last]: [number, string | undefined] = [-1, undefined];
  // First by code unit, so that the order of the input leaves no trace in the result.
  for (const version of [...new Set(versions)].sort().sort((a, b) => compareVersions(order, a, b))) {
    if (last === undefined || compareVersions(order, last, version) !== 0) [rank, last] = [rank + 1, version];
    ranks.set(version, rank);
  }
  return ranks;
}

const COMPARE: Readonly<Record<VersionOrder, (a: string, b: string) => number>> = {
  dotted: compareDotted,
  dpkg: compareDpkg,
  pacman: comparePacman,
  rpm: compareRpm,
  apk: compareApk,
  semver: compareSemver,
};
