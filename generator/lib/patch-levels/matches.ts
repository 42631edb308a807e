// Which commits of a history have a patch, and which take it back, whatever branch they are on.

import type { IndexedAdvisory, IndexedPatch } from '../patches/patch-index.ts';
import { claimedBy } from './claimed.ts';
import { type History, positionOf } from './history.ts';
import type { EvidenceKind } from './levels.ts';
import { type Picks, picksOf } from './picks.ts';
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
  /** True for one that takes back a part. */
  readonly isPart?: true;
};

/** What is known of a patch. */
export type Matches = {
  readonly found: readonly Match[];
  /** Commits with its subject that are something else: why, as a clause. */
  readonly elsewhere: readonly Elsewhere[];
};

export type Elsewhere = {
  readonly position: number;
  readonly kind: Extract<EvidenceKind, 'other-claim' | 'files'>;
  readonly text: string;
};

/** Relations between commits, by position. */
export type Relations = {
  readonly picks: Picks;
  readonly revertedBy: ReadonlyMap<number, readonly number[]>;
  readonly partlyRevertedBy: ReadonlyMap<number, readonly number[]>;
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
  const revertedBy = new Map<number, number[]>();
  const partlyRevertedBy = new Map<number, number[]>();
  const claiming = new Map<string, number[]>();
  const mentioning = new Map<string, number[]>();
  const addTo = (map: Map<number, number[]>, id: string, position: number) => {
    const target = positionOf(history, id);
    if (target !== undefined) add(map, target, position);
  };
  for (const [position, { claims, reverts, partlyReverts }] of history.messages) {
    for (const id of reverts) addTo(revertedBy, id, position);
    for (const id of partlyReverts) addTo(partlyRevertedBy, id, position);
    for (const [number, claim] of claims) add(claim === 'mention' ? mentioning : claiming, number, position);
  }
  return { picks: picksOf(history), revertedBy, partlyRevertedBy, claiming, mentioning };
}

/** Commits of a patch by patch-id are optional: they cost more than all the rest. */
export type CommitsById = ReadonlyMap<string, readonly number[]>;

/** Position -> files that the commit changes, of those that were looked at. */
export type ChangedBy = ReadonlyMap<number, readonly string[]>;

/** Every commit that has something to do with each patch of an advisory. */
export function matchesOf(
  advisory: IndexedAdvisory,
  history: History,
  relations: Relations,
  commitsById: CommitsById,
  changedBy: ChangedBy,
): ReadonlyMap<IndexedPatch, Matches> {
  const given = { advisory, history, relations, changedBy };
  const own = new Map(advisory.patches.map((patch) => [patch, bySubject(patch, given)]));
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

type Given = {
  readonly advisory: IndexedAdvisory;
  readonly history: History;
  readonly relations: Relations;
  readonly changedBy: ChangedBy;
};

/** What the front matter and the subject lead to. */
function bySubject(patch: IndexedPatch, given: Given): Matches {
  const { advisory, history } = given;
  const found: Match[] = [];
  const elsewhere: Elsewhere[] = [];
  for (const commit of Object.values(patch.fixes)) {
    const position = positionOf(history, commit.toLowerCase());
    if (position !== undefined) found.push({ position, kind: 'stated-commit', hasPatch: true });
  }
  const subject = patch.subject === undefined ? '' : comparedSubject(patch.subject);
  if (subject === '') return { found, elsewhere };
  for (const position of history.bySubject.get(subject) ?? []) {
    const own = history.messages.get(position)?.claims.get(advisory.number);
    const other = own === undefined || own === 'mention' ? somethingElse(patch, position, given) : undefined;
    if (own !== undefined && own !== 'mention') found.push({ position, kind: 'tag-and-subject', hasPatch: true });
    else if (other) elsewhere.push(other);
    else found.push({ position, kind: 'subject', hasPatch: true });
  }
  return { found: [...found, ...revertsBySubject(subject, history)], elsewhere };
}

/** Why a commit with the subject of a patch is not that patch: another advisory, or other files. */
function somethingElse(patch: IndexedPatch, position: number, given: Given): Elsewhere | undefined {
  const { advisory, history, relations, changedBy } = given;
  const { numbers, via } = claimsAt(position, history, relations.picks);
  if (numbers.length > 0 && !numbers.includes(advisory.number)) {
    const prefix = advisory.id.replace(/\d.*$/, '');
    const ids = numbers.map((number) => prefix + number).join(', ');
    const says = via === undefined ? 'says' : `is a backport of ${(history.ids[via] ?? '').slice(0, 12)}, which says`;
    return { position, kind: 'other-claim', text: `has its subject, and ${says} that it fixes ${ids}` };
  }
  const changed = changedBy.get(position) ?? [];
  // Files move to other folders between releases.
  const names = new Set(patch.paths.map(fileName));
  if (changed.length === 0 || names.size === 0 || changed.some((path) => names.has(fileName(path)))) return undefined;
  return { position, kind: 'files', text: 'has its subject, and changes none of its files' };
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Advisories that a commit says it fixes, or else the one that it is a backport of. */
function claimsAt(position: number, history: History, picks: Picks) {
  let via: number | undefined;
  for (let steps = 0; steps < 5; steps++) {
    const claims = [...(history.messages.get(via ?? position)?.claims ?? [])];
    const numbers = claims.flatMap(([number, claim]) => (claim === 'mention' ? [] : [number]));
    const origin = picks.originOf(via ?? position);
    if (numbers.length > 0 || origin === undefined) return { numbers, via };
    via = origin;
  }
  return { numbers: [], via };
}

/** Commits that name what they take back, or apply again, by its subject. */
function revertsBySubject(subject: string, { bySubject: known }: History): readonly Match[] {
  const named = (form: string) => known.get(comparedSubject(form)) ?? [];
  const quoted = `"${subject}"`;
  return [
    ...named(`revert ${quoted}`).map((position): Match => ({ position, kind: 'revert', hasPatch: false })),
    ...PART_FORMS.flatMap((form) => named(`${form} ${quoted}`)).map((position): Match => {
      return { position, kind: 'revert', hasPatch: false, isPart: true };
    }),
    ...[`reapply ${quoted}`, `revert "revert ${quoted}"`]
      .flatMap(named)
      .map((position): Match => ({ position, kind: 'revert', hasPatch: true })),
  ];
}

const PART_FORMS = ['partially revert', 'partial revert of', 'revert part of', 'revert parts of'];

/**
 * From what was found, the strongest first, to its backports and reverts, to the reverts of those, and so on. Each
 * commit counts once; the newest comes first.
 */
function spread(
  seeds: readonly (readonly Match[])[],
  { picks, revertedBy, partlyRevertedBy }: Relations,
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
      const { position: via, hasPatch, isPart } = match;
      for (const position of picks.sameAs(via))
        if (!isElsewhere(position))
          keep({ position, kind: hasPatch ? 'upstream-commit' : 'revert', hasPatch, via, ...(isPart && { isPart }) });
      for (const position of revertedBy.get(via) ?? []) keep({ position, kind: 'revert', hasPatch: !hasPatch, via });
      for (const position of partlyRevertedBy.get(via) ?? [])
        keep({ position, kind: 'revert', hasPatch: false, via, isPart: true });
    }
  }
  return [...found.values()].sort((a, b) => a.position - b.position);
}

function add<K>(map: Map<K, number[]>, key: K, position: number): void {
  const known = map.get(key);
  if (known) known.push(position);
  else map.set(key, [position]);
}
