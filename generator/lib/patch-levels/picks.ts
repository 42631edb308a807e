// Which commits are backports of which, by what they say. A backport of several commits has all of them; that one of them
// is somewhere says nothing about the others.

import { type History, positionOf } from './history.ts';
import { isRevertSubject } from './reverts.ts';
import { comparedSubject } from './subject.ts';

export type Picks = {
  /** Commits that have what this one has: its backports, what it is a backport of alone, and others of the same. */
  readonly sameAs: (position: number) => readonly number[];
  /** What it is a backport of, where that is one commit of the history. */
  readonly originOf: (position: number) => number | undefined;
};

/** A commit that is not in the history stands for itself. */
type Origin = number | string;

/** Reads the messages of a history. */
export function picksOf(history: History): Picks {
  const nameOf = namesOf(history);
  const origins = new Map<number, readonly Origin[]>();
  const picks = new Map<Origin, number[]>();
  for (const [position, { upstream }] of history.messages) {
    const own = [...new Set(upstream.flatMap((id) => originAt(position, id, nameOf(id), history)))];
    if (own.length === 0) continue;
    origins.set(position, own);
    for (const origin of own) {
      const known = picks.get(origin);
      if (known) known.push(position);
      else picks.set(origin, [position]);
    }
  }
  const only = (position: number): Origin | undefined => onlyOf(origins.get(position) ?? [], origins);
  return {
    sameAs(position) {
      const origin = only(position);
      // What else is a backport of a commit of the history is found from there.
      const others = typeof origin === 'number' ? [origin] : (picks.get(origin ?? '') ?? []);
      return [...(picks.get(position) ?? []), ...others];
    },
    originOf(position) {
      const origin = only(position);
      return typeof origin === 'number' ? origin : undefined;
    },
  };
}

/** A revert that quotes the origin of what it takes back is no backport of that. */
function originAt(position: number, id: string, name: string, history: History): readonly Origin[] {
  const origin = positionOf(history, id);
  const isRevert = isRevertAt(position, history);
  if (origin === undefined) return [isRevert ? `revert ${name}` : name];
  if (origin === position) return [];
  const isSame =
    isRevert === isRevertAt(origin, history) || subjectAt(position, history) === subjectAt(origin, history);
  return isSame ? [origin] : [];
}

const isRevertAt = (position: number, { messages, subjects }: History): boolean =>
  messages.get(position)?.isRevert ?? isRevertSubject(subjects[position] ?? '');

const subjectAt = (position: number, { subjects }: History): string => comparedSubject(subjects[position] ?? '');

/** The one that the others are the origin of in turn; undefined where there are several. */
function onlyOf(own: readonly Origin[], origins: ReadonlyMap<number, readonly Origin[]>): Origin | undefined {
  const isFurther = (origin: Origin) =>
    own.some((other) => other !== origin && typeof other === 'number' && origins.get(other)?.includes(origin));
  const nearest = own.filter((origin) => !isFurther(origin));
  return nearest.length === 1 ? nearest[0] : undefined;
}

/** Ids that are not in the history, each by its longest form: `0123456` is the only one that begins so. */
function namesOf({ messages }: History): (id: string) => string {
  const all = [...new Set([...messages.values()].flatMap(({ upstream }) => upstream))].sort();
  const longest = new Map<string, string>();
  for (let index = all.length - 1; index >= 0; index--) {
    const id = all[index] ?? '';
    const next = all[index + 1];
    if (next === undefined || !next.startsWith(id)) longest.set(id, id);
    else {
      const name = longest.get(next) ?? next;
      let last = index + 1;
      while (last < all.length && (all[last] ?? '').startsWith(id)) last++;
      longest.set(id, name.startsWith(all[last - 1] ?? '') ? name : id);
    }
  }
  return (id) => longest.get(id) ?? id;
}
