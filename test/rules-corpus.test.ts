// No false alarm on real texts: bodies of announcements that a real team published, put into the sample root, give
// the messages that are known to be right and no others.

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../generator/check.ts';
import { read } from '../generator/read.ts';

const corpus = join(import.meta.dirname, '../../shared/corpora/debian/announcements');
const sample = join(import.meta.dirname, 'fixtures/sample');

/** Updates that repair more than their list says: what a look at the real text confirms. */
const confirmed = ['DSA-5624-1: cve-not-listed', 'DSA-5640-1: cve-not-listed'];

test.skipIf(!existsSync(corpus))(`real texts give no false alarm (needs ${'../shared/corpora/debian'})`, () => {
  const root = mkdtempSync(join(tmpdir(), 'rules-corpus-'));
  cpSync(sample, root, { recursive: true });
  try {
    const names = readdirSync(corpus).filter((name) => name.endsWith('.txt'));
    const found = names.flatMap((name) => {
      writeFileSync(join(root, 'content/dsa/DSA-1-1.md'), document(readFileSync(join(corpus, name), 'utf8')));
      const rules = check(read(root), '2026-06-01T00:00:00Z').messages.map((message) => message.rule);
      return [...new Set(rules)].map((rule) => `${name.replace('.txt', '')}: ${rule}`);
    });
    expect(names.length).toBe(18);
    expect(found.sort()).toEqual(confirmed);
  } finally {
    rmSync(root, { recursive: true });
  }
});

/** The announcement's text between its head and its foot, below the sample's front matter with the real list of CVEs. */
function document(announcement: string): string {
  const start = announcement.indexOf('\nPackage');
  const bodyStart = announcement.indexOf('\n\n', start);
  const bodyEnd = announcement.indexOf('\nFor the detailed security status', bodyStart);
  const head = announcement.slice(start, bodyStart);
  const body = announcement.slice(bodyStart, bodyEnd < 0 ? undefined : bodyEnd);
  const cves = [...new Set(head.match(/CVE-\d{4}-\d+/g) ?? [])];
  const frontMatter = readFileSync(join(sample, 'content/dsa/DSA-1-1.md'), 'utf8').split('\n---\n')[0] ?? '';
  return `${frontMatter.replace(/cves: .*/, `cves: [${cves.join(', ')}]`)}\n---\n${body}`;
}
