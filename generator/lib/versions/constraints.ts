// Constraints on versions (`< 2.0.6-1`, `>= 1.0, < 2.0`, `< 5.0 or >= 5.2`), and whether two lists of them cover every version once.

import type { VersionOrder } from '../../types.ts';
import { compareVersions, rankVersions } from './versions.ts';

/** One comparison with a version. */
export type Constraint = { readonly operator: '<' | '<=' | '=' | '>=' | '>'; readonly version: string };

/** Constraints that hold together; no constraint at all holds for every version. */
export type Constraints = readonly Constraint[];

/** Reads `< 2.0.6-1`; undefined for what is no constraint. */
export function parseConstraint(text: string): Constraint | undefined {
  const parts = /^(<=|>=|<|>|=)[ \t]*([^\s<>=,]+)$/.exec(text.trim());
  return parts?.[2] === undefined ? undefined : { operator: parts[1] as Constraint['operator'], version: parts[2] };
}

/** Reads constraints joined with commas; undefined when one of them is none. */
export function parseConstraints(text: string): Constraints | undefined {
  const constraints = text.split(',').map(parseConstraint);
  return constraints.every((each) => each !== undefined) ? constraints : undefined;
}

/** Joins alternatives in a text; no version contains a blank. */
export const OR = ' or ';

/** Reads alternatives (`< 5.0 or >= 5.2`), of which one suffices; what is no constraint is left out. */
export function parseAlternatives(text: string): readonly Constraints[] {
  return text
    .split(OR)
    .map(parseConstraints)
    .filter((each) => each !== undefined);
}

/** True when the version fulfils all the constraints. */
export function satisfies(order: VersionOrder, version: string, constraints: Constraints): boolean {
  return constraints.every((constraint) =>
    HOLDS[constraint.operator](compareVersions(order, version, constraint.version)),
  );
}

const HOLDS: Readonly<Record<Constraint['operator'], (difference: number) => boolean>> = {
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '=': (difference) => difference === 0,
  '>=': (difference) => difference >= 0,
  '>': (difference) => difference > 0,
};

/** Versions on both lists or on none: a single one, or all between two (before or after one where the other is absent). */
export type CoverFault = { readonly kind: 'overlap' | 'hole' } & (
  | { readonly version: string }
  | { readonly after?: string; readonly before?: string }
);

/** The first versions that are not on exactly one of the two lists; undefined when there are none. */
export function coverFault(
  order: VersionOrder,
  unsafe: readonly Constraints[],
  safe: readonly Constraints[],
): CoverFault | undefined {
  const ranks = rankVersions(
    order,
    [...unsafe, ...safe].flat().map((constraint) => constraint.version),
  );
  const bounds: string[] = [];
  for (const [version, rank] of ranks) bounds[rank] ??= version;
  // The versions named are the odd positions on a line, everything between two of them is one even position.
  const position = new Map([...ranks].map(([version, rank]) => [version, 2 * rank + 1]));
  const length = 2 * bounds.length + 1;
  const [isUnsafe, isSafe] = [covered(unsafe, position, length), covered(safe, position, length)];
  for (let at = 0; at < length; at++) {
    if (isUnsafe[at] !== isSafe[at]) continue;
    return { kind: isSafe[at] ? 'overlap' : 'hole', ...placeOnLine(at, bounds) };
  }
  return undefined;
}

/** Which positions at least one of the lists covers. Constraints that hold together are one interval. */
function covered(
  lists: readonly Constraints[],
  position: ReadonlyMap<string, number>,
  length: number,
): readonly boolean[] {
  const steps = new Array<number>(length + 1).fill(0);
  for (const constraints of lists) {
    let [first, last] = [0, length - 1];
    for (const { operator, version } of constraints) {
      const at = position.get(version) ?? 0;
      if (operator === '<' || operator === '<=' || operator === '=')
        last = Math.min(last, operator === '<' ? at - 1 : at);
      if (operator === '>' || operator === '>=' || operator === '=')
        first = Math.max(first, operator === '>' ? at + 1 : at);
    }
    if (first > last) continue;
    steps[first] = (steps[first] ?? 0) + 1;
    steps[last + 1] = (steps[last + 1] ?? 0) - 1;
  }
  let count = 0;
  return steps.slice(0, length).map((step) => {
    count += step;
    return count > 0;
  });
}

function placeOnLine(at: number, bounds: readonly string[]) {
  const version = at % 2 === 1 ? bounds[(at - 1) / 2] : undefined;
  if (version !== undefined) return { version };
  const [after, before] = [bounds[at / 2 - 1], bounds[at / 2]];
  return { ...(after !== undefined && { after }), ...(before !== undefined && { before }) };
}
