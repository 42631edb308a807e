// What the public may know of the fixes in source trees: the levels of advisories that passed the gate and stand, with
// everything that the pages of a tree ask for. Pure: what git said is in the levels.

import type {
  CheckedRef,
  FixLevel,
  Levels,
  PublicAdvisory,
  Release,
  SeriesInUse,
  TreeBranch,
  TreeBranchRow,
  TreeLevels,
  TreeRow,
  TreeTag,
  TreeView,
} from '../../types.ts';
import { groups } from '../public/lists.ts';
import { compareDotted } from '../versions/dotted.ts';
import { publicLevels } from './public-levels.ts';

/** A view for each tree with levels, in the order configured; the first of a series has the shortest address. */
export function treeViews(
  trees: readonly TreeLevels[],
  series: readonly SeriesInUse[],
  advisories: readonly PublicAdvisory[],
  releases: readonly Release[],
): readonly TreeView[] {
  const seen = new Set<string>();
  return trees.flatMap((given) => {
    const own = series.find((each) => each.id === given.tree.series);
    if (!own) return [];
    const isFirst = !seen.has(own.id);
    seen.add(own.id);
    const path = isFirst ? `/${own.id}/patches/` : `/${own.id}/patches/${given.tree.id}/`;
    const wanted = advisories.filter(
      (each) =>
        each.series === own.id &&
        !each.isWithdrawn &&
        each.patches.some((patch) => patch.tree === undefined || patch.tree === given.tree.id),
    );
    const current = advisories.filter((each) => each.series === own.id && !each.isWithdrawn);
    const levels = publicLevels(given.levels, current, own.prefix);
    return [treeView({ given, series: own, path, levels, advisories: current, wanted, releases })];
  });
}

type Given = {
  readonly given: TreeLevels;
  readonly series: SeriesInUse;
  readonly path: string;
  readonly levels: Levels;
  /** All that the levels may speak of. */
  readonly advisories: readonly PublicAdvisory[];
  /** Those with patches for the tree. */
  readonly wanted: readonly PublicAdvisory[];
  readonly releases: readonly Release[];
};

function treeView({ given, series, path, levels, advisories, wanted, releases }: Given): TreeView {
  const byId = new Map<string, Map<string, FixLevel>>();
  for (const level of levels.levels) {
    const known = byId.get(level.id) ?? new Map<string, FixLevel>();
    known.set(level.ref, level);
    byId.set(level.id, known);
  }
  const isWanted = new Set(wanted);
  const rows = advisories
    .filter((advisory) => byId.has(advisory.id) || isWanted.has(advisory))
    .map((advisory): TreeRow => {
      const own = byId.get(advisory.id);
      return { advisory, levels: levels.refs.map(({ name }) => own?.get(name)) };
    });
  const taken = new Set<string>();
  const branches = levels.refs.map((ref, index): TreeBranch => {
    const release = releases.find((each) => each.id === ref.release && each.series.includes(series.id));
    const slug = slugOf(ref, release, taken);
    const own = rows.map((row) => ({ advisory: row.advisory, level: row.levels[index] }));
    return {
      ref,
      title: release && slug === release.id ? release.id : ref.name,
      path: `${path}${slug}/`,
      badge: `${path}${slug}.svg`,
      ...(release && { release }),
      rows: own,
      tags: tagsOf(rows, index),
      years: own.length > MOST_ROWS ? yearsOf(own, `${path}${slug}/`) : [],
    };
  });
  const { tree } = given;
  const data = `/data/v1/${series.id}/patch-levels/${tree.id}.json`;
  return { tree, series, path, badge: `${path}badge.svg`, data, branches, rows, levels };
}

/** Commits and evidence of more advisories would make one page larger than a list of all advisories may be. */
const MOST_ROWS = 120;

function yearsOf(rows: readonly TreeBranchRow[], path: string): TreeBranch['years'] {
  return groups(rows, ({ advisory }) => [advisory.published.slice(0, 4)])
    .map(([year, own]) => ({ year, path: `${path}${year}/`, rows: own }))
    .reverse();
}

/** The release, for the first branch or tag of it; else the name, with `-` for what would be a folder. */
function slugOf(ref: CheckedRef, release: Release | undefined, taken: Set<string>): string {
  const name = ref.name.replaceAll('/', '-');
  const slug = release && !taken.has(release.id) ? release.id : name;
  taken.add(slug);
  return slug;
}

/** From which tag on each fix is contained, the newest first; fixes in no tag yet come before. */
function tagsOf(rows: readonly TreeRow[], index: number): readonly TreeTag[] {
  const tags = new Map<string | undefined, PublicAdvisory[]>();
  for (const { advisory, levels } of rows) {
    const level = levels[index];
    if (level?.verdict !== 'applied' && level?.verdict !== 'before-branching') continue;
    const known = tags.get(level.since);
    if (known) known.push(advisory);
    else tags.set(level.since, [advisory]);
  }
  return [...tags]
    .map(([name, advisories]): TreeTag => ({ ...(name !== undefined && { name }), advisories }))
    .sort((a, b) => (a.name === undefined ? -1 : b.name === undefined ? 1 : compareTags(b.name, a.name)));
}

/** `RELEASE-4.20.1` by its number. */
const compareTags = (a: string, b: string): number =>
  compareDotted(numberOf(a), numberOf(b)) || (a < b ? -1 : a > b ? 1 : 0);

const numberOf = (tag: string): string => tag.replace(/^\D+/, '') || tag;
