// Which patches of an advisory a branch needs. Front matter says so; where there is none, the names of the files do.

import { order } from '../order.ts';
import { patchFileName } from '../patches/patch-file-name.ts';
import type { IndexedAdvisory, IndexedPatch, PatchIndex } from '../patches/patch-index.ts';
import { compareDotted } from '../versions/dotted.ts';
import { comparedSubject } from './subject.ts';

/** Patches that are applied together. */
export type Variant = { readonly name: string; readonly patches: readonly IndexedPatch[] };

/**
 * One part of what a branch needs: these patches, or all of one of the others, which are for other releases. `isNamed` is
 * false where nothing says that the release needs it: the newest patch is for an older one.
 */
export type Need = { readonly wanted: Variant; readonly others: readonly Variant[]; readonly isNamed: boolean };

/** What a release needs of `patches`, those of the tree; the line of development is no release. */
export function needsFor(
  advisory: IndexedAdvisory,
  patches: readonly IndexedPatch[],
  { prefix, releases: known }: PatchIndex,
): (release: string | undefined) => readonly Need[] {
  const releases = [...new Set(patches.flatMap((patch) => patch.releases))].sort(
    (a, b) => compareDotted(b, a) || order(a, b),
  );
  // A patch without releases, beside others that have some, is for those that are not named.
  if (patches.some((patch) => patch.releases.length === 0))
    return (release) => needsByName(patches, release, prefix, advisory);
  const variants = releases.map((id): Variant => {
    return { name: id, patches: patches.filter((patch) => patch.releases.includes(id)) };
  });
  // The newest release that is named has the patches of the line of development, from which later ones branch.
  const [newest = { name: '', patches: [] }, ...older] = variants;
  return (release) => {
    const named = variants.find(({ name }) => name === release);
    if (named) return [{ wanted: named, others: [], isNamed: true }];
    if (release !== undefined) return [{ wanted: newest, others: [], isNamed: false }];
    return [{ wanted: newest, others: older, isNamed: !isOutdated(newest.name, advisory, known) }];
  };
}

/** When the advisory came there was a newer release than any that it has a patch for. */
function isOutdated(newest: string, { published }: IndexedAdvisory, known: PatchIndex['releases']): boolean {
  return known.some(
    ({ id, released }) =>
      released !== undefined && published !== undefined && released < published && compareDotted(id, newest) > 0,
  );
}

/** Names alike but for their release are made for several releases; other words name another part, or another tree. */
function needsByName(
  patches: readonly IndexedPatch[],
  release: string | undefined,
  prefix: string,
  advisory: IndexedAdvisory,
): readonly Need[] {
  const parts = new Map<string, Map<string, IndexedPatch[]>>();
  for (const patch of patches) {
    const name = patchFileName(patch.file, prefix) ?? { number: advisory.number, words: [], series: patch.file };
    const part = parts.get(name.words.join('-')) ?? new Map<string, IndexedPatch[]>();
    parts.set(name.words.join('-'), part);
    const keys = patch.releases.length > 0 ? patch.releases : [name.release ?? ''];
    for (const key of keys) part.set(key, [...(part.get(key) ?? []), patch]);
  }
  const needs = [...parts].map(([words, variants]) => needOf(words, variants, release));
  return withoutAlternatives(needs);
}

function needOf(
  words: string,
  variants: ReadonlyMap<string, readonly IndexedPatch[]>,
  release: string | undefined,
): Need {
  const named = [...variants.keys()].filter((each) => each !== '').sort(compareDotted);
  const newest = named.at(-1) ?? '';
  const isNamed = variants.has('') || (release !== undefined && compareDotted(newest, release) >= 0);
  const wanted = wantedRelease(named, variants.has(''), release);
  const all = [...variants].map(([key, patches]): Variant & { readonly key: string } => ({
    key,
    name: [key, words].filter((each) => each !== '').join(' ') || 'the newest',
    patches,
  }));
  const [first] = all;
  const found = all.find(({ key }) => key === wanted) ?? first;
  return { wanted: found ?? { name: words, patches: [] }, others: all.filter((each) => each !== found), isNamed };
}

/** A name says the newest release that a patch is for; one without a release is for those above. */
function wantedRelease(named: readonly string[], hasGeneral: boolean, release: string | undefined): string {
  const above = release === undefined ? undefined : named.find((each) => compareDotted(each, release) >= 0);
  if (above !== undefined) return above;
  return hasGeneral ? '' : (named.at(-1) ?? '');
}

/** `xsa333-modified` has the subjects of `xsa333`: somebody's variant of it, and no part of its own. */
function withoutAlternatives(needs: readonly Need[]): readonly Need[] {
  const subjects = (variants: readonly Variant[]) =>
    new Set(
      variants.flatMap(({ patches }) =>
        patches.flatMap(({ subject }) => (subject === undefined ? [] : [comparedSubject(subject)])),
      ),
    );
  const all = needs.map((need) => ({ need, own: subjects([need.wanted, ...need.others]) }));
  const sorted = [...all].sort(
    (a, b) => b.own.size - a.own.size || a.need.wanted.name.length - b.need.wanted.name.length,
  );
  const kept: { need: Need; own: ReadonlySet<string> }[] = [];
  for (const each of sorted) {
    const main =
      each.own.size === 0 ? undefined : kept.find(({ own }) => [...each.own].every((subject) => own.has(subject)));
    if (main) main.need = { ...main.need, others: [...main.need.others, each.need.wanted, ...each.need.others] };
    else kept.push(each);
  }
  return kept.map(({ need }) => need);
}
