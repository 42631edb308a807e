// "Affected up to X" takes X in, and so does "fixed in X": one of the two is off by one. Front matter only; the body's
// sentences have a rule of their own, which can only guess.

import { placeOf } from '../lib/decode/decode.ts';
import { versionField } from '../lib/decode/version-field.ts';
import { groupBy } from '../lib/group-by.ts';
import { rankVersions } from '../lib/versions/versions.ts';
import type { Advisory, Finding, Rule, Statement, VersionOrder } from '../types.ts';

export default {
  id: 'affected-and-fixed',
  level: 'error',
  about:
    'A version cannot be the last affected and the first fixed one. Careful teams have published just that, again and again.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'from: 1.0.1, fixed:',
    fail: 'from: 1.0.1, to: 1.0.2, fixed:',
    message: 'Version `1.0.2` of `sample` is both affected (`to`) and fixed',
  },
  *check({ site, advisories }) {
    for (const advisory of advisories) {
      const order = site.series.find((each) => each.id === advisory.series)?.definition.versions;
      if (order) yield* checkStatements(advisory, order);
    }
  },
} satisfies Rule;

function* checkStatements({ document, statements }: Advisory, order: VersionOrder): Generator<Finding> {
  const ranks = rankVersions(
    order,
    statements.flatMap(({ from, to, fixed }) => [from, to, fixed]).filter((each) => each !== undefined),
  );
  const keyOf = (statement: Statement, version: string) => `${statement.package} ${ranks.get(version)}`;
  const safe = groupBy(statements.flatMap(safeBeginning), ({ statement, version }) => keyOf(statement, version));
  for (const statement of statements) {
    const { to } = statement;
    if (to === undefined || statement.status === 'not-affected') continue;
    const other = safe.get(keyOf(statement, to))?.find((each) => isSameScope(each.statement, statement));
    if (!other) continue;
    const isFix = other.name === 'fixed';
    yield {
      at: { document, field: versionField(document, statement, 'to') },
      text: `Version \`${to}\` of \`${statement.package}\` is both affected (\`to\`) and ${isFix ? 'fixed' : 'not affected'}`,
      hint: 'Name the last affected version in `to`, the one before the fix, or leave `to` out',
      found: to,
      cause: {
        place: placeOf(document.fields, versionField(document, other.statement, other.name)),
        text: isFix ? 'The fixed version is here' : 'It is not affected from here on',
      },
    };
    // One entry with many branches is one mistake.
    return;
  }
}

type Beginning = { readonly statement: Statement; readonly name: 'fixed' | 'from'; readonly version: string };

/** The version from which on a package is safe, when a statement names one. */
function safeBeginning(statement: Statement): readonly Beginning[] {
  const name = statement.fixed !== undefined ? 'fixed' : statement.status === 'not-affected' ? 'from' : undefined;
  const version = name && statement[name];
  return name && version !== undefined ? [{ statement, name, version }] : [];
}

/** False when the two speak of different releases or under different conditions, and so may both be right. */
function isSameScope(a: Statement, b: Statement): boolean {
  const isSameRelease = a.release === undefined || b.release === undefined || a.release === b.release;
  return isSameRelease && a.when === b.when && a.repository === b.repository;
}
