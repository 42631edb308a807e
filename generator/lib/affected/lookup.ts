// The index by name, so that a list of any length takes one look for each of its packages. Names are keys of maps, never
// of objects: a package may be called `__proto__`.

import type { VersionOrder } from '../../types.ts';
import type { AdvisoryIndex, IndexedAdvisory, IndexedRelease } from './advisory-index.ts';

/** An advisory with all that belongs to its series. */
export type Known = {
  readonly advisory: IndexedAdvisory;
  readonly order: VersionOrder;
  /** Of its series. */
  readonly releases: readonly IndexedRelease[];
};

export type Lookup = {
  readonly byPackage: ReadonlyMap<string, readonly Known[]>;
  readonly byBinary: ReadonlyMap<string, readonly Known[]>;
  /** The version orders of all series. */
  readonly orders: ReadonlySet<VersionOrder>;
  /** True where advisories about packages of dpkg name source packages alone. */
  readonly hasSources: boolean;
};

/** Makes the lookup of an index. */
export function lookupOf(index: AdvisoryIndex): Lookup {
  const [byPackage, byBinary] = [new Map<string, Known[]>(), new Map<string, Known[]>()];
  const series = new Map(
    index.series.map(({ id, versions }) => [
      id,
      { order: versions, releases: index.releases.filter((release) => release.series.includes(id)) },
    ]),
  );
  let hasSources = false;
  for (const advisory of index.advisories) {
    const own = series.get(advisory.series);
    if (!own) continue;
    const known = { advisory, ...own };
    for (const name of new Set(advisory.statements.map((each) => each.package))) add(byPackage, name, known);
    for (const name of new Set(advisory.binaries?.map(([, each]) => each))) add(byBinary, name, known);
    hasSources ||= own.order === 'dpkg';
  }
  return { byPackage, byBinary, orders: new Set(index.series.map(({ versions }) => versions)), hasSources };
}

/** Names that the source of a binary package may have: `barbican` of `barbican-utils`, `mast2` of `libmast2`. */
export function candidatesOf(name: string): readonly string[] {
  const found = new Set<string>();
  for (const start of name.startsWith('lib') ? [name, name.slice(3)] : [name]) {
    const parts = start.split('-').slice(0, 8);
    for (let length = parts.length; length > 0; length--) {
      const part = parts.slice(0, length).join('-');
      found.add(part).add(part.replace(/\d[\d.]*$/, ''));
    }
  }
  found.delete(name);
  found.delete('');
  return [...found];
}

function add(map: Map<string, Known[]>, name: string, known: Known): void {
  const group = map.get(name);
  if (group) group.push(known);
  else map.set(name, [known]);
}
