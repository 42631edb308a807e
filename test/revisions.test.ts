// Versions of published advisories: the commands in real git repositories, killed and run again; `check --since`; the
// texts that stay, their signatures, and the differences, which `patch` applies.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import buildCommand from '../generator/commands/build.ts';
import checkCommand from '../generator/commands/check.ts';
import { type Command, type Options, UsageError } from '../generator/commands/command.ts';
import reviseCommand from '../generator/commands/revise.ts';
import signCommand from '../generator/commands/sign.ts';
import verifyCommand from '../generator/commands/verify.ts';
import withdrawCommand from '../generator/commands/withdraw.ts';
import { passagesOf, unifiedDiff } from '../generator/lib/revisions/text-difference.ts';
import { smallRoot } from './signed-site.ts';

const project = join(import.meta.dirname, '..');
const temporary = mkdtempSync(join(tmpdir(), 'revisions-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const NOW = '2026-11-21T12:00:00Z';
const KEY = join(project, 'test/keys/halyard-signing.asc');
const ADVISORY = 'content/xsa/XSA-1.md';
const template = join(temporary, 'template');
let root = '';
let count = 0;

/** Runs a verb as the command line does. */
const run = async (command: Command, options: Record<string, string | true> = {}, ...words: string[]) => {
  let [out, error] = ['', ''];
  const given = { root, now: NOW, report: 'text', ...options } as unknown as Options;
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    error: (text: string) => {
      error += text;
    },
    progress: () => undefined,
    hasColor: false,
    now: (written: string | undefined) => written ?? NOW,
    themeFolder: join(project, 'build/theme'),
    env: () => undefined,
    programEnvironment: {},
    input: async () => undefined,
    isInteractive: false,
    ask: async () => undefined,
    askSecret: async () => undefined,
    process: { id: 1, isRunning: () => false },
  };
  try {
    const status = await command.run(terminal, given, words, {});
    return { status, out, error };
  } catch (caught) {
    if (!(caught instanceof UsageError)) throw caught;
    return { status: 2, out, error: caught.message };
  }
};
const git = (...words: string[]) =>
  execFileSync('git', ['-C', root, '-c', 'user.name=A', '-c', 'user.email=a@sample.example', ...words], {
    encoding: 'utf8',
    stdio: 'pipe',
    env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' },
  });
const commit = () => {
  git('add', '-A');
  git('commit', '-q', '-m', 'change');
};
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const write = (path: string, text: string) => writeFileSync(join(root, path), text);
const edit = (path: string, before: string, after: string) => {
  expect(read(path)).toContain(before);
  write(
    path,
    read(path).replace(before, () => after),
  );
};
/** Errors of a check beside the last commit. */
const since = async () => {
  const { out } = await run(checkCommand, { since: 'HEAD', report: 'json' });
  return (JSON.parse(out) as { rule: string; text: string; level: string }[])
    .filter(({ level, rule }) => level === 'error' || rule === 'unread-before')
    .map(({ rule, text }) => `${rule}: ${text}`);
};

beforeAll(async () => {
  for (const file of await smallRoot(true)) {
    if (!('bytes' in file)) continue;
    mkdirSync(dirname(join(template, file.path)), { recursive: true });
    writeFileSync(join(template, file.path), file.bytes);
  }
  root = template;
  write('.gitignore', 'dist\n');
  git('init', '-q', '-b', 'main');
  commit();
});

beforeEach(() => {
  root = join(temporary, `root-${++count}`);
  cpSync(template, root, { recursive: true });
});

describe('tocsin revise', () => {
  const change = 'Fixed version of Sample 1.0 corrected: the fix is in 1.0.3.';
  const revise = (options: Record<string, string | true> = {}) => run(reviseCommand, { change, ...options }, 'XSA-1');

  test('keeps the text until then with its signature, adds the version, and the site has it all', async () => {
    const out = join(root, 'dist');
    const build = () => run(buildCommand, { sign: true, key: KEY });
    expect((await build()).status).toBe(0);
    const before = read(ADVISORY);
    const dry = await revise({ dryRun: true });
    expect(dry.status).toBe(0);
    expect(dry.out).toContain(`+  - {version: 3, date: ${NOW}, change: "${change}"}`);
    expect(git('status', '--porcelain', 'content')).toBe('');
    // An edit that came first does not reach the text that is kept.
    edit(ADVISORY, '"1.0": 1.0.2', '"1.0": 1.0.3');
    const { status, out: said } = await revise();
    expect(status).toBe(0);
    expect(said).toContain(`write content/xsa/XSA-1/v2.txt: text of version 2, from ${out}`);
    expect(said).toContain('Left to do:\n- edit content/xsa/XSA-1.md');
    const kept = readFileSync(join(out, 'advisories/xsa-1/xsa-1.txt'));
    const signature = readFileSync(join(out, 'advisories/xsa-1/xsa-1.txt.asc'));
    expect(readFileSync(join(root, 'content/xsa/XSA-1/v2.txt'))).toEqual(kept);
    expect(readFileSync(join(root, 'content/xsa/XSA-1/v2.txt.asc'))).toEqual(signature);
    const lines = read(ADVISORY).split('\n');
    expect(lines.filter((line) => !before.split('\n').includes(line))).toEqual([
      expect.stringContaining('1.0.3'),
      `  - {version: 3, date: ${NOW}, change: "${change}"}`,
    ]);
    expect(await since()).toEqual([]);
    expect((await revise()).out).toContain('nothing to do');
    expect(read(ADVISORY).split('\n')).toEqual(lines);

    // The site: text and signature byte for byte, listed and verified; the difference applies.
    expect((await build()).error).not.toContain('error');
    const at = (path: string) => join(out, 'advisories/xsa-1', path);
    expect(readFileSync(at('v2.txt'))).toEqual(kept);
    expect(readFileSync(at('v2.txt.asc'))).toEqual(signature);
    expect(read('dist/verify/signatures.tsv')).toContain('advisories/xsa-1/v2.txt.asc');
    expect((await run(verifyCommand, {}, out)).status).toBe(0);
    cpSync(at('v2.txt'), join(root, 'patched.txt'));
    execFileSync('patch', ['-s', join(root, 'patched.txt'), at('v3.diff')]);
    expect(read('patched.txt')).toBe(readFileSync(at('xsa-1.txt'), 'utf8'));
    const { revisions } = JSON.parse(readFileSync(at('xsa-1.json'), 'utf8')) as {
      revisions: { text?: { url: string; size: number }; diff_url?: string }[];
    };
    const name = (url: string | undefined) => url?.split('/').at(-1);
    expect(revisions.map(({ text, diff_url }) => [name(text?.url), name(diff_url)])).toEqual([
      ['v2.txt', undefined],
      ['xsa-1.txt', 'v3.diff'],
    ]);
    expect(revisions[0]?.text?.size).toBe(kept.length);
    expect(readFileSync(at('index.html'), 'utf8')).toContain('href="/advisories/xsa-1/v2.txt.asc"');
    expect(readFileSync(at('v3/index.html'), 'utf8')).toMatch(/<del>1\.0\.2<\/del> <ins>1\.0\.3<\/ins>/);
    expect(read('dist/feeds/series/xsa.atom')).toContain('/advisories/xsa-1/v2.txt');
    expect(read('urls.lock')).toContain('/advisories/xsa-1/v3.diff\n');

    // A text that somebody changed afterwards, control characters, another advisory, a version that is none.
    const checked = async (text: string) => {
      write('content/xsa/XSA-1/v2.txt', text);
      return (await run(checkCommand)).error.match(/error archived-\w+: .*/g);
    };
    expect(await checked(`${kept.toString()}More.\n`)).toEqual([
      expect.stringContaining('archived-signature: `content/xsa/XSA-1/v2.txt.asc` does not sign the text beside it'),
    ]);
    expect(await checked('XSA-1\u001b[2J\n')).toEqual(['error archived-text: Unexpected control character `U+001B`']);
    expect(await checked('XSA-10\n')).toEqual([
      'error archived-text: `content/xsa/XSA-1/v2.txt` does not name `XSA-1`',
    ]);
    expect(await checked(`XSA-1${' '.repeat(1_000_000)}\n`)).toEqual([
      'error archived-text: `content/xsa/XSA-1/v2.txt` has 1.0 MB, expected 1 MB or less',
    ]);
    write('content/xsa/XSA-1/v1.txt', 'XSA-1, private\n');
    expect((await checked(kept.toString()))?.[0]).toContain('which is no earlier public version of `XSA-1`');
  });

  test('killed at each step and run again, it ends in the same bytes', async () => {
    const whole = () => [
      read(ADVISORY),
      ...readdirSync(join(root, 'content/xsa/XSA-1')).map((name) => [name, read(`content/xsa/XSA-1/${name}`)]),
    ];
    expect((await revise()).status).toBe(0);
    const expected = whole();
    // Only the text was written, and half of the next file.
    git('checkout', '-q', '--', ADVISORY);
    write('content/xsa/.XSA-1.md.new', '---\nhalf');
    expect((await revise()).out).not.toContain('v2.txt');
    expect(whole()).toEqual(expected);
    expect(existsSync(join(root, 'content/xsa/.XSA-1.md.new'))).toBe(false);
    // The text was lost behind the version: the commit has it.
    rmSync(join(root, 'content/xsa/XSA-1/v2.txt'));
    expect((await revise()).out).toContain('text of version 2, from the last commit');
    expect(whole()).toEqual(expected);
  });

  test('where the id has a revision, readers who have to act again get the next one, and no id twice', async () => {
    const { out } = await run(reviseCommand, { change }, 'DSA-1-1');
    expect(out).not.toContain('tocsin announce');
    expect(out).toContain('publish DSA-1-2 with `related: [DSA-1-1]`');
  });

  test('a site that was built behind an edit has another text than the commit, and that is said', async () => {
    edit(ADVISORY, '"1.0": 1.0.2', '"1.0": 1.0.3');
    expect((await run(buildCommand, { sign: true, key: KEY })).status).toBe(0);
    const { error } = await revise({ dryRun: true });
    expect(error).toContain('dist and the last commit have different texts of version 2; kept is that of ');
  });

  test('a spelling is an editorial revision: no text is kept; one without revisions gets both', async () => {
    const { status, out } = await revise({ change: 'Spelling.', editorial: true });
    expect([status, out.includes('v2.txt'), out.includes('announce')]).toEqual([0, false, false]);
    expect(read(ADVISORY)).toContain('change: Spelling., editorial: true}');
    const path = 'content/alsw/ALSW-2026-1.md';
    edit(path, 'revisions:\n  - {version: 1, date: 2026-04-12, change: First publication.}\n', '');
    commit();
    expect((await run(reviseCommand, { change }, 'ALSW-2026-1')).status).toBe(0);
    expect(read(path)).toContain('revisions:\n  - version: 1\n');
    expect(await since()).toEqual([]);
  });

  test('what cannot be revised is left as it is', async () => {
    const refused = async (options: Record<string, string>, id: string) => {
      const { status, error } = await run(reviseCommand, options, id);
      return [status, error.split('\n')[0]];
    };
    expect(await refused({ change }, 'XSA-2')).toEqual([
      1,
      `error: \`XSA-2\` is not public at ${NOW}, with status \`draft\``,
    ]);
    expect((await refused({ change }, 'XSA-999'))[0]).toBe(2);
    expect((await refused({}, 'XSA-1'))[0]).toBe(2);
    expect(await refused({ change: 'Updated text.' }, 'XSA-1')).toEqual([
      1,
      'error: Version `3` does not say what changed',
    ]);
    expect((await refused({ change, now: '2026-04-28T12:00:01Z' }, 'XSA-1'))[0]).toBe(0);
    expect((await refused({ change: `${change} Again.`, now: '2026-04-28T12:00:00Z' }, 'XSA-1'))[1]).toContain(
      'error: version `3` is dated 2026-04-28T12:00:01Z, after 2026-04-28T12:00:00Z',
    );
  });

  test('a signature that a person made is kept with its text, and removed where the text is a new one', async (context) => {
    if (spawnSync('gpg', ['--version']).status !== 0) context.skip('gpg is not there');
    const { out: text } = await run(signCommand, { text: 'XSA-1' });
    write('text', text);
    const home = mkdtempSync(join(tmpdir(), 'gpg-'));
    const gpg = (...words: string[]) =>
      execFileSync(
        'gpg',
        [
          '--homedir',
          home,
          '--batch',
          '--faked-system-time',
          '20261101T120000!',
          '--pinentry-mode',
          'loopback',
          '--passphrase',
          'worthless',
          ...words,
        ],
        { stdio: 'pipe' },
      );
    gpg('--import', KEY);
    gpg('--armor', '--detach-sign', '--output', join(root, 'content/xsa/XSA-1.txt.asc'), join(root, 'text'));
    rmSync(home, { recursive: true, force: true });
    const signature = read('content/xsa/XSA-1.txt.asc');
    const { out } = await revise();
    expect(out).toContain('remove content/xsa/XSA-1.txt.asc: it signs the text before');
    expect(read('content/xsa/XSA-1/v2.txt.asc')).toBe(signature);
    expect(read('content/xsa/XSA-1/v2.txt')).toBe(text);
    expect(existsSync(join(root, 'content/xsa/XSA-1.txt.asc'))).toBe(false);
  });
});

test('tocsin withdraw: status, reason and version, one entry in the feeds; run again, and with another reason', async () => {
  const reason = 'The code is in no release: it was removed before 1.0.';
  const withdraw = (options: Record<string, string | true> = {}) =>
    run(withdrawCommand, { reason, ...options }, 'XSA-1');
  expect((await withdraw({ dryRun: true })).out).toContain('+status: withdrawn');
  const { status, out } = await withdraw();
  expect(status).toBe(0);
  expect(out).toContain('text of version 2, from the last commit');
  expect(read(ADVISORY)).toContain(`status: withdrawn\nwithdrawn:\n  date: ${NOW}\n  reason: "${reason}"\n---`);
  expect(await since()).toEqual([]);
  expect((await withdraw()).out).toContain('nothing to do');
  const other = await withdraw({ reason: 'Another one.' });
  expect([other.status, other.error.split('\n')[0]]).toEqual([
    1,
    `error: \`XSA-1\` was withdrawn on ${NOW}, with another reason`,
  ]);
  expect((await run(buildCommand)).status).toBe(0);
  expect(read('dist/feeds/all.atom').match(/<id>[^<]*:xsa-1:[^<]*<\/id>/g)).toEqual([
    '<id>tag:security.sample.example,2026:xsa-1:withdrawn</id>',
    '<id>tag:security.sample.example,2026:xsa-1:v2</id>',
  ]);
});

describe('tocsin check --since', () => {
  test('each change of meaning is named; line ends, emphasis and order are none', async () => {
    edit(ADVISORY, 'A guest can read memory', 'A guest\ncan *read* memory');
    edit(
      ADVISORY,
      'cves: [CVE-2026-100001]\ncredits: [{name: Robin Example, role: finder}]',
      'credits:\n  - {name: Robin Example, role: "finder"} # by mail\ncves: [CVE-2026-100001]',
    );
    expect(await since()).toEqual([]);
    edit(ADVISORY, 'cves: [CVE-2026-100001]', 'cves: [CVE-2026-100001, CVE-2026-100009]');
    edit(ADVISORY, '"1.0": 1.0.2', '"1.0": 1.0.3');
    edit(ADVISORY, 'There is no mitigation.', 'There is a mitigation.');
    edit('content/xsa/XSA-1/xsa1.patch', 'Subject: ', 'Subject: [PATCH] ');
    const told = async () => (await since()).filter((each) => each.startsWith('unannounced-change'));
    const all = await told();
    expect(all.map((each) => /by `HEAD`: (.*?) (?:changed|is gone|is new)/.exec(each)?.[1])).toEqual([
      'CVE ids',
      'what is said of `sample` in `1.0`',
      'patch `xsa1.patch`',
      'words below "Mitigation"',
    ]);
    expect(all[0]).toBe(
      'unannounced-change: `XSA-1` was published by `HEAD`: CVE ids changed from `CVE-2026-100001` to `CVE-2026-100001, CVE-2026-100009`, with no revision that says so',
    );
    // An editorial revision is for words.
    edit(
      ADVISORY,
      'change: Public release.}',
      'change: Public release.}\n  - {version: 3, date: 2026-11-20, change: Spelling., editorial: true}',
    );
    const rest = await told();
    expect(rest).toHaveLength(3);
    expect(rest[0]).toContain('with an editorial revision only');
    edit(ADVISORY, ', editorial: true}', '}');
    expect(await told()).toEqual([]);
    edit(ADVISORY, 'change: Public release.}', 'change: Release.}');
    expect(await told()).toEqual([]);
  });

  test('texts that were kept and versions stay, whatever a new version says', async () => {
    await run(reviseCommand, { change: 'Fixed version of Sample 1.0 corrected.' }, 'XSA-1');
    commit();
    const told = async () => (await since()).filter((each) => /^(?:unannounced|changed)/.test(each));
    const kept = 'content/xsa/XSA-1/v2.txt';
    edit(kept, 'XSA-1', 'XSA-1 ');
    expect(await told()).toEqual([
      'changed-archive: The text of version `2` of `XSA-1` is another one than `HEAD` has',
    ]);
    await run(reviseCommand, { change: 'Fixed version of Sample 1.1 corrected.' }, 'XSA-1');
    rmSync(join(root, kept));
    expect(await told()).toEqual(['changed-archive: The text of version `2` of `XSA-1` is gone since `HEAD`']);
    git('checkout', '-q', '--', '.');
    write(ADVISORY, read(ADVISORY).replace(/^ {2}- \{version: 2,.*\n/m, ''));
    expect(await told()).toEqual([
      'unannounced-change: Version `2` of `XSA-1` was published by `HEAD` and is gone from its history',
    ]);
  });

  test('two sections of one heading are both compared; settings that change texts are a warning, once', async () => {
    write(ADVISORY, `${read(ADVISORY)}\n## Notes\n\nThe first.\n\n## Notes\n\nThe second.\n`);
    commit();
    edit(ADVISORY, 'The first.', 'The last.');
    expect((await since()).join()).toContain(
      'words below "Notes" changed from `The first. The second.` to `The last. The second.`',
    );
    git('checkout', '-q', '--', '.');
    const warned = async () => (await run(checkCommand, { since: 'HEAD' })).error.match(/warning changed-by-.*/g);
    expect(await warned()).toBeNull();
    edit('content/site.yaml', 'suite: stable', 'suite: oldstable');
    expect(await warned()).toEqual([
      expect.stringMatching(/Texts that `HEAD` published are other ones by the configuration alone: `\w+-[\d-]+`/),
    ]);
    expect(await since()).toEqual([]);
  });

  test('a removed, renamed or hidden advisory is an error, by name, until a redirect or a tombstone', async () => {
    const path = 'content/alsw/ALSW-2026-1.md';
    expect((await run(buildCommand)).status).toBe(0);
    commit();
    rmSync(join(root, path));
    const gone = async () => (await since()).filter((each) => each.includes('ALSW-2026-1'));
    expect(await gone()).toEqual([
      expect.stringMatching(/^vanished-url: `ALSW-2026-1` was published and is gone, with \d+ addresses$/),
      'removed-advisory: `ALSW-2026-1` was published by `HEAD` and is gone',
    ]);
    edit('content/site.yaml', 'releases:', 'tombstones: {/advisories/alsw-2026-1/: It was never ours.}\nreleases:');
    expect(await gone()).toEqual([]);
    git('checkout', '-q', '--', '.');
    edit(path, 'id: ALSW-2026-1', 'id: ALSW-2026-2');
    git('mv', path, path.replace('-1.md', '-2.md'));
    expect(await gone()).toContain('removed-advisory: `ALSW-2026-1` was published by `HEAD` and is `ALSW-2026-2` now');
    git('reset', '-q', '--hard');
    edit(path, 'published: ', 'status: draft\npublished: ');
    expect(await gone()).toContain(
      'unannounced-change: `ALSW-2026-1` was published by `HEAD` and is not public any more, with status `draft`',
    );
  });

  test('the repository is read and nothing of it runs; a root below it; refs that are none', async () => {
    const ran = join(temporary, 'ran');
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction'])
      writeFileSync(join(root, '.git/hooks', hook), `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
    for (const key of ['core.fsmonitor', 'diff.x.textconv', 'filter.x.smudge', 'core.pager', 'core.sshCommand'])
      git('config', key, `touch ${ran}`);
    rmSync(ran, { force: true });
    write('.gitattributes', '*.md diff=x filter=x\n');
    edit(ADVISORY, 'There is no mitigation.', 'There is one.');
    expect((await since()).join()).toContain('words below "Mitigation" changed');
    expect(existsSync(ran)).toBe(false);
    for (const ref of ['--output=x', 'none', '-h', 'HEAD:content', ''])
      expect((await run(checkCommand, { since: ref })).status).toBe(2);
    // From the command line, with the environment of a hook.
    const { status, stderr } = spawnSync(
      'node',
      [join(project, 'build/command/tocsin.js'), 'check', '--root', root, '--now', NOW, '--since', 'HEAD'],
      { encoding: 'utf8', env: { ...process.env, GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere' } },
    );
    expect(stderr).toContain('error unannounced-change');
    expect(status).toBe(1);
    const above = join(temporary, 'above');
    cpSync(template, join(above, 'inner'), { recursive: true });
    root = above;
    git('init', '-q');
    commit();
    root = join(above, 'inner');
    expect(await since()).toEqual([]);
    edit(ADVISORY, 'There is no mitigation.', 'There is one.');
    expect((await since()).join()).toContain('words below "Mitigation" changed');
  });
});

describe('differences', () => {
  const line = fc.constantFrom('a', 'b', 'c', '', '-', '+ x', '\\', '@@ -1 +1 @@', 'é 日本');
  const text = fc
    .tuple(fc.array(line, { maxLength: 30 }), fc.boolean())
    .map(([lines, isEnded]) => lines.join('\n') + (isEnded && lines.length > 0 ? '\n' : ''));

  test('property: `patch` makes the second text of the first', () => {
    const [a, b] = [join(temporary, 'a'), join(temporary, 'b.diff')];
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff(before, after, { before: 'v1.txt', after: 'v2.txt' });
        if (before === after) {
          expect(diff).toBe('');
          return;
        }
        writeFileSync(a, before);
        writeFileSync(b, diff);
        execFileSync('patch', ['-s', '--posix', a, b], { stdio: 'pipe' });
        expect(existsSync(a) ? readFileSync(a, 'utf8') : '').toBe(after);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  test('words are shown in pieces that a person can read', () => {
    const shown = (before: string, after: string) =>
      passagesOf(before, after)
        .flatMap(({ pieces }) => pieces)
        .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`))
        .join('');
    // A new item is whole, though its first words are those of the item behind it.
    expect(shown('HISTORY\n\n * Version 1: a.\n', 'HISTORY\n\n * Version 2: b\n   c.\n * Version 1: a.\n')).toBe(
      'HISTORY\n\n {+* Version 2: b\n   c.+}\n * Version 1: a.\n',
    );
    // One word that two other sentences have in common does not cut them.
    expect(shown('It was found out of time by us.\n', 'Another fix of some length.\n')).toBe(
      '[-It was found out of time by us.-] {+Another fix of some length.+}\n',
    );
    expect(shown('fixed in 1.0 of north\n', 'fixed in 1.1 of south\n')).toBe(
      'fixed in [-1.0-] {+1.1+} of [-north-] {+south+}\n',
    );
  });

  test('property: words that stay are on both sides', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        for (const { pieces } of passagesOf(before, after)) {
          const side = (kind: string) =>
            pieces
              .filter((piece) => piece.kind !== kind)
              .map((piece) => piece.text)
              .join(' ')
              .split(/\s+/)
              .join('');
          expect(after.replace(/\s+/g, '')).toContain(side('removed'));
          expect(before.replace(/\s+/g, '')).toContain(side('added'));
        }
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  test('texts that have nothing in common are quick, and `patch` applies their difference', () => {
    const many = (word: string) => Array.from({ length: 100_000 }, (_, index) => `${word} ${index}\n`).join('');
    const [before, after] = [many('a'), many('b').slice(0, -1)];
    const start = performance.now();
    passagesOf(before, after);
    const diff = unifiedDiff(before, after, { before: 'v1.txt', after: 'v2.txt' });
    expect(performance.now() - start).toBeLessThan(8000);
    const [a, b] = [join(temporary, 'many'), join(temporary, 'many.diff')];
    writeFileSync(a, before);
    writeFileSync(b, diff);
    execFileSync('patch', ['-s', a, b], { stdio: 'pipe' });
    expect(readFileSync(a, 'utf8')).toBe(after);
  });
});
