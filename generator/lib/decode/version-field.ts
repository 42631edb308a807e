// Where a version of a statement was written: series name their fields differently, and `fixed` may list branches.

import type { Document, Field, FieldPath, Statement } from '../../types.ts';
import { OR } from '../versions/constraints.ts';
import { fieldAt } from './decode.ts';

/** The path of a statement's version in the front matter, or of the statement where the field has another name. */
export function versionField(
  document: Document,
  statement: Statement,
  name: 'from' | 'to' | 'fixed' | 'unsafe' | 'safe',
): FieldPath {
  const value = statement[name];
  // A statement may come out of one entry of a list, or out of one branch below its `fixed`.
  const starts = [
    statement.field,
    ...statement.field.map((_, index) => statement.field.slice(0, statement.field.length - index - 1)),
  ];
  for (const start of starts) {
    const ends: FieldPath[] = [[name, statement.release ?? ''], [name], ...(name === 'fixed' ? [['version']] : []), []];
    const path = ends
      .map((end) => [...start, ...end])
      .find((each) => {
        const field = fieldAt(document.fields, each);
        return textOf(field) === value;
      });
    if (path) return path;
  }
  return statement.field;
}

/** What a statement has of a field: a text, or several as alternatives. */
function textOf(field: Field | undefined): string | undefined {
  if (field?.kind === 'text') return field.value.trim();
  return field?.kind === 'list' ? field.items.map(textOf).join(OR) : undefined;
}
