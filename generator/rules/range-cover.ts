// `unsafe` and `safe` answer for each version of a package, once. The rows of one package in one repository count
// together; a package for which only one of the two is written says nothing about the rest on purpose.

import { versionField } from '../lib/decode/version-field.ts';
import { groupBy } from '../lib/group-by.ts';
import { type Constraints, type CoverFault, coverFault, parseAlternatives } from '../lib/versions/constraints.ts';
import type { Rule, Statement } from '../types.ts';

export default {
  id: 'range-cover',
  level: 'error',
  about: 'A version that is called unsafe and safe, or neither, leaves its user without an answer.',
  example: {
    file: 'content/alsw/ALSW-2026-1.md',
    pass: 'safe: ">= 2.0.6-1"',
    fail: 'safe: "> 2.0.6-1"',
    message: 'Version `2.0.6-1` of `quillpack` is neither `unsafe` nor `safe`',
  },
  *check({ site, advisories }) {
    for (const advisory of advisories) {
      const order = site.series.find((each) => each.id === advisory.series)?.definition.versions;
      if (!order) continue;
      for (const statements of groupBy(advisory.statements, scope).values()) {
        const unsafe = constraintsOf(statements, 'unsafe');
        const safe = constraintsOf(statements, 'safe');
        const last = statements.findLast((statement) => statement.safe !== undefined);
        const fault = unsafe.length > 0 && safe.length > 0 ? coverFault(order, unsafe, safe) : undefined;
        if (!fault || !last) continue;
        yield {
          at: { document: advisory.document, field: versionField(advisory.document, last, 'safe') },
          text: `${describe(fault, last.package)} ${fault.kind === 'overlap' ? 'is both `unsafe` and `safe`' : 'is neither `unsafe` nor `safe`'}`,
          hint: 'Let `safe` begin exactly where `unsafe` ends, such as `< 2.0-1` and `>= 2.0-1`; a list says that one of its constraints suffices',
          found: `unsafe ${last.unsafe ?? '-'}, safe ${last.safe ?? '-'}`,
        };
      }
    }
  },
} satisfies Rule;

/** Names the package and the place that a statement speaks about. */
function scope(statement: Statement): string {
  return [statement.package, statement.repository ?? '', statement.release ?? '', statement.when ?? ''].join('\n');
}

function constraintsOf(statements: readonly Statement[], name: 'unsafe' | 'safe'): readonly Constraints[] {
  return statements.flatMap((statement) => parseAlternatives(statement[name] ?? ''));
}

function describe(fault: CoverFault, name: string): string {
  if ('version' in fault) return `Version \`${fault.version}\` of \`${name}\``;
  const { after, before } = fault;
  if (after !== undefined && before !== undefined)
    return `What lies between \`${after}\` and \`${before}\` of \`${name}\``;
  if (after !== undefined) return `What is later than \`${after}\` of \`${name}\``;
  return before === undefined ? `Every version of \`${name}\`` : `What is earlier than \`${before}\` of \`${name}\``;
}
