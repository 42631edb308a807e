// The desk as a table and findings for people, and as data for programs.

import { stableJson } from '../data/json.ts';
import { printable } from '../decode/decode.ts';
import { textTable } from '../text/text-table.ts';
import { type Desk, type DeskRow, type Due, hasWork } from './desk.ts';
import { distance, momentText } from './time.ts';

const WIDTH = 130;

/** The table of what is due, by date, then what is to be said about each issue. */
export function deskText(desk: Desk): string {
  if (desk.rows.length === 0) return 'Nothing is under embargo, and nothing is owed.\n';
  const head = ['Due', 'In', 'Advisory', 'What', 'Breaks', 'Nearest legal date'];
  const table = textTable([head, ...desk.rows.flatMap((row) => linesOf(row, desk)).sort(soonest)], [], WIDTH);
  const findings = desk.rows.filter((row) => row.findings.length > 0).flatMap(findingLines);
  return `${[...table, ...findings].map(printable).join('\n')}\n`;
}

function linesOf(row: DeskRow, { now }: Desk): string[][] {
  const { id, state, due, date } = row;
  const line = (when: string, distant: string, what: string, isPlan: boolean) => [
    when,
    distant,
    id,
    what,
    isPlan ? row.breaks.join(', ') : '',
    isPlan && row.proposal !== undefined ? momentText(row.proposal) : '',
  ];
  const dated = due.map((each) =>
    line(momentText(each.date), distance(now, each.date), WORDS[each.what], each.what === 'publication'),
  );
  if (state === 'public' || date !== undefined) return dated;
  return [line('no date', '', WORDS.publication, true)];
}

const WORDS: Readonly<Record<Due['what'], string>> = {
  publication: 'publication',
  cve: 'CVE id',
  posting: 'posting',
  'follow-up': 'exploit follow-up',
};

/** By the day and time behind the name of the weekday; what has no date comes first. */
function soonest([a = '']: readonly string[], [b = '']: readonly string[]): number {
  const [left, right] = [a, b].map((each) => each.split(' ').slice(1).join(' '));
  return (left ?? '') < (right ?? '') ? -1 : left === right ? 0 : 1;
}

function findingLines({ id, file, findings }: DeskRow): string[] {
  return [
    '',
    `${id}  ${file}`,
    ...findings.flatMap(({ kind, level, text, hint }) => [`  ${level} ${kind}: ${text}`, `      hint: ${hint}`]),
  ];
}

/** The desk as JSON; everything in it is under embargo. */
export function deskJson(desk: Desk): string {
  const { now, policy, rows } = desk;
  return stableJson({
    now,
    has_work: hasWork(desk),
    policy: {
      max_days: policy.maxDays,
      preferred_days: policy.preferredDays,
      min_days: policy.minDays,
      avoid: policy.avoid,
      exploit_days: policy.exploitDays,
      cve_days: policy.cveDays,
      tlp: policy.tlp,
    },
    issues: rows,
  });
}
