// A range of affected versions runs from an earlier version to a later one, and the fix comes behind its beginning.

import { placeOf } from '../lib/decode/decode.ts';
import { versionField } from '../lib/decode/version-field.ts';
import { compareVersions } from '../lib/versions/versions.ts';
import type { Advisory, Finding, Rule, Statement, VersionOrder } from '../types.ts';

export default {
  id: 'range-order',
  level: 'error',
  about:
    'A fix that is not later than the first affected version makes a range that no version lies in, so tools call everybody safe.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'fixed: {"1.0": 1.0.2}',
    fail: 'fixed: {"1.0": 1.0.1}',
    message: 'Unexpected `1.0.1` as fixed version, expected one later than `1.0.1`, the first affected version',
  },
  *check({ site, advisories }) {
    for (const advisory of advisories) {
      const order = site.series.find((each) => each.id === advisory.series)?.definition.versions;
      if (!order) continue;
      for (const statement of advisory.statements) yield* checkStatement(advisory, statement, order);
    }
  },
} satisfies Rule;

function* checkStatement({ document }: Advisory, statement: Statement, order: VersionOrder): Generator<Finding> {
  const { from, to, fixed } = statement;
  if (from === undefined) return;
  const cause = {
    place: placeOf(document.fields, versionField(document, statement, 'from')),
    text: 'The first affected version is here',
  };
  if (fixed !== undefined && compareVersions(order, fixed, from) <= 0) {
    yield {
      at: { document, field: versionField(document, statement, 'fixed') },
      text: `Unexpected \`${fixed}\` as fixed version, expected one later than \`${from}\`, the first affected version`,
      hint: 'Correct one of the two versions; a branch that begins to be affected elsewhere needs an entry of its own',
      found: fixed,
      expected: `later than ${from}`,
      cause,
    };
  }
  if (to !== undefined && compareVersions(order, to, from) < 0) {
    yield {
      at: { document, field: versionField(document, statement, 'to') },
      text: `Unexpected \`${to}\` as last version, expected \`${from}\` (\`from\`) or later`,
      hint: 'Swap the two versions, or correct one of them',
      found: to,
      expected: `${from} or later`,
      cause,
    };
  }
}
