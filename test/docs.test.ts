// The documentation is executed: each example of docs/format.md goes through the real check beside the demonstration's
// content, every field of every schema has its entry, and README and changelog name only what exists.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { check } from '../generator/check.ts';
import affectedCommand from '../generator/commands/affected.ts';
import announceCommand from '../generator/commands/announce.ts';
import auditCommand from '../generator/commands/audit.ts';
import buildCommand from '../generator/commands/build.ts';
import checkCommand from '../generator/commands/check.ts';
import type { Command } from '../generator/commands/command.ts';
import devCommand from '../generator/commands/dev.ts';
import disclosureCommand from '../generator/commands/disclosure.ts';
import importTextCommand from '../generator/commands/import-text.ts';
import listCommand from '../generator/commands/list.ts';
import newCommand from '../generator/commands/new.ts';
import patchesCheckCommand from '../generator/commands/patches-check.ts';
import patchesDiffCommand from '../generator/commands/patches-diff.ts';
import patchesIndexCommand from '../generator/commands/patches-index.ts';
import patchesRecordCommand from '../generator/commands/patches-record.ts';
import prediscloseCommand from '../generator/commands/predisclose.ts';
import releaseCommand from '../generator/commands/release.ts';
import reviseCommand from '../generator/commands/revise.ts';
import signCommand from '../generator/commands/sign.ts';
import statusCommand from '../generator/commands/status.ts';
import supportDiffCommand from '../generator/commands/support-diff.ts';
import verifyCommand from '../generator/commands/verify.ts';
import withdrawCommand from '../generator/commands/withdraw.ts';
import { commonFields } from '../generator/lib/decode/common-fields.ts';
import { siteSchema } from '../generator/lib/decode/site.ts';
import { parseMarkdown } from '../generator/lib/markdown/markdown-tree.ts';
import { patchSubject } from '../generator/lib/patches/patch-subject.ts';
import { report } from '../generator/lib/report.ts';
import { packageSupportSchema } from '../generator/lib/support/package-support.ts';
import { list, parse } from '../generator/read.ts';
import { series } from '../generator/series/index.ts';
import type { InputFile } from '../generator/types.ts';

const project = join(import.meta.dirname, '..');
const now = '2026-11-21T12:00:00Z';
const read = (path: string): string => readFileSync(join(project, path), 'utf8');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const demonstration = list(project);

describe('examples of docs/format.md', () => {
  const examples = codeOf('docs/format.md');

  test('there are as many as expected', () => {
    expect(examples.length).toBeGreaterThan(40);
  });

  for (const example of examples) {
    test(`line ${example.line}: ${example.language} below "${example.heading}"`, () => {
      if (example.language === 'sh') return expect(spawnSync('sh', ['-n'], { input: example.text }).status).toBe(0);
      if (example.language === 'diff') return expect(patchSubject(bytes(example.text))).toMatch(/^\S.*\S$/);
      const { path, files } = rootOf(example);
      const messages = check(parse(files), now).messages.filter((message) => message.place.file === path);
      expect(messages.map(({ place, rule, text }) => `${place.line}: ${rule}: ${text}`)).toEqual([]);
    });
  }
});

describe('every field of a schema has an entry in docs/format.md', () => {
  const entries = entriesOf('docs/format.md');
  const chapters: readonly (readonly [chapter: string, fields: readonly string[]])[] = [
    ['Fields of every series', pathsOf(commonFields)],
    ...series.map((each) => [`${each.id.toUpperCase()} fields`, pathsOf(each.fields)] as const),
    ['Support of packages', pathsOf(packageSupportSchema.shape)],
    [
      'site.yaml',
      [
        ...pathsOf(siteSchema.shape),
        ...series.flatMap((each) => pathsOf(shapeOf(each.settings) ?? {}, 'series.<key>.settings.')),
      ],
    ],
  ];

  test.for(chapters)('%s', ([chapter, fields]) => {
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.filter((field) => !entries.has(`${chapter}: ${field}`))).toEqual([]);
  });

  test('and there is no entry without a field', () => {
    const known = new Set(chapters.flatMap(([chapter, fields]) => fields.map((field) => `${chapter}: ${field}`)));
    const names = new Set(chapters.map(([chapter]) => chapter));
    expect([...entries].filter((entry) => names.has(entry.split(': ')[0] ?? '') && !known.has(entry))).toEqual([]);
  });
});

describe('README, changelog and notes', () => {
  const pages = [
    'README.md',
    'CHANGELOG.md',
    'docs/format.md',
    'docs/rules.md',
    'docs/importing.md',
    'docs/preview.md',
    'docs/theme.md',
    'docs/announcing.md',
    'docs/disclosure.md',
    'docs/revisions.md',
    'docs/verifying.md',
    'docs/affected.md',
    'docs/decisions/front-matter.md',
    'docs/decisions/bundle.md',
    'docs/decisions/feeds.md',
  ];

  test.for(pages)('%s: each link to a file leads to one', (page) => {
    const links = [...walk(parseMarkdown(read(page), 1, page, []))].flatMap((node) =>
      node.type === 'link' ? [node.url] : [],
    );
    const dead = links.filter(
      (url) => !/^[a-z]+:|^#/.test(url) && !existsSync(join(project, dirname(page), url.replace(/#.*/, ''))),
    );
    expect(dead).toEqual([]);
  });

  test.for(pages)('%s: each command has its verb and its options', (page) => {
    const commands: readonly Command[] = [
      affectedCommand,
      announceCommand,
      auditCommand,
      buildCommand,
      checkCommand,
      devCommand,
      disclosureCommand,
      newCommand,
      listCommand,
      importTextCommand,
      patchesCheckCommand,
      patchesDiffCommand,
      patchesIndexCommand,
      patchesRecordCommand,
      prediscloseCommand,
      releaseCommand,
      reviseCommand,
      signCommand,
      statusCommand,
      supportDiffCommand,
      verifyCommand,
      withdrawCommand,
    ];
    for (const [line, verb = '', rest = ''] of read(page).matchAll(
      /(?<=npx tocsin |^tocsin |`tocsin )([a-z]+)([^\n`|]*)/gm,
    )) {
      const pair = `${verb} ${rest.trim().split(' ')[0]}`;
      const command = commands.find((each) => each.name === pair) ?? commands.find((each) => each.name === verb);
      expect(command, `\`${line}\` is a verb`).toBeDefined();
      const known = command?.options.map((option) => option.flags.split(' ')[0]);
      expect(known, line).toEqual(expect.arrayContaining(rest.match(/--[a-z]+(?:-[a-z]+)*/g) ?? []));
    }
  });

  test('the scripts that README names exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read('README.md').matchAll(/npm run ([a-z]+)/g)].map((match) => match[1]);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  test('the message that README shows is real', () => {
    const path = 'content/xsa/XSA-47.md';
    const text = read(path).replace('"4.20": 4.20.4', '"4.20": 4.2.4');
    const { messages } = check(parse(withFile(path, text).files), now);
    const errors = messages.filter((message) => message.rule === 'range-order');
    expect(errors).toHaveLength(1);
    expect(read('README.md')).toContain(report(errors, 'text', false));
  });

  test('the changelog begins with this version', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(/^## (\S+)/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version);
  });

  test('the only thing to say about the demonstration is that it has a draft', () => {
    const { messages } = check(parse(demonstration), now);
    expect(messages.map(({ level, rule }) => `${level} ${rule}`)).toEqual(['info unfinished-draft']);
  });
});

// ------------------------------------------------------------------------------------------------ examples as files

type Example = {
  readonly language: string;
  readonly text: string;
  readonly line: number;
  readonly chapter: string;
  readonly heading: string;
};

/** The code blocks of a page, with the headings they stand below. */
function codeOf(path: string): readonly Example[] {
  const examples: Example[] = [];
  let chapter = '';
  let heading = '';
  for (const node of parseMarkdown(read(path), 1, path, []).children) {
    if (node.type === 'heading') heading = textOf(node);
    if (node.type === 'heading' && node.depth === 2) chapter = heading;
    if (node.type === 'code')
      examples.push({
        language: node.lang ?? '',
        text: `${node.value}\n`,
        line: node.position?.start.line ?? 0,
        chapter,
        heading,
      });
  }
  return examples;
}

/** Series that shows the fields of a chapter. */
const SERIES: Readonly<Record<string, string>> = {
  'An advisory': 'alsw',
  'Fields of every series': 'alsw',
  'ALSW fields': 'alsw',
  'DSA fields': 'dsa',
  'XSA fields': 'xsa',
  'USN fields': 'hsn',
};

/** A root with the example in it: as a file of its own, or as fields of one. */
function rootOf({ language, text, chapter }: Example): { readonly path: string; readonly files: readonly InputFile[] } {
  const key = SERIES[chapter];
  if (language === 'markdown' && chapter === 'Support statements') return withFile('support/4.21.md', text);
  if (language === 'yaml' && chapter === 'Support of packages') return withFile('support/packages.yaml', text);
  if (language === 'markdown' && chapter === 'Pages') return withFile('content/pages/example.md', text);
  if (language === 'yaml' && chapter === 'Pages')
    return withFile('content/pages/example.md', `---\n${text}---\n\nText.\n`);
  if (language === 'markdown' && key) return withAdvisory(key, text);
  if (language === 'yaml' && key) return withAdvisory(key, advisoryOf(key, text));
  if (language === 'yaml' && chapter === 'site.yaml') return withSite(text);
  throw new Error(`No way to run an example in ${language} of "${chapter}"`);
}

const BLANK: Readonly<Record<string, readonly [fields: string, body: string]>> = {
  alsw: [
    'id: ALSW-2026-99\ntitle: An example\npublished: 2026-06-01\nseverity: low\npackages: [{name: quillpack, repository: extra, unsafe: "< 2-1", safe: ">= 2-1"}]\n',
    '## Product background\n\nText.\n\n## Problem background\n\nText.\n',
  ],
  dsa: [
    'id: DSA-999-1\npackage: tidewire\npublished: 2026-07-01\nfixes: [{release: mizzen, version: 1-1}, {release: foresail, version: 1-1}]\n',
    'Text.\n',
  ],
  xsa: [
    'id: XSA-999\ntitle: An example\npublished: 2026-07-01\naffected: [{product: barbican, from: "4.16"}]\n',
    ['Issue description', 'Impact', 'Vulnerable systems', 'Mitigation', 'Resolution', 'Deployment during embargo']
      .map((title) => `## ${title}\n\nText.\n`)
      .join('\n'),
  ],
  hsn: [
    'id: HSN-999-1\npublished: 2026-11-01\nsummary: Text.\npackages: {signalflag: Web sites}\nreleases: {"26.10": {signalflag: {version: 5-1}}, "26.04": {signalflag: {version: 4-1}}, "24.04": {status: unknown}}\n',
    'Text.\n',
  ],
};

/** A small advisory whose fields the example replaces. */
function advisoryOf(key: string, fields: string): string {
  const [blank, body] = BLANK[key] ?? ['', ''];
  return `---\n${merged(blank, fields)}---\n\n${body}`;
}

/** A new advisory, with a file for each of its patches. */
function withAdvisory(key: string, text: string) {
  const id = /^id: (\S+)/m.exec(text)?.[1] ?? '';
  const patches = [...text.matchAll(/file: ([^\s,}]+)/g)].map((match) => ({
    path: `content/${key}/${id}/${match[1]}`,
    bytes: bytes('Subject: [PATCH] an example\n\n--- a/x\n+++ b/x\n'),
  }));
  return withFile(`content/${key}/${id}.md`, text, patches);
}

/** The demonstration's configuration with the example's fields; one that begins with a title is a whole one. */
function withSite(text: string) {
  return withFile('content/site.yaml', /^title:/.test(text) ? text : merged(read('content/site.yaml'), text));
}

/** YAML with fields replaced by those of `changes`; of a series, each of its fields counts by itself. */
function merged(base: string, changes: string): string {
  const document = parseDocument(base, { schema: 'failsafe' });
  for (const [name, value] of Object.entries(parseDocument(changes, { schema: 'failsafe' }).toJS() as object)) {
    if (name !== 'series') document.set(name, document.createNode(value));
    else
      for (const [key, fields] of Object.entries(value as object))
        for (const [field, each] of Object.entries(fields as object))
          document.setIn([name, key, field], document.createNode(each));
  }
  return document.toString();
}

/** The file with what it speaks of: the configuration, and the documents that it names. */
function withFile(path: string, text: string, more: readonly InputFile[] = []) {
  const isNamed = (file: InputFile) => text.includes(file.path.split('/').at(-1)?.replace(/\.md$/, '') ?? '');
  const others = demonstration.filter(
    (file) =>
      file.path !== path &&
      (file.path === 'content/site.yaml' ||
        file.path.startsWith('content/keys/') ||
        file.path.startsWith('public/') ||
        (file.path.endsWith('.md') && isNamed(file))),
  );
  const files = [...others, { path, bytes: bytes(text) }, ...more];
  return { path, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

// -------------------------------------------------------------------------------------------------- fields, entries

/** Every name in code that a heading or the first cell of a table row consists of, with its chapter. */
function entriesOf(path: string): ReadonlySet<string> {
  const entries = new Set<string>();
  let chapter = '';
  for (const node of parseMarkdown(read(path), 1, path, []).children) {
    if (node.type === 'heading' && node.depth === 2) chapter = textOf(node);
    const heads =
      node.type === 'heading'
        ? [node]
        : node.type === 'table'
          ? node.children.flatMap((row) => row.children[0] ?? [])
          : [];
    for (const { children } of heads) {
      const [only, ...rest] = children;
      if (only?.type === 'inlineCode' && rest.length === 0) entries.add(`${chapter}: ${only.value}`);
    }
  }
  return entries;
}

/** The paths of all fields below a shape: `credits`, `credits[].name`, `series.<key>.prefix`. */
function pathsOf(shape: Readonly<Record<string, unknown>>, start = ''): readonly string[] {
  return Object.entries(shape).flatMap(([name, schema]) => [start + name, ...belowOf(schema, start + name)]);
}

function belowOf(schema: unknown, path: string): readonly string[] {
  const definition = unwrapped(schema);
  if (definition?.type === 'object')
    return [...pathsOf(definition.shape ?? {}, `${path}.`), ...belowOf(definition.catchall, `${path}.<key>`)];
  if (definition?.type === 'array') return belowOf(definition.element, `${path}[]`);
  if (definition?.type === 'record') return belowOf(definition.valueType, `${path}.<key>`);
  return [];
}

const shapeOf = (schema: unknown) => unwrapped(schema)?.shape;

type Definition = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly catchall?: unknown;
  readonly element?: unknown;
  readonly valueType?: unknown;
  readonly innerType?: unknown;
  readonly in?: unknown;
  readonly out?: unknown;
};

/** A schema without its defaults, optional marks and preprocessing. */
function unwrapped(schema: unknown): Definition | undefined {
  const definition = (schema as { def?: Definition } | undefined)?.def;
  if (definition?.innerType) return unwrapped(definition.innerType);
  if (definition?.type !== 'pipe') return definition;
  const into = unwrapped(definition.in);
  return into?.type === 'transform' ? unwrapped(definition.out) : into;
}

function* walk(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* walk(child);
}
