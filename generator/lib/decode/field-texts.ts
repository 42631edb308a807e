// All texts of a front matter, each with the path that leads to it. Fields are never deeper than 20 levels, so
// recursion is safe here.

import type { Field, FieldPath, Place } from '../../types.ts';

/** A text in front matter; `isKey` marks the name of a field. */
export type FieldText = {
  readonly path: FieldPath;
  readonly value: string;
  readonly place: Place;
  readonly isKey: boolean;
};

/** The texts below a field in the order written, names of fields included. */
export function* fieldTexts(field: Field, path: FieldPath = []): Generator<FieldText> {
  if (field.kind === 'text') {
    yield { path, value: field.value, place: field.place, isKey: false };
  } else if (field.kind === 'list') {
    for (const [index, item] of field.items.entries()) yield* fieldTexts(item, [...path, index]);
  } else if (field.kind === 'map') {
    for (const { key, keyPlace, value } of field.entries) {
      yield { path: [...path, key], value: key, place: keyPlace, isKey: true };
      yield* fieldTexts(value, [...path, key]);
    }
  }
}
