// The text of an advisory on the day of its release: status, date, the version that the public gets first, and no more of
// the block `embargo` than the public may read. Everything else of the file stays as it is, byte for byte.

import type { Advisory, Instant } from '../../types.ts';
import { fieldAt } from '../decode/decode.ts';
import { revisionPath } from '../decode/revision-path.ts';
import { appendToList, type FieldEdit, setFields } from '../edit/front-matter-edit.ts';
import { embargoEdits } from './released-embargo.ts';

/** What the history says of the first public version. */
const PUBLIC_RELEASE = 'Public release.';

/**
 * The file as it will lie in the public root, public since `date`, planned or not. `isPosted` where issues are posted to
 * a public list. Throws `EditError`.
 */
export function releasedText(text: string, advisory: Advisory, date: Instant, isPosted: boolean): string {
  const isOther = advisory.published !== date;
  const edits: FieldEdit[] = [
    { path: ['status'], value: 'published' },
    ...(isOther ? [{ path: ['published'], value: date }] : []),
    ...embargoEdits(advisory, isPosted),
  ];
  return withPublicVersion(setFields(text, edits), advisory, date);
}

/** A version that the author dated to the planned time already is the public one; otherwise it is added. */
function withPublicVersion(text: string, advisory: Advisory, date: Instant): string {
  const { document, embargo, published, revisions } = advisory;
  const written = fieldAt(document.fields, ['revisions']);
  const last = written?.kind === 'list' && written.items.length > 0 ? revisions.at(-1) : undefined;
  if (!last) {
    // Who was told before has version 1.
    const { notified } = embargo ?? {};
    const sent = { version: 1, date: notified, change: 'Sent before the public release.', public: false };
    const before = notified !== undefined && notified < date ? [sent] : [];
    const own = { version: before.length + 1, date, change: PUBLIC_RELEASE };
    return setFields(text, [{ path: ['revisions'], value: [...before, own] }]);
  }
  if (!last.public || last.date !== published)
    return appendToList(text, ['revisions'], { version: last.version + 1, date, change: PUBLIC_RELEASE });
  if (last.date === date) return text;
  return setFields(text, [{ path: [...revisionPath(advisory, last.version), 'date'], value: date }]);
}
