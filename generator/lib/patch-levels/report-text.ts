// Patch levels for a release manager at a terminal: a line for each branch, and below it what needs action.

import { printable } from '../decode/decode.ts';
import { type Level, type PatchLevel, reasonsOf } from './levels.ts';
import { commitText, evidenceText, needsAction, openPatches, type PatchReport, verdictText } from './report-words.ts';
import { countsText, refTitle, summariesOf } from './summary.ts';

/** The whole text; `isVerbose` shows every advisory and patch. */
export function levelsText(report: PatchReport, isVerbose: boolean): string {
  const lines = summariesOf(report.levels).flatMap((summary) => [
    `${printable(refTitle(summary.ref))}: ${countsText(summary)}`,
    ...summary.levels
      .filter((level) => isVerbose || needsAction(level))
      .flatMap((level) => levelLines(level, report, isVerbose).map((line) => `  ${line}`)),
  ]);
  return [...lines, ...report.notes.map((note) => `Note: ${note}`)].map((line) => `${line}\n`).join('');
}

/** One advisory in one branch. */
export function levelLines(level: Level, report: PatchReport, isVerbose: boolean): readonly string[] {
  const patches = isVerbose || level.verdict === 'reverted' ? level.patches : openPatches(level);
  const shown = isVerbose ? patches : patches.slice(0, MOST_PATCHES);
  const rest = patches.length - shown.length;
  return [
    `${printable(level.id)}: ${verdictText(level)}`,
    ...level.evidence.map((each) => `    ${evidenceText(each, report)}`),
    ...shown.flatMap((patch) => patchLines(patch, report).map((line) => `    ${line}`)),
    ...(rest > 0 ? [`    and ${rest} more patches; --verbose names them`] : []),
  ];
}

const MOST_PATCHES = 10;

function patchLines(patch: PatchLevel, report: PatchReport): readonly string[] {
  const { file, state, commit } = patch;
  const isThere = state === 'applied' || state === 'before-branching';
  const has = isThere && commit !== undefined ? `: ${commitText(commit, report)}` : `: ${STATES[state]}`;
  // Of a patch that is there the commit says enough.
  const why =
    isThere && commit !== undefined ? [] : reasonsOf(patch).map((each) => `    ${evidenceText(each, report)}`);
  return [`${printable(file)}${has}`, ...why];
}

const STATES: Readonly<Record<PatchLevel['state'], string>> = {
  applied: 'applied',
  'before-branching': 'applied before branching',
  absent: 'not there',
  reverted: 'taken back',
  unsure: 'unsure',
};
