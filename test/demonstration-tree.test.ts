// The patch levels of the demonstration are what the engine says about its source tree, and the commits that its
// advisories state are in that tree. `UPDATE=1` writes the file anew.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { check } from '../generator/check.ts';
import { stableJson } from '../generator/lib/data/json.ts';
import { levelsRecord } from '../generator/lib/patch-levels/levels-record.ts';
import { readFacts } from '../generator/lib/patch-levels/read-facts.ts';
import { levelsOf } from '../generator/lib/patch-levels/verdicts.ts';
import { indexOfModel } from '../generator/lib/patches/index-of-model.ts';
import { model } from '../generator/model.ts';
import { list, parse } from '../generator/read.ts';
import { makeBarbican, REFS } from './demonstration-tree.ts';

const project = resolve(import.meta.dirname, '..');
const file = join(project, 'content/trees/barbican.json');
const now = '2026-11-21T12:00:00Z';
const folder = mkdtempSync(join(tmpdir(), 'barbican-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { fixes } = makeBarbican(join(folder, 'barbican.git'));
// Without the levels themselves: they say nothing about the index.
const files = list(project).filter(({ path }) => !path.startsWith('content/trees/'));
const { content } = check(parse(files), now);
if (!content) throw new Error('the configuration cannot be read');
const site = model(content, now);

test('the commits that the advisories state are those of the tree', () => {
  const xsa = site.advisories.filter(({ series }) => series === 'xsa');
  const stated = xsa.flatMap(({ id, patches }) =>
    patches.flatMap((patch) =>
      patch.tree === 'barbican'
        ? Object.entries(patch.fixes).map(([branch, commit]) => [`${id}/${patch.file} ${branch}`, commit])
        : [],
    ),
  );
  expect(stated.length).toBeGreaterThan(8);
  expect(Object.fromEntries(stated)).toEqual(Object.fromEntries(stated.map(([key = '']) => [key, fixes.get(key)])));
});

test('content/trees/barbican.json is what the engine says', async () => {
  const [tree] = content.site.trees;
  expect(tree?.refs.map(({ name }) => name)).toEqual(REFS);
  const view = site.series.find(({ series }) => series.id === 'xsa');
  if (!view) throw new Error('no series xsa');
  const query = {
    index: indexOfModel(site, view),
    tree: 'barbican',
    releases: new Map<string, string>(),
    folder: join(folder, 'barbican.git'),
    refs: REFS,
    mainline: 'master',
  };
  const text = stableJson(levelsRecord(levelsOf(query, await readFacts(query))));
  if (process.env['UPDATE'] === '1') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
