// A model for tests of formats: content by hand, linked by the real model stage, rendered by the real Markdown.

import { DEFAULT_POLICY } from '../generator/lib/disclosure/policy.ts';
import { renderMarkdown } from '../generator/lib/markdown/markdown.ts';
import { parseMarkdown } from '../generator/lib/markdown/markdown-tree.ts';
import { sectionsOf } from '../generator/lib/markdown/sections.ts';
import { model } from '../generator/model.ts';
import type {
  Advisory,
  Content,
  Context,
  Format,
  Model,
  Output,
  Series,
  SeriesInUse,
  Site,
} from '../generator/types.ts';

/** A time after everything in the tests. */
export const NOW = '2026-09-01T00:00:00Z';

const definition: Series = {
  id: 'plain',
  about: 'For tests',
  numbers: ['number'],
  severities: [],
  settings: undefined as unknown as Series['settings'],
  fields: {},
  sections: [],
  versions: 'dotted',
  columns: [],
  parts: () => ({ packages: [], statements: [] }),
  announcement: (advisory) => `${advisory.id}\n`,
  template: () => '',
  readAnnouncement: () => undefined,
};

/** A series in use, `XSA` unless told otherwise. */
export function testSeries(parts: Partial<SeriesInUse> = {}): SeriesInUse {
  return {
    id: 'xsa',
    prefix: 'XSA',
    name: 'Sample Hypervisor Advisory',
    plural: 'Sample Hypervisor Advisories',
    definition,
    settings: {},
    severities: [],
    unused: {},
    path: '/advisories/{slug}/',
    isClearsigned: false,
    announcesNumber: false,
    ...parts,
  };
}

/** A site with one series and one release. */
export function testSite(parts: Partial<Site> = {}): Site {
  return {
    title: 'Sample security',
    description: 'For tests',
    url: 'https://security.sample.example',
    prefix: '',
    language: 'en',
    team: { name: 'Sample security team', email: 'security@sample.example', url: 'https://sample.example/security/' },
    license: 'CC-BY-4.0',
    tag: 'security.sample.example,2026',
    lists: [],
    footer: [],
    series: [testSeries()],
    releases: [
      {
        id: '1.0',
        name: 'Sample 1.0',
        product: 'sample',
        series: ['xsa'],
        released: '2020-01-01',
        securityUntil: '2028-01-01',
        points: ['1.0.1', '1.0.2'],
      },
    ],
    rules: {},
    redirects: {},
    tombstones: {},
    keys: [],
    disclosure: DEFAULT_POLICY,
    trees: [],
    ...parts,
  };
}

/** A published advisory `XSA-<number>` with a body of one section. */
export function testAdvisory(number: number, parts: Partial<Advisory> & { readonly markdown?: string } = {}): Advisory {
  const { markdown = '## Impact\n\nA guest can read memory.\n', ...fields } = parts;
  const id = fields.id ?? `XSA-${number}`;
  const path = `content/xsa/${id}.md`;
  const body = parseMarkdown(markdown, 1, path, []);
  const place = { file: path, line: 1, column: 1 };
  const published = fields.published ?? '2026-04-28T12:00:00Z';
  return {
    series: 'xsa',
    id,
    slug: id.toLowerCase(),
    number: [number],
    title: `Fault number ${number}`,
    status: 'published',
    published,
    cves: [`CVE-2026-${100000 + number}`],
    bugs: [],
    credits: [{ name: 'Robin Example', role: 'finder' }],
    references: [],
    related: [],
    features: [],
    packages: ['sample'],
    statements: [{ package: 'sample', status: 'affected', from: '1.0.1', fixed: '1.0.2', field: ['affected', 0] }],
    patches: [],
    downloads: [],
    revisions: [{ version: 1, date: published, change: 'First publication.', public: true, editorial: false }],
    sections: sectionsOf(body),
    document: { path, fields: { kind: 'map', entries: [], place }, body, markdown },
    ...fields,
  };
}

/** What formats see of these advisories. */
export function testContext(advisories: readonly Advisory[], site: Site = testSite(), now = NOW): Context {
  const content: Content = { site, advisories, embargoed: [], pages: [], support: [], assets: [] };
  return contextFor(model(content, now));
}

/** The outputs of a format by path. */
export function outputsOf(format: Format, context: Context): ReadonlyMap<string, string> {
  const text = (output: Output) =>
    typeof output.body === 'string' ? output.body : Buffer.from(output.body).toString('utf8');
  return new Map([...format.render(context)].map((output) => [output.path, text(output)]));
}

function contextFor(public_: Model): Context {
  return {
    model: public_,
    html: (advisory) =>
      advisory.sections.map(({ id, title, nodes }) => ({
        id,
        ...(title !== undefined && { title }),
        html: renderMarkdown(nodes, {
          resolve: (url) => (url.startsWith('/') ? public_.site.prefix + url : undefined),
          topLevel: 3,
        }),
      })),
    text: (advisory) => `${advisory.id}\n`,
    markdown: (nodes) => renderMarkdown(nodes),
    styles: [],
  };
}
