// The data for tools, field by field, with a whole file as an example.

import type { VNode } from 'preact';
import type { SchemaName } from '../../generator/lib/data/data-schemas.ts';
import type { SchemaField } from '../../generator/lib/data/schema-fields.ts';
import { DATA_FIELDS, href } from '../../generator/lib/links.ts';
import type { Site } from '../../generator/types.ts';
import { type DataFile, dataFiles, fieldsOf, sharedFields } from '../data-files.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Inline } from '../parts/inline.tsx';
import { Table } from '../parts/table.tsx';
import { count } from '../words.ts';

/** A data file as it is. */
export type DataExample = { readonly path: string; readonly body: string };

/** The fields of each file, and one file as a whole. */
export function DataFieldsPage({ model, styles, example }: Frame & { example: DataExample | undefined }): VNode {
  const { site } = model;
  return (
    <Layout
      model={model}
      styles={styles}
      title="Fields of the data"
      path={DATA_FIELDS}
      description="Every field of the JSON files and every column of the tables for tools"
    >
      <h1>Fields of the data</h1>
      <p class="lead">
        What each field of the <a href={href(site, '/data/')}>files for tools</a> says.
      </p>
      {dataFiles(model).map((file) => (
        <Fields site={site} file={file} />
      ))}
      {example && (
        <>
          <h2 id="example">A whole file</h2>
          <details>
            <summary>
              <code>{example.path}</code>
            </summary>
            <pre tabindex={0}>
              <code>{example.body}</code>
            </pre>
          </details>
        </>
      )}
    </Layout>
  );
}

/** The fields of a file or the columns of a table, folded up; what another file explains is only named. */
function Fields({ site, file }: { site: Site; file: DataFile }): VNode | null {
  const fields = fieldsOf(file);
  if (fields.length === 0) return null;
  const shared = sharedFields(file);
  const noun = file.columns ? 'column' : 'field';
  return (
    <section aria-labelledby={file.id}>
      <h2 id={file.id}>
        <code>{file.pattern ?? file.path}</code>
      </h2>
      <details>
        <summary>{count(fields.length, noun)}</summary>
        <FieldTable fields={fields} caption={`${noun}s of ${file.pattern ?? file.path}`} hasTypes={!file.columns} />
        {shared.length > 0 && (
          <p>
            As in the file of an advisory, for each member of <code>advisories</code>:{' '}
            {shared.map((name, index) => (
              <>
                {index > 0 && ', '}
                <code>{name}</code>
              </>
            ))}
          </p>
        )}
        {file.schema && <SchemaLink site={site} name={file.schema} />}
      </details>
    </section>
  );
}

function FieldTable({
  fields,
  caption,
  hasTypes,
}: {
  fields: readonly SchemaField[];
  caption: string;
  hasTypes: boolean;
}): VNode {
  const type = (field: SchemaField) => (
    <>
      <Inline text={field.type} />
      {field.isOptional && ', may be absent'}
    </>
  );
  return (
    <Table
      caption={caption}
      isCaptionHidden
      rows={fields}
      columns={[
        { title: hasTypes ? 'Field' : 'Column', class: 'code', cell: (field) => field.path },
        ...(hasTypes ? [{ title: 'Type', cell: type }] : []),
        { title: 'Meaning', class: 'wide', cell: (field) => <Inline text={field.about} /> },
      ]}
    />
  );
}

function SchemaLink({ site, name }: { site: Site; name: SchemaName }): VNode {
  return (
    <p>
      <a href={href(site, `/data/v1/schema/${name}.json`)}>JSON Schema of this file</a>
    </p>
  );
}
