// What a verdict is made of: the facts of a repository, and one advisory in one branch.

import type { IndexedAdvisory, IndexedPatch, PatchIndex } from '../patches/patch-index.ts';
import type { History } from './history.ts';
import type { ChangedBy, CommitsById, Matches, Relations } from './matches.ts';
import type { Need } from './needs.ts';
import type { Rivals } from './rivals.ts';

/** What was found in a repository. */
export type Facts = {
  readonly history: History;
  /** `git patch-id` -> commits, of those that were looked at. */
  readonly commitsById: CommitsById;
  /** Files that commits change which have nothing but the subject of a patch. */
  readonly changedBy: ChangedBy;
  /** For each ref in the order of the history, and for the mainline: which of the files that patches change it has. */
  readonly files: readonly ReadonlySet<string>[];
  /** For each ref: the patches, by SHA-256, that can be taken back there, so that they are in it. */
  readonly reversible: readonly ReadonlySet<string>[];
};

/** An advisory in a branch. */
export type Case = {
  readonly index: PatchIndex;
  readonly advisory: IndexedAdvisory;
  /** Its patches for this tree, and which of them a release needs. */
  readonly own: readonly IndexedPatch[];
  readonly needs: (release: string | undefined) => readonly Need[];
  readonly matches: ReadonlyMap<IndexedPatch, Matches>;
  readonly relations: Relations;
  readonly rivals: Rivals;
  readonly facts: Facts;
  /** Index of the ref. */
  readonly at: number;
  readonly release: string | undefined;
  readonly tree: string | undefined;
};
