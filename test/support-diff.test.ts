// What changed in support: kinds of change, real releases, and the command on everything that it reads.

import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { readSides } from '../generator/commands/read-sides.ts';
import command from '../generator/commands/support-diff.ts';
import { parseMarkdown } from '../generator/lib/markdown/markdown-tree.ts';
import { changeCounts, compareSides, sideOf } from '../generator/lib/support/diff.ts';
import { differences } from '../generator/lib/support/report.ts';
import { parseSupport } from '../generator/lib/support/statement.ts';
import { parse } from '../generator/read.ts';
import type { SupportChange, SupportSide } from '../generator/types.ts';

const corpus = join(import.meta.dirname, '../../shared/corpora/xen/support');
const noTheme = { outputs: [], styles: [], reservedIds: [] };

/** A statement of these sections. */
const statement = (version: string, sections: string): string =>
  `# Release Support\n\n    Sample-Version: ${version}\n    Initial-Release: 2026-01-01\n    Supported-Until: 2027-01-01\n    Security-Support-Until: 2028-01-01\n\n# Feature Support\n\n${sections}`;

const feature = (title: string, status: string, caveat = ''): string =>
  `## ${title}\n\n    Status: ${status}\n\n${caveat && `${caveat}\n\n`}`;

function side(text: string): SupportSide {
  const path = 'support/1.md';
  const body = parseMarkdown(text, 1, path, []);
  const place = { file: path, line: 1, column: 1 };
  const parsed = parseSupport({ path, fields: { kind: 'map', entries: [], place }, body, markdown: text });
  if (!parsed.statement) throw new Error('no statement');
  return sideOf(parsed.statement);
}

const between = (before: string, after: string): readonly SupportChange[] =>
  compareSides(side(statement('1', before)), side(statement('2', after)));

describe('kinds of change', () => {
  const cases: readonly (readonly [kind: SupportChange['kind'], before: string, after: string])[] = [
    ['new', '', feature('A', 'Supported')],
    ['removed', feature('A', 'Supported'), ''],
    ['promoted', feature('A', 'Experimental'), feature('A', 'Tech Preview')],
    ['promoted', feature('A', 'Supported, not security supported'), feature('A', 'Supported')],
    ['demoted', feature('A', 'Supported'), feature('A', 'Deprecated')],
    ['demoted', feature('A', 'Tech Preview'), feature('A', 'Obsolete')],
    ['reworded', feature('A', 'Whatever'), feature('A', 'Anything')],
    ['caveat-added', feature('A', 'Supported'), feature('A', 'Supported', 'Not on Mondays.')],
    ['caveat-lifted', feature('A', 'Supported', 'Not on Mondays.'), feature('A', 'Supported')],
    [
      'caveat-changed',
      feature('A', 'Supported', 'Not on Mondays.'),
      feature('A', 'Supported', 'Not on Mondays and Sundays.'),
    ],
  ];

  test.for(cases)('%s', ([kind, before, after]) => {
    expect(between(`${feature('Z', 'Supported')}${before}`, `${feature('Z', 'Supported')}${after}`)).toMatchObject([
      { kind, title: 'A' },
    ]);
  });

  test('a status and its caveat are two changes', () => {
    const changes = between(feature('A', 'Experimental'), feature('A', 'Supported', 'Not on Mondays.'));
    expect(changeCounts(changes)).toBe('1 promoted, 1 caveat added');
  });

  test('the order of features, the wrapping of text and the section around them are no changes', () => {
    const [a, b] = [feature('A', 'Supported', 'Not on\nMondays.'), feature('B', 'Supported')];
    expect(between(`${a}${b}`, `${b}## C\n\n#${feature('A', 'Supported', 'Not on Mondays.')}`)).toEqual([]);
  });

  test('a declared rename is one, also through an older name; an undeclared one is a removal and a new row', () => {
    const [before, after] = [
      side(statement('1', feature('Old', 'Supported'))),
      side(statement('2', feature('New', 'Deprecated'))),
    ];
    const kinds = (changes: readonly SupportChange[]) => changes.map((each) => each.kind);
    expect(kinds(compareSides(before, after))).toEqual(['new', 'removed']);
    const renames = new Map([['old', ['new']]]);
    expect(compareSides(before, after, renames)).toMatchObject([
      { kind: 'renamed', before: 'Old', after: 'New' },
      { kind: 'demoted', before: 'Supported', after: 'Deprecated' },
    ]);
    const through = new Map([
      ['old', ['newest']],
      ['new', ['newest']],
    ]);
    expect(kinds(compareSides(before, after, through))).toEqual(['renamed', 'demoted']);
    // Still in use: not renamed.
    const both = side(statement('2', feature('New', 'Supported') + feature('Old', 'Supported')));
    expect(kinds(compareSides(before, both, renames))).toEqual(['new']);
  });
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'support-diff-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('tocsin support diff', () => {
  const write = (path: string, text: string): string => {
    const file = join(folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    return file;
  };

  async function run(...words: string[]): Promise<{ code: number; out: string }> {
    let out = '';
    const terminal = {
      out: (text: string) => {
        out += text;
      },
      error: () => {},
      progress: () => {},
      hasColor: false,
      now: () => '2026-11-21T12:00:00Z',
      themeFolder: '',
      env: () => undefined,
      programEnvironment: {},
      input: async () => undefined,
      isInteractive: false,
      ask: async () => undefined,
      askSecret: async () => undefined,
      process: { id: 1, isRunning: () => false },
    };
    return { code: await command.run(terminal, { format: 'text' }, words), out };
  }

  const config =
    'title: S\ndescription: S\nurl: https://s.example\nlicense: CC0-1.0\ntag: s.example,2026\nteam: {name: S, email: s@s.example}\n';

  test('reads a root, a folder, a file, a built site and its data, and finds nothing between them', async () => {
    const text = statement('1', feature('A', 'Supported', 'Not on Mondays.'));
    const file = write('root/support/1.md', text);
    write('root/content/site.yaml', config);
    const bytes = (name: string) => readFileSync(join(folder, 'root', name));
    const { outputs } = build(
      parse(['content/site.yaml', 'support/1.md'].map((path) => ({ path, bytes: bytes(path) }))),
      '2026-11-21T12:00:00Z',
      noTheme,
    );
    const data = outputs.find((output) => output.path === 'data/v1/support.json');
    const json = write('site/data/v1/support.json', String(data?.body));
    const states = [join(folder, 'root'), join(folder, 'root/support'), file, join(folder, 'site'), json];
    for (const before of states)
      for (const after of states)
        expect([before, after, await run(before, after)]).toEqual([
          before,
          after,
          { code: 0, out: 'Nothing changed.\n' },
        ]);
  });

  test('prints what changed and exits with 1', async () => {
    const before = write('a/1.md', statement('1', feature('A', 'Experimental')));
    const after = write('b/1.md', statement('1', feature('A', 'Supported')).replace('2028-01-01', '2029-01-01'));
    expect(await run(before, after)).toEqual({
      code: 1,
      out: `Sample 1: 1 of the release, 1 promoted

Feature                 Change    Before        After
----------------------  --------  ------------  ----------
Security-Support-Until  release   2028-01-01    2029-01-01
A                       promoted  Experimental  Supported
`,
    });
  });

  test('several statements are matched by version; what has no match is new or gone', () => {
    const [one, two, three] = ['1', '2', '3'].map((version) => side(statement(version, feature('A', 'Supported')))) as [
      SupportSide,
      SupportSide,
      SupportSide,
    ];
    expect(differences([one, two], [two, three])).toMatchObject([{ after: '3' }, { before: '1' }]);
  });

  test('the configuration of a root names what was renamed', async () => {
    write('old/support/1.md', statement('1', feature('A', 'Supported')));
    write('new/support/1.md', statement('1', feature('B', 'Supported')));
    write('new/content/site.yaml', `${config}support: {aliases: {b: [a]}}\n`);
    const { out } = await run(join(folder, 'old'), join(folder, 'new'));
    expect(out).toContain('Sample 1: 1 renamed\n');
  });

  test.for([
    ['https://s.example/data/v1/support.json', 'there is no https://s.example/data/v1/support.json'],
    ['empty', 'is no root, no built site and no folder of support statements'],
    ['prose.md', 'is no support statement'],
    ['data.json', 'is not the support.json of a built site'],
  ])('%s is wrong use', ([path = '', message = '']) => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    write('prose.md', '# Not a statement\n');
    write('data.json', '{"releases": 1}');
    expect(() => readSides(path.startsWith('https:') ? path : join(folder, path))).toThrow(message);
  });
});

describe.skipIf(!existsSync(corpus))('six real releases (skipped without ../shared/corpora/xen/support)', () => {
  const sides = readSides(corpus);
  const of = (version: string) => sides.find((each) => each.version === version) as SupportSide;

  test('a release compared with itself has no change, and every row of a pair is accounted for', () => {
    expect(sides).toHaveLength(6);
    for (const before of sides) {
      expect(compareSides(before, before)).toEqual([]);
      for (const after of sides) {
        const changes = compareSides(before, after);
        const keys = (each: SupportSide) => new Set(each.rows.map((row) => row.key));
        const [old, current] = [keys(before), keys(after)];
        const count = (kind: SupportChange['kind']) => changes.filter((each) => each.kind === kind).length;
        expect(count('new')).toBe([...current].filter((key) => !old.has(key)).length);
        expect(count('removed')).toBe([...old].filter((key) => !current.has(key)).length);
        // What is promoted in one direction is demoted in the other.
        const back = compareSides(after, before);
        expect(back.filter((each) => each.kind === 'demoted')).toHaveLength(count('promoted'));
        expect(back.filter((each) => each.kind === 'caveat-lifted')).toHaveLength(count('caveat-added'));
      }
    }
  });

  test('the right answer says the same of which rows are new, gone, or have another status or caveat', () => {
    const lines = readFileSync(join(corpus, '../matrix.tsv'), 'utf8').trimEnd().split('\n').slice(1);
    const cells = new Map(
      lines.map((line) => {
        const [, key, version, status = '', caveat = ''] = line.split('\t');
        return [`${version} ${key}`, { key, status, caveat }] as const;
      }),
    );
    const inMatrix = new Set([...cells.values()].map((cell) => cell.key));
    for (const [before, after] of [
      ['4.10', '4.14'],
      ['4.14', '4.17'],
      ['4.17', '4.21'],
      ['4.21', '4.22'],
    ] as const) {
      const expected = [...inMatrix].filter((key) => {
        if (key?.startsWith('release-support')) return false;
        const [old, current] = [cells.get(`${before} ${key}`), cells.get(`${after} ${key}`)];
        return old?.status !== current?.status || old?.caveat !== current?.caveat;
      });
      const kinds = new Set(['caveat-changed', 'renamed']);
      const found = compareSides(of(before), of(after)).filter((each) => !kinds.has(each.kind));
      expect([...new Set(found.map((each) => each.key))].sort()).toEqual(expected.sort());
    }
  });

  test('the release of 2026 has three new rows and nothing else', () => {
    expect(changeCounts(compareSides(of('4.21'), of('4.22')))).toBe('3 new');
    expect(differences([of('4.21')], [of('4.22')])[0]?.facts.map((fact) => fact.key)).toContain(
      'Security-Support-Until',
    );
  });

  test('a change in one of them is found in the built site', () => {
    const root = join(folder, 'real');
    mkdirSync(join(root, 'changed'), { recursive: true });
    cpSync(corpus, join(root, 'support'), { recursive: true });
    const text = readFileSync(join(corpus, 'stable-4.22.md'), 'utf8');
    cpSync(corpus, join(root, 'changed'), { recursive: true });
    writeFileSync(join(root, 'changed/stable-4.22.md'), text.replace('Status: Supported\n', 'Status: Tech Preview\n'));
    const found = differences(readSides(root), readSides(join(root, 'changed')));
    expect(found.map(({ after, changes }) => [after, changes.map((each) => each.kind)])).toEqual([
      ['4.22', ['demoted']],
    ]);
  });
});
