// The release block of a support statement: which release it speaks of, and until when it is supported. Its values may
// be free text (`TBD`); what looks like a date must be one.

import type { Paragraph } from 'mdast';
import type { Day, Place, Problem, SupportStatement } from '../../types.ts';
import { type FragmentLine, fragmentField, oneLine } from './fragment.ts';

/** What the block says; without a usable version there is no statement. */
export type ReleaseBlock = Pick<
  SupportStatement,
  'product' | 'block' | 'initialRelease' | 'supportedUntil' | 'securityUntil'
> & { readonly version: string | undefined };

const dates = ['Initial-Release', 'Supported-Until', 'Security-Support-Until'] as const;

/** True for a fragment that is the release block. */
export function isReleaseBlock(lines: readonly FragmentLine[]): boolean {
  return lines.some((line) => {
    const key = fragmentField(line)?.key ?? '';
    return versionKey.test(key) || (dates as readonly string[]).includes(key);
  });
}

const versionKey = /^[A-Za-z][\w-]*-Version$/;

/** Reads the block; `at` is the place to name when a key is missing. */
export function parseReleaseBlock(lines: readonly FragmentLine[], at: Place, findings: Problem[]): ReleaseBlock {
  const fields = lines.flatMap((line) => fragmentField(line) ?? []);
  const block = fields.map(({ key, value, place }) => ({ key, value, place }));
  const seen = new Map<string, Place>();
  for (const { key, place } of fields) {
    const first = seen.get(key);
    if (!first) seen.set(key, place);
    else findings.push(duplicate(key, place, first));
  }
  const versionField = fields.find((field) => versionKey.test(field.key));
  const version =
    versionField && /^[A-Za-z0-9][A-Za-z0-9.+~-]{0,63}$/.test(versionField.value) ? versionField.value : undefined;
  if (versionField && version === undefined && versionField.value !== '') {
    findings.push({
      rule: 'support-release-block',
      place: versionField.valuePlace,
      text: `Unexpected \`${versionField.value.slice(0, 60)}\` as \`${versionField.key}\`, expected a version such as \`4.22\``,
      hint: 'Use letters, digits, `.`, `+`, `~` and `-`: the version becomes the URL',
      found: versionField.value.slice(0, 60),
    });
  }
  const missing = dates.filter((key) => !fields.some((field) => field.key === key && field.value !== ''));
  for (const key of [...(versionField?.value ? [] : ['<Name>-Version']), ...missing])
    findings.push(missingKey(key, at));

  const day = (key: (typeof dates)[number]): Day | undefined => {
    const field = fields.find((each) => each.key === key);
    if (!field) return undefined;
    if (isDay(field.value)) return field.value;
    // Words such as `TBD` are an answer; digits are meant as a date.
    if (/^\d.*\d$|\b\d{4}\b/.test(field.value)) findings.push(badDate(key, field.value, field.valuePlace));
    return undefined;
  };
  const [initialRelease, supportedUntil, securityUntil] = [
    day('Initial-Release'),
    day('Supported-Until'),
    day('Security-Support-Until'),
  ];
  if (supportedUntil !== undefined && securityUntil !== undefined && supportedUntil > securityUntil) {
    const place = fields.find((field) => field.key === 'Supported-Until')?.valuePlace ?? at;
    findings.push({
      rule: 'support-until-order',
      place,
      text: `Unexpected \`Supported-Until\` \`${supportedUntil}\` after \`Security-Support-Until\` \`${securityUntil}\``,
      hint: 'Correct one of the two days; security support ends last',
      found: supportedUntil,
      expected: `${securityUntil} or earlier`,
    });
  }
  return {
    version,
    product: versionField?.key.replace(/-Version$/, '') ?? '',
    block,
    ...(initialRelease !== undefined && { initialRelease }),
    ...(supportedUntil !== undefined && { supportedUntil }),
    ...(securityUntil !== undefined && { securityUntil }),
  };
}

/** A definition list as pandoc has it, `Release Notes` above `: <a href="…">…</a>`, which CommonMark reads as a paragraph. */
export function parseNotes(paragraph: Paragraph): SupportStatement['notes'] {
  const [first, ...rest] = paragraph.children;
  if (first?.type !== 'text') return undefined;
  const [term, definition] = first.value.split('\n');
  if (term?.trim().toLowerCase() !== 'release notes' || !definition?.startsWith(':')) return undefined;
  let title = definition.slice(1);
  let url: string | undefined;
  for (const node of rest) {
    if (node.type === 'text') title += node.value;
    else if (node.type === 'html') url ??= /\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(node.value)?.[1];
    else if (node.type === 'link') {
      url ??= node.url;
      for (const child of node.children) if (child.type === 'text') title += child.value;
    }
  }
  title = oneLine(title);
  if (title === '') return undefined;
  return { title, ...(url !== undefined && /^https?:\/\//i.test(url) && { url }) };
}

/** True for a day of the calendar. */
function isDay(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const time = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value);
}

function duplicate(key: string, place: Place, first: Place): Problem {
  return {
    rule: 'support-duplicate-key',
    place,
    text: `Unexpected second \`${key}\` in the release block, the first is in line ${first.line}`,
    hint: 'Remove one of the two lines',
    found: key,
  };
}

function missingKey(key: string, place: Place): Problem {
  const hint =
    key === '<Name>-Version'
      ? 'Add it with the name of the product, such as `Xen-Version: 4.22`'
      : `Add \`${key}\` with a day, or in words such as \`TBD\``;
  return { rule: 'support-release-block', place, text: `Missing \`${key}\` in the release block`, hint };
}

function badDate(key: string, value: string, place: Place): Problem {
  const found = value.slice(0, 60);
  return {
    rule: 'support-bad-date',
    place,
    text: `Unexpected \`${found}\` as \`${key}\`, expected a day such as \`2026-07-30\``,
    hint: 'Write year, month and day, or words without numbers such as `TBD`',
    found,
  };
}
