// The data for tools, file by file. Paths carry the version of the format: what `v1` means does not change.

import type { VNode } from 'preact';
import { schemas } from '../../generator/lib/data/data-schemas.ts';
import { absolute, DATA_FIELDS, href } from '../../generator/lib/links.ts';
import type { Site } from '../../generator/types.ts';
import { type DataFile, dataFiles } from '../data-files.ts';
import { type Frame, Layout, License } from '../layout.tsx';
import { Inline } from '../parts/inline.tsx';
import { Table } from '../parts/table.tsx';
import { type Sample, samples } from '../samples.ts';

/** Every file for tools, and programs that use them. */
export function DataPage({ model, styles }: Frame): VNode {
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
      <p>
        <a href={href(site, DATA_FIELDS)}>Every field of every file, and a whole file as an example</a>
      </p>
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
          cell: (file) =>
            file.schema || file.columns ? <a href={href(site, `${DATA_FIELDS}#${file.id}`)}>explained</a> : 'none',
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
