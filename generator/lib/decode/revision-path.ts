// Revisions are kept by version, front matter has them in any order: the way back, for messages.

import type { Advisory, FieldPath } from '../../types.ts';
import { fieldAt } from './decode.ts';

/** Path of a version in the front matter; of several with one number the last; `published` when none is written. */
export function revisionPath(advisory: Advisory, version: number): FieldPath {
  const written = fieldAt(advisory.document.fields, ['revisions']);
  const items = written?.kind === 'list' ? written.items : [];
  const index = items.findLastIndex((_, each) => {
    const number = fieldAt(advisory.document.fields, ['revisions', each, 'version']);
    return number?.kind === 'text' && Number(number.value) === version;
  });
  return index < 0 ? ['published'] : ['revisions', index];
}
