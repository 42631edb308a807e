// The ids that the frame of a page uses. The Markdown renderer gives no heading one of them, so that a link to
// `#history` always leads to the history. Without imports: both the renderer and the theme read it.

/** Ids of page chrome; a heading of a text that would get one gets another. */
export const RESERVED_IDS = [
  'main',
  'action',
  'releases',
  'binaries',
  'features',
  'key-change',
  'versions',
  'patches',
  'commits',
  'downloads',
  'references',
  'related',
  'authentic',
  'run-announcement',
  'history',
  'data',
  'contact',
  'after-releases',
  'after-binaries',
  'after-features',
  'after-versions',
  'after-patches',
  'after-commits',
] as const;

/** One of the ids of page chrome. */
export type ReservedId = (typeof RESERVED_IDS)[number];
