// Whether a tree has the fixes: a repository with everything that happens to fixes, and the verdict on each.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { messageReader } from '../generator/lib/patch-levels/commit-message.ts';
import type { Level } from '../generator/lib/patch-levels/levels.ts';
import { readFacts } from '../generator/lib/patch-levels/read-facts.ts';
import { releaseOf } from '../generator/lib/patch-levels/ref-release.ts';
import { levelsOf } from '../generator/lib/patch-levels/verdicts.ts';
import { patchId } from '../generator/lib/patches/patch-id.ts';
import type { IndexedAdvisory, IndexedPatch, PatchIndex } from '../generator/lib/patches/patch-index.ts';
import { patchPaths } from '../generator/lib/patches/patch-paths.ts';
import { patchSubject } from '../generator/lib/patches/patch-subject.ts';
import { makeTree } from './tree.ts';

const temporary = mkdtempSync(join(tmpdir(), 'tocsin-levels-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const read = messageReader('XSA');
const claimsOf = (message: string) => Object.fromEntries(read(message).claims);

describe('a message', () => {
  test.each([
    ['This is XSA-12.', { 12: 'whole' }],
    ['This is part of XSA-12.', { 12: 'part' }],
    ['This is CVE-2099-1234 / XSA-12', { 12: 'whole' }],
    ['This is CVE-2099-1234 / part of XSA-12.', { 12: 'part' }],
    ['This is XSA-12 / CVE-2099-1234 / CVE-2099-1235.\nReported-by: A', { 12: 'whole' }],
    ['This is CVE-XXXX-XXX / XSA-12', { 12: 'whole' }],
    ['[ This is a security vulnerability, CVE-2099-1234 / XSA-12. ]', { 12: 'whole' }],
    ['A check was missing. This is part of the fix to a security issue, XSA-12.', { 12: 'part' }],
    ['It was missing.\n\nThis is part of\nXSA-12 and XSA-13.', { 12: 'part', 13: 'part' }],
    ['Advisory: XSA-12, XSA-13', { 12: 'whole', 13: 'whole' }],
    ['It was missing.\nPart of XSA-12.', { 12: 'part' }],
    ['This is XSA-12 (CVE-2099-1234).', { 12: 'whole' }],
    ['This is XSA-12 (not really).', { 12: 'mention' }],
    ['XSA-12 introduced a check that is wrong.', { 12: 'mention' }],
    ['This is (not really) XSA-12.', { 12: 'mention' }],
    ['This is not XSA-12', { 12: 'mention' }],
    ['The original attempt to address XSA-12 was not complete.', { 12: 'mention' }],
    ['This is the original attempt for XSA-12.', { 12: 'mention' }],
    ["This is XSA-12's follow-up.", { 12: 'mention' }],
    ['This is XSA-12 groundwork.', { 12: 'mention' }],
    ['Fixes: 0123456789ab ("x86: the fix of XSA-12")', { 12: 'mention' }],
    ['Found while looking at XSA-12. This is XSA-13.', { 12: 'mention', 13: 'whole' }],
    ['This reverts commit 0123456789abcdef.\n\nThis is XSA-12.', { 12: 'mention' }],
    ['None of this is XSA-12.', { 12: 'mention' }],
    ['It is not known whether\nthis is XSA-12.', { 12: 'mention' }],
    ['It was missing, and this is XSA-12.', { 12: 'whole' }],
    ['This addresses XSA-12 and XSA-13.', { 12: 'whole', 13: 'whole' }],
    ['Nothing here, xsa-less.', {}],
  ])('%j', (message, expected) => {
    expect(claimsOf(`subject\n\n${message}\n`)).toEqual(expected);
  });

  test('names its origin as teams write it', () => {
    const id = '0123456789abcdef0123456789abcdef01234567';
    const messages = [
      `(cherry picked from commit ${id})`,
      `master commit: ${id}\nmaster date: 2025-01-01 00:00:00 +0000`,
      `commit ${id} upstream.`,
      `[ Upstream commit ${id} ]`,
      `Backport of ${id}`,
      `xen-unstable changeset: 24136:${id}\nxen-unstable date: Tue Nov 01 2011`,
      `    master commit: ${id}`,
    ];
    for (const message of messages) expect(read(`subject\n\n${message}\n`).upstream, message).toEqual([id]);
    expect(read(`subject\n\nmaster commit: ${'ab'.repeat(32)}\n`).upstream).toEqual(['ab'.repeat(32)]);
  });

  test('names what it takes back, as a whole and in part', () => {
    const [a, b] = ['0123456789abcdef0123456789abcdef01234567', 'a'.repeat(64)];
    const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
      [`This reverts commit ${a}.`, [a], []],
      [`This reverts commits ${a}, ${b}\nand 0123456.`, [a, b, '0123456'], []],
      [`This reverts commit\n${a}.`, [a], []],
      [`This partially reverts commit ${a}.`, [], [a]],
      [`This reverts part of commit ${a}.`, [], [a]],
      [`This is a partial revert of ${a}.`, [], [a]],
      [`This reverts commit ${a} in part.`, [], [a]],
      [`This reverts the trend of commit ${a}.`, [], []],
    ];
    for (const [message, whole, part] of cases) {
      const { reverts, partlyReverts, isRevert } = read(`subject\n\n${message}\n`);
      expect([reverts, partlyReverts, isRevert], message).toEqual([whole, part, whole.length + part.length > 0]);
    }
    expect(read(`Partially revert "x"\n\nThis reverts commit ${a}.\n`).partlyReverts).toEqual([a]);
  });

  test('is read in linear time', () => {
    for (const hostile of [`${' '.repeat(200_000)}commit`, 'This reverts '.repeat(20_000), '[ '.repeat(100_000)]) {
      const start = performance.now();
      read(`commit\n${hostile}\nXSA-1 revert`);
      expect(performance.now() - start).toBeLessThan(2_000);
    }
    const long = `${'This is part of the fix to a security issue '.repeat(3_000)}XSA-1 ${'XSA-2 / '.repeat(3_000)}`;
    const start = performance.now();
    read(long);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

test('the release of a ref is in its name', () => {
  const index = { releases: ['4.2', '4.20', '4.21', 'mizzen'].map((id) => ({ id, name: id })) };
  const names = [
    'stable-4.20',
    'RELEASE-4.20.1',
    'origin/staging-4.2',
    '4.2.5',
    'master',
    'stable-4.200',
    'x14.20',
    'debian/mizzen',
  ];
  expect(names.map((name) => releaseOf(name, index))).toEqual([
    '4.20',
    '4.20',
    '4.2',
    '4.2',
    undefined,
    '4.200',
    '14.20',
    'mizzen',
  ]);
  expect(releaseOf('stable-4.17', { releases: [] })).toBe('4.17');
});

/** Lines of a file, of which each fix changes one. */
const source = (changed: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: 60 }, (_, index) => `${changed[index] ?? `line ${index}`}\n`).join('');

describe('a tree', async () => {
  const tree = makeTree(join(temporary, 'tree'));
  const indexed = (file: string, patch: string, more: Partial<IndexedPatch> = {}): IndexedPatch => {
    const bytes = Buffer.from(patch);
    const [subject, id] = [patchSubject(bytes), patchId(bytes)];
    return {
      file,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...(subject !== undefined && { subject }),
      ...(id !== undefined && { patch_id: id }),
      paths: [...patchPaths(bytes)],
      tree: 'sample',
      releases: ['4.21', '4.20', '4.19'],
      fixes: {},
      ...more,
    };
  };
  const bytes = new Map<string, string>();
  const advisories: IndexedAdvisory[] = [];
  const advisory = (number: number, patches: readonly IndexedPatch[], more: Partial<IndexedAdvisory> = {}) => {
    advisories.push({
      id: `XSA-${number}`,
      number: String(number),
      published: '2025-06-01T12:00:00Z',
      withdrawn: false,
      coverage: [],
      patches: [...patches],
      ...more,
    });
  };
  const changed: Record<string, Record<number, string>> = {};
  /** A commit on a branch that changes one line of a file that is there everywhere. */
  const fix = (branch: string, line: number, message: string, text = `fixed ${line}`): string => {
    changed[branch] = { ...changed[branch], [line]: text };
    return tree.commit(branch, message, { 'main.c': source(changed[branch]) });
  };
  const fork = (name: string, from: string) => {
    tree.branch(name, from);
    changed[name] = { ...changed[from] };
  };
  const patchOf = (file: string, commit: string, more: Partial<IndexedPatch> = {}): IndexedPatch => {
    const patch = tree.patch(commit);
    const entry = indexed(file, patch, more);
    bytes.set(entry.sha256 ?? '', patch);
    return entry;
  };

  tree.commit('master', 'start\n', { 'main.c': source(), 'other.c': 'a\nb\nc\n', 'tools/x.c': 'x\n' });
  // 1: fixed before 4.20 and later branched, and in 4.19 by a backport without a reference.
  const one = fix('master', 1, 'main: check the index\n\nThis is XSA-1.\n');
  fork('stable-4.19', 'master');
  changed['stable-4.19'] = {};
  tree.git(['update-ref', 'refs/heads/stable-4.19', `${one}~1`]);
  fix('stable-4.19', 1, 'main: check the index\n');
  advisory(1, [patchOf('xsa1.patch', one)]);
  fork('stable-4.20', 'master');
  fork('stable-4.21', 'master');
  tree.tag('RELEASE-4.20.0', 'stable-4.20');

  // 2: a tag and the subject on master, a reference in 4.21, only the patch-id in 4.20, nothing in 4.19.
  const two = fix('master', 5, 'main: do not read behind the end\n\nThis is part of XSA-2.\n');
  fix('stable-4.21', 5, `another subject altogether\n\nmaster commit: ${two}\n`);
  fix('stable-4.20', 5, 'yet another subject\n');
  advisory(2, [patchOf('xsa2.patch', two)]);
  tree.tag('RELEASE-4.20.1', 'stable-4.20');

  // 3: the subject was corrected on commit; a mere mention in 4.20; taken back in 4.21; not affected in 4.19.
  const three = fix('master', 10, 'main: chekc the lenght of names\n');
  const threePatch = patchOf('xsa3.patch', three);
  tree.git(['update-ref', 'refs/heads/master', `${three}~1`]);
  const corrected = fix(
    'master',
    10,
    'main: check the length of names\n\nThis is XSA-3 / CVE-2099-0003.\n',
    'other words 10',
  );
  fix('stable-4.20', 40, 'main: say more\n\nXSA-3 introduced a check that says too little.\n', 'more');
  const backport = fix(
    'stable-4.21',
    10,
    `main: check the length of names\n\nThis is XSA-3.\n\nmaster commit: ${corrected}\n`,
    'other words 10',
  );
  fix('stable-4.21', 10, `Revert "main: check the length of names"\n\nThis reverts commit ${backport}.\n`, 'line 10');
  advisory(3, [threePatch], {
    coverage: [{ package: 'sample', release: '4.19', status: 'not-affected', reason: 'The code is not there.' }],
  });

  // 4: three patches, of which 4.20 has two; all in 4.21, with one taken back and applied again.
  const parts = [20, 21, 22].map((line, index) =>
    fix('master', line, `main: step ${index + 1} of the fix\n\nThis is part of XSA-4.\n`),
  );
  const again = [20, 21, 22].map((line, index) =>
    fix('stable-4.21', line, `main: step ${index + 1} of the fix\n\n(cherry picked from commit ${parts[index]})\n`),
  );
  fix('stable-4.21', 21, `Revert "main: step 2 of the fix"\n\nThis reverts commit ${again[1]}.\n`, 'line 21');
  fix('stable-4.21', 21, 'main: step 2 of the fix\n\nThis is part of XSA-4.\n');
  for (const index of [0, 2]) fix('stable-4.20', 20 + index, `main: step ${index + 1} of the fix\n`);
  advisory(
    4,
    parts.map((commit, index) => patchOf(`xsa4/000${index + 1}-step.patch`, commit)),
  );

  // 5: of another tree. 6: files that are nowhere here. 7: after the end of support of 4.19.
  // 13: an empty file, so there is nothing to look for.
  advisory(13, [{ file: 'xsa13.patch', paths: [], releases: ['4.20'], fixes: {} }]);
  advisory(5, [{ ...threePatch, file: 'xsa5.patch', tree: 'elsewhere' }]);
  advisory(6, [{ file: 'xsa6-qemut.patch', subject: 'hw: no such thing', paths: ['hw/a.c'], releases: [], fixes: {} }]);
  const seven = fix('master', 30, 'main: free it once\n\nThis is XSA-7.\n');
  for (const branch of ['stable-4.20', 'stable-4.21'])
    fix(branch, 30, `main: free it once\n\nThis is XSA-7.\n\nmaster commit: ${seven}\n`);
  advisory(7, [patchOf('xsa7.patch', seven)], { published: '2026-02-01T12:00:00Z' });

  // 8: the patch's name is of another advisory than its commit says.
  const eight = fix('master', 34, 'main: take the lock first\n\nThis is XSA-80.\n');
  for (const branch of ['stable-4.20', 'stable-4.21'])
    fix(branch, 34, 'main: take the lock first\n\nThis is XSA-80.\n');
  const eightPatch = patchOf('xsa8.patch', eight);
  advisory(8, [eightPatch], { published: '2025-02-01T12:00:00Z' });
  advisory(12, [{ ...eightPatch, file: 'xsa12.patch', patch_id: '0'.repeat(40) }]);

  // 9: named in the front matter; 10: found only by taking it back; 11: "original attempt" and "not really".
  const nine = fix('stable-4.20', 44, 'unrelated words\n');
  const ninePatch = patchOf('xsa9.patch', fix('master', 44, 'main: nine\n', 'other words 44'), {
    releases: ['4.20'],
    fixes: { '4.20': nine },
  });
  advisory(9, [ninePatch]);
  const ten = fix('master', 48, 'main: ten\n\nThis is XSA-10.\n');
  fix('stable-4.20', 48, 'squashed from several\n');
  changed['stable-4.20'] = { ...changed['stable-4.20'], 52: 'more' };
  const tenPatch = patchOf('xsa10.patch', ten, { releases: ['4.20'] });
  advisory(10, [{ ...tenPatch, patch_id: '0'.repeat(40) }]);
  const eleven = fix('master', 56, 'main: eleven, done right\n\nThis is XSA-11.\n');
  fix(
    'stable-4.20',
    57,
    'main: eleven\n\nThis is (not really) XSA-11. It is the original attempt to address XSA-11.\n',
    'attempt',
  );
  advisory(11, [patchOf('xsa11.patch', eleven, { releases: ['4.20'] })]);

  const index: PatchIndex = {
    series: 'xsa',
    prefix: 'XSA',
    releases: [
      { id: '4.19', name: 'Sample 4.19', security_until: '2025-12-31' },
      { id: '4.20', name: 'Sample 4.20' },
      { id: '4.21', name: 'Sample 4.21' },
    ],
    advisories,
  };
  const question = { index, tree: 'sample', releases: new Map<string, string>() };
  const refs = ['master', 'stable-4.21', 'stable-4.20', 'stable-4.19'];
  const check = async (apply: boolean): Promise<ReadonlyMap<string, Level>> => {
    const facts = await readFacts({
      ...question,
      folder: tree.folder,
      refs,
      ...(apply && { bytesOf: async ({ sha256 = '' }) => Buffer.from(bytes.get(sha256) ?? '') }),
    });
    return new Map(levelsOf(question, facts).levels.map((level) => [`${level.id} ${level.ref}`, level]));
  };
  const [levels, applied] = [await check(false), await check(true)];
  const verdicts = (number: number, from = levels) => refs.map((ref) => from.get(`XSA-${number} ${ref}`)?.verdict);

  test.each([
    [1, ['applied', 'before-branching', 'before-branching', 'applied']],
    [2, ['applied', 'applied', 'applied', 'missing']],
    [3, ['applied', 'reverted', 'missing', 'not-affected']],
    [4, ['applied', 'applied', 'partial', 'missing']],
    [5, ['other-tree', 'other-tree', 'other-tree', 'other-tree']],
    [6, ['other-tree', 'other-tree', 'other-tree', 'other-tree']],
    [7, ['applied', 'applied', 'applied', 'out-of-support']],
    [8, ['applied', 'applied', 'applied', 'missing']],
    [12, ['unsure', 'unsure', 'unsure', 'missing']],
    [13, ['unsure', 'unsure', 'unsure', 'unsure']],
    [9, ['applied', 'unsure', 'applied', 'unsure']],
    [10, ['applied', 'unsure', 'missing', 'unsure']],
    [11, ['applied', 'unsure', 'missing', 'unsure']],
  ])('XSA-%i', (number, expected) => {
    expect(verdicts(number)).toEqual(expected);
  });

  test('trying to take a patch back finds what nothing else does', () => {
    expect(verdicts(10, applied)).toEqual(['applied', 'unsure', 'applied', 'unsure']);
    expect(verdicts(11, applied)[2]).toBe('missing');
  });

  test('every verdict has its evidence', () => {
    for (const [name, { evidence, patches, verdict }] of levels) {
      const all = [...evidence, ...patches.flatMap((patch) => patch.evidence)];
      expect(all.length, `${name} ${verdict}`).toBeGreaterThan(0);
    }
    const kinds = (name: string) =>
      levels.get(name)?.patches.flatMap((patch) => patch.evidence.map(({ kind }) => kind));
    for (const { patches } of levels.values())
      for (const { file, evidence } of patches) expect(evidence.length, file).toBeGreaterThan(0);
    expect(kinds('XSA-2 stable-4.21')).toEqual(['upstream-commit']);
    expect(kinds('XSA-2 stable-4.20')).toEqual(['patch-id']);
    expect(kinds('XSA-3 master')).toEqual(['tag']);
    expect(kinds('XSA-9 stable-4.20')).toEqual(['stated-commit']);
    expect(levels.get('XSA-3 stable-4.20')?.evidence.map(({ kind }) => kind)).toEqual(['history', 'mention']);
  });

  test('counts the patches of a series, and names the first tag with all of them', () => {
    expect(levels.get('XSA-4 stable-4.20')).toMatchObject({ applied: 2, of: 3 });
    expect(levels.get('XSA-1 stable-4.20')?.since).toBe('RELEASE-4.20.0');
    expect(levels.get('XSA-2 stable-4.20')?.since).toBe('RELEASE-4.20.1');
    expect(levels.get('XSA-7 stable-4.20')?.since).toBeUndefined();
  });
});

/** A small tree, an index and the verdicts: `{XSA-1: {master: 'applied'}}`. */
describe('what looks like a fix', () => {
  let count = 0;
  const small = () => makeTree(join(temporary, `small-${++count}`));
  const patch = (file: string, subject: string, more: Partial<IndexedPatch> = {}): IndexedPatch => {
    return { file, subject, paths: [], releases: [], fixes: {}, ...more };
  };
  const index = (patches: Readonly<Record<number, readonly IndexedPatch[]>>): PatchIndex => ({
    series: 'xsa',
    prefix: 'XSA',
    releases: [],
    advisories: Object.entries(patches).map(([number, own]): IndexedAdvisory => {
      return { id: `XSA-${number}`, number, withdrawn: false, coverage: [], patches: [...own] };
    }),
  });
  const levelsIn = async (folder: string, given: PatchIndex, refs: readonly string[], bytes?: string) => {
    const question = { index: given, releases: new Map<string, string>() };
    const bytesOf = async () => (bytes === undefined ? undefined : Buffer.from(bytes));
    const facts = await readFacts({ ...question, folder, refs, ...(bytes !== undefined && { bytesOf }) });
    return levelsOf(question, facts);
  };
  const verdictsIn = async (folder: string, given: PatchIndex, refs: readonly string[]) =>
    (await levelsIn(folder, given, refs)).levels.map(({ id, ref, verdict }) => `${id} ${ref} ${verdict}`);

  test('a backport of two commits has both, and neither of them has the other', async () => {
    const tree = small();
    tree.commit('master', 'start\n');
    for (const name of ['4.1', '4.2']) tree.branch(`stable-${name}`, 'master');
    const one = tree.commit('master', 'x: one\n\nThis is XSA-1.\n');
    const two = tree.commit('master', 'x: two\n\nThis is XSA-2.\n');
    tree.commit('stable-4.1', `x: both\n\nmaster commit: ${one}\nmaster commit: ${two}\n`);
    tree.commit('stable-4.2', `x: two\n\nmaster commit: ${two}\n`);
    const given = index({ 1: [patch('xsa1.patch', 'x: one')], 2: [patch('xsa2.patch', 'x: two')] });
    expect(await verdictsIn(tree.folder, given, ['stable-4.1', 'stable-4.2'])).toEqual([
      'XSA-1 stable-4.1 applied',
      'XSA-1 stable-4.2 missing',
      'XSA-2 stable-4.1 applied',
      'XSA-2 stable-4.2 applied',
    ]);
  });

  test('a revert is none when it names the origin of what it takes back', async () => {
    const tree = small();
    tree.commit('master', 'start\n');
    for (const name of ['4.1', '4.2', '4.3', '4.4']) tree.branch(`stable-${name}`, 'master');
    const one = tree.commit('master', 'x: one\n\nThis is XSA-1.\n');
    const picks = ['4.1', '4.2', '4.3', '4.4'].map((name) =>
      tree.commit(`stable-${name}`, `x: one\n\nThis is XSA-1.\n\nmaster commit: ${one}\n`),
    );
    tree.commit('stable-4.1', `Revert "x: one"\n\nThis reverts commit ${picks[0]}.\n\nmaster commit: ${one}\n`);
    tree.commit('stable-4.2', `x: undo it\n\nThis reverts commits ${'b'.repeat(40)} and ${picks[1]}.\n`);
    tree.commit('stable-4.3', `x: less of it\n\nThis partially reverts commit ${picks[2]}.\n`);
    tree.commit('stable-4.4', 'Revert "x: one"\n');
    tree.commit('stable-4.4', 'Reapply "x: one"\n');
    const refs = ['stable-4.1', 'stable-4.2', 'stable-4.3', 'stable-4.4'];
    expect(await verdictsIn(tree.folder, index({ 1: [patch('xsa1.patch', 'x: one')] }), refs)).toEqual([
      'XSA-1 stable-4.1 reverted',
      'XSA-1 stable-4.2 reverted',
      'XSA-1 stable-4.3 unsure',
      'XSA-1 stable-4.4 applied',
    ]);
  });

  test('a subject of two advisories needs two commits, or one that says of which it is', async () => {
    const tree = small();
    tree.commit('master', 'start\n');
    for (const name of ['4.1', '4.2', '4.3']) tree.branch(`stable-${name}`, 'master');
    const one = tree.commit('master', 'x: check it\n\nThis is XSA-109.\n');
    tree.commit('master', 'x: check it\n\nThis is XSA-110.\n');
    tree.commit('stable-4.1', 'x: check it\n');
    tree.commit('stable-4.2', 'x: check it\n');
    tree.commit('stable-4.2', 'x: check it\n');
    tree.commit('stable-4.3', `x: check it\n\nmaster commit: ${one}\n`);
    const given = index({ 109: [patch('xsa109.patch', 'x: check it')], 110: [patch('xsa110.patch', 'x: check it')] });
    expect(await verdictsIn(tree.folder, given, ['master', 'stable-4.1', 'stable-4.2', 'stable-4.3'])).toEqual([
      'XSA-109 master applied',
      'XSA-109 stable-4.1 unsure',
      'XSA-109 stable-4.2 applied',
      'XSA-109 stable-4.3 applied',
      'XSA-110 master applied',
      'XSA-110 stable-4.1 unsure',
      'XSA-110 stable-4.2 applied',
      'XSA-110 stable-4.3 unsure',
    ]);
    const [other] = (await levelsIn(tree.folder, given, ['stable-4.3'])).levels.filter(({ id }) => id === 'XSA-110');
    expect(other?.patches[0]?.evidence[0]?.text).toMatch(/is a backport of \w{12}, which says that it fixes XSA-109$/);
  });

  test('a commit with its subject that changes other files is not the patch, unless the file has moved', async () => {
    const tree = small();
    tree.commit('master', 'start\n', { 'a/x.c': 'a\n', 'a/y.c': 'a\n' });
    tree.branch('stable-4.1', 'master');
    tree.commit('master', 'x: typo\n', { 'a/y.c': 'b\n' });
    tree.commit('stable-4.1', 'x: typo\n', { 'b/x.c': 'b\n' });
    const given = index({ 1: [patch('xsa1.patch', 'x: typo', { paths: ['a/x.c'] })] });
    expect(await verdictsIn(tree.folder, given, ['master', 'stable-4.1'])).toEqual([
      'XSA-1 master unsure',
      'XSA-1 stable-4.1 applied',
    ]);
  });

  test('a claim with the subject of no patch is none of two that are as near, nor of another part', async () => {
    const tree = small();
    tree.commit('master', 'x: read of ccc\n\nThis is part of XSA-1.\n');
    tree.commit('master', 'quite another thing\n\nThis is XSA-2.\n');
    tree.commit('master', 'x: limit step 2\n\nThis is part of XSA-3.\n');
    const given = index({
      1: [patch('xsa1/0001-a.patch', 'x: read of aaa'), patch('xsa1/0002-b.patch', 'x: read of bbb')],
      2: [patch('xsa2-libxl.patch', 'libxl: two'), patch('xsa2.patch', 'x: two')],
      3: [patch('xsa3-libxl.patch', 'libxl: three'), patch('xsa3.patch', 'x: limit step 1')],
    });
    const { levels } = await levelsIn(tree.folder, given, ['master']);
    const states = levels.map(({ patches }) => patches.map(({ file, state }) => `${file} ${state}`));
    expect(states[0]).toEqual(['xsa1/0001-a.patch unsure', 'xsa1/0002-b.patch unsure']);
    expect(states[1]).toEqual(['xsa2-libxl.patch unsure', 'xsa2.patch unsure']);
    expect(states[2]).toEqual(['xsa3-libxl.patch unsure', 'xsa3.patch unsure']);
  });

  test('a part of what a release needs is not enough, though another release needs no more', async () => {
    const tree = small();
    tree.commit('master', 'start\n');
    tree.branch('stable-4.17', 'master');
    for (const branch of ['master', 'stable-4.17']) tree.commit(branch, 'x: the fix\n');
    const given = index({
      1: [
        patch('xsa1.patch', 'x: the fix'),
        patch('xsa1-4.17-1.patch', 'x: before the fix'),
        patch('xsa1-4.17-2.patch', 'x: the fix'),
      ],
      2: [patch('xsa2-4.16.patch', 'x: for the old ones')],
    });
    expect(await verdictsIn(tree.folder, given, ['master', 'stable-4.17'])).toEqual([
      'XSA-1 master applied',
      'XSA-1 stable-4.17 partial',
      // The newest patch is for an older release: nothing says that these need it.
      'XSA-2 master unsure',
      'XSA-2 stable-4.17 unsure',
    ]);
  });

  test('what files are in is not decided by a branch that lacks them', async () => {
    const tree = small();
    tree.commit('master', 'start\n', { 'old/x.c': 'a\n', Makefile: 'a\n' });
    tree.branch('stable-4.1', 'master');
    tree.commit('master', 'move\n', { 'old/x.c': undefined, 'new/x.c': 'a\n' });
    const given = index({
      1: [patch('xsa1.patch', 'x: fix', { paths: ['new/x.c'] })],
      2: [patch('xsa2-linux.patch', 'linux: fix', { paths: ['drivers/x.c', 'Makefile'] })],
    });
    expect(await verdictsIn(tree.folder, given, ['stable-4.1'])).toEqual([
      'XSA-1 stable-4.1 unsure',
      'XSA-2 stable-4.1 other-tree',
    ]);
  });

  test('a branch that is merged back was no part of the line of development, and that line is no branch', async () => {
    const tree = small();
    const start = tree.commit('master', 'x: early\n');
    tree.branch('stable-4.1', 'master');
    const one = tree.commit('stable-4.1', 'x: late\n');
    const other = tree.commit('master', 'more\n');
    const merge = tree.git([
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@b',
      'commit-tree',
      `${other}^{tree}`,
      '-p',
      other,
      '-p',
      one,
      '-m',
      'Merge stable-4.1',
    ]);
    tree.git(['update-ref', 'refs/heads/master', merge]);
    tree.branch('staging', 'master');
    tree.commit('staging', 'newest\n');
    tree.commit('stable-4.1', 'after\n');
    const given = index({ 1: [patch('xsa1.patch', 'x: early')], 2: [patch('xsa2.patch', 'x: late')] });
    expect(await verdictsIn(tree.folder, given, ['master', 'staging', 'stable-4.1', start])).toEqual([
      'XSA-1 master applied',
      'XSA-1 staging applied',
      'XSA-1 stable-4.1 before-branching',
      `XSA-1 ${start} applied`,
      'XSA-2 master applied',
      'XSA-2 staging applied',
      'XSA-2 stable-4.1 applied',
      `XSA-2 ${start} missing`,
    ]);
  });

  test('messages in Latin-1 that do not say so, and dates after the end of calendars', async () => {
    const tree = small();
    const id = tree.commit('master', 'start\n');
    const body = Buffer.from(
      `tree ${tree.git(['rev-parse', `${id}^{tree}`])}\nparent ${id}\nauthor a <a@b> 1 +0000\ncommitter a <a@b> 99999999999999 +0000\n\nx: na\u00efve check\n`,
      'latin1',
    );
    const commit = execFileSync(
      'git',
      ['-C', tree.folder, 'hash-object', '-t', 'commit', '-w', '--literally', '--stdin'],
      {
        input: body,
        encoding: 'utf8',
      },
    ).trim();
    tree.git(['update-ref', 'refs/heads/master', commit]);
    const { refs, levels } = await levelsIn(tree.folder, index({ 1: [patch('xsa1.patch', 'x: na\u00efve check')] }), [
      'master',
    ]);
    expect(levels[0]?.verdict).toBe('applied');
    expect(refs[0]?.date).toMatch(/^\d{4}-/);
  });

  test('repositories whose ids are SHA-256', async () => {
    const folder = join(temporary, 'long-ids');
    execFileSync('git', ['init', '-q', '--bare', '--object-format=sha256', '--initial-branch=master', folder]);
    const tree = makeTree(folder);
    tree.commit('master', 'start\n', { 'x.c': 'a\n', 'y.c': 'a\n' });
    tree.branch('stable-4.1', 'master');
    const one = tree.commit('master', 'x: one\n', { 'x.c': 'b\n' });
    const pick = tree.commit('stable-4.1', 'x: other words\n', { 'x.c': 'b\n' });
    const two = tree.commit('master', 'x: two\n');
    tree.commit('stable-4.1', `x: more words\n\n(cherry picked from commit ${two})\n`);
    const id = patchId(Buffer.from(tree.patch(one)));
    const given = index({
      1: [patch('xsa1.patch', 'x: one', { paths: ['x.c'], ...(id !== undefined && { patch_id: id }) })],
      2: [patch('xsa2.patch', 'x: two')],
    });
    expect(await verdictsIn(folder, given, ['stable-4.1'])).toEqual([
      'XSA-1 stable-4.1 applied',
      'XSA-2 stable-4.1 applied',
    ]);
    tree.commit('stable-4.1', `x: without it\n\nThis reverts commit ${pick}.\n`);
    expect((await verdictsIn(folder, given, ['stable-4.1']))[0]).toBe('XSA-1 stable-4.1 reverted');
  });

  test('grafts do not count, and lines that are there twice prove nothing', async () => {
    const tree = small();
    const text = 'a\nb\nc\nd\ne\nf\n';
    const base = tree.commit('master', 'start\n', { 'x.c': `${text}${text.replace('d\n', 'd\nX\n')}` });
    const fixed = tree.commit('fixed', 'x: one\n', { 'x.c': `${text}${text}` });
    const own = tree.patch(tree.commit('patch', 'x\n', { 'y.c': 'a\n' }));
    tree.commit('master', 'next\n');
    mkdirSync(join(tree.folder, 'info'), { recursive: true });
    writeFileSync(join(tree.folder, 'info/grafts'), `${base} ${fixed}\n`);
    const sha256 = createHash('sha256').update(own).digest('hex');
    const given = index({ 1: [patch('xsa1.patch', 'x: one', { sha256 })] });
    expect((await levelsIn(tree.folder, given, ['master'])).levels[0]?.verdict).toBe('missing');
    const removal = 'diff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -2,6 +2,5 @@\n b\n c\n d\n-X\n e\n f\n a\n'
      .replace(' a\n', '')
      .replace('-2,6 +2,5', '-2,5 +2,4');
    expect((await levelsIn(tree.folder, given, ['master'], removal)).levels[0]?.verdict).toBe('missing');
  });
});
