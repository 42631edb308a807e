// How long a key does what it is for, and how to speak of it in messages.

import type { Certificate, CheckContext, Instant, Place, PublishedKey } from '../../types.ts';
import { placeOf } from '../decode/decode.ts';
import { isSigning, publishedKeys } from './published-keys.ts';

/** The keys of a root as the site will have them; none where they have not been read. */
export function keysOf({ site, sources, now }: CheckContext): readonly PublishedKey[] {
  return publishedKeys(site, sources.certificates, now);
}

/**
 * When the key can no longer be used so; undefined for never. Programs take a subkey where there is one, and a subkey
 * often ends before its key.
 */
export function endOf({ expires, subkeys }: Certificate, use: 'sign' | 'encrypt'): Instant | undefined {
  const parts = subkeys.filter((part) => part.uses.includes(use) && !part.revoked);
  const ends = parts.flatMap((part) => part.expires ?? []).sort();
  const ofParts = parts.length > 0 && ends.length === parts.length ? ends.at(-1) : undefined;
  return [expires, ofParts].filter((each) => each !== undefined).sort()[0];
}

/** Why a key with the role `signing` signs nothing now, as the end of a clause; undefined when it does. */
export function idleReason(key: PublishedKey, now: Instant): string | undefined {
  const end = endOf(key, 'sign');
  if (key.revoked) return `was revoked on ${key.revoked.date.slice(0, 10)}`;
  if (end !== undefined && end <= now) return `expired on ${end.slice(0, 10)}`;
  return isSigning(key) && key.signsSince === undefined ? 'may not sign' : undefined;
}

/** Where the configuration names the file of a key; the file itself where it does not. */
export function keyPlace({ site, sources }: CheckContext, { file }: Pick<Certificate, 'file'>): Place {
  const index = site.keys.findIndex((each) => `content/keys/${each.file}` === file);
  return index < 0 ? { file, line: 1, column: 1 } : placeOf(sources.config, ['keys', index, 'file']);
}

/** `team.asc`, in backticks. */
export function keyName({ file }: Pick<Certificate, 'file'>): string {
  return `\`${file.replace('content/keys/', '')}\``;
}
