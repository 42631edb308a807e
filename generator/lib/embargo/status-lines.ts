// The status of what is not public yet, as lines, the most urgent first.

import type { Advisory, Certificate, Content, Instant } from '../../types.ts';
import { addDays, distance, momentText } from '../disclosure/time.ts';
import { isPublic } from '../is-public.ts';
import { order } from '../order.ts';
import { endOf } from '../pgp/key-use.ts';
import { isSigning, publishedKeys } from '../pgp/published-keys.ts';
import { nameOf, type Recipients } from '../pgp/recipients.ts';
import { overdueOf } from './overdue.ts';

/** What the status is made of. */
export type StatusInput = {
  readonly content: Content;
  /** Of the private root. */
  readonly folder: string | undefined;
  /** Site paths of files whose signature is missing. */
  readonly missing: readonly string[];
  readonly recipients: Recipients;
  /** Ids of releases that have begun and not ended. */
  readonly brokenOff: readonly string[];
  readonly now: Instant;
};

/** A key that ends sooner is said. */
const SOON_DAYS = 60;

/** So many names are shown. */
const SHOWN = 5;

/** The lines, and whether something should have happened already. */
export function statusLines(input: StatusInput): { readonly lines: readonly string[]; readonly isLate: boolean } {
  const { content, folder, missing, recipients, brokenOff, now } = input;
  const overdue = overdueOf(content, now);
  const late = [
    ...brokenOff.map((id) => `BROKEN OFF: the release of ${id}; run \`tocsin release ${id}\` again`),
    ...overdue.map(
      ({ id, published }) => `OVERDUE: ${id} was planned for ${momentText(published)}, ${distance(now, published)}`,
    ),
  ];
  const held = [...content.embargoed, ...content.advisories.filter((each) => !isPublic(each, now))];
  const isLate = new Set(overdue.map(({ id }) => id));
  const rest = held.filter(({ id, status }) => !isLate.has(id) && status !== 'withdrawn').sort(byDate);
  const where = (each: Advisory): string =>
    content.embargoed.includes(each) && folder !== undefined ? `${folder}/${each.document.path}` : each.document.path;
  const planned = rest.filter(
    ({ status, published }) => status !== 'draft' && published !== undefined && published > now,
  );
  const drafts = rest.filter(({ status }) => status === 'draft');
  const others = rest.filter((each) => !planned.includes(each) && !drafts.includes(each));
  return {
    isLate: late.length > 0,
    lines: [
      ...late,
      ...planned.map((each) => {
        const date = each.published ?? now;
        return `planned: ${each.id} for ${momentText(date)}, ${distance(now, date)} (${where(each)})`;
      }),
      ...others.map((each) => `without a planned date: ${each.id}, ${each.status} (${where(each)})`),
      ...drafts.map((each) => `draft: ${each.id} (${where(each)})`),
      ...(missing.length > 0 ? [`signatures missing: ${missing.length} (${someOf(missing)})`] : []),
      ...keyLines(content, recipients, now),
    ],
  };
}

function keyLines(content: Content, { keys, faults }: Recipients, now: Instant): string[] {
  const soon = addDays(now, SOON_DAYS);
  const team = publishedKeys(content.site, content.certificates ?? [], now).filter(isSigning);
  const ending = (key: Certificate, use: 'sign' | 'encrypt', what: string): string[] => {
    const end = endOf(key, use);
    if (end === undefined || end > soon) return [];
    return [`${what} ${end <= now ? 'ended' : 'ends'} on ${end.slice(0, 10)}: ${nameOf(key)}`];
  };
  return [
    ...team.flatMap((key) => ending(key, 'sign', 'signing key')),
    ...faults.map((fault) => `recipient: ${fault}`),
    ...keys.flatMap((key) => (endsLater(key, now) ? ending(key, 'encrypt', 'key of a recipient') : [])),
  ];
}

/** What has ended is among the faults. */
const endsLater = (key: Certificate, now: Instant): boolean => (endOf(key, 'encrypt') ?? '') > now;

const someOf = (names: readonly string[]): string =>
  names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')} …` : names.join(', ');

const byDate = (a: Advisory, b: Advisory): number => order(a.published ?? '', b.published ?? '') || order(a.id, b.id);
