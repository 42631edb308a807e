// What an advisory about a change of keys says in every layout: why, both fingerprints, and where the keys are.

import type { PublicAdvisory, Site } from '../../types.ts';
import { absolute, KEYS } from '../links.ts';
import { grouped } from '../pgp/fingerprint.ts';
import { hang, longDate, spaced, wordsOf, wrap } from './layout.ts';

/** The lines about the change; none for any other advisory. */
export function keyChangeLines({ keyChange, published }: PublicAdvisory, site: Site, width: number): string[] {
  if (!keyChange) return [];
  const { old, new: next, reason, date } = keyChange;
  const fingerprint = (of: string) => hang('  ', wrap(wordsOf(grouped(of)), width - 2));
  return spaced([
    wrap(wordsOf(`The signing key changes: ${reason}`), width),
    ['Old key:', ...fingerprint(old)],
    [`New key, since ${longDate(date ?? published)}:`, ...fingerprint(next)],
    ['All keys, and how to check them:', `  ${absolute(site, KEYS)}`],
  ]);
}
