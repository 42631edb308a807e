// A release moves an advisory from the private root to the public one: as planned, not before its time, and whole,
// wherever it is broken off. What should have happened already is said.

import { spawn, spawnSync } from 'node:child_process';
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasErrors } from '../generator/build.ts';
import { check } from '../generator/check.ts';
import { type Options, type Terminal, UsageError } from '../generator/commands/command.ts';
import command from '../generator/commands/release.ts';
import { begun } from '../generator/commands/release-again.ts';
import { perform, sumOf } from '../generator/commands/release-files.ts';
import { releasedText } from '../generator/lib/embargo/release-edit.ts';
import { type Journal, readJournal, releaseSteps } from '../generator/lib/embargo/release-journal.ts';
import { read, readPrivate } from '../generator/read.ts';
import { COMMAND, tocsin } from './command.ts';
import { hasTool } from './gpg.ts';
import { project, sampleAdvisory, sampleSite, temporaryFolder, write } from './roots.ts';

const temporary = temporaryFolder('release');

const PLANNED = '2026-12-01T12:00:00Z';
const AFTER = '2026-12-01T12:00:07Z';
const BEFORE = '2026-12-01T11:59:59Z';
const environment = { ...process.env, TOCSIN_SIGNING_KEY: '', TZ: 'Pacific/Auckland' };

const advisory = (fields: string, body?: string) =>
  sampleAdvisory(`${fields}\naffected: [{product: barbican, from: "1.0"}]`, body);

const SITE = sampleSite();

const SECRET = advisory(
  `# Keep this remark.
id: XSA-523
title: "Zanzibar quokka"   # two blanks stay
status:   embargoed # until then
published: 2026-12-01T13:00:00+01:00
patches:
  - {file: xsa523/0001-a.patch, releases: ["1.0"]}
  - {file: b.patch, releases: ["1.0"]}
revisions:
  - {version: 1, date: 2026-11-20T12:00:00Z, change: Sent to the list., public: false}`,
);

const PATCH =
  'From: A <a@sample.example>\nSubject: [PATCH] check the index\n\n---\n a.c | 1 +\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-a\n+b\n';

const INSIDE = {
  'content/xsa/XSA-523.md': SECRET,
  'content/xsa/XSA-523/xsa523/0001-a.patch': PATCH,
  'content/xsa/XSA-523/b.patch': PATCH.replace('[PATCH]', '[PATCH 2]'),
  'content/xsa/XSA-524.md': advisory('id: XSA-524\ntitle: Numbat\nstatus: embargoed\npublished: 2026-12-08T12:00:00Z'),
};

function roots(name: string, inside: Readonly<Record<string, string>> = INSIDE, site = SITE) {
  const base = join(temporary, name);
  const root = write(join(base, 'open'), {
    'content/site.yaml': site,
    'content/xsa/XSA-1.md': advisory('id: XSA-1\ntitle: First\npublished: 2026-04-28T12:00:00Z'),
  });
  return { base, root, folder: write(join(base, 'secret'), inside) };
}

const treeOf = (path: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(path, { recursive: true, withFileTypes: true })
      .map((entry) => ({ path: join(entry.parentPath, entry.name), isFolder: entry.isDirectory() }))
      .map(({ path: file, isFolder }): [string, string] => [
        file.slice(path.length + 1),
        isFolder ? '/' : readFileSync(file, 'latin1'),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Runs the verb in this process, which saves the start of another one. */
async function release(root: string, folder: string, ...words: readonly string[]) {
  const value = (name: string) => words[words.indexOf(name) + 1] ?? '';
  const options: Options = {
    root,
    private: folder,
    now: value('--now'),
    ...(words.includes('--at') && { at: value('--at') }),
    ...(words.includes('--dry-run') && { dryRun: 'true' }),
  };
  let [stdout, stderr] = ['', ''];
  const terminal: Terminal = {
    out: (text) => {
      stdout += text;
    },
    error: (text) => {
      stderr += text;
    },
    progress: () => undefined,
    hasColor: false,
    now: (written) => written ?? '',
    themeFolder: join(project, 'build/theme'),
    env: () => undefined,
    programEnvironment: {},
    input: async () => undefined,
    isInteractive: false,
    ask: async () => undefined,
    askSecret: async () => undefined,
    process: { id: process.pid + 1, isRunning: (id) => id === process.pid },
  };
  const ids = words.filter((word) => /^XSA-\d+$/.test(word));
  const status = await command.run(terminal, options, ids.length > 0 ? ids : ['XSA-523']).catch((error: unknown) => {
    if (error instanceof UsageError) return 2;
    throw error;
  });
  return { status, stdout, stderr };
}

/** What a release leaves that nothing broke off. */
async function finished(name: string) {
  const { base, root, folder } = roots(name);
  const ran = await release(root, folder, '--now', AFTER);
  return { ran, tree: treeOf(base), root, folder, base };
}

test('a release moves the advisory with its files, and changes three fields of it', async () => {
  const { ran, root, folder } = await finished('whole');
  expect({ status: ran.status, stderr: ran.stderr }).toEqual({
    status: 0,
    stderr: expect.not.stringContaining('error'),
  });
  expect([...treeOf(folder).keys()]).toEqual(['content', 'content/xsa', 'content/xsa/XSA-524.md']);
  expect(readFileSync(join(root, 'content/xsa/XSA-523.md'), 'utf8')).toBe(
    SECRET.replace('status:   embargoed #', 'status:   published #').replace(
      'public: false}',
      `public: false}\n  - {version: 2, date: ${PLANNED}, change: Public release.}`,
    ),
  );
  expect(readFileSync(join(root, 'content/xsa/XSA-523/xsa523/0001-a.patch'), 'utf8')).toBe(PATCH);
  expect(ran.stdout).toContain('Left to do:\n- build the site');
  const again = await release(root, folder, '--now', AFTER);
  expect(again).toMatchObject({ status: 0, stdout: 'XSA-523 is public; nothing to do\n' });
});

test('the plan is printed before its time, and is what the release and the next build do', async () => {
  const { base, root, folder } = roots('plan');
  const dist = join(base, 'dist');
  const built = async (word: string) => {
    const { code, error } = await tocsin(['build', '--root', root, '--out', dist, '--now', AFTER]);
    expect({ word, code, error }).toMatchObject({ code: 0 });
    return { files: treeOf(dist), lock: readFileSync(join(root, 'urls.lock'), 'utf8').split('\n') };
  };
  const before = await built('before');
  const tree = treeOf(base);
  const dry = await release(root, folder, '--dry-run', '--now', '2026-11-21T12:00:00Z');
  expect({ status: dry.status, stderr: dry.stderr }).toMatchObject({ status: 0 });
  expect(treeOf(base)).toEqual(tree);
  const planOf = (text: string) => text.slice(0, text.search(/^(?:Nothing was written|XSA-523 lies)/m));
  const real = await release(root, folder, '--now', AFTER);
  expect(planOf(dry.stdout)).toBe(planOf(real.stdout));
  const after = await built('after');
  const changed = [...after.files]
    .filter(([path, text]) => text !== '/' && before.files.get(path) !== text)
    .map(([path]) => `${before.files.has(path) ? 'changed' : 'new'} /${path}`);
  const gone = [...before.files.keys()].filter((path) => !after.files.has(path)).map((path) => `gone /${path}`);
  const planned = [...dry.stdout.matchAll(/^ {2}((?:new|changed|gone) \/.*)$/gm)].map((match) => match[1] ?? '');
  expect(planned.length).toBeGreaterThan(15);
  expect([...planned].sort()).toEqual([...changed, ...gone].sort());
  const added = after.lock.filter((line) => !before.lock.includes(line));
  const lockPart = dry.stdout.slice(dry.stdout.indexOf('New in urls.lock:'));
  expect(added.length).toBeGreaterThan(3);
  for (const line of added) expect(lockPart).toContain(`  ${line}\n`);
  expect(dry.stdout).toContain('Feed entries:\n  tag:security.sample.example,2026:xsa-523:v2\n');
});

test('nothing happens before the planned time, but with --at', async () => {
  const { base, root, folder } = roots('early');
  const tree = treeOf(base);
  const early = await release(root, folder, '--now', BEFORE);
  expect(early).toMatchObject({ status: 1, stdout: '' });
  expect(early.stderr).toContain(`\`XSA-523\` is planned for ${PLANNED}, and it is ${BEFORE}`);
  expect((await release(root, folder, '--now', BEFORE, '--at', PLANNED)).status).toBe(1);
  expect((await release(root, folder, '--now', BEFORE, '--at', '2026-11-30')).status).toBe(2);
  expect(treeOf(base)).toEqual(tree);
  const forced = await release(root, folder, '--now', '2026-11-25T08:30:00Z', '--at', '2026-11-25T10:00:00+02:00');
  expect({ status: forced.status, stderr: forced.stderr }).toMatchObject({ status: 0 });
  const text = readFileSync(join(root, 'content/xsa/XSA-523.md'), 'utf8');
  expect(text).toContain('published: 2026-11-25T08:00:00Z\n');
  expect(text).toContain('{version: 2, date: 2026-11-25T08:00:00Z, change: Public release.}');
});

test.for([
  ['an error in it', { 'content/xsa/XSA-523.md': SECRET.replace('## Impact', '## Impakt') }, 'Impact'],
  [
    'a patch that is missing',
    { 'content/xsa/XSA-523.md': SECRET.replace('file: b.patch', 'file: c.patch') },
    'c.patch',
  ],
  ['a status that is none', { 'content/xsa/XSA-523.md': SECRET.replace('embargoed', 'embargo') }, 'embargo'],
  ['a draft', { 'content/xsa/XSA-523.md': SECRET.replace('embargoed', 'draft') }, '`draft`'],
] as const)('%s stops the release, and nothing is changed', async ([name, changed, said]) => {
  const { base, root, folder } = roots(`stopped-${name}`, { ...INSIDE, ...changed });
  const tree = treeOf(base);
  const ran = await release(root, folder, '--now', AFTER);
  expect(ran.status).not.toBe(0);
  expect(ran.stderr).toContain(said);
  expect(treeOf(base)).toEqual(tree);
});

test('files in the way, and links that lead elsewhere, stop the release', async () => {
  const one = roots('in-the-way');
  write(one.root, { 'content/xsa/XSA-523/b.patch': 'another one\n' });
  const ran = await release(one.root, one.folder, '--now', AFTER);
  expect(ran.status).toBe(1);
  const two = roots('link');
  mkdirSync(join(two.base, 'elsewhere'));
  symlinkSync(join(two.base, 'elsewhere'), join(two.root, 'content/xsa/XSA-523'));
  const tree = [...treeOf(two.folder)];
  expect((await release(two.root, two.folder, '--now', AFTER)).status).toBe(1);
  expect(readdirSync(join(two.base, 'elsewhere'))).toEqual([]);
  expect([...treeOf(two.folder)]).toEqual(tree);
});

describe('a release that was broken off', async () => {
  const { root: doneRoot, folder: doneFolder } = await finished('reference');
  const expected = { root: treeOf(doneRoot), folder: treeOf(doneFolder) };

  function journalFor(root: string, folder: string): Journal {
    const { content } = check({ ...read(root), private: readPrivate(folder) }, AFTER);
    const own = content?.embargoed.find(({ id }) => id === 'XSA-523');
    if (!own) throw new Error('no advisory');
    const text = releasedText(SECRET, own, PLANNED, false);
    const paths = Object.keys(INSIDE).filter((path) => path.includes('XSA-523/'));
    const files = [...paths.sort(), 'content/xsa/XSA-523.md'].map((path) => {
      const before = sumOf(readFileSync(join(folder, path)));
      return {
        path,
        before,
        ...(path.endsWith('.md') ? { after: sumOf(Buffer.from(text)), text } : { after: before }),
      };
    });
    return { advisories: [{ id: 'XSA-523', date: PLANNED }], files };
  }

  test.for([1, 2, 3, 4, 5, 6, 7, 8])('goes on after step %i to the same end', async (count) => {
    const { root, folder } = roots(`broken-${count}`);
    const journal = journalFor(root, folder);
    const steps = releaseSteps(journal);
    expect(steps).toHaveLength(8);
    for (const step of steps.slice(0, count)) perform({ root, folder }, step);
    // A file that was half written lies beside.
    if (count < 8) write(root, { '.tocsin-release-file.new': 'half' });
    if (count === 3) {
      const found = await tocsin(['status', '--root', root, '--private', folder, '--now', AFTER]);
      expect(found).toMatchObject({ code: 1, out: expect.stringContaining('BROKEN OFF: the release of XSA-523') });
    }
    // The day after, and with a lock of a process that is gone.
    writeFileSync(join(folder, '.tocsin-release.lock'), '999999999\n');
    const ran = await release(root, folder, '--now', '2026-12-02T12:00:00Z');
    expect({ count, status: ran.status, stderr: ran.stderr }).toMatchObject({ count, status: 0 });
    expect(treeOf(root)).toEqual(expected.root);
    expect(treeOf(folder)).toEqual(expected.folder);
  });

  test('a process that is killed leaves a state that goes on', async () => {
    for (const delay of [300, 700, 1100]) {
      const { root, folder } = roots(`killed-${delay}`);
      const child = spawn(
        'node',
        [COMMAND, 'release', 'XSA-523', '--root', root, '--private', folder, '--now', AFTER],
        {
          env: environment,
          stdio: 'ignore',
        },
      );
      const ended = new Promise((done) => child.on('close', done));
      await new Promise((done) => setTimeout(done, delay));
      child.kill('SIGKILL');
      await ended;
      expect((await release(root, folder, '--now', AFTER)).status).toBe(0);
      expect(treeOf(root)).toEqual(expected.root);
      expect(treeOf(folder)).toEqual(expected.folder);
    }
  });

  test('a process that is killed before any operation on the disk leaves a state that goes on', () => {
    let count = 0;
    let steps: ReturnType<typeof releaseSteps> | undefined;
    for (let isKilled = true; isKilled; count++) {
      const { root, folder } = roots('operations');
      steps ??= releaseSteps(journalFor(root, folder));
      const wanted = steps;
      isKilled = killedAt(count, () => {
        for (const step of wanted) perform({ root, folder }, step);
      });
      // No file is ever there in part.
      for (const [path, text] of treeOf(root))
        if (path.startsWith('content/xsa/XSA-523')) expect(text).toBe(expected.root.get(path));
      const [journal] = begun(folder, ['XSA-523']);
      for (const step of journal ? releaseSteps(journal) : wanted) perform({ root, folder }, step);
      expect(treeOf(root)).toEqual(expected.root);
      expect(treeOf(folder)).toEqual(expected.folder);
      rmSync(join(temporary, 'operations'), { recursive: true });
    }
    expect(count).toBeGreaterThan(30);
  });

  test('a disk that is full stops it with a word, and it goes on when there is room', async () => {
    const { root, folder } = roots('full');
    const own = fs.renameSync;
    fs.renameSync = (from, to) => {
      if (String(to).endsWith('open/content/xsa/XSA-523.md'))
        throw Object.assign(new Error('ENOSPC: no space left on device'), { syscall: 'rename' });
      own(from, to);
    };
    syncBuiltinESMExports();
    const ran = await release(root, folder, '--now', AFTER).finally(() => {
      fs.renameSync = own;
      syncBuiltinESMExports();
    });
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain('the release was broken off: ENOSPC');
    expect(existsSync(join(folder, 'content/xsa/XSA-523.md'))).toBe(true);
    expect((await release(root, folder, '--now', AFTER)).status).toBe(0);
    expect([treeOf(root), treeOf(folder)]).toEqual([expected.root, expected.folder]);
  });

  test('stops when a file is not what it was', async () => {
    const { root, folder } = roots('changed');
    const steps = releaseSteps(journalFor(root, folder));
    for (const step of steps.slice(0, 2)) perform({ root, folder }, step);
    write(folder, { 'content/xsa/XSA-523.md': `${SECRET}\nMore.\n` });
    const ran = await release(root, folder, '--now', AFTER);
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain('is not what it was when the release began');
    expect(existsSync(join(folder, 'content/xsa/XSA-523.md'))).toBe(true);
    expect(existsSync(join(root, 'content/xsa/XSA-523.md'))).toBe(false);
  });

  test('a journal leads to no file outside of the roots', async () => {
    const file = { before: '0'.repeat(64), after: '0'.repeat(64) };
    const journal = (path: string) =>
      readJournal(JSON.stringify({ advisories: [{ id: 'XSA-1', date: PLANNED }], files: [{ ...file, path }] }));
    expect(journal('content/xsa/XSA-1.md')).toBeDefined();
    for (const path of ['/etc/passwd', 'content/../../x', 'public/x', '../content/x', 'content/./x'])
      expect(journal(path)).toBeUndefined();
  });
});

/** Runs until the given operation on the disk, of which half is done at most, and then nothing more. */
function killedAt(count: number, run: () => void): boolean {
  const names = [
    'openSync',
    'writeSync',
    'fsyncSync',
    'closeSync',
    'renameSync',
    'rmSync',
    'rmdirSync',
    'mkdirSync',
  ] as const;
  type Operation = (...words: unknown[]) => unknown;
  const own: Record<string, Operation> = Object.fromEntries(names.map((name) => [name, fs[name] as Operation]));
  let [done, isDead] = [0, false];
  for (const name of names) {
    Object.assign(fs, {
      [name]: (...words: unknown[]) => {
        if (done++ < count) return own[name]?.(...words);
        if (!isDead && name === 'writeSync') own['writeSync']?.(words[0], (words[1] as Buffer).subarray(0, 9));
        isDead = true;
        throw new Error('killed');
      },
    });
  }
  syncBuiltinESMExports();
  try {
    run();
  } catch (error) {
    if (!isDead) throw error;
  } finally {
    Object.assign(fs, own);
    syncBuiltinESMExports();
  }
  return isDead;
}

test('advisories that name each other become public together, and alone neither', async () => {
  const pair = (id: string, other: string) =>
    advisory(
      `id: ${id}\ntitle: Quokka ${id}\nstatus: embargoed\npublished: ${PLANNED}\nrelated: [${other}]`,
      `See [${other}](${other}.md).`,
    );
  const { root, folder } = roots('pair', {
    'content/xsa/XSA-523.md': pair('XSA-523', 'XSA-524'),
    'content/xsa/XSA-524.md': pair('XSA-524', 'XSA-523'),
  });
  const tree = treeOf(folder);
  const alone = await release(root, folder, '--now', AFTER);
  expect(alone.status).toBe(1);
  expect(alone.stderr).toContain('hint: Release together what names each other: `tocsin release XSA-523 XSA-524`');
  expect(treeOf(folder)).toEqual(tree);
  const ran = await release(root, folder, 'XSA-523', 'XSA-524', '--now', AFTER);
  expect({ status: ran.status, stderr: ran.stderr }).toMatchObject({ status: 0 });
  expect(ran.stdout).toContain('XSA-523 and XSA-524 lie in the public root.\n');
  expect([...treeOf(folder).keys()]).toEqual(['content', 'content/xsa']);
  expect(hasErrors(check(read(root), AFTER).messages)).toBe(false);
});

describe('the repository of the public root is public, too', () => {
  const block = `embargo:
  # Nobody else knows.
  reported: 2026-11-10
  notified: 2026-11-20T13:00:00+01:00
  reporter: Quinn Quokka <quinn@sample.example>
  notify: [{name: Vendor}]
  lists: [distros]
  exploit: {shared: true, follow-up: 2026-12-03T12:00:00Z}
  cve-requested: 2026-11-11
`;
  const inside = {
    ...INSIDE,
    'content/xsa/XSA-523.md': SECRET.replace('patches:', `${block}patches:`).replace(
      '\n\n## Impact',
      '\n\n<!-- ask\nBilby -->\n\n## Impact',
    ),
    'content/xsa/XSA-523/exploit.c': 'int main() {}\n',
  };

  test.for([
    [
      'no public list',
      '',
      'reporter, embargo.notify, embargo.lists, embargo.exploit, embargo.cve-requested',
      '  reported: 2026-11-10\n  notified: 2026-11-20T13:00:00+01:00\n',
    ],
    [
      'a public list',
      'disclosure: {posting: {to: all@lists.sample.example, software: barbican}}\n',
      'reporter, embargo.notify, embargo.cve-requested',
      'exploit:\n    shared: true\n    follow-up: 2026-12-03T12:00:00Z\n',
    ],
  ] as const)('with %s, only what the public may read of the embargo moves', async ([name, setting, hidden, kept]) => {
    const { root, folder } = roots(`public-${name}`, inside, SITE + setting);
    const ran = await release(root, folder, '--now', AFTER);
    expect({ status: ran.status, stderr: ran.stderr }).toMatchObject({ status: 0 });
    expect(ran.stdout).toContain(`Left out of the public file:\n  XSA-523: embargo.${hidden}\n`);
    const text = readFileSync(join(root, 'content/xsa/XSA-523.md'), 'utf8');
    expect(text).not.toMatch(/Quinn|Vendor|Nobody else|cve-requested/);
    expect(text).toContain(kept);
    const { content } = check(read(root), AFTER);
    expect(content?.advisories.find(({ id }) => id === 'XSA-523')?.embargo).toMatchObject({
      reported: '2026-11-10T00:00:00Z',
      notified: '2026-11-20T12:00:00Z',
    });
    // What no page shows is shown before.
    for (const line of ['# Keep this remark.', '<!-- ask Bilby -->', 'version 1: Sent to the list.'])
      expect(ran.stdout).toContain(`  XSA-523: ${line}\n`);
    // An exploit that lies beside is no patch.
    expect(ran.stdout).toContain('since no entry of `patches` names them:\n  content/xsa/XSA-523/exploit.c\n');
    expect(existsSync(join(root, 'content/xsa/XSA-523/exploit.c'))).toBe(false);
    expect(existsSync(join(folder, 'content/xsa/XSA-523/exploit.c'))).toBe(true);
  });
});

test.skipIf(!hasTool('git'))('what is left to do are commands that work (needs git)', async () => {
  const { base, root, folder } = roots('commands');
  const git = (at: string, ...words: readonly string[]) => {
    const who = ['-c', 'user.name=Sample', '-c', 'user.email=team@sample.example'];
    const { status, stdout, stderr } = spawnSync('git', ['-C', at, ...who, ...words], { encoding: 'utf8' });
    expect({ words, status, stderr }).toMatchObject({ status: 0 });
    return stdout;
  };
  for (const [name, at] of [
    ['root.git', root],
    ['folder.git', folder],
  ] as const) {
    git(base, 'init', '-q', '--bare', '-b', 'main', name);
    git(at, 'init', '-q', '-b', 'main');
    write(at, { '.gitignore': 'dist/\n' });
    git(at, 'add', '-A');
    git(at, 'commit', '-q', '-m', 'First');
    git(at, 'remote', 'add', 'origin', join(base, name));
    git(at, 'push', '-q', '-u', 'origin', 'main');
  }
  // Other work in both trees stays out of the commits.
  write(root, { 'notes.txt': 'x\n' });
  write(folder, { 'content/xsa/XSA-524.md': `${INSIDE['content/xsa/XSA-524.md']}More.\n` });
  const { stdout } = await release(root, folder, '--now', AFTER);
  expect((await tocsin(['build', '--root', root, '--now', AFTER])).code).toBe(0);
  const commands = [...stdout.matchAll(/`(git [^`]*)`/g)].map((match) => match[1] ?? '');
  expect(commands).toHaveLength(5);
  const identity = {
    GIT_AUTHOR_NAME: 'Sample',
    GIT_AUTHOR_EMAIL: 'team@sample.example',
    GIT_COMMITTER_NAME: 'Sample',
    GIT_COMMITTER_EMAIL: 'team@sample.example',
  };
  for (const each of commands) {
    const { status, stderr } = spawnSync('sh', ['-c', each], {
      encoding: 'utf8',
      env: { ...process.env, ...identity },
    });
    expect({ each, status, stderr }).toMatchObject({ status: 0 });
  }
  expect(git(root, 'status', '--short')).toBe('?? notes.txt\n');
  expect(git(folder, 'status', '--short')).toBe(' M content/xsa/XSA-524.md\n');
  expect(git(root, 'diff', '--stat', 'origin/main')).toBe('');
  expect(git(folder, 'ls-tree', '-r', '--name-only', 'origin/main')).toBe('.gitignore\ncontent/xsa/XSA-524.md\n');
});

test('of two releases at once one is refused, or finds it done', async () => {
  const { root, folder } = roots('twice');
  const words = [COMMAND, 'release', 'XSA-523', '--root', root, '--private', folder, '--now', AFTER];
  const runs = [1, 2, 3].map(
    () =>
      new Promise<{ code: number | null; text: string }>((done) => {
        const child = spawn('node', words, { env: environment });
        let text = '';
        child.stdout.on('data', (data) => {
          text += data;
        });
        child.stderr.on('data', (data) => {
          text += data;
        });
        child.on('close', (code) => done({ code, text }));
      }),
  );
  const found = await Promise.all(runs);
  expect(found.filter(({ text }) => text.includes('XSA-523 lies in the public root'))).toHaveLength(1);
  for (const { code, text } of found) {
    if (code === 0) expect(text).toMatch(/lies in the public root|is public; nothing to do/);
    else expect(text).toContain('another release is running');
  }
  expect([...treeOf(folder).keys()]).toEqual(['content', 'content/xsa', 'content/xsa/XSA-524.md']);
  writeFileSync(join(folder, '.tocsin-release.lock'), `${process.pid}\n`);
  expect(await release(root, folder, '--now', AFTER)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('another release'),
  });
});

test('versions: what was sent before is version 1, and a version that the author prepared is the public one', async () => {
  const text = (fields: string, date = PLANNED) => {
    const inside = { 'content/xsa/XSA-523.md': advisory(`id: XSA-523\ntitle: Quokka\nstatus: embargoed\n${fields}`) };
    const { root, folder } = roots(`versions-${Math.random()}`, inside);
    const { content } = check({ ...read(root), private: readPrivate(folder) }, AFTER);
    const own = content?.embargoed[0];
    return own ? releasedText(inside['content/xsa/XSA-523.md'], own, date, false) : '';
  };
  expect(text(`published: ${PLANNED}`)).toContain(
    `revisions:\n  - version: 1\n    date: ${PLANNED}\n    change: Public release.\n`,
  );
  const told = text(`published: ${PLANNED}\nembargo: {notified: 2026-11-24T12:00:00Z}`);
  expect(told).toMatch(
    /version: 1\n +date: 2026-11-24T12:00:00Z\n +change: Sent before the public release\.\n +public: false\n +- version: 2\n/,
  );
  const prepared = `published: ${PLANNED}\nrevisions: [{version: 1, date: ${PLANNED}, change: First.}]`;
  expect(text(prepared)).toContain(prepared);
  expect(text(prepared, '2026-11-25T08:00:00Z')).toContain(
    'revisions: [{version: 1, date: 2026-11-25T08:00:00Z, change: First.}]',
  );
});

describe('status', () => {
  test('what is planned, in work and overdue; a second decides', async () => {
    const { root, folder } = roots('status', {
      ...INSIDE,
      'content/xsa/XSA-525.md': advisory('id: XSA-525\ntitle: Bilby\nstatus: draft'),
    });
    const status = (now: string) => tocsin(['status', '--root', root, '--private', folder, '--now', now]);
    const early = await status(BEFORE);
    expect(early.code).toBe(0);
    expect(early.out).toContain(
      `planned: XSA-523 for Tuesday 2026-12-01 12:00 UTC, in less than a minute (${folder}/content/xsa/XSA-523.md)\n`,
    );
    expect(early.out).toContain(`draft: XSA-525 (${folder}/content/xsa/XSA-525.md)\n`);
    const late = await status('2026-12-01T15:00:00Z');
    expect(late.code).toBe(1);
    expect(late.out).toMatch(/^OVERDUE: XSA-523 was planned for Tuesday 2026-12-01 12:00 UTC, 3 hours ago\n/);
    expect((await status(PLANNED)).code).toBe(1);
    const checked = await tocsin(['check', '--root', root, '--private', folder, '--now', AFTER]);
    expect(checked.error).toContain(
      `${folder}/content/xsa/XSA-523.md:6:12: warning overdue-release: OVERDUE: \`XSA-523\``,
    );
  });

  test.for([
    ['', false],
    [', announce-number: true', true],
  ] as const)('a build says that a release is overdue, with series%s', async ([setting, isNamed]) => {
    const { base, root, folder } = roots(`overdue-${isNamed}`, INSIDE, sampleSite(setting));
    const build = (now: string) =>
      tocsin(['build', '--root', root, '--private', folder, '--out', join(base, 'dist'), '--now', now]);
    expect((await build(BEFORE)).error).not.toContain('OVERDUE');
    const { code, error } = await build(AFTER);
    expect({ code, error }).toMatchObject({ code: 0 });
    expect(error).toContain('OVERDUE: 1 release is past the planned time');
    expect(error.includes('XSA-523')).toBe(isNamed);
  });
});

test('a journal that cannot be read is no release to go on with', async () => {
  const { root, folder, base } = roots('bad-journal');
  writeFileSync(join(folder, '.tocsin-release-XSA-523.json'), '{');
  const tree = treeOf(base);
  expect(await release(root, folder, '--now', AFTER)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('cannot be read'),
  });
  expect(treeOf(base)).toEqual(tree);
});
