// The acceptance test on real data: a root of 204 published patch headers and six support statements builds, and its
// patch index is the real one.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Built, build } from '../generator/build.ts';
import { headline } from '../generator/lib/report.ts';
import { read } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import { corpus, hasCorpus, makeRealRoot, type RealRoot } from './real-root.ts';

const NOW = '2026-11-21T12:00:00Z';

describe.skipIf(!hasCorpus)('a root of real patches and support statements (needs ../shared/corpora/xen)', () => {
  let directory = '';
  let root: RealRoot;
  let built: Built;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'tocsin-real-'));
    root = await makeRealRoot(directory);
    built = build(read(directory), NOW, readTheme(join(import.meta.dirname, '../build/theme')));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const body = (path: string): string => {
    const output = built.outputs.find((each) => each.path === path);
    return Buffer.from(output?.body ?? `no ${path}`).toString();
  };

  test('carries all that the corpus has', () => {
    expect([root.patches.size, root.merged.length, root.patches.size + root.merged.length]).toEqual([181, 23, 204]);
  });

  test('builds without an error; the warnings about patches are the known ones', () => {
    expect(built.messages.filter((message) => message.level === 'error').map(headline)).toEqual([]);
    expect(built.messages.filter((message) => message.place.file.startsWith('content/')).map(headline)).toEqual([
      'content/xsa/XSA-305/xsa305-leave-tsx-visible.patch:1:1: warning patch-without-subject: Patch `xsa305-leave-tsx-visible.patch` has no subject',
    ]);
  });

  test('gives the real patch index, byte for byte, and one line more', () => {
    // `git show` wrote this patch, and its name has a hyphen before the number: the real index leaves it out.
    const more = "185\txsa-185.patch\t\tx86/32on64: don't allow recursive page tables from L3\n";
    const index = body('data/v1/xsa/patches.tsv');
    expect(index).toContain(more);
    expect(index.replace(more, '')).toBe(readFileSync(join(corpus, 'patch-index.tsv'), 'utf8'));
  });

  test('publishes each patch as it is', () => {
    for (const [path, source] of root.patches) {
      const output = path.replace(/^content\/xsa\/([^/]+)/, (_, id: string) => `advisories/${id.toLowerCase()}`);
      const published = built.outputs.find((each) => each.path === output);
      expect(Buffer.from(published?.body ?? 'none').equals(readFileSync(source)), output).toBe(true);
    }
  });

  test('lists the advisories as xsa.json does', () => {
    const list = JSON.parse(body('data/v1/xsa/list.json'));
    expect(list[0].xsas.map((each: { xsa: string }) => `XSA-${each.xsa}`).sort()).toEqual([...root.advisories].sort());
    expect(list[0].xsas.find((each: { xsa: string }) => each.xsa === '13')).toEqual({
      xsa: '13',
      title: 'Number 13',
      version: 1,
      cve: [],
      public_time: '2026-01-02 12:00',
      version_time: '2026-01-02 12:00',
      files: [{ name: 'xsa13-xen-4.1.patch', project: 'xen', versions: [] }],
    });
  });

  test('shows all six support statements', () => {
    const pages = built.outputs
      .map((each) => each.path)
      .filter((path) => /^support\/[^/]*\d[^/]*\/index\.html$/.test(path));
    expect(pages.length).toBe(6);
  });
});
