// What one advisory says about one installed package. Silence is no answer: where nothing said decides, the answer is
// `unknown`, with the reason.

import type { VersionOrder } from '../../types.ts';
import { parseAlternatives, satisfies } from '../versions/constraints.ts';
import { isVersion } from '../versions/is-version.ts';
import { compareVersions } from '../versions/versions.ts';
import type { IndexedStatement } from './advisory-index.ts';

/** Why nothing decides. */
export type Doubt =
  /** Its version follows another order, or is none. */
  | 'version-not-comparable'
  /** Nobody said which release it is, or the release is none of the site's. */
  | 'release-not-known'
  /** The advisory says nothing about this release or this version. */
  | 'nobody-said'
  | 'under-investigation'
  /** A distribution may have put the fix into a version of its own. */
  | 'distribution-package'
  /** The list names binary packages, and this one may be made of the affected source. */
  | 'source-not-known';

/** What statements say of a version. */
export type Answer =
  | { readonly status: 'affected'; readonly fixed?: string; readonly when?: string }
  | { readonly status: 'not-affected' }
  | { readonly status: 'unknown'; readonly doubt: Doubt };

export const unknown = (doubt: Doubt): Answer => ({ status: 'unknown', doubt });

/** The answer of several statements together: one that affects decides, then one that leaves it open. */
export function judgeAll(statements: readonly IndexedStatement[], version: string, order: VersionOrder): Answer {
  if (statements.length === 0) return unknown('nobody-said');
  const answers = statements.map((statement) => judge(statement, version, order));
  return (
    answers.find(({ status }) => status === 'affected') ??
    answers.find(({ status }) => status === 'unknown') ?? { status: 'not-affected' }
  );
}

function judge(said: IndexedStatement, version: string, order: VersionOrder): Answer {
  const compared = [said.from, said.to, said.fixed].filter((each) => each !== undefined);
  const constraints = said.unsafe !== undefined || said.safe !== undefined;
  if (said.status === 'not-affected' && !constraints) return { status: 'not-affected' };
  if ((compared.length > 0 || constraints) && !isVersion(order, version)) return unknown('version-not-comparable');
  if (constraints) return byConstraints(said, version, order);
  if (said.from !== undefined && compareVersions(order, version, said.from) < 0) return { status: 'not-affected' };
  if (said.to !== undefined && compareVersions(order, version, said.to) > 0) return { status: 'not-affected' };
  if (said.status === 'under-investigation') return unknown('under-investigation');
  if (said.status === 'unknown') return unknown('nobody-said');
  if (said.fixed !== undefined && compareVersions(order, version, said.fixed) >= 0) return { status: 'not-affected' };
  // Fixed, and nobody said in which version.
  if (said.fixed === undefined && said.status === 'fixed') return unknown('nobody-said');
  return affected(said, said.fixed);
}

function byConstraints(said: IndexedStatement, version: string, order: VersionOrder): Answer {
  const holds = (text: string) => parseAlternatives(text).some((constraints) => satisfies(order, version, constraints));
  if (said.unsafe !== undefined && holds(said.unsafe)) return affected(said, firstSafe(said.safe, version, order));
  if (said.safe !== undefined) return holds(said.safe) ? { status: 'not-affected' } : unknown('nobody-said');
  return { status: 'not-affected' };
}

function affected({ when }: IndexedStatement, fixed: string | undefined): Answer {
  return { status: 'affected', ...(fixed !== undefined && { fixed }), ...(when !== undefined && { when }) };
}

/** The nearest later version that is safe. */
function firstSafe(safe: string | undefined, version: string, order: VersionOrder): string | undefined {
  return parseAlternatives(safe ?? '')
    .flat()
    .filter(({ operator, version: other }) => /^(?:>=|=)$/.test(operator) && compareVersions(order, other, version) > 0)
    .map((constraint) => constraint.version)
    .sort((a, b) => compareVersions(order, a, b))[0];
}
