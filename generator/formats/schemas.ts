// `/data/v1/schema/*.json`: what the JSON files hold (JSON Schema 2020-12, https://json-schema.org/draft/2020-12).

import { z } from 'zod';
import { schemas, schemaUrl } from '../lib/data/data-schemas.ts';
import { stableJson } from '../lib/data/json.ts';
import type { Format } from '../types.ts';

export default {
  id: 'schemas',
  about: 'JSON Schemas of the data files, each field described',
  *render({ model }) {
    for (const name of Object.keys(schemas) as (keyof typeof schemas)[]) {
      const { schema, title } = schemas[name];
      // As input, objects stay open: a reader's validator accepts fields that a later version adds.
      const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
      const body = stableJson({ $schema, $id: schemaUrl(model.site, name), title, ...rest });
      yield { path: `data/v1/schema/${name}.json`, type: 'application/schema+json', body, from: 'schemas' };
    }
  },
} satisfies Format;
