// The desk as a table and findings for people, and as data for programs.

import type { DisclosurePolicy, Instant } from '../../types.ts';
import { stableJson } from '../data/json.ts';
import { printable } from '../decode/decode.ts';
import { order } from '../order.ts';
import { textTable } from '../text/text-table.ts';
import type { DateBreak } from './dates.ts';
import { type Desk, type DeskRow, hasWork } from './desk.ts';
import type { Due } from './finding.ts';
import { capital, distance, momentText, plural, weekdayOf } from './time.ts';

const WIDTH = 130;

/** The table of what is due, by date, then what is to be said about each issue. */
export function deskText(desk: Desk): string {
  const { rows, unread } = desk;
  const unknown = unread.map((file) => `${file} cannot be read: nothing is known about what is due there`);
  if (rows.length === 0 && unread.length === 0) return 'Nothing is under embargo, and nothing is owed.\n';
  const head = ['Due', 'In', 'Advisory', 'What', 'Breaks', 'Nearest legal date'];
  const lines = rows.flatMap((row) => linesOf(row, desk)).sort((a, b) => order(a.date, b.date));
  const table = lines.length === 0 ? [] : textTable([head, ...lines.map(({ cells }) => cells)], [], WIDTH);
  const findings = rows.filter((row) => row.findings.length > 0).flatMap(findingLines);
  const last = table.length > 0 && unknown.length > 0 ? ['', ...unknown] : unknown;
  return `${[...table, ...findings, ...last].map(printable).join('\n')}\n`;
}

/** A line of the table; what has no date comes first. */
type Line = { readonly date: Instant | ''; readonly cells: readonly string[] };

function linesOf(row: DeskRow, desk: Desk): Line[] {
  const { id, state, due, date } = row;
  const dated = due.map(({ date: when, what }): Line => {
    const cells = [momentText(when), distance(desk.now, when), id, WORDS[what]];
    return { date: when, cells: [...cells, ...(what === 'publication' ? planCells(row, desk) : ['', ''])] };
  });
  if (state === 'public' || date !== undefined) return dated;
  return [{ date: '', cells: ['no date', '', id, WORDS.publication, ...planCells(row, desk)] }];
}

/** What the planned date breaks, and the nearest legal one. */
function planCells({ date, breaks, proposal }: DeskRow, { policy }: Desk): [string, string] {
  const isWanting = date === undefined || breaks.some((each) => each !== 'preferred-days');
  const nearest = proposal === undefined ? (isWanting ? 'none' : '') : momentText(proposal);
  return [breaks.map((each) => breakWords(each, date ?? '', policy)).join(', '), nearest];
}

function breakWords(kind: DateBreak, date: Instant, policy: DisclosurePolicy): string {
  switch (kind) {
    case 'past':
      return 'past';
    case 'max-days':
      return `over ${plural(policy.maxDays)}`;
    case 'preferred-days':
      return `over ${plural(policy.preferredDays)}`;
    case 'min-days':
      return `under ${plural(policy.minDays)}`;
    case 'avoid':
      return capital(weekdayOf(date));
    default:
      return kind satisfies never;
  }
}

const WORDS: Readonly<Record<Due['what'], string>> = {
  publication: 'publication',
  cve: 'CVE id',
  posting: 'posting',
  'follow-up': 'exploit follow-up',
};

function findingLines({ id, file, findings }: DeskRow): string[] {
  return [
    '',
    `${id}  ${file}`,
    ...findings.flatMap(({ kind, level, text, hint }) => [`  ${level} ${kind}: ${text}`, `      hint: ${hint}`]),
  ];
}

/** The desk as JSON; everything in it is under embargo. */
export function deskJson(desk: Desk): string {
  const { now, policy, rows, unread } = desk;
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
    unread,
  });
}
