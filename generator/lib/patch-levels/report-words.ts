// What every report says of a level, in words: the verdict, the reason, and the commits with their subjects.

import { printable } from '../decode/decode.ts';
import { type Evidence, FAILING, type Level, type Levels, type PatchLevel, reasonsOf } from './levels.ts';
import { VERDICT_WORDS } from './summary.ts';

/** What reports are made of. */
export type PatchReport = {
  readonly levels: Levels;
  /** First line of the message of a commit. */
  readonly subjectOf: (commit: string) => string | undefined;
  /** Page of an advisory. */
  readonly pageOf?: (id: string) => string | undefined;
  /** Address of a commit, with `{commit}` for its id. */
  readonly commitUrl?: string | undefined;
  /** What holds for the whole run, as sentences. */
  readonly notes: readonly string[];
};

/** True for what somebody has to look at. */
export const needsAction = ({ verdict }: Pick<Level, 'verdict'>): boolean =>
  FAILING.has(verdict) || verdict === 'unsure';

/** `missing`, `applied in part, 2 of 3`, `applied, first in RELEASE-4.20.1`. */
export function verdictText({ verdict, applied, of, since }: Level): string {
  const count = verdict === 'partial' ? `, ${applied} of ${of}` : '';
  return `${VERDICT_WORDS[verdict]}${count}${since === undefined ? '' : `, first in ${printable(since)}`}`;
}

/** Why, on one line. */
export function reasonOf(level: Level, report: PatchReport): string {
  const own = level.evidence.filter(({ kind }) => kind !== 'mention').map((each) => evidenceText(each, report));
  const patches = level.patches
    .filter(({ state }) => state !== 'applied' && state !== 'before-branching')
    .flatMap((patch) => reasonsOf(patch).map((each) => evidenceText(each, report)));
  const open = openPatches(level).map(({ file }) => printable(file));
  const lacking = level.verdict === 'partial' ? [`not there: ${listed(open)}`] : [];
  const reasons = [...new Set([...lacking, ...own, ...patches])];
  return reasons.slice(0, MOST_REASONS).join('; ');
}

const MOST_REASONS = 6;

/** Patches that are not there, or may not be. */
export const openPatches = ({ patches }: Level): readonly PatchLevel[] =>
  patches.filter(({ state }) => state !== 'applied' && state !== 'before-branching');

/** `0123456789ab "x86: fix it" says that it fixes the advisory`. */
export function evidenceText({ commit, text }: Evidence, report: PatchReport): string {
  return commit === undefined ? printable(text) : `${commitText(commit, report)} ${printable(text)}`;
}

/** A commit with its subject, which anybody may have written. */
export function commitText(commit: string, { subjectOf }: PatchReport): string {
  const subject = subjectOf(commit);
  return subject === undefined ? shortId(commit) : `${shortId(commit)} "${shortSubject(subject)}"`;
}

export const shortId = (commit: string): string => commit.slice(0, 12);

/** On one line of a terminal, without what it would obey. */
export function shortSubject(subject: string): string {
  const start = Array.from(subject.slice(0, 4 * MOST_CHARACTERS));
  const cut = start.length > MOST_CHARACTERS || start.join('').length < subject.length;
  return `${printable(start.slice(0, MOST_CHARACTERS).join(''))}${cut ? '…' : ''}`;
}

const MOST_CHARACTERS = 72;

/** The first of many. */
export function listed(items: readonly string[], most = 10): string {
  const rest = items.length - most;
  return `${items.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
