// `/data/v1/schema/*.json`: what the JSON files hold (JSON Schema 2020-12, https://json-schema.org/draft/2020-12).

import { z } from 'zod';
import { type SchemaName, schemas, schemaUrl } from '../lib/data/data-schemas.ts';
import { stableJson } from '../lib/data/json.ts';
import type { Format } from '../types.ts';

export default {
  id: 'schemas',
  about: 'JSON Schemas of the data files, each field described',
  makes: /^data\/v1\/schema\//,
  *render({ model }) {
    for (const name of Object.keys(schemas) as (keyof typeof schemas)[]) {
      const { title } = schemas[name];
      const { $schema, ...rest } = jsonSchema(name);
      const body = stableJson({ $schema, $id: schemaUrl(model.site, name), title, ...rest });
      yield { path: `data/v1/schema/${name}.json`, type: 'application/schema+json', body, from: 'schemas' };
    }
  },
} satisfies Format;

const known = new Map<SchemaName, ReturnType<typeof asInput>>();

function jsonSchema(name: SchemaName) {
  const schema = known.get(name) ?? asInput(schemas[name].schema);
  known.set(name, schema);
  return schema;
}

/** As input, objects stay open: a reader's validator accepts fields that a later version adds. */
const asInput = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' });
