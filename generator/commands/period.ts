// `--since` and `--until`: a part of a source by the public dates of its advisories.

import { instant, isDay } from '../lib/decode/fields.ts';
import type { PatchIndex } from '../lib/patches/patch-index.ts';
import type { PatchSource } from '../lib/patches/patch-source.ts';
import { selected, undatedOf } from '../lib/patches/selection.ts';
import { type Options, UsageError } from './command.ts';

/** The options of verbs that select by date. */
export const PERIOD = [
  { flags: '--since <date>', about: 'advisories that became public on this day or later: 2026-01-31, or a time' },
  { flags: '--until <date>', about: 'advisories that became public on this day or before' },
] as const;

/** The advisories of a source that became public in the period that was asked for. */
export function inPeriod({ index, name }: PatchSource, options: Options): PatchIndex {
  const [since, until] = [dateOf(options, 'since'), dateOf(options, 'until')];
  if (since === undefined && until === undefined) return index;
  if (since !== undefined && until !== undefined && until.slice(0, 10) < since.slice(0, 10))
    throw new UsageError(`--until ${until} is before --since ${since}`);
  const undated = undatedOf(index);
  if (undated !== undefined)
    throw new UsageError(
      `${name} does not say when ${undated} became public; with --since or --until give a root, a built site or its address, or its patches.json`,
    );
  return selected(index, { since, until });
}

function dateOf(options: Options, name: 'since' | 'until'): string | undefined {
  const written = options[name];
  if (written === undefined || isDay(written)) return written;
  const time = instant.safeParse(written);
  if (time.success) return time.data;
  throw new UsageError(`--${name} takes a day such as 2026-01-31, or a time with its offset; found ${written}`);
}
