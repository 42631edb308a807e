// A release as a list of steps, and the journal that lets it go on after it was broken off. The journal lies in the
// private root and holds all that the steps need, so that a second run does what the first one began.

import { z } from 'zod';
import type { Instant } from '../../types.ts';

/** One file that moves from the private root to the public one, under the same path. */
export type MovedFile = {
  readonly path: string;
  /** SHA-256 in the private root, and in the public one; they differ for advisories alone. */
  readonly before: string;
  readonly after: string;
  /** An advisory as it will be; other files stay what they are. */
  readonly text?: string;
};

/** A release that has begun. */
export type Journal = {
  /** What becomes public, each since when. */
  readonly advisories: readonly { readonly id: string; readonly date: Instant }[];
  /** In the order in which they are written: advisories last, so that none is ever there without its files. */
  readonly files: readonly MovedFile[];
};

/** One step; each can be done again. */
export type ReleaseStep =
  | { readonly kind: 'begin'; readonly journal: Journal }
  | { readonly kind: 'write'; readonly file: MovedFile }
  | { readonly kind: 'remove'; readonly file: MovedFile }
  | { readonly kind: 'finish'; readonly journal: Journal };

/** The steps of a release, in their order: nothing is removed before everything is there. */
export function releaseSteps(journal: Journal): readonly ReleaseStep[] {
  const { files } = journal;
  return [
    { kind: 'begin', journal },
    ...files.map((file): ReleaseStep => ({ kind: 'write', file })),
    ...files.map((file): ReleaseStep => ({ kind: 'remove', file })),
    { kind: 'finish', journal },
  ];
}

/** Name of the journal in the private root, after the first of its advisories. */
export const journalName = ({ advisories }: Journal): string => `.tocsin-release-${advisories[0]?.id}.json`;

/** The id that a file of the private root is the journal of. */
export const journalOf = (name: string): string | undefined => /^\.tocsin-release-([\w-]+)\.json$/.exec(name)?.[1];

const sum = z.string().regex(/^[0-9a-f]{64}$/);
const path = z
  .string()
  .refine((each) => /^content\/[^/]/.test(each) && !each.split('/').some((name) => name === '..' || name === '.'));
const schema = z.strictObject({
  advisories: z.array(z.strictObject({ id: z.string().regex(/^[\w-]+$/), date: z.string() })).min(1),
  files: z.array(z.strictObject({ path, before: sum, after: sum, text: z.string().exactOptional() })).min(1),
});

/** The journal as a file. */
export const journalText = (journal: Journal): string => `${JSON.stringify(journal, undefined, 2)}\n`;

/** The journal of a file; undefined for one that this program did not write. */
export function readJournal(text: string): Journal | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
