// The data for tools, explained file by file and field by field. Paths carry the version of the format: what `v1` means
// does not change.

import type { VNode } from 'preact';
import { type SchemaName, schemas } from '../../generator/lib/data/data-schemas.ts';
import type { SchemaField } from '../../generator/lib/data/schema-fields.ts';
import { absolute, href } from '../../generator/lib/links.ts';
import type { Site } from '../../generator/types.ts';
import { type DataFile, dataFiles, fieldsOf, sharedFields } from '../data-files.ts';
import { type Frame, Layout, License } from '../layout.tsx';
import { Inline } from '../parts/inline.tsx';
import { Table } from '../parts/table.tsx';
import { type Sample, samples } from '../samples.ts';
import { count } from '../words.ts';

/** A data file as it is. */
export type DataExample = { readonly path: string; readonly body: string };

/** Every file for tools, programs that use them, the fields of each, and one file as a whole. */
export function DataPage({ model, styles, example }: Frame & { example: DataExample | undefined }): VNode {
  const { site } = model;
  const files = dataFiles(model);
  return (
    <Layout
      model={model}
      styles={styles}
      title="Data"
      path="/data/"
      description="Files for tools: every advisory and release as JSON and TSV"
    >
      <h1>Data</h1>
      <p class="lead">
        Everything that the pages say, for tools. The licence is <License license={site.license} />.
      </p>
      <FileTable site={site} files={files} />
      <h2 id="follow">How to follow changes</h2>
      <ol>
        <li>
          Fetch <code>{absolute(site, '/data/v1/db.json')}</code>. When <code>modified</code> is what you saw last,
          there is nothing new.
        </li>
        <li>
          Otherwise read <code>changes.tsv</code> from its top down to the time that you saw last, and fetch the files
          that it names.
        </li>
      </ol>
      <p>
        Files are UTF-8; times are UTC as RFC 3339 writes them. JSON has sorted keys. A TSV file has one record a line,
        fields separated by a tab. A build without a change of content gives the same bytes. Later versions may add
        fields and take none away.
      </p>
      {samples(model).map((sample) => (
        <Program sample={sample} />
      ))}
      <h2 id="fields">Fields</h2>
      {files.map((file) => (
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
      <h2 id="schemas">Schemas</h2>
      <p>JSON Schemas (2020-12) of the JSON files, for validators and generators of code:</p>
      <ul>
        {Object.entries(schemas).map(([name, { title }]) => (
          <li>
            <a href={href(site, `/data/v1/schema/${name}.json`)}>{title}</a>
          </li>
        ))}
      </ul>
    </Layout>
  );
}

function FileTable({ site, files }: { site: Site; files: readonly DataFile[] }): VNode {
  return (
    <Table
      caption="Files for tools"
      isCaptionHidden
      rows={files}
      columns={[
        { title: 'File', class: 'code', cell: (file) => <FileName site={site} file={file} /> },
        { title: 'What it holds', class: 'wide', cell: (file) => <Inline text={file.about} /> },
        {
          title: 'Fields',
          cell: (file) => (file.schema || file.columns ? <a href={`#${file.id}`}>explained</a> : 'none'),
        },
      ]}
      id="files"
    />
  );
}

/** The file, or the pattern of its name with the newest one as an example. */
function FileName({ site, file: { path, pattern } }: { site: Site; file: DataFile }): VNode {
  const link = <a href={href(site, path)}>{path}</a>;
  if (pattern === undefined) return link;
  return (
    <>
      {pattern}
      <span class="note"> for instance {link}</span>
    </>
  );
}

/** A program with what it does. */
function Program({ sample }: { sample: Sample }): VNode {
  return (
    <section aria-labelledby={sample.id}>
      <h3 id={sample.id}>
        {sample.title} <span class="note">({sample.language})</span>
      </h3>
      <pre tabindex={0}>
        <code>{sample.text}</code>
      </pre>
    </section>
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
      <h3 id={file.id}>
        <code>{file.pattern ?? file.path}</code>
      </h3>
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
