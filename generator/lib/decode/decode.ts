// From a field tree to typed values: a zod schema says what is expected, and whatever it refuses comes back as a
// problem with the place of the very field.

import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import type { Field, FieldPath, Place, Problem } from '../../types.ts';

type Decoded<T> = { readonly value: T | undefined; readonly problems: readonly Problem[] };

/** Decodes a field; `value` is undefined when there is a problem. */
export function decode<T>(schema: z.ZodType<T>, field: Field): Decoded<T> {
  const result = schema.safeParse(plain(field));
  if (result.success) return { value: result.data, problems: [] };
  return { value: undefined, problems: result.error.issues.flatMap((issue) => problemsOf(issue, field, schema)) };
}

/** The value as plain objects, lists and strings; an empty field counts as not written. */
export function plain(field: Field): unknown {
  switch (field.kind) {
    case 'text':
      return field.value;
    case 'empty':
      return undefined;
    case 'list':
      return field.items.map(plain);
    case 'map':
      return Object.fromEntries(field.entries.map((entry) => [entry.key, plain(entry.value)]));
  }
}

/** The field at a path, or undefined where there is none. */
export function fieldAt(field: Field, path: FieldPath): Field | undefined {
  let current: Field | undefined = field;
  for (const step of path) {
    if (current?.kind === 'list' && typeof step === 'number') current = current.items[step];
    else if (current?.kind === 'map') current = current.entries.find((entry) => entry.key === String(step))?.value;
    else return undefined;
  }
  return current;
}

/** The place of the field at a path, or of its nearest ancestor; with `key`, the place of its key. */
export function placeOf(field: Field, path: FieldPath, key = false): Place {
  for (let length = path.length; length > 0; length--) {
    const found = fieldAt(field, path.slice(0, length));
    if (!found) continue;
    if (!key || length < path.length) return found.place;
    const parent = fieldAt(field, path.slice(0, -1));
    const entry = parent?.kind === 'map' ? parent.entries.find((each) => each.key === String(path.at(-1))) : undefined;
    return entry?.keyPlace ?? found.place;
  }
  return field.place;
}

/** The nearest of the known words, when it is near enough to be a slip of the finger. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > 60) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const each of known) {
    const steps = distance(word.toLowerCase(), each.toLowerCase());
    if (steps < bestDistance) [best, bestDistance] = [each, steps];
  }
  return best;
}

function problemsOf(issue: z.core.$ZodIssue, field: Field, schema: z.ZodType): readonly Problem[] {
  const path = writtenPath(
    issue.path.map((step) => (typeof step === 'number' ? step : String(step))),
    field,
  );
  const name = path.length === 0 ? 'the front matter' : `\`${pathName(path)}\``;
  const place = placeOf(field, path);
  const here = fieldAt(field, path);
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => unknownKey(key, placeOf(field, [...path, key], true), known));
  }
  if (issue.code === 'invalid_key') {
    const inner = issue.issues.find((each) => each.code === 'custom' && each.params);
    const expected = (inner?.code === 'custom' && inner.params) as { expected: string; hint: string } | undefined;
    const key = String(issue.path.at(-1));
    return [
      {
        rule: 'bad-value',
        place: placeOf(field, path, true),
        text: `Unexpected name ${shown(key)} in \`${pathName(path.slice(0, -1))}\`${expected ? `, expected ${expected.expected}` : ''}`,
        hint: expected?.hint ?? 'Use the names that `docs/format.md` lists for this field',
        found: key,
        ...(expected && { expected: expected.expected }),
      },
    ];
  }
  if (issue.code === 'custom' && issue.params) {
    const params = issue.params as { rule?: string; expected: string; hint: string };
    // A text that stands for an object (`references: [https://…]`) is the field itself.
    const written = here ?? fieldAt(field, path.slice(0, -1));
    const found = written?.kind === 'text' ? written.value : shapeOf(here);
    return [
      {
        rule: params.rule ?? 'bad-value',
        place,
        text: `Unexpected ${shown(found)} as ${name}, expected ${params.expected}`,
        hint: params.hint,
        found,
        expected: params.expected,
      },
    ];
  }
  if (issue.code === 'invalid_type' && (here === undefined || here.kind === 'empty')) {
    return [{ rule: 'missing-field', place, text: `Missing field ${name}`, hint: `Add \`${String(path.at(-1))}\`` }];
  }
  const expected = issue.code === 'invalid_type' ? (SHAPES[issue.expected] ?? issue.expected) : 'another value';
  return [
    {
      rule: 'bad-value',
      place,
      text: `Unexpected ${shapeOf(here)} as ${name}, expected ${expected}`,
      hint: `Write ${expected} here`,
      found: shapeOf(here),
      expected,
    },
  ];
}

/** A text that stands for a list of one is that field itself: nobody wrote an index. */
function writtenPath(path: FieldPath, field: Field): FieldPath {
  const parent = path.slice(0, -1);
  return typeof path.at(-1) === 'number' && fieldAt(field, parent)?.kind === 'text' ? parent : path;
}

function unknownKey(key: string, place: Place, known: readonly string[]): Problem {
  const near = nearest(key, known);
  return {
    rule: 'unknown-field',
    place,
    text: `Unknown field ${shown(key)}${near ? `, did you mean \`${near}\`?` : ''}`,
    hint: near
      ? `Write \`${near}\`, or remove the field`
      : `Remove it, or use one of ${known.map((each) => `\`${each}\``).join(', ')}`,
    found: key,
  };
}

const SHAPES: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'fields',
  record: 'fields',
};

/** `affected[0].fixed`. */
function pathName(path: FieldPath): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

function shapeOf(field: Field | undefined): string {
  if (!field || field.kind === 'empty') return 'nothing';
  return field.kind === 'text' ? 'a text' : field.kind === 'list' ? 'a list' : 'fields';
}

/** A found value in a message: short and in backticks. */
export function shown(value: string): string {
  if (value === 'nothing' || value === 'a text' || value === 'a list' || value === 'fields') return value;
  const safe = printable(value.replaceAll('`', 'U+0060'));
  return `\`${safe.length > 80 ? `${safe.slice(0, 80)}…` : safe}\``;
}

/** The text on one line, without characters that a terminal would obey or that hide in it. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (each) => `U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

/** The keys that an object schema allows at a path. */
function keysAt(schema: z.ZodType, path: FieldPath): readonly string[] {
  let current: unknown = schema;
  for (const step of path) {
    const definition = unwrap(current);
    if (definition?.type === 'object') current = definition.shape?.[String(step)] ?? definition.catchall;
    else if (definition?.type === 'array') current = definition.element;
    else if (definition?.type === 'record') current = definition.valueType;
    else return [];
  }
  return Object.keys(unwrap(current)?.shape ?? {}).sort();
}

type Definition = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, unknown>>;
  /** Of fields that the shape does not name. */
  readonly catchall?: unknown;
  readonly element?: unknown;
  readonly valueType?: unknown;
  readonly innerType?: unknown;
  readonly in?: unknown;
  readonly out?: unknown;
};

/** The definition below defaults, optional marks and transforms. */
function unwrap(schema: unknown): Definition | undefined {
  let definition = definitionOf(schema);
  for (let depth = 0; definition && depth < 20; depth++) {
    const inner = definition.innerType ?? (definition.type === 'pipe' ? pipeSide(definition) : undefined);
    if (!inner) return definition;
    definition = definitionOf(inner);
  }
  return definition;
}

/** A preprocessed schema is a pipe out of a transform; a transformed one is a pipe into it. */
function pipeSide(definition: Definition): unknown {
  return definitionOf(definition.in)?.type === 'transform' ? definition.out : definition.in;
}

function definitionOf(schema: unknown): Definition | undefined {
  return (schema as { def?: Definition } | undefined)?.def;
}
