// The verdicts: for each advisory and branch whether the fix is there, and the evidence for it. Pure: everything that
// git has to be asked for comes as facts.

import type { IndexedPatch, PatchIndex } from '../patches/patch-index.ts';
import { absenceOf } from './absence.ts';
import type { Case, Facts } from './case.ts';
import { foreignReason, isForeign, leftOut } from './foreign.ts';
import { firstTagIndex, type History } from './history.ts';
import type { Evidence, Level, Levels, PatchLevel, Verdict } from './levels.ts';
import { type Matches, matchesOf, relationsOf } from './matches.ts';
import { type Need, needsFor, type Variant } from './needs.ts';
import { type PatchContext, patchLevel } from './patch-level.ts';
import { releaseOf } from './ref-release.ts';
import { rivalsIn } from './rivals.ts';
import { comparedSubject } from './subject.ts';

export type { Facts } from './case.ts';

/** How the tree stands to the index. */
export type Question = {
  readonly index: PatchIndex;
  /** Name of the tree in `patches[].tree`; undefined when all patches are for one tree. */
  readonly tree?: string;
  /** Ref -> release, where its name does not say it. */
  readonly releases: ReadonlyMap<string, string>;
};

/** Decides about every advisory of the index that has patches, in every ref. */
export function levelsOf(question: Question, facts: Facts): Levels {
  return decide(question, facts).levels;
}

/** The same, with the commits of each patch on whatever branch. */
export function decide({ index, tree, releases }: Question, facts: Facts) {
  const { history } = facts;
  const relations = relationsOf(history);
  const refs = history.refs.map(({ name, commit, position }) => {
    const release = releases.get(name) ?? releaseOf(name, index);
    return { name, commit, date: dateAt(history, position), ...(release !== undefined && { release }) };
  });
  const checked = index.advisories.filter(({ withdrawn, patches }) => !withdrawn && patches.length > 0);
  const rivals = rivalsIn(checked);
  const allMatches = new Map<IndexedPatch, Matches>();
  const levels = checked.flatMap((advisory) => {
    const matches = matchesOf(advisory, history, relations, facts.commitsById, facts.changedBy);
    for (const [patch, found] of matches) allMatches.set(patch, found);
    const own = advisory.patches.filter((patch) => !isForeign(patch, tree, matches, facts));
    const needs = needsFor(advisory, own, index);
    return refs.map((ref, at): Level => {
      const { release } = ref;
      const judged = judge({ index, advisory, own, needs, matches, relations, rivals, facts, at, release, tree });
      const { id, number, published } = advisory;
      return { id, number, ...(published !== undefined && { published }), ref: ref.name, ...judged };
    });
  });
  const all: Levels = { series: index.series, ...(tree !== undefined && { tree }), refs, levels };
  return { levels: all, matches: allMatches as ReadonlyMap<IndexedPatch, Matches> };
}

type Judged = Pick<Level, 'verdict' | 'applied' | 'of' | 'since' | 'patches' | 'evidence'>;

function judge(given: Case): Judged {
  const { own, release, facts } = given;
  if (own.length === 0) return nothing('other-tree', foreignReason(given));
  const needs = given.needs(release);
  const parts = needs.map((need) => levelOfNeed(need, given));
  const patches = parts.flatMap((part) => part.patches);
  const evidence = [...parts.flatMap((part) => part.evidence), ...leftOut(given)];
  const applied = patches.filter(({ state }) => state === 'applied' || state === 'before-branching').length;
  const counted = { applied, of: patches.length, patches };
  if (applied === patches.length) {
    const isOlder = patches.every(({ state }) => state === 'before-branching');
    const since = firstTag(patches, facts.history);
    return {
      ...counted,
      verdict: isOlder ? 'before-branching' : 'applied',
      ...(since !== undefined && { since }),
      evidence,
    };
  }
  const isNamed = needs.some((need, part) => need.isNamed && !isWhole(parts[part]?.patches ?? []));
  const absence = absenceOf(given, isNamed, patches);
  // Whoever does not need the fix may take it back.
  if (!NEEDLESS.has(absence.verdict) && patches.some(({ state }) => state === 'reverted'))
    return { ...counted, verdict: 'reverted', evidence };
  if (applied > 0) {
    const isSure = patches.some(({ state }) => state === 'absent') && isNamed && !facts.history.isShallow;
    const doubts = facts.history.isShallow || !isNamed ? absence.evidence : [];
    return {
      ...counted,
      verdict: isSure ? 'partial' : 'unsure',
      evidence: [...evidence, ...doubts, ...absence.mentions],
    };
  }
  return { ...counted, verdict: absence.verdict, evidence: [...evidence, ...absence.evidence, ...absence.mentions] };
}

const NEEDLESS: ReadonlySet<Verdict> = new Set(['not-affected', 'out-of-support']);

const nothing = (verdict: Verdict, evidence: Evidence): Judged => ({
  verdict,
  applied: 0,
  of: 0,
  patches: [],
  evidence: [evidence],
});

/** The patches that are wanted; or those of another release, when all of them are there and the wanted ones are not. */
function levelOfNeed(
  need: Need,
  given: Case,
): { readonly patches: readonly PatchLevel[]; readonly evidence: readonly Evidence[] } {
  const wanted = levelsOfVariant(need.wanted, given);
  if (isWhole(wanted) || wanted.some(({ state }) => state === 'reverted')) return { patches: wanted, evidence: [] };
  for (const other of need.others) {
    const levels = levelsOfVariant(other, given);
    if (isWhole(levels) && isOther(other, need.wanted, wanted)) {
      const text = `the patches for ${other.name} are there, not those for ${need.wanted.name}`;
      return { patches: levels, evidence: [{ kind: 'statement', text }] };
    }
  }
  return { patches: wanted, evidence: [] };
}

/** True unless what is there of it is a part of what is wanted: one of two patches, which an older release needs alone. */
function isOther(other: Variant, wanted: Variant, levels: readonly PatchLevel[]): boolean {
  if (other.patches.length === 0) return false;
  if (levels.every(({ state }) => state === 'absent')) return true;
  const subjects = new Set(wanted.patches.map(({ subject }) => comparedSubject(subject ?? '')));
  return other.patches.some(({ subject }) => subject !== undefined && !subjects.has(comparedSubject(subject)));
}

const isWhole = (levels: readonly PatchLevel[]): boolean =>
  levels.every(({ state }) => state === 'applied' || state === 'before-branching');

function levelsOfVariant({ patches }: Variant, given: Case): readonly PatchLevel[] {
  const { advisory, relations, facts, at, matches } = given;
  const context: Omit<PatchContext, 'rivals'> = {
    history: facts.history,
    at,
    reversible: facts.reversible[at] ?? new Set(),
    isBranch: given.release !== undefined,
  };
  const used = new Set([...matches.values()].flatMap(({ found }) => found.map(({ position }) => position)));
  const claims = (relations.claiming.get(advisory.number) ?? []).filter(
    (position) => !used.has(position) && facts.history.containment(position, at),
  );
  return patches.map((patch) => {
    const known = matches.get(patch) ?? { found: [], elsewhere: [] };
    const level = patchLevel(patch, known, { ...context, rivals: given.rivals(advisory, patch, patches) });
    return level.state === 'absent' && claims.length > 0 ? doubtful(level, claims, given) : level;
  });
}

/** Somebody claims to have fixed it, with subjects that no patch has. */
function doubtful(level: PatchLevel, claims: readonly number[], { advisory, facts }: Case): PatchLevel {
  const others = claims.map((position): Evidence => {
    const text = `says that it fixes ${advisory.id}, with a subject that no patch has`;
    return { kind: 'tag', commit: facts.history.ids[position] ?? '', text };
  });
  return { ...level, state: 'unsure', evidence: [...level.evidence, ...others] };
}

/** The first tag that contains every commit; tags are in the order of their versions. */
function firstTag(patches: readonly PatchLevel[], history: History): string | undefined {
  const ids = new Set(patches.flatMap(({ commit }) => commit ?? []));
  if (ids.size === 0) return undefined;
  const positions = [...ids].flatMap((id) => positionsOf(history).get(id) ?? []);
  const first = firstTagIndex(history);
  return history.tags.find((_, index) => positions.every((position) => history.containment(position, first + index)))
    ?.name;
}

const knownPositions = new WeakMap<History, ReadonlyMap<string, number>>();

function positionsOf(history: History): ReadonlyMap<string, number> {
  const known = knownPositions.get(history) ?? new Map(history.ids.map((id, position) => [id, position]));
  knownPositions.set(history, known);
  return known;
}

/** A commit may have any number as its date; calendars end. */
function dateAt(history: History, position: number): string {
  const seconds = history.times[position] ?? 0;
  const isDate = seconds >= 0 && seconds < LAST_SECOND;
  return new Date(isDate ? seconds * 1000 : 0).toISOString().replace('.000Z', 'Z');
}

/** The end of the year 9999. */
const LAST_SECOND = 253_402_300_800;
