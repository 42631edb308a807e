// What moves with a release, as its parts give it to each other.

import type { Advisory, Instant } from '../types.ts';

/** An advisory of the private root, and since when it will be public. */
export type Released = { readonly advisory: Advisory; readonly date: Instant };

/** An advisory that moves, with its files: as they are, and its text as it will be. */
export type Move = Released & {
  readonly files: readonly ReadFile[];
  readonly before: string;
  readonly after: string;
  /** Paths in its folder that nothing names: they are not published, so they stay. */
  readonly left: readonly string[];
};

/** A file as it was read. */
export type ReadFile = { readonly path: string; readonly bytes: Uint8Array };
