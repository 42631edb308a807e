// The pages, badges and data about patch levels: what readers are told, what stays inside, and what a large tree costs.

import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { check } from '../generator/check.ts';
import patchLevels from '../generator/formats/patch-levels.ts';
import { headline } from '../generator/lib/report.ts';
import { model } from '../generator/model.ts';
import { list, parse } from '../generator/read.ts';
import type { InputFile } from '../generator/types.ts';

const project = resolve(import.meta.dirname, '..');
const now = '2026-11-21T12:00:00Z';
const levelsFile = 'content/trees/barbican.json';
const files = list(project).filter(({ path }) => !/^(?:content\/(?:keys\/|dsa\/DSA-100-1)|urls\.lock)/.test(path));
const theme = { outputs: [], styles: ['/style.css'], reservedIds: [] };

type Data = {
  refs: { name: string; commit: string; date: string; release?: string }[];
  advisories: { id: string; number: string; levels: Record<string, unknown>[] }[];
};
const data = JSON.parse(textOf(files, levelsFile)) as Data;

describe('the demonstration', () => {
  const site = siteOf(files);

  test('the matrix names every branch and what it lacks', () => {
    const matrix = wordsOf(site.get('xsa/patches/index.html') ?? '');
    expect(matrix).toContain('4.20 ✗ 1 missing');
    expect(matrix).toContain('4.20: ✗ Missing');
    expect(matrix).toContain('4.17: ◐ Applied in part: 1 of 2');
    expect(matrix).toContain('master to 4.18: ✓ Applied');
    expect(matrix).not.toContain('XSA-43');
  });

  test('a branch says since which tag it has a fix, and by which commit, with the evidence', () => {
    const html = site.get('xsa/patches/4.20/index.html') ?? '';
    expect(wordsOf(html)).toContain('RELEASE-4.20.4 XSA-47');
    expect(html).toMatch(/href="https:\/\/git\.barbican\.example\/barbican\/commit\/[0-9a-f]{40}"/);
    expect(wordsOf(html)).toContain('says that it fixes the advisory, and has the subject of the patch');
    expect(wordsOf(site.get('xsa/patches/4.21/index.html') ?? '')).toContain('in no tag yet XSA-49');
  });

  test('the badges say the same', () => {
    expect(site.get('xsa/patches/badge.svg')).toContain('2 missing');
    expect(site.get('xsa/patches/4.20.svg')).toContain('XSA in 4.20: 1 missing');
    expect(site.get('xsa/patches/4.18.svg')).toContain('XSA in 4.18: complete');
  });

  test('series, release, advisory, data page and sitemap lead there', () => {
    expect(site.get('advisories/xsa/index.html')).toContain('href="/xsa/patches/"');
    expect(site.get('releases/4.20/index.html')).toContain('href="/xsa/patches/4.20/"');
    expect(site.get('advisories/xsa-47/index.html')).toContain('href="/xsa/patches/#xsa-47"');
    expect(site.get('data/index.html')).toContain('patch-levels');
    expect(site.get('sitemap.xml')).toContain('https://security.halyard.example/xsa/patches/4.20/');
  });

  test('the data follow their schema, and are the file without what is not public', () => {
    const schema = JSON.parse(site.get('data/v1/schema/patch-levels.json') ?? '{}');
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    const published = JSON.parse(site.get('data/v1/xsa/patch-levels/barbican.json') ?? '{}');
    expect(validate(published), JSON.stringify(validate.errors)).toBe(true);
    expect(published.advisories.map(({ id }: { id: string }) => id)).toEqual(data.advisories.map(({ id }) => id));
  });
});

test('what is not public is in no output, and the check counts it', () => {
  const [first] = data.advisories;
  const secret = { ...first, id: 'XSA-50', number: '50' };
  const evidence = [{ kind: 'mention', text: 'mentions XSA-50 and XSA-47' }];
  const known = { ...first, levels: first?.levels.map((level) => ({ ...level, evidence })) };
  const changed = withLevels({ ...data, advisories: [known, ...data.advisories.slice(1), secret] });
  const messages = check(parse(changed), now).messages.filter(({ rule }) => rule.startsWith('patch-levels'));
  expect(messages.map(({ text }) => text)).toEqual([`\`${levelsFile}\` names 1 advisory that is not public`]);
  const site = siteOf(changed);
  for (const [path, body] of site) expect(body.includes('XSA-50'), path).toBe(false);
  expect(site.get('xsa/patches/4.20/index.html')).toContain('mentions another advisory and XSA-47');
});

test('an advisory that is newer than the check is not called fixed, and no badge is complete', () => {
  const changed = withLevels({ ...data, advisories: data.advisories.filter(({ id }) => id !== 'XSA-47') });
  const site = siteOf(changed);
  expect(wordsOf(site.get('xsa/patches/index.html') ?? '')).toContain('– Not checked');
  expect(site.get('xsa/patches/4.18.svg')).toContain('1 not checked');
});

describe('a file that is wrong', () => {
  const wrong: readonly (readonly [string, string, string])[] = [
    ['no JSON', '{\n  "series": "xsa"\n  "refs": []}', '3:3'],
    ['no object', '[]', '1:1'],
    ['a branch that climbs', JSON.stringify({ ...data, refs: [{ ...data.refs[0], name: '../../x' }] }, null, 1), ''],
    ['a branch twice', JSON.stringify({ ...data, refs: [data.refs[0], ...data.refs] }, null, 1), ''],
    ['an unknown verdict', textOf(files, levelsFile).replace('"verdict": "applied"', '"verdict": "fine"'), ''],
    ['an unknown branch', textOf(files, levelsFile).replace('"ref": "master"', '"ref": "elsewhere"'), ''],
    ['a time that is none', textOf(files, levelsFile).replace('"date": "2026', '"date": "9026-99'), ''],
    ['an advisory twice', JSON.stringify({ ...data, advisories: [...data.advisories, data.advisories[0]] }), ''],
    ['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, ''],
  ];
  test.for(wrong)('%s', ([, text, place]) => {
    const messages = check(parse(withText(text)), now).messages.filter(({ rule }) => rule === 'patch-levels');
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) expect(message.level).toBe('error');
    if (place !== '') expect(`${messages[0]?.place.line}:${messages[0]?.place.column}`).toBe(place);
    expect(messages.map(headline)).not.toEqual([]);
  });

  test('the place is that of the value', () => {
    const text = textOf(files, levelsFile).replace('"verdict": "applied"', '"verdict": "fine"');
    const [message] = check(parse(withText(text)), now).messages.filter(({ rule }) => rule === 'patch-levels');
    expect(text.split('\n')[(message?.place.line ?? 0) - 1]).toContain('"verdict": "fine"');
  });

  test('a file of no tree, and a file that is none', () => {
    const at = (path: string) => [...files, { path, bytes: new TextEncoder().encode('{}') }];
    const texts = (path: string) =>
      check(parse(at(path)), now)
        .messages.filter(({ rule }) => rule === 'patch-levels')
        .map(({ text }) => text);
    expect(texts('content/trees/barbicam.json')).toEqual([
      '`content/trees/barbicam.json` is about no tree of the configuration, did you mean `barbican.json`?',
    ]);
    expect(texts('content/trees/XSA-1.md')).toEqual([
      'Unexpected file `content/trees/XSA-1.md`, expected `content/trees/<tree>.json`',
    ]);
  });
});

test('markup in the file stays text', () => {
  const nasty = '<script>alert(1)</script>';
  const [first] = data.advisories;
  const levels = first?.levels.map((level) => ({ ...level, since: nasty, evidence: [{ kind: 'tag', text: nasty }] }));
  const site = siteOf(withLevels({ ...data, advisories: [{ ...first, levels }, ...data.advisories.slice(1)] }));
  expect(site.get('xsa/patches/4.19/index.html')).toContain('&lt;script>');
  for (const [path, body] of site) if (path.endsWith('.html')) expect(body.includes(nasty), path).toBe(false);
});

test('500 advisories in 23 branches stay within the budget of a list of all', () => {
  const [own] = files.filter(({ path }) => path === 'content/xsa/XSA-42.md');
  const text = own && 'bytes' in own ? new TextDecoder().decode(own.bytes) : '';
  const patch = files.find(({ path }) => path === 'content/xsa/XSA-42/xsa42.patch');
  const numbers = Array.from({ length: 500 }, (_, index) => index + 1001);
  const random = randomFrom(42);
  const commit = () => Array.from({ length: 40 }, () => Math.floor(random() * 16).toString(16)).join('');
  const many = numbers.flatMap((number): InputFile[] => {
    const published = `${2006 + Math.floor((number - 1001) / 25)}-04-29T12:00:00Z`;
    const advisory = text
      .replaceAll('XSA-42', `XSA-${number}`)
      .replace(/^published: .*$/m, `published: ${published}`)
      .replace(/^revisions:\n(?: .*\n)+/m, '')
      .replaceAll(/CVE-2025-\d+/g, `CVE-2025-${100_000 + number}`);
    return [
      { path: `content/xsa/XSA-${number}.md`, bytes: new TextEncoder().encode(advisory) },
      ...(patch && 'bytes' in patch ? [{ ...patch, path: `content/xsa/XSA-${number}/xsa42.patch` }] : []),
    ];
  });
  const refs = Array.from({ length: 23 }, (_, index) => ({
    name: index === 0 ? 'master' : `stable-3.${index}`,
    commit: commit(),
    date: '2026-11-10T12:00:00Z',
  }));
  const advisories = numbers.map((number) => ({
    id: `XSA-${number}`,
    number: String(number),
    levels: refs.map(({ name }, index) => {
      // As trees are: the newest branches have it from before, the oldest have no support or no fault.
      const isOld = index > 4 + (number % 17);
      const usual = index < (1501 - number) / 40 ? 'before-branching' : isOld ? 'not-affected' : 'applied';
      const verdict = random() < 0.03 ? 'missing' : usual;
      const patches = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, index) => {
        const id = commit();
        const said = {
          kind: 'tag-and-subject',
          commit: id,
          text: 'says that it fixes the advisory, and has the subject of the patch',
        };
        return { file: `xsa${number}/000${index}.patch`, state: 'applied', commit: id, evidence: [said] };
      });
      return {
        ref: name,
        verdict,
        applied: 1,
        of: 1,
        since: `RELEASE-3.${number % 20}.${number % 7}`,
        patches,
        evidence: [],
      };
    }),
  }));
  const { content } = check(parse(withLevels({ ...data, refs, advisories }, [...files, ...many])), now);
  if (!content) throw new Error('the configuration cannot be read');
  const context = { ...UNUSED, model: model(content, now), styles: theme.styles };
  const outputs = [...patchLevels.render(context)].filter(({ type }) => type === 'text/html');
  const sizes = outputs.map(({ path, body }) => ({ path, size: gzipSync(body).length }));
  expect(sizes.length).toBeGreaterThan(23);
  expect(sizes.map(({ path }) => path)).toContain('xsa/patches/stable-3.7/2010/index.html');
  for (const { path, size } of sizes) expect(size, path).toBeLessThan(30_000);
}, 60_000);

/** What the pages of patch levels do without. */
const UNUSED = { html: () => [], text: () => '', markdown: () => '' };

function siteOf(given: readonly InputFile[]): ReadonlyMap<string, string> {
  const built = build(parse(given.map(withoutKeys)), now, theme);
  expect(built.messages.filter(({ level }) => level === 'error').map(headline)).toEqual([]);
  return new Map(
    built.outputs.map(({ path, body }) => [
      path,
      typeof body === 'string' ? body : new TextDecoder('latin1').decode(body),
    ]),
  );
}

/** Reading keys takes a while, and these pages have none. */
function withoutKeys(file: InputFile): InputFile {
  if (file.path !== 'content/site.yaml' || !('bytes' in file)) return file;
  const text = new TextDecoder().decode(file.bytes).replace(/^keys:\n(?: .*\n)+/m, '');
  return { path: file.path, bytes: new TextEncoder().encode(text) };
}

function withLevels(levels: unknown, from: readonly InputFile[] = files): readonly InputFile[] {
  return withText(JSON.stringify(levels), from);
}

function withText(text: string, from: readonly InputFile[] = files): readonly InputFile[] {
  return [
    ...from.filter(({ path }) => path !== levelsFile),
    { path: levelsFile, bytes: new TextEncoder().encode(text) },
  ];
}

function textOf(from: readonly InputFile[], path: string): string {
  const file = from.find((each) => each.path === path);
  return file && 'bytes' in file ? new TextDecoder().decode(file.bytes) : '';
}

const wordsOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[:,.])/g, '');

/** Numbers that are the same on each run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
