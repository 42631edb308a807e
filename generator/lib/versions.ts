// Version order in one place: which comparison belongs to which `VersionOrder`.

import type { VersionOrder } from '../types.ts';
import { compareDotted } from './versions/dotted.ts';
import { compareDpkg } from './versions/dpkg.ts';
import { comparePacman } from './versions/pacman.ts';

/** Negative when `a` is the earlier version, positive when it is the later one, 0 when neither is. */
export function compareVersions(order: VersionOrder, a: string, b: string): number {
  return COMPARE[order](a, b);
}

const COMPARE: Readonly<Record<VersionOrder, (a: string, b: string) => number>> = {
  dotted: compareDotted,
  dpkg: compareDpkg,
  pacman: comparePacman,
};
