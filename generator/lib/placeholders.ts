// Words that stand where something is still to be written.

import type { Document } from '../types.ts';
import { fieldAt } from './decode/decode.ts';

/** Upper case only: "todo list" and "xxx" occur in honest texts. */
const PLACEHOLDER =
  /\b(?:FIXME|TODO|TBD|XXX+)\b|\bCVE-(?:YYYY|XXXX|\d{4})-(?:N{3,}|X{3,}|x{3,}|Y{3,})|\bCVE-\d{4}-\?{3,}|<(?:\.{3}|…)>|\b[Ll]orem ipsum\b/;

/** The first blank in a text, or undefined. */
export function placeholderIn(text: string): string | undefined {
  return PLACEHOLDER.exec(text)?.[0];
}

/** True for a document whose front matter says that it is a draft, whatever else may be wrong with it. */
export function isDraft(document: Document): boolean {
  const status = fieldAt(document.fields, ['status']);
  return status?.kind === 'text' && status.value.trim() === 'draft';
}
