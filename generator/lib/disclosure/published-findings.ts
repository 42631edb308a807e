// What a public issue still owes: the posting to the public list, and the exploit that was held back. The log of what
// was sent is the evidence.

import type { Advisory, DisclosurePolicy, Instant } from '../../types.ts';
import { isPosting } from '../mail/message-id.ts';
import type { SentEntry } from '../mail/sent-log.ts';
import { followUpFindings } from './embargo-findings.ts';
import type { DeskFinding, Due } from './finding.ts';
import { addDays, distance, momentText } from './time.ts';

type Input = { readonly policy: DisclosurePolicy; readonly log: readonly SentEntry[]; readonly now: Instant };

/** What is late or to come. Only an issue that was on a list under embargo has to be posted. */
export function publishedFindings(
  { id, status, published, embargo }: Advisory,
  { policy, log, now }: Input,
): { readonly findings: readonly DeskFinding[]; readonly due: readonly Due[] } {
  if (!embargo || published === undefined || status === 'withdrawn') return { findings: [], due: [] };
  const own = log.filter((entry) => entry.id === id);
  const posting = own.filter(({ version }) => isPosting(version) && version !== FOLLOW_UP);
  const isPosted = endOf(posting) === 'sent';
  const needsPosting = policy.owesPosting && embargo.lists.length > 0 && !isPosted;
  const { exploit } = embargo;
  const followUps = own.filter(({ version }) => version === FOLLOW_UP);
  const needsFollowUp = exploit?.isShared === true && endOf(followUps) !== 'sent';
  const date = exploit?.followUp ?? addDays(published, policy.exploitDays);
  const findings: DeskFinding[] = [];
  if (needsPosting) findings.push(lateFinding('posting', id, published, endOf(posting), { policy, now }));
  if (needsFollowUp) findings.push(...followUpFindings(published, exploit?.followUp, policy));
  if (needsFollowUp && date <= now)
    findings.push(lateFinding('follow-up', id, date, endOf(followUps), { policy, now }));
  return {
    findings,
    due: [
      ...(needsPosting ? [{ what: 'posting' as const, date: published }] : []),
      ...(needsFollowUp ? [{ what: 'follow-up' as const, date }] : []),
    ],
  };
}

const FOLLOW_UP = 'oss-security-follow-up';

const NAMES = {
  posting: { what: 'The posting to the public list', option: '' },
  'follow-up': { what: 'The exploit that was held back', option: ' --follow-up --exploit FILE' },
} as const;

function lateFinding(
  kind: keyof typeof NAMES,
  id: string,
  due: Instant,
  end: End,
  { policy, now }: Pick<Input, 'policy' | 'now'>,
): DeskFinding {
  const { what, option } = NAMES[kind];
  if (end === 'unknown')
    return {
      kind: `unknown-${kind}`,
      level: 'error',
      text: `${what} was about to be sent, and nobody knows how that ended`,
      hint: 'Look into the archive of the list, then write `sent` or `failed` for `sending` in `announced.tsv`',
    };
  return {
    kind: `overdue-${kind}`,
    level: 'error',
    text: `${what} is overdue: it was due on ${momentText(due)} (${distance(now, due)})`,
    hint: policy.posting
      ? `Send it with \`tocsin announce ${id} --to oss-security${option} --send\``
      : 'Write the list as `disclosure.posting.to`, then send it; `disclosure.posting.owed: false` says that nothing is posted',
  };
}

type End = 'none' | 'sent' | 'unknown';

/** How the sending ended: sent at any time is sent. */
function endOf(entries: readonly SentEntry[]): End {
  if (entries.some(({ state }) => state === 'sent')) return 'sent';
  return entries.at(-1)?.state === 'sending' ? 'unknown' : 'none';
}
