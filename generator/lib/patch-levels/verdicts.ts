// The verdicts: for each advisory and branch whether the fix is there, and the evidence for it. Pure: everything that
// git has to be asked for comes as facts.

import type { IndexedAdvisory, IndexedPatch, PatchIndex } from '../patches/patch-index.ts';
import { firstTagIndex, type History } from './history.ts';
import type { Evidence, Level, Levels, PatchLevel, Verdict } from './levels.ts';
import { type CommitsById, type Matches, matchesOf, type Relations, relationsOf } from './matches.ts';
import { type Need, type Needs, needsFor, type Variant } from './needs.ts';
import { type PatchContext, patchLevel } from './patch-level.ts';
import { type Release, releaseOf } from './ref-release.ts';

/** What was found in a repository. */
export type Facts = {
  readonly history: History;
  /** `git patch-id` -> commits, of those that were looked at. */
  readonly commitsById: CommitsById;
  /** For each ref in the order of the history: which of the files that patches change it has. */
  readonly files: readonly ReadonlySet<string>[];
  /** For each ref: the patches, by SHA-256, that can be taken back there, so that they are in it. */
  readonly reversible: readonly ReadonlySet<string>[];
};

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
  const allMatches = new Map<IndexedPatch, Matches>();
  const levels = checked.flatMap((advisory) => {
    const matches = matchesOf(advisory, history, relations, facts.commitsById);
    for (const [patch, found] of matches) allMatches.set(patch, found);
    const own = advisory.patches.filter((patch) => !isForeign(patch, tree, matches, facts));
    const needs = needsFor(advisory, own, index);
    return refs.map((ref, at): Level => {
      const { release } = ref;
      const judged = judge({ index, advisory, own, needs, matches, relations, facts, at, release, tree });
      const { id, number, published } = advisory;
      return { id, number, ...(published !== undefined && { published }), ref: ref.name, ...judged };
    });
  });
  const all: Levels = { series: index.series, ...(tree !== undefined && { tree }), refs, levels };
  return { levels: all, matches: allMatches as ReadonlyMap<IndexedPatch, Matches> };
}

type Case = {
  readonly index: PatchIndex;
  readonly advisory: IndexedAdvisory;
  /** Its patches for this tree, and which of them a release needs. */
  readonly own: readonly IndexedPatch[];
  readonly needs: (release: string | undefined) => Needs;
  readonly matches: ReadonlyMap<IndexedPatch, Matches>;
  readonly relations: Relations;
  readonly facts: Facts;
  /** Index of the ref. */
  readonly at: number;
  readonly release: string | undefined;
  readonly tree: string | undefined;
};

type Judged = Pick<Level, 'verdict' | 'applied' | 'of' | 'since' | 'patches' | 'evidence'>;

function judge(given: Case): Judged {
  const { own, release, facts } = given;
  if (own.length === 0) return nothing('other-tree', foreignReason(given));
  const { basis, needs } = given.needs(release);
  const parts = needs.map((need) => levelOfNeed(need, given));
  const patches = parts.flatMap((part) => part.patches);
  const evidence = parts.flatMap((part) => part.evidence);
  const applied = patches.filter(({ state }) => state === 'applied' || state === 'before-branching').length;
  const counted = { applied, of: patches.length, patches };
  if (patches.some(({ state }) => state === 'reverted')) return { ...counted, verdict: 'reverted', evidence };
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
  const absence = absenceOf(given, basis, patches);
  if (applied > 0) return { ...counted, verdict: 'partial', evidence: [...evidence, ...absence.mentions] };
  return { ...counted, verdict: absence.verdict, evidence: [...evidence, ...absence.evidence, ...absence.mentions] };
}

const nothing = (verdict: Verdict, evidence: Evidence): Judged => ({
  verdict,
  applied: 0,
  of: 0,
  patches: [],
  evidence: [evidence],
});

/** Stated to be for another tree; or changes files that no ref has, and is in none. */
function isForeign(
  patch: IndexedPatch,
  tree: string | undefined,
  matches: ReadonlyMap<IndexedPatch, Matches>,
  facts: Facts,
): boolean {
  if (patch.tree !== undefined && tree !== undefined) return patch.tree !== tree;
  if (patch.paths.length === 0 || (matches.get(patch)?.found.length ?? 0) > 0) return false;
  return facts.files.length > 0 && patch.paths.every((path) => !facts.files.some((files) => files.has(path)));
}

function foreignReason({ advisory, tree }: Case): Evidence {
  const trees = [...new Set(advisory.patches.flatMap((patch) => patch.tree ?? []))];
  return trees.length > 0 && tree !== undefined
    ? { kind: 'statement', text: `the patches are for ${trees.join(', ')}` }
    : { kind: 'files', text: 'no branch has one of the files that the patches change' };
}

/** The patches that are wanted; or those of another release, when all of them are there and the wanted ones are not. */
function levelOfNeed(
  need: Need,
  given: Case,
): { readonly patches: readonly PatchLevel[]; readonly evidence: readonly Evidence[] } {
  const wanted = levelsOfVariant(need.wanted, given);
  if (isWhole(wanted) || wanted.some(({ state }) => state === 'reverted')) return { patches: wanted, evidence: [] };
  for (const other of need.others) {
    const levels = levelsOfVariant(other, given);
    if (other.patches.length > 0 && isWhole(levels)) {
      const text = `the patches for ${other.name} are there, not those for ${need.wanted.name}`;
      return { patches: levels, evidence: [{ kind: 'statement', text }] };
    }
  }
  return { patches: wanted, evidence: [] };
}

const isWhole = (levels: readonly PatchLevel[]): boolean =>
  levels.every(({ state }) => state === 'applied' || state === 'before-branching');

function levelsOfVariant({ patches }: Variant, given: Case): readonly PatchLevel[] {
  const { advisory, relations, facts, at, matches } = given;
  const context: PatchContext = { history: facts.history, at, reversible: facts.reversible[at] ?? new Set() };
  const used = new Set([...matches.values()].flatMap(({ found }) => found.map(({ position }) => position)));
  const claims = (relations.claiming.get(advisory.number) ?? []).filter(
    (position) => !used.has(position) && facts.history.containment(position, at),
  );
  return patches.map((patch) => {
    const level = patchLevel(patch, matches.get(patch) ?? { found: [], elsewhere: [] }, context);
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

/** Why a fix is not there. */
function absenceOf(given: Case, basis: string, patches: readonly PatchLevel[]) {
  const { advisory, release, relations, facts, at } = given;
  const { history } = facts;
  const mentions = (relations.mentioning.get(advisory.number) ?? [])
    .filter((position) => history.containment(position, at))
    .slice(0, MOST_MENTIONS)
    .map((position): Evidence => {
      return {
        kind: 'mention',
        commit: history.ids[position] ?? '',
        text: `mentions ${advisory.id} and does not say that it fixes it`,
      };
    });
  const verdictOf = (verdict: Verdict, kind: Evidence['kind'], text: string) => ({
    verdict,
    evidence: [{ kind, text }],
    mentions,
  });
  const rows = advisory.coverage.filter((row) => row.release === release);
  const name = release ?? 'the line of development';
  if (rows.length > 0 && rows.every((row) => row.status === 'not-affected')) {
    const reason = rows.find((row) => row.reason !== undefined)?.reason;
    return verdictOf(
      'not-affected',
      'statement',
      `${advisory.id} says that ${name} is not affected${reason === undefined ? '' : `: ${reason}`}`,
    );
  }
  const known: Release | undefined = given.index.releases.find(({ id }) => id === release);
  const day = advisory.published?.slice(0, 10);
  if (known?.security_until !== undefined && day !== undefined && known.security_until < day)
    return verdictOf(
      'out-of-support',
      'support',
      `security support of ${name} ended on ${known.security_until}, before ${day}`,
    );
  if (patches.some(({ state }) => state === 'unsure')) return { verdict: 'unsure' as const, evidence: [], mentions };
  if (history.isShallow)
    return verdictOf('unsure', 'history', 'the repository is shallow: older commits are not there');
  if (rows.some((row) => row.status === 'unknown' || row.status === 'under-investigation'))
    return verdictOf('unsure', 'statement', `${advisory.id} does not say whether ${name} is affected`);
  const paths = advisory.patches.flatMap((patch) => patch.paths);
  const files = facts.files[at];
  if (paths.length > 0 && files && !paths.some((path) => files.has(path)))
    return verdictOf('unsure', 'files', 'the branch has none of the files that the patches change');
  if (basis === 'general' && rows.length === 0)
    return verdictOf('unsure', 'statement', `${advisory.id} says nothing about ${name}`);
  return verdictOf(
    'missing',
    'history',
    'no commit of the branch has its patches, claims to fix it, or is a backport of one that does',
  );
}

const MOST_MENTIONS = 5;

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

const dateAt = (history: History, position: number): string =>
  new Date((history.times[position] ?? 0) * 1000).toISOString().replace('.000Z', 'Z');
