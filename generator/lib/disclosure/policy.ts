// `disclosure` in the configuration: the rules by which an issue becomes public. The defaults are those of the
// (linux-)distros list.

import { z } from 'zod';
import type { DisclosurePolicy, Weekday } from '../../types.ts';
import * as field from '../decode/fields.ts';
import { mailboxField } from '../decode/mail.ts';

/** Days of the week in the order of `Date.getUTCDay`. */
export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const satisfies readonly Weekday[];

/** Where the configuration says nothing. */
export const DEFAULT_POLICY: DisclosurePolicy = {
  maxDays: 14,
  preferredDays: 7,
  minDays: 1,
  avoid: ['friday', 'saturday', 'sunday'],
  exploitDays: 7,
  cveDays: 3,
  tlp: 'AMBER',
  owesPosting: true,
};

const days = field.scalar('a number of days from 0 to 366', 'Write digits only', (value) =>
  /^\d{1,3}$/.test(value) && Number(value) <= 366 ? Number(value) : undefined,
);

export const disclosureSchema = z.strictObject({
  'max-days': days.default(DEFAULT_POLICY.maxDays),
  'preferred-days': days.default(DEFAULT_POLICY.preferredDays),
  'min-days': days.default(DEFAULT_POLICY.minDays),
  avoid: field.oneOrList(field.word(WEEKDAYS)).default([...DEFAULT_POLICY.avoid]),
  'exploit-days': days.default(DEFAULT_POLICY.exploitDays),
  'cve-days': days.default(DEFAULT_POLICY.cveDays),
  tlp: field.word(['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR']).default('AMBER'),
  posting: z
    .strictObject({
      to: mailboxField.optional(),
      software: field.text.optional(),
      owed: field.boolean.default(true),
    })
    .optional(),
});

/** The policy as decoded. */
export function disclosurePolicy(entry: z.infer<typeof disclosureSchema>): DisclosurePolicy {
  const { posting } = entry;
  return {
    maxDays: entry['max-days'],
    preferredDays: entry['preferred-days'],
    minDays: entry['min-days'],
    avoid: [...new Set(entry.avoid)],
    exploitDays: entry['exploit-days'],
    cveDays: entry['cve-days'],
    tlp: entry.tlp,
    owesPosting: posting?.owed ?? true,
    ...(posting?.to !== undefined && {
      posting: { to: posting.to, ...(posting.software !== undefined && { software: posting.software }) },
    }),
  };
}

/** Why no date can keep the policy; undefined where some date can. */
export function impossible(policy: DisclosurePolicy): string | undefined {
  if (policy.minDays > policy.maxDays)
    return `\`min-days\` (${policy.minDays}) is more than \`max-days\` (${policy.maxDays})`;
  return policy.avoid.length === WEEKDAYS.length ? '`avoid` names every day of the week' : undefined;
}
