// What a notice says about its releases, as front matter: source packages with their versions and binary packages.

import type { NamedRelease } from './usn-releases.ts';
import type { ListedPackage } from './usn-versions.ts';

/** Source packages with their versions, as far as they are known. */
type SourceVersions = Readonly<Record<string, string>>;

type Binaries = Readonly<Record<string, string | Pick<ListedPackage, 'version' | 'note'>>>;

/** What was found about a release. */
export type Found = {
  readonly release: NamedRelease;
  readonly sources: SourceVersions | undefined;
  readonly packages: readonly ListedPackage[];
};

/** The field `releases`; `names` are the packages of the notice. Releases of one id are one. */
export function releasesField(found: readonly Found[], names: readonly string[]): Readonly<Record<string, object>> {
  const ids = [...new Set(found.map(({ release }) => release.id))];
  return Object.fromEntries(
    ids.map((id) => {
      const own = found.filter(({ release }) => release.id === id);
      const sources = own.map((each) => each.sources).filter((each) => each !== undefined);
      const all = sources.length === 0 ? undefined : Object.assign({}, ...sources);
      return [
        id,
        answerOf(
          all,
          own.flatMap((each) => each.packages),
          names,
        ),
      ];
    }),
  );
}

/** What has a version for none of its packages is affected. */
function answerOf(
  sources: SourceVersions | undefined,
  packages: readonly ListedPackage[],
  names: readonly string[],
): object {
  if (sources === undefined && packages.length === 0) return { status: 'affected' };
  const [only, ...others] = sources === undefined ? names : Object.keys(sources);
  if (only !== undefined && others.length === 0) return { [only]: sourceOf(sources?.[only], packages) };
  if (sources === undefined) return { binaries: binariesOf(packages) };
  const groups = Object.entries(sources).map(([name, version]) => ({ name, version, own: madeBy(version, packages) }));
  const listed = groups.flatMap(({ own }) => own);
  // Where versions do not tell the sources of all packages apart, or the order would be lost, nobody is guessed.
  const isTold = listed.length === packages.length && listed.every((each, index) => each === packages[index]);
  if (isTold && groups.every(({ own }) => own.length > 0 || packages.length === 0))
    return Object.fromEntries(groups.map(({ name, version, own }) => [name, sourceOf(version, own)]));
  return {
    ...Object.fromEntries(groups.map(({ name, version }) => [name, { version }])),
    binaries: binariesOf(packages),
  };
}

const madeBy = (version: string, packages: readonly ListedPackage[]): readonly ListedPackage[] =>
  packages.filter((each) => each.version === version);

function sourceOf(version: string | undefined, packages: readonly ListedPackage[]): object {
  return {
    ...(version !== undefined && { version }),
    ...(packages.length > 0 && { binaries: binariesOf(packages) }),
  };
}

function binariesOf(packages: readonly ListedPackage[]): Binaries {
  return Object.fromEntries(
    packages.map(({ name, version, note }) => [name, note === undefined ? version : { version, note }]),
  );
}
