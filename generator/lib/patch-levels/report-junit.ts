// Patch levels as test results, which CI servers show: a suite for each branch, a case for each advisory. The elements
// are those of the schema of Jenkins (junit-10.xsd of its xunit plugin), which the other readers know, too.

import { element, type XmlElement, xmlDocument } from '../feeds/xml.ts';
import { FAILING, type Level } from './levels.ts';
import { levelLines } from './report-text.ts';
import { type PatchReport, reasonOf, verdictText } from './report-words.ts';
import { type RefSummary, refTitle, summariesOf } from './summary.ts';

/** The whole file. */
export function levelsJunit(report: PatchReport): string {
  const { tree, series } = report.levels;
  const suites = summariesOf(report.levels).map((summary) => suiteOf(summary, report));
  const sum = (name: string) =>
    String(suites.reduce((total, { attributes }) => total + Number(attributes[name] ?? 0), 0));
  return xmlDocument(
    element(
      'testsuites',
      {
        name: `patch levels of ${tree ?? series}`,
        tests: sum('tests'),
        failures: sum('failures'),
        errors: sum('errors'),
      },
      ...suites,
    ),
  );
}

function suiteOf(summary: RefSummary, report: PatchReport): XmlElement {
  const { ref, levels } = summary;
  const count = (isIt: (level: Level) => boolean) => String(levels.filter(isIt).length);
  return element(
    'testsuite',
    {
      name: refTitle(ref),
      tests: String(levels.length),
      failures: count(({ verdict }) => FAILING.has(verdict)),
      errors: count(({ verdict }) => verdict === 'unsure'),
      skipped: count(({ verdict }) => SKIPPED.has(verdict)),
      timestamp: ref.date,
    },
    element('properties', {}, element('property', { name: 'commit', value: ref.commit })),
    ...levels.map((level) => caseOf(level, report)),
  );
}

/** The branch does not need the fix. */
const SKIPPED: ReadonlySet<Level['verdict']> = new Set(['not-affected', 'out-of-support', 'other-tree']);

function caseOf(level: Level, report: PatchReport): XmlElement {
  const { series } = report.levels;
  // A dot in a class name would begin another package.
  const attributes = { classname: `${series}.${level.ref.replaceAll('.', '_')}`, name: level.id };
  const kind = FAILING.has(level.verdict)
    ? 'failure'
    : level.verdict === 'unsure'
      ? 'error'
      : SKIPPED.has(level.verdict)
        ? 'skipped'
        : undefined;
  if (kind === undefined) return element('testcase', attributes);
  const message = `${verdictText(level)}: ${reasonOf(level, report)}`;
  return element(
    'testcase',
    attributes,
    kind === 'skipped'
      ? element(kind, { message })
      : element(kind, { type: level.verdict, message }, levelLines(level, report, false).join('\n')),
  );
}
