// Imports point one way, and each risky package has one importer.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Layer of a file: a layer may import itself only where `inner` says so, and any layer of a smaller number. */
const LAYERS: readonly {
  readonly name: string;
  readonly pattern: RegExp;
  readonly inner: boolean;
  readonly rank: number;
}[] = [
  { name: 'types', pattern: /^generator\/types\.ts$/, inner: false, rank: 0 },
  { name: 'lib', pattern: /^generator\/lib\//, inner: true, rank: 1 },
  { name: 'theme', pattern: /^theme\//, inner: true, rank: 2 },
  { name: 'extension lists', pattern: /^generator\/(?:series|formats|rules)\/index\.ts$/, inner: false, rank: 4 },
  { name: 'extensions', pattern: /^generator\/(?:series|formats|rules)\//, inner: false, rank: 3 },
  {
    name: 'stages',
    pattern: /^generator\/(?:read|check|model|render|emit|sign|theme-assets)\.ts$/,
    inner: false,
    rank: 5,
  },
  { name: 'build', pattern: /^generator\/build\.ts$/, inner: false, rank: 6 },
  { name: 'commands', pattern: /^generator\/commands\//, inner: true, rank: 7 },
  { name: 'command line', pattern: /^generator\/command-line\.ts$/, inner: false, rank: 8 },
  { name: 'cli', pattern: /^generator\/cli\.ts$/, inner: false, rank: 9 },
];

/** Package -> the only file, or folder, that may import it. */
const SINGLE: Readonly<Record<string, string>> = {
  'gray-matter': 'generator/lib/decode/front-matter.ts',
  // And front-matter-nodes.ts, which reads the same text for edits.
  yaml: 'generator/lib/decode/front-matter',
  'fast-glob': 'generator/read.ts',
  'remark-parse': 'generator/lib/markdown/markdown-parsers.ts',
  'remark-gfm': 'generator/lib/markdown/markdown-parsers.ts',
  'remark-rehype': 'generator/lib/markdown/markdown.ts',
  'rehype-raw': 'generator/lib/markdown/markdown.ts',
  'rehype-sanitize': 'generator/lib/markdown/markdown.ts',
  'rehype-stringify': 'generator/lib/markdown/markdown.ts',
  commander: 'generator/command-line.ts',
  diff: 'generator/lib/revisions/',
  nodemailer: 'nobody: its parts are imported one by one',
  'nodemailer/lib/mime-funcs': 'generator/lib/mail/headers.ts',
  'nodemailer/lib/mime-node': 'generator/lib/mail/headers.ts',
  'nodemailer/lib/smtp-connection': 'generator/lib/mail/smtp.ts',
  'postal-mime': 'generator/lib/decode/mime.ts',
  openpgp: 'generator/lib/pgp/openpgp/',
  vite: 'generator/commands/dev-vite.ts',
};

type Import = { readonly from: string; readonly to: string; readonly isType: boolean };

const files = ['generator', 'theme'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(?:config|d)\.ts$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);

const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\s(?<type>type\s)?(?:[^'";]*?\sfrom\s)?'(?<to>[^']+)'|\bimport\('(?<lazy>[^']+)'\)/gm,
  );
  return [...found].map((match) => {
    const written = match.groups?.['to'] ?? match.groups?.['lazy'] ?? '';
    const to = written.startsWith('.') ? relative(root, resolve(root, dirname(from), written)) : written;
    return { from, to, isType: match.groups?.['type'] !== undefined };
  });
});

const layerOf = (file: string) => LAYERS.find((layer) => layer.pattern.test(file));

test('every source file has a layer', () => {
  expect(files.length).toBeGreaterThan(60);
  expect(files.filter((file) => !layerOf(file))).toEqual([]);
});

test('imports point one way: cli, commands, build, stages, extensions, theme, lib, types', () => {
  const wrong = imports.filter(({ from, to, isType }) => {
    const [source, target] = [layerOf(from), layerOf(to)];
    if (!source || !target) return false;
    if (source === target) return !source.inner && !isType;
    return target.rank > source.rank;
  });
  expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test('each risky package has one importer', () => {
  const wrong = imports.filter(({ from, to }) => to in SINGLE && !from.startsWith(SINGLE[to] ?? ''));
  expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test('only cli.ts touches the process', () => {
  const guilty = files.filter(
    (file) =>
      file !== 'generator/cli.ts' &&
      /\bprocess\.(?:exit|argv|env|std|cwd)/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(guilty).toEqual([]);
});

test('no file imports in a circle', () => {
  const edges = new Map<string, string[]>();
  for (const { from, to, isType } of imports) if (!isType) edges.set(from, [...(edges.get(from) ?? []), to]);
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (done.has(file) || path.includes(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});
