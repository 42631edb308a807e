// Patch levels as results of an analysis (SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/): what is missing
// as errors, what is unsure as warnings, each at its patch.

import { createHash } from 'node:crypto';
import { stableJson } from '../data/json.ts';
import type { Level, Verdict } from './levels.ts';
import { needsAction, openPatches, type PatchReport, reasonOf, verdictText } from './report-words.ts';

/** The whole file. */
export function levelsSarif(report: PatchReport, version: string): string {
  return stableJson({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Tocsin', semanticVersion: version, rules: RULES } },
        columnKind: 'utf16CodeUnits',
        automationDetails: { id: `patch-levels/${report.levels.tree ?? report.levels.series}/` },
        results: report.levels.levels.filter(needsAction).map((level) => resultOf(level, report)),
        ...(report.notes.length > 0 && {
          invocations: [
            {
              executionSuccessful: true,
              toolExecutionNotifications: report.notes.map((text) => ({ level: 'warning', message: { text } })),
            },
          ],
        }),
      },
    ],
  });
}

const rule = (id: Verdict, name: string, text: string, help: string) => ({
  id,
  name,
  shortDescription: { text },
  help: { text: help },
  defaultConfiguration: { level: id === 'unsure' ? 'warning' : 'error' },
});

const RULES = [
  rule('missing', 'MissingFix', 'A fix is missing', 'Apply the patches of the advisory that are made for the branch.'),
  rule('partial', 'PartialFix', 'A fix is applied in part', 'Apply the patches of the series that are not there.'),
  rule('reverted', 'RevertedFix', 'A fix was taken back', 'Apply it again, or say in the advisory why not.'),
  rule(
    'unsure',
    'UnsureFix',
    'It is not known whether a fix is there',
    'Look at the branch, and state the commit or the status of the release in the advisory.',
  ),
];

function resultOf(level: Level, report: PatchReport) {
  const { id, ref, verdict } = level;
  const files = openPatches(level).map(({ file }) => file);
  return {
    ruleId: verdict,
    ruleIndex: RULES.findIndex((each) => each.id === verdict),
    level: verdict === 'unsure' ? 'warning' : 'error',
    message: { text: `${id} in ${ref}: ${verdictText(level)}: ${reasonOf(level, report)}` },
    locations: (files.length > 0 ? files : [id]).slice(0, 1).map((file) => location(file, level)),
    ...(files.length > 1 && { relatedLocations: files.slice(1, MOST_FILES).map((file) => location(file, level)) }),
    // The same fault stays the same one in the next run, wherever it is in the list.
    partialFingerprints: { 'advisoryAndBranch/v1': hash(`${id}\0${ref}`) },
  };
}

/** Readers refuse results with very many. */
const MOST_FILES = 100;

const location = (file: string, { id, ref }: Level) => ({
  physicalLocation: { artifactLocation: { uri: uriOf(file) } },
  logicalLocations: [{ name: id, fullyQualifiedName: `${ref}/${id}`, kind: 'advisory' }],
});

/** Half a surrogate pair has no percent-encoding. */
const uriOf = (file: string): string =>
  file
    .replace(/\p{Cs}/gu, '\u{FFFD}')
    .split('/')
    .map(encodeURIComponent)
    .join('/');

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
