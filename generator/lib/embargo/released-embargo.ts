// What is left of the block `embargo` in the public root, whose repository everybody may read: the dates that the
// statistics show, and what the posting to the public list says anyway.

import type { Advisory } from '../../types.ts';
import { fieldAt } from '../decode/decode.ts';
import { type FieldEdit, plain } from '../edit/front-matter-edit.ts';

/** The statistics publish them. */
const DATES: readonly string[] = ['reported', 'notified'];

/** Until a posting and its follow-up are out, they say that and when these are due; the posting itself tells them. */
const POSTED: readonly string[] = ['lists', 'exploit'];

/** The fields of the block that do not become public; `isPosted` where the configuration names a public list. */
export function privateFields({ document }: Pick<Advisory, 'document'>, isPosted: boolean): readonly string[] {
  const block = fieldAt(document.fields, ['embargo']);
  if (block?.kind !== 'map') return [];
  const kept = new Set(isPosted ? [...DATES, ...POSTED] : DATES);
  return block.entries.map(({ key }) => key).filter((key) => !kept.has(key));
}

/** The edit that leaves them out, with the comments in the block. */
export function embargoEdits(advisory: Pick<Advisory, 'document'>, isPosted: boolean): readonly FieldEdit[] {
  const hidden = new Set(privateFields(advisory, isPosted));
  const block = fieldAt(advisory.document.fields, ['embargo']);
  if (hidden.size === 0 || block?.kind !== 'map') return [];
  const kept = block.entries
    .filter(({ key }) => !hidden.has(key))
    .map(({ key, value }) => [key, unquoted(plain(value))] as const);
  return [{ path: ['embargo'], value: kept.length > 0 ? Object.fromEntries(kept) : undefined }];
}

/** Every scalar is read as a text; `shared: true` is written without quotes again. */
function unquoted(value: unknown): unknown {
  if (value === 'true' || value === 'false') return value === 'true';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unquoted(each)]));
}
