// Subjects of patches: 204 real ones, each notation that tools write, and bytes of every kind.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patchSubject } from '../generator/lib/patches/patch-subject.ts';
import { corpus, hasCorpus, patchName } from './real-root.ts';

const seed = 20261121;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.skipIf(!hasCorpus)('204 real patches have the subjects of the real index (needs ../shared/corpora/xen)', () => {
  const index = new Map(
    readFileSync(join(corpus, 'patch-index.tsv'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([, name, , subject]) => [name, subject]),
  );
  const files = readdirSync(join(corpus, 'patch-headers'));
  expect(files.length).toBe(204);
  const differences = files.flatMap((file) => {
    const subject = patchSubject(readFileSync(join(corpus, 'patch-headers', file)));
    return subject === index.get(patchName(file)) ? [] : [`${file}: ${subject ?? 'none'}`];
  });
  expect(differences.sort()).toEqual([
    // Written by `git show`, and its name has a hyphen before the number: the real index leaves it out.
    "356466c8e8-xsa-185.patch: x86/32on64: don't allow recursive page tables from L3",
    // One of two patches of this name is empty; the index has the subject of the other.
    '991ba127a7-xsa429.patch: none',
  ]);
});

describe('each notation', () => {
  const message = 'x86: fix it\n\nIt was broken.\n';
  test.for<[string, string | Uint8Array, string | undefined]>([
    [
      'git format-patch, folded',
      `From ${'1'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: A <a@b.example>\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nSubject: [PATCH 1/2] x86: a long\n subject\n\nBody\n---\n`,
      'x86: a long subject',
    ],
    ['several prefixes', 'Subject: Re: [RFC PATCH v2 1/3] [PATCH XSA-1 v3] x86: fix it\n', 'x86: fix it'],
    ['a group that is no prefix', 'Subject: [stable] [PATCH] x86: [sic] fix  it\n', '[stable] x86: [sic] fix  it'],
    [
      'RFC 2047 in several words',
      'Subject: =?UTF-8?q?[PATCH]_caf=C3=A9?=\n =?UTF-8?q?_=E2=82=AC?= =?ISO-8859-1?B?6Q==?=\n',
      'café €é',
    ],
    ['a subject that looks encoded twice', 'Subject: =?UTF-8?q?=C3=83=C2=A9?=\n', 'Ã©'],
    ['a word that cannot be decoded', 'Subject: =?UTF-9?x?abc?= d\n', '=?UTF-9?x?abc?= d'],
    ['the subject on the folded line', 'From: a\nSubject:\n x86: fix it\n', 'x86: fix it'],
    ['an empty subject', `From: a\nSubject: [PATCH]\n\n${message}`, 'x86: fix it'],
    ['no subject header', `From: A <a@b.example>\nDate: now\n\n${message}`, 'x86: fix it'],
    ['a mail in a mail', `From: A\nDate: now\n\nFrom: B\n\n${message}`, 'x86: fix it'],
    ['a subject without its name', 'From: A\nIOMMU: fix it\n\nBody\n', 'IOMMU: fix it'],
    [
      'hg export',
      `# HG changeset patch\n# User A\n# Date 1 0\n# Node ID ${'1'.repeat(40)}\n# Parent  2\n${message}`,
      'x86: fix it',
    ],
    [
      'SUSE',
      `References: bsc#1\n\n# Commit ${'1'.repeat(40)}\n# Date 2016-01-01\n# Author A\n${message}`,
      'x86: fix it',
    ],
    [
      'git show',
      `commit ${'1'.repeat(40)} (HEAD -> main)\nMerge: 1 2\nAuthor: A\nDate:   now\n\n    x86: fix it\n    \n    Body\n\ndiff --git a/x b/x\n`,
      'x86: fix it',
    ],
    ['git show without a message', `commit ${'1'.repeat(40)}\nAuthor: A\n\ndiff --git a/x b/x\n--- a/x\n`, undefined],
    ['DEP-3', 'Description: Fix it\n It was broken.\nAuthor: A\nBug-Debian: https://bugs.example/1\n---\n', 'Fix it'],
    ['DEP-3, folded', 'Author: A\nDescription:\n Fix it\n', 'Fix it'],
    ['bare text', message, 'x86: fix it'],
    [
      'bare text before a mail',
      `Vendor: edited to apply\n------\nFrom: A\nSubject: ${message}`,
      'Vendor: edited to apply',
    ],
    ['bare text like a diff', 'Only in debug builds: fix it\n', 'Only in debug builds: fix it'],
    ['bare text like an mbox', 'From now on: fix it\n', 'From now on: fix it'],
    ['CRLF', `\r\n${message.replaceAll('\n', '\r\n')}`, 'x86: fix it'],
    ['a byte order mark', `\uFEFFSubject: ${message}`, 'x86: fix it'],
    ['tabs and blanks', 'Subject:\tx86:\t fix \n\tit\n', 'x86: fix it'],
    ['control and bidi characters', 'Subject: x86:\u001B fix\u202E \u2028it\u0000\u0007\n', undefined],
    ['characters that break or turn a line', 'Subject: x86:\u001B fix\u202E \u2028it\n', 'x86: fix it'],
    ['Latin-1', new Uint8Array(Buffer.from('Subject: caf\xE9\n', 'latin1')), 'café'],
    ['UTF-16', new Uint8Array(Buffer.from(`\uFEFF${message}`, 'utf16le')), undefined],
    ['trailers alone', 'Signed-off-by: A <a@b.example>\n---\n x | 1 +\n', undefined],
    ['a diff alone', 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n', undefined],
    ['an Index line', 'Index: xen/common/memory.c\n=====\n--- a\n', undefined],
    ['nothing', '', undefined],
    ['a line break', '\n', undefined],
  ])('%s', ([, patch, subject]) => {
    expect(patchSubject(typeof patch === 'string' ? bytes(patch) : patch)).toBe(subject);
  });
});

test('any bytes give a subject that fits into one column of one line, or none', () => {
  const piece = fc.constantFrom(
    'Subject: ',
    'From: ',
    'Description:',
    '\n',
    '\r\n',
    ' ',
    '\t',
    '[PATCH] ',
    '=?UTF-8?q?',
    '=?utf-8?B?4oCo?=',
    '?=',
    '# ',
    'commit 1234567\n',
    '\uFEFF',
    '\u202E',
    '\u2029',
    'é',
    'x: y',
  );
  const text = fc
    .array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 12 })
    .map((pieces) => bytes(pieces.join('')));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), text), (patch) => {
      const subject = patchSubject(patch);
      if (subject === undefined) return;
      expect(subject).toBe(subject.trim());
      expect(subject).not.toMatch(/^$|[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E]|^\[[^[\]]*patch[^[\]]*\]/iu);
    }),
    { seed, numRuns: 10_000 },
  );
});

test('no patch takes long', () => {
  for (const piece of [
    '[a]',
    '[',
    '=?UTF-8?B?YQ==?= ',
    '=?u?B?YWFh?= ',
    '=?',
    'From: a\n',
    'Subject:\n ',
    ' ',
    'commit 1234567\n',
    '\r',
    '\n\t\n',
    '#',
  ]) {
    const start = performance.now();
    patchSubject(bytes(piece.repeat(5_000_000 / piece.length)));
    patchSubject(bytes(`Subject: ${piece.repeat(5_000_000 / piece.length)}`));
    expect(performance.now() - start, piece).toBeLessThan(1000);
  }
});
