// What the bytes of a patch say of it. A build, its pages and a check ask more than once, and of thousands of patches.

import { patchId } from './patch-id.ts';
import { patchPaths } from './patch-paths.ts';

export type PatchFacts = { readonly patchId: string | undefined; readonly paths: readonly string[] };

const known = new WeakMap<Uint8Array, PatchFacts>();

/** The id that git gives a patch and the files that it changes, computed once for its bytes. */
export function patchFacts(bytes: Uint8Array): PatchFacts {
  const facts = known.get(bytes) ?? { patchId: patchId(bytes), paths: patchPaths(bytes) };
  known.set(bytes, facts);
  return facts;
}
