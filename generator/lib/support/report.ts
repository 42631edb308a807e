// Two states of all support statements compared, and the comparison as text. A state may be read back from
// `support.json`, which knows everything but the words of caveats.

import { z } from 'zod';
import type { SupportChange, SupportClass, SupportSide, SupportSideRow } from '../../types.ts';
import { textTable } from '../text/text-table.ts';
import type { Renames } from './aliases.ts';
import { changeCounts, changeSides, compareSides, supportChangeWords } from './diff.ts';

/** What changed for one release. */
export type SupportDifference = {
  readonly product: string;
  /** Absent for a release that is new. */
  readonly before?: string;
  /** Absent for a release that is gone. */
  readonly after?: string;
  /** Lines of the release block. */
  readonly facts: readonly { readonly key: string; readonly before?: string; readonly after?: string }[];
  readonly changes: readonly SupportChange[];
};

/** Releases that differ. One statement is compared with one other, whatever their versions; else versions are matched. */
export function differences(
  before: readonly SupportSide[],
  after: readonly SupportSide[],
  renames?: Renames,
): SupportDifference[] {
  const [old, current] = [before[0], after[0]];
  if (old && current && before.length === 1 && after.length === 1) return difference(old, current, renames);
  const idOf = ({ product, version }: SupportSide) => `${product.toLowerCase()} ${version}`;
  const olds = new Map(before.map((side) => [idOf(side), side]));
  const currents = new Map(after.map((side) => [idOf(side), side]));
  const nothing = { facts: [], changes: [] };
  return [
    ...[...currents].flatMap(([id, side]): SupportDifference[] => {
      const was = olds.get(id);
      return was ? difference(was, side, renames) : [{ product: side.product, after: side.version, ...nothing }];
    }),
    ...[...olds]
      .filter(([id]) => !currents.has(id))
      .map(([, side]): SupportDifference => ({ product: side.product, before: side.version, ...nothing })),
  ];
}

/** The differences as a report for a terminal; a sentence when there are none. */
export function differencesText(found: readonly SupportDifference[]): string {
  if (found.length === 0) return 'Nothing changed.\n';
  return found.map(differenceText).join('\n');
}

/** The statements in the text of a `support.json`; undefined when it is none. */
export function sidesOfData(text: string): readonly SupportSide[] | undefined {
  const parsed = dataSchema.safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  const { releases, features } = parsed.data;
  return releases.map(({ product, version, stated }): SupportSide => {
    const rows = features.flatMap(({ key, path, statuses }): SupportSideRow[] => {
      const said = statuses.find((each) => each.version === version && (each.product ?? product) === product);
      if (!said) return [];
      const { status, class: kind, security, has_caveat: hasCaveat } = said;
      return [
        { key, title: path.slice(-2).join(' / '), path, status, class: kind as SupportClass, security, hasCaveat },
      ];
    });
    return { product, version, facts: stated, rows };
  });
}

/** Open, so that data of an earlier or later version is read as well. */
const dataSchema = z.object({
  releases: z.array(
    z.object({
      product: z.string(),
      version: z.string(),
      stated: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
    }),
  ),
  features: z.array(
    z.object({
      key: z.string(),
      path: z.array(z.string()),
      statuses: z.array(
        z.object({
          product: z.string().optional(),
          version: z.string(),
          status: z.string(),
          class: z.string(),
          security: z.boolean(),
          has_caveat: z.boolean(),
        }),
      ),
    }),
  ),
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function difference(before: SupportSide, after: SupportSide, renames: Renames | undefined): SupportDifference[] {
  const facts = factChanges(before, after);
  const changes = compareSides(before, after, renames);
  if (facts.length === 0 && changes.length === 0) return [];
  return [{ product: after.product, before: before.version, after: after.version, facts, changes }];
}

function factChanges(before: SupportSide, after: SupportSide): SupportDifference['facts'] {
  const old = new Map(before.facts.map(({ key, value }) => [key, value]));
  const current = new Map(after.facts.map(({ key, value }) => [key, value]));
  return [...new Set([...current.keys(), ...old.keys()])]
    .filter((key) => old.get(key) !== current.get(key))
    .map((key) => {
      const [was, is] = [old.get(key), current.get(key)];
      return { key, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) };
    });
}

const WIDTH = 120;

function differenceText({ product, before, after, facts, changes }: SupportDifference): string {
  if (before === undefined) return `${product} ${after}: new statement\n`;
  if (after === undefined) return `${product} ${before}: statement removed\n`;
  const versions = before === after ? after : `${before} to ${after}`;
  const rows = [
    ...facts.map((fact) => [fact.key, 'release', fact.before ?? 'not stated', fact.after ?? 'not stated']),
    ...changes.map((change) => [change.title, supportChangeWords[change.kind], ...changeSides(change)]),
  ];
  const table = textTable([['Feature', 'Change', 'Before', 'After'], ...rows], [], WIDTH);
  const counts = [...(facts.length > 0 ? [`${facts.length} of the release`] : []), changeCounts(changes)];
  const summary = counts.filter((each) => each !== '').join(', ');
  return `${product} ${versions}: ${summary}\n\n${table.map((line) => `${line}\n`).join('')}`;
}
