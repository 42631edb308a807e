// What a source of patches gives, whatever it is: a root, a folder, a site or a file.

import type { Instant } from '../../types.ts';
import type { IndexedPatch, PatchIndex } from './patch-index.ts';

/** What kind of thing a source is: `lines` is a `patches.tsv`, which knows subjects alone. */
export type PatchSourceKind = 'root' | 'folder' | 'site' | 'data' | 'lines';

export type PatchSource = {
  readonly kind: PatchSourceKind;
  /** As it was given. */
  readonly name: string;
  readonly index: PatchIndex;
  /** The bytes of a patch of the index; undefined where the source has none. Throws `UsageError` for other bytes. */
  readonly bytesOf: (patch: IndexedPatch) => Promise<Uint8Array | undefined>;
  /** Files beside public advisories of a root that no entry of `patches` names. */
  readonly unnamed: readonly { readonly id: string; readonly file: string }[];
};

export type PatchSourceOptions = {
  /** Key of the series; needed where there are several. */
  readonly series?: string | undefined;
  /** When a root is looked at. */
  readonly now: Instant;
};
