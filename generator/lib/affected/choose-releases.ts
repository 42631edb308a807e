// Which releases a list is about: those that somebody names, else what the list itself lets guess. A guess is said.

import type { AdvisoryIndex, IndexedRelease } from './advisory-index.ts';
import type { PackageList, ReleaseHint } from './installed.ts';

/** The releases of distributions, and how they are known; products have theirs in the version of the package. */
export type ChosenReleases = {
  readonly releases: readonly IndexedRelease[];
  readonly by: 'asked' | ReleaseHint['from'] | 'versions' | 'nobody';
};

/** The releases with these ids, else those that the list hints at. */
export function chooseReleases(index: AdvisoryIndex, list: PackageList, asked: readonly string[] = []): ChosenReleases {
  if (asked.length > 0) return { releases: index.releases.filter(({ id }) => asked.includes(id)), by: 'asked' };
  const distributions = index.releases.filter(({ product }) => product === undefined);
  for (const from of ['os-release', 'purl'] as const) {
    const words = new Set(list.hints.filter((hint) => hint.from === from).map(({ word }) => word));
    const releases = distributions.filter((release) => namesOf(release).some((name) => words.has(name)));
    if (releases.length > 0) return { releases, by: from };
  }
  const guessed = guessedFrom(list, distributions);
  return guessed.length > 0 ? { releases: guessed, by: 'versions' } : { releases: [], by: 'nobody' };
}

const namesOf = ({ id, number, codename }: IndexedRelease): readonly string[] => [
  id,
  ...(number === undefined ? [] : [number]),
  ...(codename === undefined ? [] : [codename]),
];

/** `1.2-3+deb12u1` and `1.2-3ubuntu0.22.04.1` name a release; the one that most versions name is taken. */
function guessedFrom({ packages }: PackageList, distributions: readonly IndexedRelease[]): readonly IndexedRelease[] {
  const counts = new Map<string, number>();
  for (const { version } of packages) {
    const [, number] =
      /[+~][a-z]{2,12}(\d{1,3})u\d/.exec(version) ?? /[a-z~.]\d?\.?(\d\d\.\d\d)(?:\.\d{1,5})?$/.exec(version) ?? [];
    if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  // After a move from one release to the next some packages of the older one are left.
  const named = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? 1 : -1));
  for (const [number] of named) {
    const releases = distributions.filter((release) => release.number === number || release.id === number);
    if (releases.length > 0) return releases;
  }
  return [];
}
