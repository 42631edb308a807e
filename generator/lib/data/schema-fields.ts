// A schema as a list of fields for people: where a field is, what it is, whether it may be absent, what it means.

import { z } from 'zod';

/** A field of a data file. */
export type SchemaField = {
  /** From the top of the file; `[]` is each member of a list, `<key>` each key of a map: `coverage[].release.id`. */
  readonly path: string;
  /** `text`, `time`, `day`, `URL`, `number`, `true or false`, `object`, `list of …`, or the words that there are. */
  readonly type: string;
  readonly isOptional: boolean;
  readonly about: string;
};

/** The part of JSON Schema that our schemas use. */
type Node = {
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly additionalProperties?: Node | boolean;
};

/** Several pages of a build ask for the same ones. */
const known = new WeakMap<z.ZodType, readonly SchemaField[]>();

/** All fields, in the order of the schema, an object before what is in it. */
export function schemaFields(schema: z.ZodType): readonly SchemaField[] {
  const fields = known.get(schema) ?? inside(z.toJSONSchema(schema, { io: 'input' }) as Node, '');
  known.set(schema, fields);
  return fields;
}

function inside(node: Node, path: string): SchemaField[] {
  if (node.items) return inside(node.items, `${path}[]`);
  if (typeof node.additionalProperties === 'object') return inside(node.additionalProperties, `${path}.<key>`);
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const own = path === '' ? name : `${path}.${name}`;
    const field: SchemaField = {
      path: own,
      type: typeOf(child),
      isOptional: !(node.required ?? []).includes(name),
      about: child.description ?? '',
    };
    return [field, ...inside(child, own)];
  });
}

const formats: Readonly<Record<string, string>> = { 'date-time': 'time', date: 'day', uri: 'URL' };
const types: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'true or false',
};

function typeOf(node: Node): string {
  if (node.enum) return node.enum.map((word) => `\`${word}\``).join(', ');
  if (node.const !== undefined) return `\`${node.const}\``;
  if (node.items) return `list of ${node.items.properties ? 'objects' : typeOf(node.items)}`;
  if (typeof node.additionalProperties === 'object') return `map to ${typeOf(node.additionalProperties)}`;
  return formats[node.format ?? ''] ?? types[node.type ?? ''] ?? 'object';
}
