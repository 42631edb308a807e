// Patch levels as data: what `tocsin patches check --format json` prints, and what a root may keep in `content/trees/` for
// its pages. Grouped by advisory; a verdict never stands without its evidence.

import { z } from 'zod';
import type { Evidence, Level, Levels, PatchLevel } from './levels.ts';

const text = (about: string) => z.string().describe(about);
const commit = (about: string) =>
  z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .describe(about);
const time = (about: string) => z.string().meta({ description: `${about}, UTC`, format: 'date-time' });

const evidence = z
  .array(
    z.object({
      kind: z
        .enum([
          'stated-commit',
          'tag-and-subject',
          'tag',
          'upstream-commit',
          'subject',
          'patch-id',
          'reverse-apply',
          'revert',
          'statement',
          'support',
          'files',
          'other-claim',
          'mention',
          'history',
        ])
        .describe('Where it comes from, the strongest kinds first'),
      text: text('What it says, as a clause'),
      commit: commit('The commit it is about').optional(),
    }),
  )
  .describe('Why; the newest commits first');

const level = z.object({
  ref: text('Name of the branch or tag, as in `refs`'),
  verdict: z
    .enum([
      'applied',
      'before-branching',
      'not-affected',
      'out-of-support',
      'other-tree',
      'partial',
      'reverted',
      'missing',
      'unsure',
    ])
    .describe('Whether the fix is there; `partial`, `reverted` and `missing` mean that it is not'),
  applied: z.int().min(0).describe('Patches that are there'),
  of: z.int().min(0).describe('Patches that the branch needs'),
  since: text('First tag that has all of them').optional(),
  patches: z
    .array(
      z.object({
        file: text('Path of the patch beside the advisory'),
        state: z
          .enum(['applied', 'before-branching', 'reverted', 'absent', 'unsure'])
          .describe('Whether this patch is there'),
        commit: commit('The commit that has it, or took it back').optional(),
        evidence,
      }),
    )
    .describe('The patches that the branch needs'),
  evidence,
});

/** The file of a tree. */
export const levelsSchema = z.object({
  $schema: z.string().meta({ description: 'The JSON Schema of this file', format: 'uri' }).optional(),
  series: text('Key of the series'),
  tree: text('Name of the source tree, as in `patches[].tree`').optional(),
  refs: z
    .array(
      z.object({
        name: text('Branch or tag'),
        commit: commit('What it was then'),
        date: time('When that commit was made'),
        release: text('Id of its release; absent for the line of development').optional(),
      }),
    )
    .describe('What was checked, in the order asked for'),
  advisories: z
    .array(
      z.object({
        id: text('Id of the advisory'),
        number: text('The number in its id'),
        published: time('First publication').optional(),
        levels: z.array(level).describe('One for each ref'),
      }),
    )
    .describe('Advisories with patches, by number'),
});

export type LevelsRecord = z.infer<typeof levelsSchema>;

/** The levels as data. */
export function levelsRecord({ series, tree, refs, levels }: Levels): LevelsRecord {
  const advisories = new Map<string, LevelsRecord['advisories'][number]>();
  for (const { id, number, published, ...rest } of levels) {
    const known = advisories.get(id) ?? { id, number, ...(published !== undefined && { published }), levels: [] };
    known.levels.push({ ...rest, patches: rest.patches.map(patchRecord), evidence: rest.evidence.map(evidenceRecord) });
    advisories.set(id, known);
  }
  return {
    series,
    ...(tree !== undefined && { tree }),
    refs: refs.map((ref) => ({ ...ref })),
    advisories: [...advisories.values()],
  };
}

/** The levels that data say. */
export function levelsOfRecord({ series, tree, refs, advisories }: LevelsRecord): Levels {
  return {
    series,
    ...(tree !== undefined && { tree }),
    refs: refs.map(({ name, commit: id, date, release }) => ({
      name,
      commit: id,
      date,
      ...(release !== undefined && { release }),
    })),
    levels: advisories.flatMap(({ id, number, published, levels }) =>
      levels.map((each): Level => ({ id, number, ...(published !== undefined && { published }), ...each })),
    ),
  };
}

const evidenceRecord = (each: Evidence) => ({ ...each });
const patchRecord = (patch: PatchLevel) => ({ ...patch, evidence: patch.evidence.map(evidenceRecord) });
