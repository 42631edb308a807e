// Edits of a front matter: the value reads back, and every byte outside of the edited field stays.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFrontMatter } from '../generator/lib/decode/front-matter.ts';
import { appendToList, EditError, setFields } from '../generator/lib/edit/front-matter-edit.ts';
import type { Field, FieldPath } from '../generator/types.ts';

const FILE = `---
# Who may change this: the security team.
id: XSA-90
title: "x86: a title"   # quoted for its colon
published: 2026-11-20T12:00:00Z
severity:   critical
cves: [CVE-2026-1000, CVE-2026-1001] # both
credits:
  - {name: Ines Carvalho, role: finder}   # by mail
  # the second one asked to stay unnamed
  - {name: Someone, role: analyst}
action: >
  Update at once,
  then restart.

bugs: # none so far
embargo:
  reported: 2026-11-01
  # lists come later
  notify: [

    alpha, # first
    beta
  ]
patches:
- file: a.patch
  releases: ["4.19",
             "4.20",]
- applies: B
  file: b.patch
note: {a: 1, 'b c': "2"}
text: |+
  kept

related: []
---

## Impact

title: not a field
---
`;

const fieldsOf = (text: string): unknown => {
  const problems: never[] = [];
  const { fields } = parseFrontMatter(text, 'f', problems);
  expect(problems).toEqual([]);
  return plain(fields);
};

function plain(field: Field): unknown {
  if (field.kind === 'text') return field.value;
  if (field.kind === 'list') return field.items.map(plain);
  if (field.kind === 'map') return Object.fromEntries(field.entries.map(({ key, value }) => [key, plain(value)]));
  return null;
}

/** Lines of `after` that `before` does not have and the other way round, as a diff without context. */
function changed(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < old.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return [
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...now.slice(head, now.length - tail).map((line) => `+${line}`),
  ];
}

const set = (path: FieldPath, value: unknown) => changed(FILE, setFields(FILE, [{ path, value }]));
const append = (path: FieldPath, value: unknown) => changed(FILE, appendToList(FILE, path, value));

test('a value changes in its place, and the comment behind it stays', () => {
  expect(set(['title'], 'Arm: other')).toEqual([
    '-title: "x86: a title"   # quoted for its colon',
    '+title: "Arm: other"   # quoted for its colon',
  ]);
  expect(set(['severity'], 'low')).toEqual(['-severity:   critical', '+severity:   low']);
  expect(set(['action'], 'Wait.')).toEqual(['-action: >', '-  Update at once,', '-  then restart.', '+action: Wait.']);
  expect(set(['bugs'], 'B-1')).toEqual(['-bugs: # none so far', '+bugs: B-1 # none so far']);
  expect(set(['credits', 1, 'name'], 'A, B')).toEqual([
    '-  - {name: Someone, role: analyst}',
    '+  - {name: "A, B", role: analyst}',
  ]);
});

test('a new field stands behind the others of its map', () => {
  expect(set(['status'], 'withdrawn')).toEqual(['+status: withdrawn']);
  expect(set(['embargo', 'exploit', 'shared'], true)).toEqual(['+  exploit:', '+    shared: true']);
  expect(set(['withdrawn'], { date: '2026-11-21T12:00:00Z', reason: 'Not a fault: see "notes" #3' })).toEqual([
    '+withdrawn:',
    '+  date: 2026-11-21T12:00:00Z',
    '+  reason: \'Not a fault: see "notes" #3\'',
  ]);
  expect(set(['note', 'c'], [1])).toEqual([`-note: {a: 1, 'b c': "2"}`, `+note: {a: 1, 'b c': "2", c: [1]}`]);
});

test('a removed field takes its lines with it, and nothing else', () => {
  expect(set(['embargo', 'reported'], undefined)).toEqual(['-  reported: 2026-11-01']);
  expect(set(['text'], undefined)).toEqual(['-text: |+', '-  kept', '-']);
  expect(set(['patches', 1, 'applies'], undefined)).toEqual(['-- applies: B', '-  file: b.patch', '+- file: b.patch']);
  expect(set(['note', 'a'], undefined)).toEqual([`-note: {a: 1, 'b c': "2"}`, `+note: {'b c': "2"}`]);
  expect(set(['none'], undefined)).toEqual([]);
});

test('a list grows in its own style', () => {
  expect(append(['cves'], 'CVE-2026-1002')).toEqual([
    '-cves: [CVE-2026-1000, CVE-2026-1001] # both',
    '+cves: [CVE-2026-1000, CVE-2026-1001, CVE-2026-1002] # both',
  ]);
  expect(append(['credits'], { name: 'C', role: 'finder' })).toEqual(['+  - {name: C, role: finder}']);
  expect(append(['embargo', 'notify'], 'gamma')).toEqual(['-    beta', '+    beta,', '+    gamma']);
  expect(append(['patches', 0, 'releases'], '4.21')).toEqual([
    '-             "4.20",]',
    '+             "4.20", "4.21"]',
  ]);
  expect(append(['patches'], { file: 'c.patch', releases: ['4.19'] })).toEqual([
    '+- file: c.patch',
    '+  releases:',
    '+    - "4.19"',
  ]);
  expect(append(['related'], 'XSA-1')).toEqual(['-related: []', '+related: [XSA-1]']);
  expect(append(['bugs'], 'B-1')).toEqual(['+  - B-1']);
  expect(append(['severity'], 'low')).toEqual(['-severity:   critical', '+severity:', '+  - critical', '+  - low']);
});

test('line ends of Windows, a byte order mark and a file without fields', () => {
  const windows = FILE.replaceAll('\n', '\r\n');
  const longer = setFields(windows, [{ path: ['embargo', 'exploit', 'shared'], value: false }]);
  expect(longer).toContain('\r\n  exploit:\r\n    shared: false\r\npatches:');
  expect(longer.replaceAll('\r\n', '')).not.toContain('\n');
  expect(setFields('\uFEFF---\n---\nBody\n', [{ path: ['a'], value: 'b' }])).toBe('\uFEFF---\na: b\n---\nBody\n');
  expect(setFields('---\n# nothing\n---\n', [{ path: ['a', 'b'], value: 1 }])).toBe(
    '---\n# nothing\na:\n  b: 1\n---\n',
  );
  expect(setFields('---\na: b\n---', [{ path: ['a'], value: undefined }])).toBe('---\n---');
});

test('what cannot be read or is no map is an error, and never a changed file', () => {
  expect(() => setFields('no front matter', [{ path: ['a'], value: 1 }])).toThrow(EditError);
  expect(() => setFields('---\na: &x 1\n---\n', [{ path: ['a'], value: 1 }])).toThrow('anchors');
  expect(() => setFields(FILE, [{ path: ['title', 'sub'], value: 1 }])).toThrow('`title` is a text');
  expect(() => appendToList(FILE, ['note'], 1)).toThrow('`note` is a map');
  expect(() => setFields(FILE, [{ path: ['title'], value: '\u202E' }])).toThrow(EditError);
});

test('property: the value reads back, and no byte outside of the field changes', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 10 }),
    fc.constantFrom(
      ...[
        '',
        ' ',
        'a\nb',
        '\n',
        'a\n\n',
        ' a\nb',
        'a \n b',
        '---',
        'a\n---\nb',
        '- a',
        'a: b',
        '#',
        'a #b',
        '{}',
        '[x',
        '!!t',
        '&a',
        '*a',
      ],
      ...[
        'no',
        '4.10',
        'null',
        "it's",
        '"',
        '\\',
        'é',
        '…',
        '|',
        '>',
        '% a',
        '@',
        '`',
        '? a',
        'a:',
        ': a',
        ',',
        'a,b',
        '2026-01-01',
      ],
    ),
  );
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      fc.integer(),
      fc.boolean(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z][a-z -]{0,6}[a-z]$/), tie('value'), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).value;
  const paths: readonly FieldPath[] = [
    ...[
      'id',
      'title',
      'severity',
      'cves',
      'credits',
      'action',
      'bugs',
      'embargo',
      'patches',
      'note',
      'text',
      'related',
      'new',
    ].map((key) => [key]),
    ['credits', 0],
    ['credits', 1, 'role'],
    ['embargo', 'reported'],
    ['embargo', 'notify', 0],
    ['embargo', 'notify', 1],
    ['embargo', 'deep', 'er'],
    ['patches', 0],
    ['patches', 0, 'releases'],
    ['patches', 0, 'releases', 1],
    ['patches', 1, 'file'],
    ['patches', 1, 'applies'],
    ['note', 'b c'],
    ['note', 'c'],
  ];
  const edit = fc.record({ path: fc.constantFrom(...paths), value: fc.option(value, { nil: undefined, freq: 4 }) });
  fc.assert(
    fc.property(edit, fc.boolean(), fc.boolean(), ({ path, value }, isWindows, isAppended) => {
      const before = isWindows ? FILE.replaceAll('\n', '\r\n') : FILE;
      let after: string;
      try {
        after =
          isAppended && value !== undefined ? appendToList(before, path, value) : setFields(before, [{ path, value }]);
      } catch (error) {
        // Characters that no file may have, and lists that are maps.
        if (!(error instanceof EditError) || /cannot be changed/.test(error.message)) throw error;
        return;
      }
      fieldsOf(after);
      const chunks = (file: string) => file.split(/^(?=[a-z]+:|---)/m).map((chunk) => chunk.trimEnd());
      const [old, now] = [chunks(before), chunks(after)];
      const top = `${path[0]}:`;
      expect(now.filter((chunk) => !chunk.startsWith(top))).toEqual(old.filter((chunk) => !chunk.startsWith(top)));
      // Comments of a list or map that is replaced go with it.
      if (path.length > 1) expect(after).toContain('# the second one asked to stay unnamed');
    }),
    { seed: 5, numRuns: 250 },
  );
});
