// Versions of source packages. Today's notices link each one; classic ones list their files. Neither says to which release
// a version belongs, so it is looked for among the binary packages.

import type { VersionList } from './usn-versions.ts';

export type SourceVersion = { readonly name: string; readonly version: string };

/** Name -> version by the name of the release. */
export type Sources = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Puts linked sources to the releases; links stand in the order of the releases. */
export function sourcesByRelease(links: readonly SourceVersion[], lists: readonly VersionList[]): Sources {
  const found = new Map<string, Map<string, string>>();
  let current = 0;
  for (const { name, version } of links) {
    const same = lists.filter((list) => list.packages.some((each) => each.version === version));
    const numbered = lists.filter((list) => numbersIn(list.release).some((number) => version.includes(number)));
    const likely = same.length > 0 ? same : numbered;
    const [first] = likely;
    if (first) current = lists.indexOf(first);
    // The second version of a package is that of the next release.
    else if (found.get(lists[current]?.release ?? '')?.has(name)) current++;
    for (const { release } of first ? likely : lists.slice(current, current + 1)) {
      const own = found.get(release) ?? new Map<string, string>();
      if (!own.has(name)) found.set(release, own.set(name, version));
    }
  }
  return new Map([...found].map(([release, sources]) => [release, Object.fromEntries(sources)]));
}

const numbersIn = (text: string): readonly string[] => text.match(/\d{1,9}\.\d{1,9}/g) ?? [];

/** Sources by their description files (`name_version.dsc`), below lines that name a release where there are several. */
export function sourceFiles(
  lines: readonly string[],
  releases: readonly string[],
  lists: readonly VersionList[],
): Sources {
  const found = new Map<string, Record<string, string>>();
  let release = releases.length === 1 ? releases[0] : undefined;
  for (const line of lines) {
    if (/^\S/.test(line) && line.length < 200) release = releases.find((name) => line.includes(name)) ?? release;
    const file = line.length < 2000 && line.trimEnd().endsWith('.dsc') ? line.trimEnd().split('/').at(-1) : undefined;
    const [, name, version] = /^([^_\s]+)_([^_\s]+)\.dsc$/.exec(file ?? '') ?? [];
    if (name === undefined || version === undefined || release === undefined) continue;
    found.set(release, { ...found.get(release), [name]: withEpoch(version, release, lists) });
  }
  return found;
}

/** Names of files leave the epoch out; a binary package of the same version has it. */
function withEpoch(version: string, release: string, lists: readonly VersionList[]): string {
  const packages = lists.find((list) => list.release === release)?.packages ?? [];
  const versions = packages.map((each) => each.version);
  if (versions.includes(version)) return version;
  return versions.find((each) => each.replace(/^\d+:/, '') === version) ?? version;
}
