// Which commits of a history have a patch, and which take it back, whatever branch they are on.

import type { IndexedAdvisory, IndexedPatch } from '../patches/patch-index.ts';
import { claimedBy } from './claimed.ts';
import { type History, positionOf } from './history.ts';
import type { EvidenceKind } from './levels.ts';
import { comparedSubject } from './subject.ts';

/** A commit that has a patch, or takes it back. */
export type Match = {
  readonly position: number;
  readonly kind: Extract<
    EvidenceKind,
    'stated-commit' | 'tag-and-subject' | 'tag' | 'upstream-commit' | 'subject' | 'patch-id' | 'revert'
  >;
  /** False for one that takes it back. */
  readonly hasPatch: boolean;
  /** The commit that it was found by: what it is a backport of, or takes back. */
  readonly via?: number;
};

/** What is known of a patch. */
export type Matches = {
  readonly found: readonly Match[];
  /** Commits with its subject that claim to fix another advisory, with the numbers that they name. */
  readonly elsewhere: readonly { readonly position: number; readonly numbers: readonly string[] }[];
};

/** Relations between commits, by position; an id that is not in the history stands for itself. */
export type Relations = {
  /** A commit, and those that are backports of the same one, among them it. */
  readonly samePick: ReadonlyMap<number, readonly number[]>;
  readonly revertedBy: ReadonlyMap<number, readonly number[]>;
  /** Number of an advisory -> commits that claim to fix it, newest first. */
  readonly claiming: ReadonlyMap<string, readonly number[]>;
  readonly mentioning: ReadonlyMap<string, readonly number[]>;
};

/** Reads the messages of a history once for all patches. */
export function relationsOf(history: History): Relations {
  const known = knownRelations.get(history) ?? relate(history);
  knownRelations.set(history, known);
  return known;
}

const knownRelations = new WeakMap<History, Relations>();

function relate(history: History): Relations {
  const byUpstream = new Map<number | string, number[]>();
  const revertedBy = new Map<number, number[]>();
  const claiming = new Map<string, number[]>();
  const mentioning = new Map<string, number[]>();
  for (const [position, { claims, upstream, reverts }] of history.messages) {
    for (const id of upstream) add(byUpstream, positionOf(history, id) ?? id.slice(0, SHORT), position);
    for (const id of reverts) {
      const target = positionOf(history, id);
      if (target !== undefined) add(revertedBy, target, position);
    }
    for (const [number, claim] of claims) add(claim === 'mention' ? mentioning : claiming, number, position);
  }
  const samePick = new Map<number, number[]>();
  for (const [upstream, picks] of byUpstream) {
    const all = typeof upstream === 'number' ? [upstream, ...picks] : picks;
    for (const each of all) samePick.set(each, [...(samePick.get(each) ?? []), ...all]);
  }
  return { samePick, revertedBy, claiming, mentioning };
}

/** Digits by which ids of commits that are not there are compared. */
const SHORT = 7;

/** Commits of a patch by patch-id are optional: they cost more than all the rest. */
export type CommitsById = ReadonlyMap<string, readonly number[]>;

/** Every commit that has something to do with each patch of an advisory. */
export function matchesOf(
  advisory: IndexedAdvisory,
  history: History,
  relations: Relations,
  commitsById: CommitsById,
): ReadonlyMap<IndexedPatch, Matches> {
  const own = new Map(advisory.patches.map((patch) => [patch, bySubject(advisory, patch, history)]));
  const known = new Set([...own.values()].flatMap(({ found }) => found.map(({ position }) => position)));
  const unnamed = (relations.claiming.get(advisory.number) ?? []).filter((position) => !known.has(position));
  const claimed = claimedBy(advisory, unnamed, history);
  return new Map(
    [...own].map(([patch, { found, elsewhere }]) => {
      const ids = (patch.patch_id === undefined ? undefined : commitsById.get(patch.patch_id)) ?? [];
      const seeds: readonly (readonly Match[])[] = [
        found.filter(({ kind }) => kind !== 'subject' && kind !== 'revert'),
        (claimed.get(patch) ?? []).map((position) => ({ position, kind: 'tag', hasPatch: true })),
        found,
        ids.map((position) => ({ position, kind: 'patch-id', hasPatch: true })),
      ];
      const isElsewhere = (position: number) => elsewhere.some((each) => each.position === position);
      return [patch, { found: spread(seeds, relations, isElsewhere), elsewhere }];
    }),
  );
}

/** What the front matter and the subject lead to. */
function bySubject({ number }: IndexedAdvisory, patch: IndexedPatch, history: History): Matches {
  const found: Match[] = [];
  const elsewhere: Matches['elsewhere'][number][] = [];
  for (const commit of Object.values(patch.fixes)) {
    const position = positionOf(history, commit.toLowerCase());
    if (position !== undefined) found.push({ position, kind: 'stated-commit', hasPatch: true });
  }
  const subject = patch.subject === undefined ? '' : comparedSubject(patch.subject);
  if (subject === '') return { found, elsewhere };
  for (const position of history.bySubject.get(subject) ?? []) {
    const claims = history.messages.get(position)?.claims;
    const own = claims?.get(number);
    const others = [...(claims ?? [])].flatMap(([other, claim]) => (claim === 'mention' ? [] : [other]));
    if (own !== undefined && own !== 'mention') found.push({ position, kind: 'tag-and-subject', hasPatch: true });
    else if (others.length > 0) elsewhere.push({ position, numbers: others });
    else found.push({ position, kind: 'subject', hasPatch: true });
  }
  for (const position of history.bySubject.get(`revert "${subject}"`) ?? [])
    found.push({ position, kind: 'revert', hasPatch: false });
  return { found, elsewhere };
}

/**
 * From what was found, the strongest first, to its backports and reverts, to the reverts of those, and so on. Each
 * commit counts once; the newest comes first.
 */
function spread(
  seeds: readonly (readonly Match[])[],
  { samePick, revertedBy }: Relations,
  isElsewhere: (position: number) => boolean,
): readonly Match[] {
  const found = new Map<number, Match>();
  for (const each of seeds) {
    const queue: Match[] = [];
    const keep = (match: Match) => {
      if (found.has(match.position)) return;
      found.set(match.position, match);
      queue.push(match);
    };
    for (const match of each) keep(match);
    for (let match = queue.pop(); match; match = queue.pop()) {
      const { position: via, hasPatch } = match;
      for (const position of samePick.get(via) ?? [])
        if (!isElsewhere(position)) keep({ position, kind: hasPatch ? 'upstream-commit' : 'revert', hasPatch, via });
      for (const position of revertedBy.get(via) ?? []) keep({ position, kind: 'revert', hasPatch: !hasPatch, via });
    }
  }
  return [...found.values()].sort((a, b) => a.position - b.position);
}

function add<K>(map: Map<K, number[]>, key: K, position: number): void {
  const known = map.get(key);
  if (known) known.push(position);
  else map.set(key, [position]);
}
