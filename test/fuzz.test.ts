// Whatever a contributor commits, a check ends with messages that have places, or with success: 10,000 broken files.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { check } from '../generator/check.ts';
import { readKeys } from '../generator/lib/pgp/read-keys.ts';
import { joined, list, parseFile } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { InputFile, Message } from '../generator/types.ts';

const project = resolve(import.meta.dirname, '..');
const NOW = '2026-11-21T12:00:00Z';
const FILES = 10_000;
/** A quarter of the roots has one broken file, the others have six each, more or less. */
const ROOTS = 2100;
const sample = list(join(project, 'test/fixtures/sample'));
const parsedSample = sample.map(parseFile);
/** No broken file is a key: these are read once. */
const { certificates } = await readKeys(joined(parsedSample));
const theme = readTheme(join(project, 'build/theme'));
const textOf = (path: string): string => readFileSync(join(project, 'test/fixtures/sample', path), 'utf8');

/** What hostile and clumsy people write. */
const word = fc.oneof(
  fc.constantFrom(
    'XSA-1',
    'DSA-1-1',
    'ALSW-2026-1',
    'CVE-2026-1',
    'CVE-2026-99999',
    '2026-02-30',
    '2026-04-28T12:00:00',
    '2026-04-28T12:00:00Z',
    '0x10',
    '1e9',
    '~',
    'null',
    'true',
    '',
    ' ',
    '../../etc/passwd',
    'a/../b',
    '\u202e',
    '\u0000',
    '\ufeff',
    '\ud800',
    '<script>',
    '"',
    "'",
    '`',
    '$x',
    '%',
    '*x',
    '&x',
    '!!js/function',
    '!x y',
    '|',
    '>',
    '- a',
    '{a: b}',
    '[a, [b]]',
    'a: b',
    '__proto__',
    'constructor',
    'toString',
    '4.10',
    '< 1.0',
    '>= 1.0, < 2',
    '999999999999999999999',
    '=?utf-8?q?=41?=',
    'https://a.example/',
    'javascript:alert(1)',
    'data:text/html,x',
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const key = fc.oneof(
  fc.constantFrom(
    'id',
    'title',
    'status',
    'published',
    'severity',
    'cves',
    'credits',
    'references',
    'related',
    'features',
    'action',
    'revisions',
    'withdrawn',
    'affected',
    'patches',
    'packages',
    'package',
    'fixes',
    'fix',
    'kind',
    'author',
    'bugs',
  ),
  word,
);
const value: fc.Arbitrary<string> = fc.oneof(
  word,
  fc.array(word, { maxLength: 4 }).map((words) => `[${words.join(', ')}]`),
  fc
    .array(fc.tuple(key, word), { maxLength: 3 })
    .map((pairs) => `{${pairs.map(([name, each]) => `${name}: ${each}`).join(', ')}}`),
  fc
    .array(fc.tuple(key, word), { maxLength: 3 })
    .map((pairs) => pairs.map(([name, each]) => `\n  - ${name}: ${each}`).join('')),
  fc.integer({ min: 1, max: 400 }).map((depth) => '['.repeat(depth)),
);
const markdown = fc
  .array(
    fc.oneof(
      word,
      fc.constantFrom(
        '# ',
        '## Impact',
        '### ',
        '\n\n',
        '\n',
        '    ',
        '\t',
        '* ',
        '1. ',
        '> ',
        '```',
        '~~~',
        '|a|b|',
        '|-|-|',
        '[a](',
        '](XSA-1.md)',
        '[^1]',
        '[^1]: x',
        '![',
        '<div>',
        '</div>',
        '<!--',
        '-->',
        '**',
        '_',
        '~~',
        '&#x202e;',
        '&#0;',
        '&lt;',
        '---',
        '===',
        '\\',
        '- [x] ',
        'https://',
        'www.',
        '@',
        '<a href="javascript:x">',
        '<svg onload=x>',
        'Status: Supported',
        '    Status, x86: Suported',
        '    Xen-Version: 1.0',
        '    Supported-Until: 2020-13-01',
        ': ',
        '% title',
      ),
      fc
        .integer({ min: 1, max: 300 })
        .chain((times) =>
          fc.constantFrom('> ', '- ', '[', '*', '_', '`', '<b>', '#', '\t').map((each) => each.repeat(times)),
        ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));
const patch = fc
  .array(
    fc.oneof(
      word,
      markdown,
      fc.constantFrom(
        'From ',
        'From: ',
        'Subject: ',
        '[PATCH 1/2] ',
        '\n ',
        '\n',
        '\r\n',
        '# HG changeset patch',
        'commit ',
        'diff --git a/x b/x',
        '--- a/x',
        '+++ b/x',
        '@@ -1 +1 @@',
        '=?utf-8?b?',
        '=?x?q?',
        '?=',
      ),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

/** Some lines of a text replaced, doubled or removed, and some bytes changed. */
const mutated = (text: string): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      fc.array(
        fc.tuple(
          fc.nat({ max: text.split('\n').length }),
          fc.oneof(
            value,
            markdown,
            fc.tuple(key, value).map(([name, each]) => `${name}: ${each}`),
          ),
        ),
        { maxLength: 3 },
      ),
      fc.array(fc.tuple(fc.nat({ max: text.length }), fc.nat({ max: 255 })), { maxLength: 3 }),
    )
    .map(([lines, bytes]) => {
      const changed = text.split('\n');
      for (const [at, line] of lines) changed[at] = line;
      const encoded = new TextEncoder().encode(changed.join('\n'));
      for (const [at, byte] of bytes) if (at < encoded.length) encoded[at] = byte;
      return encoded;
    });

const encoded = (text: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> =>
  text.map((each) => new TextEncoder().encode(each));
const frontMatter = fc
  .tuple(fc.array(fc.tuple(key, value), { maxLength: 8 }), markdown)
  .map(([fields, body]) => `---\n${fields.map(([name, each]) => `${name}: ${each}\n`).join('')}---\n${body}`);

const mutatedFile = (path: string): fc.Arbitrary<InputFile> => mutated(textOf(path)).map((bytes) => ({ path, bytes }));

/** The first advisory under a number of its own, so that a root has several of them. */
const another = (number: number): fc.Arbitrary<InputFile> =>
  mutated(textOf('content/xsa/XSA-1.md').replaceAll('XSA-1', `XSA-${number}`)).map((bytes) => ({
    path: `content/xsa/XSA-${number}.md`,
    bytes,
  }));

const file: fc.Arbitrary<InputFile> = fc.oneof(
  ...[
    'content/xsa/XSA-1.md',
    'content/alsw/ALSW-2026-1.md',
    'content/dsa/DSA-1-1.md',
    'support/1.0.md',
    'content/xsa/XSA-1/xsa1.patch',
  ].map(mutatedFile),
  ...[3, 4, 5].map(another),
  encoded(frontMatter).map((bytes) => ({ path: 'content/xsa/XSA-1.md', bytes })),
  encoded(frontMatter).map((bytes) => ({ path: 'content/dsa/DSA-1-1.md', bytes })),
  encoded(markdown).map((bytes) => ({ path: 'support/1.0.md', bytes })),
  encoded(markdown.map((body) => `---\ntitle: Policy\n---\n${body}`)).map((bytes) => ({
    path: 'content/pages/policy.md',
    bytes,
  })),
  encoded(patch).map((bytes) => ({ path: 'content/xsa/XSA-1/xsa1.patch', bytes })),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => ({ path: 'content/xsa/XSA-1.md', bytes })),
);

/** What is broken in a root. Without its configuration no advisory is decoded, so that one is broken alone. */
const brokenFiles: fc.Arbitrary<readonly InputFile[]> = fc.oneof(
  { arbitrary: mutatedFile('content/site.yaml').map((each) => [each]), weight: 1 },
  { arbitrary: fc.uniqueArray(file, { minLength: 5, maxLength: 8, selector: ({ path }) => path }), weight: 3 },
);

const isWellFormed = ({ place, rule, text, hint }: Message): boolean =>
  place.file !== '' &&
  place.line >= 1 &&
  place.column >= 1 &&
  /^[a-z][a-z-]*$/.test(rule) &&
  text !== '' &&
  hint !== '' &&
  !/[\u0000-\u0008\u000b-\u001f\u2028\u2029\u202a-\u202e\n]/.test(text);

test(`${FILES} broken files give messages with places, or a site`, () => {
  let clean = 0;
  let failed = 0;
  let count = 0;
  let number = 0;
  const { stackTraceLimit } = Error;
  // A parser makes errors by the hundred and keeps only what they say.
  Error.stackTraceLimit = 0;
  try {
    fc.assert(
      fc.property(brokenFiles, (broken) => {
        const paths = new Set(broken.map(({ path }) => path));
        // What stays the same is parsed once; `parse` itself is made of these two.
        const files = [...parsedSample.filter(({ path }) => !paths.has(path)), ...broken.map(parseFile)];
        const sources = { ...joined(files), certificates };
        // A whole site takes longer than a check: every sixteenth root is built.
        const { messages } = number++ % 16 === 0 ? build(sources, NOW, theme) : check(sources, NOW, theme.reservedIds);
        expect(messages.filter((message) => !isWellFormed(message))).toEqual([]);
        count += broken.length;
        if (messages.some((message) => message.level === 'error')) failed++;
        else clean++;
      }),
      { numRuns: ROOTS, seed: 20_261_121 },
    );
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  expect(count).toBeGreaterThan(FILES);
  // A fuzz test that only ever fails, or never does, tests nothing.
  expect(
    [clean, failed].every((each) => each > ROOTS / 50),
    `${clean} clean, ${failed} failed`,
  ).toBe(true);
}, 240_000);
