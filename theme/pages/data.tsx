// The data for tools, explained file by file. Paths carry the version of the format: what `v1` means does not change.

import type { ComponentChildren, VNode } from 'preact';
import { schemas } from '../../generator/lib/data-schemas.ts';
import { absolute, href } from '../../generator/lib/links.ts';
import type { Model } from '../../generator/types.ts';
import { type Frame, Layout, License } from '../layout.tsx';
import { Table } from '../parts/table.tsx';

type DataFile = { readonly path: string; readonly about: ComponentChildren };

/** Every file below `/data/v1/`, and the files for checking the site as a whole. */
export function DataPage({ model, styles }: Frame): VNode {
  const { site } = model;
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
      <FileTable model={model} caption="Files that cover everything" id="files" files={general(model)} />
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
        fields separated by a tab. A build without a change of content gives the same bytes.
      </p>
      <h2 id="items">One file an item</h2>
      <FileTable model={model} caption="Files of one item" id="items" files={items(model)} />
      {model.series.some(hasPatches) && (
        <>
          <h2 id="series">One series</h2>
          <FileTable
            model={model}
            caption="Files of one series"
            id="series"
            files={model.series.filter(hasPatches).flatMap(ofSeries)}
          />
        </>
      )}
      {model.support.statements.length > 0 && (
        <>
          <h2 id="support">Support</h2>
          <FileTable
            model={model}
            caption="Files about support"
            id="support"
            files={[
              {
                path: '/data/v1/support.json',
                about: 'The support statement of every release: each feature with its status and caveats',
              },
              { path: '/data/v1/support.tsv', about: 'The same as one table: a line for each feature and release' },
            ]}
          />
        </>
      )}
      <h2 id="schemas">Schemas</h2>
      <p>
        JSON Schemas (2020-12) say what each JSON file holds, field by field. Later versions may add fields and take
        none away.
      </p>
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

function general({ site }: Model): DataFile[] {
  return [
    {
      path: '/data/v1/db.json',
      about: 'When the record last changed, how many advisories it holds, the checksum of the list',
    },
    { path: '/data/v1/changes.tsv', about: 'Every item with the time of its last change, newest first' },
    {
      path: '/data/v1/advisories.json',
      about: 'All advisories: id, title, dates, severity, CVE ids, packages, and where the rest is',
    },
    { path: '/data/v1/advisories.tsv', about: 'The same as one table, for spreadsheets and shell scripts' },
    { path: '/SHA256SUMS', about: 'The SHA-256 of every file of the site, as sha256sum writes and checks it' },
    { path: '/sitemap.xml', about: <>Every page, for search engines; start from {absolute(site, '/')}</> },
  ];
}

/** The path is that of an example: the newest item there is. */
function items({ advisories, packages }: Model): DataFile[] {
  const [advisory] = advisories;
  const [first] = packages;
  return [
    ...(advisory
      ? [
          {
            path: `${advisory.folder}${advisory.slug}.json`,
            about: 'One advisory, with everything that its page says; beside each page',
          },
          { path: `${advisory.folder}${advisory.slug}.txt`, about: 'The same as text, as it was announced' },
        ]
      : []),
    ...(first
      ? [
          {
            path: `/data/v1/packages/${first.name}.json`,
            about: 'One package: its advisories with affected and fixed versions',
          },
        ]
      : []),
  ];
}

const hasPatches = ({ series }: Model['series'][number]): boolean => series.definition.id === 'xsa';

function ofSeries({ series }: Model['series'][number]): DataFile[] {
  return [
    {
      path: `/data/v1/${series.id}/patches.tsv`,
      about: `Every patch of every ${series.prefix}, with the subject of its commit: finds out which of them a tree contains`,
    },
    {
      path: `/data/v1/${series.id}/list.json`,
      about: `All ${series.plural} in the form that existing tools of the field read`,
    },
  ];
}

function FileTable({
  model,
  files,
  caption,
  id,
}: {
  model: Model;
  files: readonly DataFile[];
  caption: string;
  id: string;
}): VNode {
  if (files.length === 0) return <p>Nothing has been published yet.</p>;
  return (
    <Table
      caption={caption}
      isCaptionHidden
      rows={files}
      columns={[
        { title: 'File', class: 'code', cell: (file) => <a href={href(model.site, file.path)}>{file.path}</a> },
        { title: 'What it holds', class: 'wide', cell: (file) => file.about },
      ]}
      id={id}
    />
  );
}
