// The id and the paths of a patch, as git has them.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { patchId } from '../generator/lib/patches/patch-id.ts';
import { patchPaths } from '../generator/lib/patches/patch-paths.ts';

const temporary = mkdtempSync(join(tmpdir(), 'tocsin-patch-id-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const gitId = (patch: string | Buffer): string | undefined =>
  execFileSync('git', ['patch-id', '--stable'], { input: patch, encoding: 'utf8' }).split(' ')[0] || undefined;

/** The difference of two trees as git writes it. */
function diff(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(temporary, 'tree-'));
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@sample.example', ...words], {
      encoding: 'utf8',
    });
  git('init', '-q');
  for (const [name, text] of Object.entries(before)) writeFileSync(join(folder, name), text);
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', 'before');
  for (const name of Object.keys(before)) rmSync(join(folder, name));
  for (const [name, text] of Object.entries(after)) writeFileSync(join(folder, name), text);
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', 'after: change it\n\nIndex: nothing\n--- a line\n');
  return git('format-patch', '-1', '--stdout', '--binary');
}

const line = fc.constantFrom(
  'a',
  'b  c',
  '\tx = 1;',
  '--- y',
  '+++ z',
  '@@ -1 +1 @@',
  'diff --git a/x b/x',
  '',
  ' ',
  'ü',
  '\r',
);
const file = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));
const tree = fc.dictionary(fc.constantFrom('a.c', 'b c.h', 'd-e', 'ü.c'), file);

test('the id is that of git patch-id', () => {
  fc.assert(
    fc.property(tree, tree, (before, after) => {
      const patch = diff(before, after);
      expect(patchId(Buffer.from(patch))).toBe(gitId(patch));
    }),
    { numRuns: 20, seed: 6 },
  );
}, 30_000);

test('patches that git did not write have the id that git gives them', () => {
  const patches = [
    '',
    'Subject: nothing\n',
    '--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-a\n+b\n',
    'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-a\n+b\n',
    'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-a\n+b\n-- \n2.39.2\n\nmore\n',
    'diff --git a/a b/a\nindex 123..456 100644\nGIT binary patch\nliteral 3\nKcmZQzU|?VX0ssI2\n\nliteral 0\nHcmV?d00001\n\n',
    'diff --git a/a b/a\nindex 123..456 100644\nBinary files a/a and b/a differ\ndiff --git a/b b/b\n--- a/b\n+++ b/b\n@@ -1 +1 @@\n-a\n+b\n',
    'diff -u a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-a\n b\n\\ No newline at end of file\n',
    'diff --git a/a b/a\nold mode 100644\nnew mode 100755\n',
  ];
  for (const patch of patches) expect(patchId(Buffer.from(patch)), patch).toBe(gitId(patch));
});

test('the paths are those that git would change', () => {
  fc.assert(
    fc.property(tree, tree, (before, after) => {
      const patch = diff(before, after);
      const { stdout } = spawnSync('git', ['apply', '--numstat', '-z'], { input: patch, encoding: 'utf8' });
      const names = stdout.split('\0').flatMap((each) => each.split('\t')[2] ?? []);
      for (const name of names) expect(patchPaths(Buffer.from(patch))).toContain(name);
    }),
    { numRuns: 12, seed: 7 },
  );
}, 30_000);

test('paths of patches of other tools', () => {
  expect(patchPaths(Buffer.from('--- tree.orig/a/b.c\t2020-01-01\n+++ tree/a/b.c\t2020-01-02\n'))).toEqual(['a/b.c']);
  expect(patchPaths(Buffer.from('--- /dev/null\n+++ b/../../etc/passwd\n'))).toEqual([]);
  expect(patchPaths(Buffer.from('diff --git a/a b/b\nrename from a\nrename to b\n'))).toEqual(['a', 'b']);
});
