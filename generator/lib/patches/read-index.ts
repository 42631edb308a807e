// An index from somewhere else: a file, or the answer of a server. Neither is trusted, so all of it has to be what an
// index holds, and no text of it can break a line or name a file outside of its folder.

import { z } from 'zod';
import { isDay } from '../decode/fields.ts';
import { order } from '../order.ts';
import { isSafePath } from '../verify/site-files.ts';
import { byNumber, NUMBER } from './advisory-number.ts';
import { oneLine } from './one-line.ts';
import { type IndexedAdvisory, type IndexedPatch, type PatchIndex, patchesSchema } from './patch-index.ts';
import { MOST_PATCHES } from './patch-lines.ts';

const MOST_ADVISORIES = 100_000;
const MOST_RELEASES = 5_000;
const MOST_PATHS = 20_000;

/** `base` is the address that the site gives itself, without a slash at its end. */
export type ReadIndex = { readonly index: PatchIndex; readonly base?: string } | { readonly fault: string };

/** Reads the text of a `patches.json`; what is wrong is a clause. */
export function readPatchIndex(json: string): ReadIndex {
  let value: unknown;
  try {
    value = JSON.parse(json, (_key, each: unknown) => (typeof each === 'string' ? oneLine(each) : each));
  } catch {
    return { fault: 'it is no JSON' };
  }
  const read = schema.safeParse(value);
  if (!read.success) return { fault: issueOf(read.error) };
  const { $schema = '', ...index } = read.data;
  const fault = faultOf(index);
  if (fault !== undefined) return { fault };
  const [, base] = /^(https?:\/\/.*)\/data\/v1\/schema\/patches\.json$/.exec($schema) ?? [];
  const advisories = [...index.advisories].sort((a, b) => byNumber(a.number, b.number) || order(a.id, b.id));
  return { index: { ...index, advisories }, ...(base !== undefined && { base }) };
}

/** What `tocsin patches index --format json` prints of a folder has no address. */
const schema = patchesSchema
  .pick({ series: true, prefix: true, releases: true, advisories: true })
  .extend({ $schema: z.string().optional() });

function issueOf({ issues: [issue] }: z.ZodError): string {
  const path = (issue?.path ?? [])
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('');
  const place = path === '' ? 'the whole' : `\`${path.replace(/^\./, '').slice(0, 200)}\``;
  return `${place} is not what an index has (${issue?.message ?? 'unknown'})`;
}

/** What the schema leaves open. */
function faultOf({ series, prefix, releases, advisories }: PatchIndex): string | undefined {
  if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(series)) return '`series` is no key of a series';
  if (!/^[A-Z][A-Z0-9-]{0,40}$/.test(prefix)) return '`prefix` is no start of ids';
  if (advisories.length > MOST_ADVISORIES || releases.length > MOST_RELEASES) return 'it is longer than any index';
  for (const [at, { released, security_until: until }] of releases.entries())
    if ([released, until].some((day) => day !== undefined && !isDay(day)))
      return `\`releases[${at}]\` has no day of the calendar`;
  const ids = new Set<string>();
  for (const [at, advisory] of advisories.entries()) {
    const fault = advisoryFault(advisory, prefix);
    if (fault !== undefined) return `\`advisories[${at}]${fault}`;
    if (ids.has(advisory.id)) return `\`advisories[${at}].id\` is there twice`;
    ids.add(advisory.id);
  }
  return undefined;
}

function advisoryFault({ id, number, published, patches }: IndexedAdvisory, prefix: string): string | undefined {
  if (!NUMBER.test(number)) return '.number` is no number';
  // A number may be written with zeros before it.
  if (id.replace(/-0+(?=\d)/g, '-') !== `${prefix}-${number}`) return '.id` is not prefix and number';
  if (published !== undefined && !isInstant(published)) return '.published` is no time in UTC';
  if (patches.length > MOST_PATCHES) return `.patches\` has more than ${MOST_PATCHES}`;
  const files = new Set<string>();
  for (const [at, patch] of patches.entries()) {
    const fault = patchFault(patch);
    if (fault !== undefined) return `.patches[${at}].${fault}`;
    if (files.has(patch.file)) return `.patches[${at}].file\` is there twice`;
    files.add(patch.file);
  }
  return undefined;
}

function patchFault({ file, sha256, patch_id: id, size = 0, paths, fixes, series }: IndexedPatch): string | undefined {
  if (!isSafePath(file)) return 'file` is no path below the folder of the advisory';
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256)) return 'sha256` is no SHA-256';
  if (id !== undefined && !/^[0-9a-f]{40}$/.test(id)) return 'patch_id` is no id of a patch';
  if (size < 0) return 'size` is negative';
  if (paths.length > MOST_PATHS) return `paths\` has more than ${MOST_PATHS}`;
  // Commits are handed to git, which takes what begins with a hyphen for an option.
  if (Object.values(fixes).some((commit) => !/^[0-9a-f]{40,64}$/.test(commit))) return 'fixes` has what is no commit';
  if (series && !(series.position >= 1 && series.position <= series.of)) return 'series` has no such position';
  return undefined;
}

const isInstant = (time: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time) && isDay(time.slice(0, 10)) && !Number.isNaN(Date.parse(time));
