// The types of front matter and configuration fields. Every scalar arrives as the string that was written (YAML's
// failsafe schema), so `4.10` stays `4.10`; each helper decodes one kind of value and says what it expected.

import { z } from 'zod';
import type { Day, Instant } from '../../types.ts';
import { OR } from '../versions/constraints.ts';

/** Extra facts of an issue for `lib/decode/decode.ts`: the rule that reports it, and the hint. */
type Fault = { readonly rule?: string; readonly expected: string; readonly hint: string };

/** A string decoded by `decode`, which returns undefined for a value it does not accept. */
export function scalar<T>(
  expected: string,
  hint: string,
  decode: (value: string) => T | undefined,
  rule = 'bad-value',
) {
  return z.string().transform((value, context): T => {
    const decoded = decode(value.trim());
    if (decoded !== undefined) return decoded;
    return fault(context, { rule, expected, hint });
  });
}

function fault(context: z.RefinementCtx, params: Fault): never {
  context.addIssue({ code: 'custom', params });
  return z.NEVER;
}

/** Text on one line, not empty; folded blanks become one. */
export const text = scalar('text', 'Write a text, or leave the field out', (value) =>
  value === '' ? undefined : value.replace(/\s+/g, ' '),
);

/** Text that may have several lines or paragraphs. */
export const prose = scalar('text', 'Write a text, or leave the field out', (value) =>
  value === '' ? undefined : value,
);

/** One of the given words. */
export const word = <const W extends string>(words: readonly W[], rule = 'bad-value') =>
  scalar(
    `one of ${words.map((each) => `\`${each}\``).join(', ')}`,
    'Use one of these words',
    (value) => words.find((each) => each === value),
    rule,
  );

export const boolean = scalar('`true` or `false`', 'Write `true` or `false`', (value) =>
  value === 'true' ? true : value === 'false' ? false : undefined,
);

export const integer = scalar('a whole number', 'Write digits only', (value) =>
  /^\d{1,9}$/.test(value) ? Number(value) : undefined,
);

/** A calendar day that exists. */
export const day = scalar(
  'a day such as `2026-04-28`',
  'Write the day as year-month-day, and check that the month has that day',
  (value): Day | undefined => (isDay(value) ? value : undefined),
  'bad-date',
);

/**
 * A time with its offset (RFC 3339), as UTC; a bare day means that day, 00:00 UTC. A time without an offset is
 * refused: guessing the zone has put published times hours off.
 */
export const instant = z.string().transform((value, context): Instant => {
  const text = value.trim();
  if (isDay(text)) return `${text}T00:00:00Z`;
  const parts = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|z|[+-]\d\d:\d\d)?$/.exec(text);
  if (parts && !parts[4]) {
    return fault(context, {
      rule: 'time-without-offset',
      expected: `a time with its offset, such as \`${parts[1]}T${parts[2]}${parts[3] ?? ''}Z\``,
      hint: 'Add `Z` for UTC or an offset such as `+02:00`',
    });
  }
  const [, dayPart = ''] = parts ?? /^(\d{4}-\d\d-\d\d)$/.exec(text) ?? [];
  if (dayPart !== '' && !isDay(dayPart)) {
    return fault(context, {
      rule: 'bad-date',
      expected: 'a day of the calendar',
      hint: 'Check that the month has that day',
    });
  }
  const time = parts ? Date.parse(`${parts[1]}T${parts[2]}${parts[3] ?? ':00'}${parts[4]?.toUpperCase()}`) : Number.NaN;
  const written = Number.isNaN(time) ? '' : new Date(time).toISOString();
  // An offset can lead out of the years of four digits, where times no longer sort as text.
  if (!/^\d{4}-/.test(written)) {
    return fault(context, {
      rule: 'bad-date',
      expected: 'a time such as `2026-04-28T12:00:00Z` or a day such as `2026-04-28`',
      hint: 'Write year-month-day, `T`, hours:minutes:seconds and the offset',
    });
  }
  return written.replace(/\.\d+Z$/, 'Z');
});

/** A CVE id: four digits of year, four or more of number. */
export const cve = scalar(
  'a CVE id such as `CVE-2026-12345`',
  'Write `CVE-`, the year, and the number with four digits or more',
  (value) => (/^CVE-\d{4}-\d{4,19}$/.test(value) ? value : undefined),
);

/** An absolute http, https, ftp or mailto URL. */
export const url = scalar('an absolute URL', 'Write the whole address, with `https://`', (value) =>
  isAddress(value) ? value : undefined,
);

/** A link of the site itself: a path with or without an anchor, or the address of another site. */
export const link = scalar(
  'a path such as `/policy/` or an address with `https://`',
  'Begin a path with one `/`, and an address with `https://`',
  (value) => (isAddress(value) || /^\/(?!\/)[^\s"<>\\\p{Cc}\p{Cf}]*$/u.test(value) ? value : undefined),
);

/** The fingerprint of a key, as programs print it; blanks between groups of digits do not count. */
export const fingerprint = scalar(
  'a fingerprint of 40 or 64 hexadecimal digits',
  'Write the whole fingerprint, as `gpg --show-keys` prints it',
  (value) => {
    const digits = value.replace(/ /g, '').toUpperCase();
    return /^(?:[0-9A-F]{40}|[0-9A-F]{64})$/.test(digits) ? digits : undefined;
  },
);

/** A git commit, all 40 hexadecimal digits (or 64 of a SHA-256 repository). */
export const commit = scalar(
  'a full commit id of 40 hexadecimal digits',
  'Write the whole id, as `git rev-parse` prints it',
  (value) => (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value) ? value : undefined),
);

/** A package or product name; it becomes a folder in URLs, so it is letters, digits and `@ . _ + ~ -`, with one `/` after a scope. */
export const packageName = scalar(
  'a package name',
  'Use letters, digits and `. _ + ~ -`, beginning with a letter or digit; `@scope/name` is allowed',
  (value) =>
    /^(?:@[\p{L}\p{N}][\p{L}\p{N}._~-]*\/)?[\p{L}\p{N}][\p{L}\p{N}._+~-]*$/u.test(value) &&
    value.split('/').every(isShort)
      ? value
      : undefined,
);

/** A version or release name: no blanks, nothing that ends a path. */
export const version = scalar('a version', 'Write the version without blanks', (value) =>
  /^[^\s/\\<>=#?%]+$/.test(value) && isShort(value) && !/^\.+$/.test(value) ? value : undefined,
);

/** A version constraint: `< 2.0.6-1`, several joined with commas. */
export const constraint = scalar(
  'a constraint such as `< 2.0.6-1`',
  'Write `<`, `<=`, `=`, `>=` or `>` and a version',
  (value) =>
    value.split(',').every((part) => /^(?:<=?|>=?|=)[ \t]*[^\s<>=,]+$/.test(part.trim()))
      ? value.replace(/\s+/g, ' ')
      : undefined,
);

/** A constraint, or several of which one suffices; as a text they are joined with ` or `. */
export const constraints = z
  .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(constraint))
  .transform((alternatives, context): string =>
    alternatives.length > 0
      ? alternatives.join(OR)
      : fault(context, {
          expected: 'a constraint such as `< 2.0.6-1`',
          hint: 'Write one constraint at least, or leave the field out',
        }),
  );

/** A path below a folder: relative, `/` between names, no `..`, nothing hidden. */
export const relativePath = scalar(
  'a path below the folder of the advisory',
  'Name the file as it lies in the folder, without `..` or a leading `/`',
  (value) => (isSafePath(value) ? value : undefined),
  'unsafe-path',
);

/** A site path: `/old/page/`. */
export const sitePath = scalar(
  'a path of the site such as `/policy/`',
  'Begin the path with `/` and leave the host out',
  (value) => (isSitePath(value) ? value : undefined),
);

/** A list; nothing at all is an empty list. */
export const list = <T extends z.ZodType>(item: T) => z.array(item).default([]);

/** One value or a list of them, always a list afterwards. */
export const oneOrList = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item));

/** A mapping with decoded keys. */
export const mapOf = <K extends z.ZodType<string, string>, V extends z.ZodType>(key: K, value: V) =>
  z.record(key, value);

/** True for a day of the calendar, `2026-02-30` being none. */
export function isDay(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** True for what a reader's browser may be sent to: no scheme that runs or reads anything. */
export function isAddress(value: string): boolean {
  return /^(?:https?|ftp):\/\/[^\s/]+\S*$|^mailto:\S+$/i.test(value) && URL.canParse(value);
}

function isSitePath(value: string): boolean {
  return value === '/' || (value.startsWith('/') && isSafePath(value.slice(1).replace(/\/$/, '')));
}

/** True for a relative path that stays below its folder on any system. */
export function isSafePath(path: string): boolean {
  return !/[\\:*?"<>|#%\p{Cc}\p{Cf}]/u.test(path) && path.length <= 500 && path.split('/').every(isSafeName);
}

/** Windows keeps some names for devices, whatever their ending. */
function isSafeName(name: string): boolean {
  return (
    name !== '' &&
    !name.startsWith('.') &&
    !name.endsWith('.') &&
    name.trim() === name &&
    isShort(name) &&
    !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name)
  );
}

/** True for a name that file systems take, with room for an ending such as `.json.asc`. */
function isShort(name: string): boolean {
  return Buffer.byteLength(name) <= 200;
}
