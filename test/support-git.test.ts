// Support statements out of a git repository that the test makes: branches by pattern, bare and with a checkout, and
// configurations that mean harm.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { check } from '../generator/check.ts';
import { read } from '../generator/read.ts';

const now = '2026-06-01T00:00:00Z';
const theme = { outputs: [], styles: [], reservedIds: [] };
const statement = (version: string) =>
  `# Release Support\n\n    Sample-Version: ${version}\n    Initial-Release: 2025-01-01\n    Supported-Until: TBD\n    Security-Support-Until: 2030-01-01\n\n# Features\n\n## Engine\n\n    Status: Supported\n`;

let folder = '';
let root = '';
const work = () => join(folder, 'work');
const git = (...words: string[]) =>
  execFileSync('git', ['-C', work(), '-c', 'user.name=A', '-c', 'user.email=a@sample.example', ...words], {
    encoding: 'utf8',
    stdio: 'pipe',
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_DATE: '2026-03-04T05:06:07+02:00',
      GIT_COMMITTER_DATE: '2026-03-04T05:06:07+02:00',
    },
  }).trim();
const commit = (branch: string, file: string, text: string) => {
  git('checkout', '-q', '-B', branch);
  writeFileSync(join(work(), file), text);
  git('add', file);
  git('commit', '-q', '-m', branch);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'support-git-'));
  mkdirSync(work());
  git('init', '-q', '-b', 'old-1');
  commit('old-1', 'README', 'no statement here');
  commit('stable-1.0', 'SUPPORT.md', statement('1.0'));
  commit('stable-1.1', 'SUPPORT.md', statement('1.1').replace('Status: Supported', 'Status: Suported'));
  git('tag', '-a', '-m', 'two', 'v2');
  commit('master', 'SUPPORT.md', statement('1.2-dev'));
  execFileSync('git', ['clone', '-q', '--mirror', work(), join(folder, 'sample.git')], { stdio: 'pipe' });
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  root = join(folder, 'root');
  rmSync(root, { recursive: true, force: true });
  cpSync(join(import.meta.dirname, 'fixtures/sample'), root, { recursive: true });
  rmSync(join(root, 'support'), { recursive: true });
});

function configure(settings: string) {
  const path = join(root, 'content/site.yaml');
  writeFileSync(path, `${readFileSync(path, 'utf8')}\nsupport: ${settings}\n`);
}

/** What is said about statements and their source; the sample's own content speaks of features that are gone here. */
const messages = () =>
  check(read(root), now)
    .messages.filter(
      ({ rule, place }) =>
        rule.startsWith('support-') ||
        place.file.includes(':') ||
        /support/.test(rule) ||
        rule === 'bad-value' ||
        rule === 'missing-field',
    )
    .map(({ place, rule, text }) => `${place.file}:${place.line}:${place.column}: ${rule}: ${text}`);

describe.each(['../work', '../sample.git'])('the repository %s', (repository) => {
  test('gives the statement of each branch, with commit and date', () => {
    configure(`{git: ${repository}, refs: [master, "stable-*"]}`);
    const { model, outputs } = build(read(root), now, theme);
    expect(model?.support.statements.map(({ version, commit: from }) => [version, from?.ref, from?.date])).toEqual([
      ['1.2-dev', 'master', '2026-03-04T03:06:07Z'],
      ['1.1', 'stable-1.1', '2026-03-04T03:06:07Z'],
      ['1.0', 'stable-1.0', '2026-03-04T03:06:07Z'],
    ]);
    const page = outputs.find((output) => output.path === 'support/1.1/index.html')?.body;
    expect(page).toContain(git('rev-parse', 'stable-1.1'));
    expect(page).toContain('2026-03-04 03:06 UTC');
    expect(messages()).toEqual([
      'stable-1.1:SUPPORT.md:12:13: support-unknown-status: Unexpected `Suported` as status, did you mean `Supported`?',
    ]);
  });
});

test('a tag counts with the commit that it names', () => {
  configure('{git: ../work, refs: v2}');
  expect(read(root).support.map(({ path, commit: from }) => [path, from?.id])).toEqual([
    ['v2:SUPPORT.md', git('rev-parse', 'v2^{commit}')],
  ]);
});

test.for<[settings: string, message: string]>([
  ['{git: ../nowhere, refs: master}', 'support-source: Repository `../nowhere` is not there'],
  ['{git: ../root/content, refs: master}', 'support-source: Folder `../root/content` is no git repository'],
  [
    '{git: ../../../../etc, refs: master}',
    'support-source: Repository `../../../../etc` is outside of the folder that the root is in',
  ],
  ['{git: ../link, refs: master}', 'support-source: Repository `../link` is outside of the folder that the root is in'],
  ['{git: ../work, refs: [main]}', 'support-source: No branch or tag of `../work` is called `main`'],
  ['{git: ../work, refs: old-1}', 'support-source: No file `SUPPORT.md` in `old-1` of `../work`'],
  ['{git: ../work, refs: "old-*"}', 'support-source: No file `SUPPORT.md` in any of the branches of `../work`'],
  ['{git: ../work}', 'missing-field: Missing field `support.refs`, which names branches of the repository'],
  [
    '{git: --upload-pack=x, refs: master}',
    'bad-value: Unexpected `--upload-pack=x` as `support.git`, expected a folder beside the root such as `../xen.git`',
  ],
  [
    '{git: "ext::sh -c id", refs: master}',
    'bad-value: Unexpected `ext::sh -c id` as `support.git`, expected a folder beside the root such as `../xen.git`',
  ],
  [
    '{git: "https://sample.example/x.git", refs: master}',
    'bad-value: Unexpected `https://sample.example/x.git` as `support.git`, expected a folder beside the root such as `../xen.git`',
  ],
  [
    '{git: /etc, refs: master}',
    'bad-value: Unexpected `/etc` as `support.git`, expected a folder beside the root such as `../xen.git`',
  ],
  [
    '{git: ../work, refs: --all}',
    'bad-value: Unexpected `--all` as `support.refs`, expected a branch or tag such as `master` or `stable-*`',
  ],
  [
    '{git: ../work, refs: "a..b"}',
    'bad-value: Unexpected `a..b` as `support.refs`, expected a branch or tag such as `master` or `stable-*`',
  ],
])('%s', ([settings, message]) => {
  if (!existsSync(join(folder, 'link'))) symlinkSync('/etc', join(folder, 'link'));
  configure(settings);
  expect(messages().map((each) => each.replace(/^\S+ /, ''))).toEqual([message]);
});

test('runs no program of the repository, and heeds no variable of the caller', () => {
  const mark = join(folder, 'ran');
  const evil = join(folder, 'evil');
  cpSync(work(), evil, { recursive: true });
  const set = (key: string, value: string) => execFileSync('git', ['-C', evil, 'config', key, value]);
  for (const key of [
    'core.fsmonitor',
    'core.sshCommand',
    'core.pager',
    'core.alternateRefsCommand',
    'credential.helper',
  ])
    set(key, `touch ${mark}`);
  // A partial clone that lacks its objects would fetch them.
  set('extensions.partialClone', 'origin');
  set('core.repositoryFormatVersion', '1');
  set('remote.origin.promisor', 'true');
  set('remote.origin.url', `ext::touch ${mark}`);
  set('protocol.ext.allow', 'always');
  const blob = git('rev-parse', 'stable-1.0:SUPPORT.md');
  rmSync(join(evil, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  process.env['GIT_DIR'] = join(folder, 'sample.git');
  try {
    configure('{git: ../evil, refs: [master, "stable-*"]}');
    const { support, problems } = read(root);
    expect([...support.map((each) => each.path), ...problems.map((problem) => problem.rule)]).toContain(
      'support-source',
    );
    expect(existsSync(mark)).toBe(false);
  } finally {
    delete process.env['GIT_DIR'];
  }
});
