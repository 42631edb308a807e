// How long what is installed still has support: its releases, and packages that have less support than their release.

import type { Day } from '../../types.ts';
import { covers } from '../support/package-names.ts';
import type { AdvisoryIndex, IndexedRelease, IndexedSupport } from './advisory-index.ts';
import type { Installed } from './installed.ts';

/** A release at a day; `unknown` where no day is stated. */
export type SupportOfRelease = {
  readonly release: IndexedRelease;
  readonly state: 'full' | 'security' | 'ended' | 'unknown';
  /** The last day of that state, or the day on which the last support ended. */
  readonly until?: Day;
};

/** A package of the list that has less support than its release. */
export type SupportOfPackage = { readonly name: string; readonly said: IndexedSupport; readonly hasEnded: boolean };

/** Each release once, in the order given. */
export function supportOfReleases(releases: readonly IndexedRelease[], today: Day): readonly SupportOfRelease[] {
  return [...new Map(releases.map((release) => [release.id, release])).values()].map((release) => {
    const { supportedUntil, securityUntil } = release;
    if (supportedUntil !== undefined && today <= supportedUntil)
      return { release, state: 'full', until: supportedUntil };
    const last = securityUntil ?? supportedUntil;
    if (last === undefined) return { release, state: 'unknown' };
    return { release, state: today <= last ? 'security' : 'ended', until: last };
  });
}

/** The packages of the list, by source where it is known, that their release supports with limits or no more. */
export function supportOfList(
  index: AdvisoryIndex,
  packages: readonly Installed[],
  releases: readonly IndexedRelease[],
  today: Day,
): readonly SupportOfPackage[] {
  const names = [...new Set(packages.map(({ name, source }) => source?.name ?? name))];
  return releases.flatMap((release) => {
    const entries = index.support.filter((entry) => entry.release === release.id);
    if (entries.length === 0) return [];
    return names.flatMap((name): SupportOfPackage[] => {
      // The first is the most exact one.
      const said = entries.find((entry) => covers(entry.name, name));
      if (!said || said.kind === 'supported') return [];
      return [{ name, said, hasEnded: said.kind === 'ended' && said.date !== undefined && said.date <= today }];
    });
  });
}
