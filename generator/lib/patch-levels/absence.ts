// Why a fix is not there: the branch does not need it, nobody can tell, or it is missing.

import { compareDotted } from '../versions/dotted.ts';
import type { Case } from './case.ts';
import type { Evidence, PatchLevel, Verdict } from './levels.ts';
import type { Release } from './ref-release.ts';

/** The verdict where patches are absent, with its reasons; `isNamed` is false where no patch is said to be for the release. */
export function absenceOf(given: Case, isNamed: boolean, patches: readonly PatchLevel[]) {
  const { advisory, release, relations, facts, at } = given;
  const { history } = facts;
  const mentions = (relations.mentioning.get(advisory.number) ?? [])
    .filter((position) => history.containment(position, at))
    .slice(0, MOST_MENTIONS)
    .map((position): Evidence => {
      return {
        kind: 'mention',
        commit: history.ids[position] ?? '',
        text: `mentions ${advisory.id} and does not say that it fixes it`,
      };
    });
  const verdictOf = (verdict: Verdict, kind: Evidence['kind'], text: string) => ({
    verdict,
    evidence: [{ kind, text }],
    mentions,
  });
  const rows = advisory.coverage.filter((row) => row.release === release);
  const name = release ?? 'the line of development';
  if (rows.length > 0 && rows.every((row) => row.status === 'not-affected')) {
    const reason = rows.find((row) => row.reason !== undefined)?.reason;
    return verdictOf(
      'not-affected',
      'statement',
      `${advisory.id} says that ${name} is not affected${reason === undefined ? '' : `: ${reason}`}`,
    );
  }
  const newer = release === undefined && !isNamed ? unaffectedAfter(given) : undefined;
  if (newer !== undefined)
    return verdictOf(
      'not-affected',
      'statement',
      `${advisory.id} says that ${newer} is not affected, and has no patch for what came after`,
    );
  const known: Release | undefined = given.index.releases.find(({ id }) => id === release);
  const day = advisory.published?.slice(0, 10);
  if (known?.security_until !== undefined && day !== undefined && known.security_until < day)
    return verdictOf(
      'out-of-support',
      'support',
      `security support of ${name} ended on ${known.security_until}, before ${day}`,
    );
  if (patches.some(({ state }) => state === 'unsure')) return { verdict: 'unsure' as const, evidence: [], mentions };
  if (history.isShallow)
    return verdictOf('unsure', 'history', 'the repository is shallow: older commits are not there');
  if (rows.some((row) => row.status === 'unknown' || row.status === 'under-investigation'))
    return verdictOf('unsure', 'statement', `${advisory.id} does not say whether ${name} is affected`);
  const paths = advisory.patches.flatMap((patch) => patch.paths);
  const files = facts.files[at];
  if (paths.length > 0 && files && !paths.some((path) => files.has(path)))
    return verdictOf('unsure', 'files', 'the branch has none of the files that the patches change');
  if (!isNamed && rows.length === 0)
    return verdictOf('unsure', 'statement', `${advisory.id} says nothing about ${name}`);
  return verdictOf(
    'missing',
    'history',
    'no commit of the branch has its patches, claims to fix it, or is a backport of one that does',
  );
}

/** The newest release that the advisory speaks of, if it is newer than all that have patches, and not affected. */
function unaffectedAfter({ advisory, own }: Case): string | undefined {
  const [newest] = advisory.coverage.map(({ release }) => release).sort((a, b) => compareDotted(b, a));
  const rows = advisory.coverage.filter(({ release }) => release === newest);
  const isNewest =
    newest !== undefined && !own.some((patch) => patch.releases.some((id) => compareDotted(id, newest) >= 0));
  return isNewest && rows.every(({ status }) => status === 'not-affected') ? newest : undefined;
}

const MOST_MENTIONS = 5;
