// `tocsin patches check` and `tocsin patches record` on a repository with several branches: reports in every form, exit
// codes, hostile names and texts, and a change of advisories that `git apply` takes.

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { HtmlValidate } from 'html-validate';
import { afterAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { levelsSchema } from '../generator/lib/patch-levels/levels-record.ts';
import { patchId } from '../generator/lib/patches/patch-id.ts';
import { patchPaths } from '../generator/lib/patches/patch-paths.ts';
import { type Ran, tocsin } from './command.ts';
import { makeTree } from './tree.ts';

const temporary = mkdtempSync(join(tmpdir(), 'tocsin-patches-check-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));
const at = (name: string): string => join(temporary, name);

/** Lines of a file, of which each fix changes one. */
const lines = (changed: Readonly<Record<number, string>>): string =>
  Array.from({ length: 60 }, (_, index) => `${changed[index] ?? `line ${index}`}\n`).join('');

const HOSTILE = `main: <script>alert(1)</script> "q" & \u001b[31mred\u001b[0m \u202egpj.exe ${'long '.repeat(2_000)}`;

const tree = makeTree(at('sample.git'));
const changed: Record<string, Record<number, string>> = {};
const fix = (branch: string, line: number, message: string): string => {
  changed[branch] = { ...changed[branch], [line]: `fixed ${line}` };
  return tree.commit(branch, message, { 'main.c': lines(changed[branch]) });
};
const fork = (name: string, from: string): void => {
  tree.branch(name, from);
  changed[name] = { ...changed[from] };
};
const bytes: Record<string, string> = {};
const patch = (file: string, commit: string): string => {
  bytes[file] = tree.patch(commit);
  return file;
};

tree.commit('master', 'start\n', { 'main.c': lines({}) });
// 1: before branching. 2: on master and in 4.21 by a reference, not in 4.20. 3: a hostile subject, everywhere.
const one = fix('master', 1, 'main: check the index\n\nThis is XSA-1.\n');
fork('stable-4.20', 'master');
fork('stable-4.21', 'master');
const two = fix('master', 10, 'main: do not read behind the end\n\nThis is XSA-2.\n');
const twoBack = fix('stable-4.21', 10, `main: do not read behind the end\n\nmaster commit: ${two}\n`);
const three = fix('master', 20, `${HOSTILE}\n\nThis is XSA-3.\n`);
const threeBack = ['stable-4.20', 'stable-4.21'].map((branch) =>
  fix(branch, 20, `${HOSTILE}\n\nThis is XSA-3.\n\nmaster commit: ${three}\n`),
);
// 4: 4.20 is said to be under investigation. 5: by subject alone in 4.21, and not affected in 4.20.
const four = fix('master', 30, 'main: free it once\n\nThis is XSA-4.\n');
fix('stable-4.21', 30, `main: free it once\n\nThis is XSA-4.\n\nmaster commit: ${four}\n`);
const five = fix('master', 40, 'main: five\n');
fix('stable-4.21', 40, 'main: five\n');
tree.tag('RELEASE-4.21.1', 'stable-4.21');
tree.git(['update-ref', 'refs/heads/--output=x', 'refs/heads/stable-4.21']);
tree.git(['update-ref', 'refs/remotes/origin/stable-4.19', 'refs/heads/stable-4.20']);

const files = [
  patch('xsa1.patch', one),
  patch('xsa2.patch', two),
  patch('xsa3.patch', three),
  patch('xsa4.patch', four),
  patch('xsa5.patch', five),
];
const index = {
  series: 'xsa',
  prefix: 'XSA',
  modified: '2025-06-01T12:00:00Z',
  license: 'CC0-1.0',
  releases: ['4.20', '4.21'].map((id) => ({ id, name: `Sample ${id}` })),
  advisories: files.map((file, position) => {
    const own = Buffer.from(bytes[file] ?? '');
    return {
      id: `XSA-${position + 1}`,
      number: String(position + 1),
      published: `2025-0${position + 1}-15T12:00:00Z`,
      withdrawn: false,
      url: `https://sample.example/xsa-${position + 1}/`,
      coverage: [
        ...(position === 3 ? [{ package: 'sample', release: '4.20', status: 'under-investigation' }] : []),
        ...(position === 4
          ? [{ package: 'sample', release: '4.20', status: 'not-affected', reason: 'No <code>.' }]
          : []),
      ],
      patches: [
        {
          file,
          subject: [
            'main: check the index',
            'main: do not read behind the end',
            HOSTILE.replace(/\s+/g, ' ').trim(),
            'main: free it once',
            'main: five',
          ][position],
          patch_id: patchId(own),
          paths: patchPaths(own),
          tree: 'sample',
          releases: ['4.21', '4.20'],
          fixes: {},
        },
      ],
    };
  }),
};
writeFileSync(at('patches.json'), JSON.stringify(index));

const check = (...words: readonly string[]): Promise<Ran> =>
  tocsin(['patches', 'check', '--tree', tree.folder, '--index', at('patches.json'), ...words]);
/** Nothing that a terminal obeys, and nothing that turns text round. */
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('tocsin patches check', () => {
  test('says first how a branch stands, and then what needs action', async () => {
    const { code, out, error } = await check('--ref', 'stable-4.20', '--ref', 'master');
    expect(error).toBe('');
    expect(out.split('\n')).toEqual([
      'stable-4.20 (4.20): XSA-1 to XSA-5: 1 applied, 1 not affected, 1 before branching, 1 missing, 1 unsure',
      '  XSA-2: missing',
      '      no commit of the branch has its patches, claims to fix it, or is a backport of one that does',
      '      xsa2.patch: not there',
      '  XSA-4: unsure',
      '      XSA-4 does not say whether 4.20 is affected',
      '      xsa4.patch: not there',
      'master: XSA-1 to XSA-5: 5 applied, 0 missing',
      '',
    ]);
    expect(code).toBe(1);
  });

  test('a name of both a branch and a tag is refused, and a pattern gives both', async () => {
    const own = makeTree(at('ambiguous.git'));
    own.commit('master', 'main: free it once\n\nThis is XSA-4.\n');
    own.branch('stable-4.20', 'master');
    own.commit('stable-4.20', 'more\n');
    own.tag('stable-4.20', 'master');
    const asked = (ref: string) =>
      tocsin(['patches', 'check', '--tree', own.folder, '--index', at('patches.json'), '--ref', ref]);
    const refused = await asked('stable-4.20');
    expect(refused.code).toBe(2);
    expect(refused.error).toContain('say heads/stable-4.20 or tags/stable-4.20');
    const { out } = await asked('stable-*');
    expect(out).toMatch(/^heads\/stable-4\.20 \(4\.20\): /m);
    expect(out).toMatch(/^tags\/stable-4\.20 \(4\.20\): /m);
  });

  test('advisories without a patch are named', async () => {
    const more = { ...index.advisories[0], id: 'XSA-9', number: '9', patches: [] };
    writeFileSync(at('more.json'), JSON.stringify({ ...index, advisories: [...index.advisories, more] }));
    const { out } = await tocsin([
      'patches',
      'check',
      '--tree',
      tree.folder,
      '--index',
      at('more.json'),
      '--ref',
      'master',
    ]);
    expect(out).toContain('Note: 1 advisory has no patch and is not checked: XSA-9\n');
  });

  test('exits with 0 for complete branches, 1 when something is missing, 3 when something is only unsure', async () => {
    const codes = [
      await check('--ref', 'master', '--ref', 'stable-4.21'),
      await check('--ref', 'master', '--ref', 'stable-4.20'),
      await check('--ref', 'stable-4.20', '--since', '2025-03-01'),
      await check('--ref', 'stable-4.20', '--until', '2025-01-15'),
      await check('--ref', 'stable-4.20', '--since', '2025-02-15', '--until', '2025-02-15'),
      await check('--ref', 'stable-4.20', '--since', '2026-01-01'),
    ];
    expect(codes.map(({ code }) => code)).toEqual([0, 1, 3, 0, 1, 0]);
    expect(codes[3]?.out).toContain('XSA-1: 0 applied, 1 before branching');
    expect(codes[5]?.out).toBe('stable-4.20 (4.20): no advisory to check\n');
  });

  test('takes patterns of branches and tags, each of them once', async () => {
    const { out } = await check('--ref', 'stable-*', '--ref', 'stable-4.2[01]', '--ref', 'RELEASE-4.21.?');
    const names = out.split('\n').filter((line) => /^\S/.test(line));
    expect(names.map((line) => line.split(' ')[0])).toEqual(['stable-4.21', 'stable-4.20', 'RELEASE-4.21.1']);
    const remote = await check('--ref', 'origin/*', '--release', 'origin/stable-4.19=4.20', '--format', 'json');
    expect(JSON.parse(remote.out).refs).toMatchObject([{ name: 'origin/stable-4.19', release: '4.20' }]);
  });

  test('shows every advisory, with its commits, when asked to', async () => {
    const { out } = await check('--ref', 'stable-4.21', '--verbose');
    expect(out).toContain('  XSA-1: before branching');
    expect(out).toContain('  XSA-2: applied, first in RELEASE-4.21.1');
    expect(out).toContain(`      xsa2.patch: ${twoBack.slice(0, 12)} "main: do not read behind the end"`);
  });

  test('each wrong use is a clear message', async () => {
    mkdirSync(at('empty'), { recursive: true });
    const cases: readonly (readonly [string, Ran])[] = [
      [
        'there is no branch, tag or commit stable-4.2; did you mean stable-4.21 or stable-4.20?',
        await check('--ref', 'stable-4.2'),
      ],
      ['did you mean origin/stable-4.19?', await check('--ref', 'stable-4.19')],
      ['no branch or tag matches v*', await check('--ref', 'v*')],
      ['cannot be written', await check('--ref', 'master', '--out', at('empty'))],
      ['--ref is missing', await check('--root', at('empty'))],
      ['--since takes a day', await check('--ref', 'master', '--since', 'soon')],
      ['the index has no sampel, did you mean sample?', await check('--ref', 'master', '--name', 'sampel')],
      ['--release takes a branch', await check('--ref', 'master', '--release', 'master')],
      ['the index has no 4.12; it has 4.20, 4.21', await check('--ref', 'master', '--release', 'master=4.12')],
      ['none of the branches', await check('--ref', 'master', '--release', 'other=4.20')],
      ['there is no branch, tag or commit nowhere', await check('--ref', 'master', '--mainline', 'nowhere')],
      [
        'it is no git repository',
        await tocsin(['patches', 'check', '--tree', at('empty'), '--ref', 'x', '--index', at('patches.json')]),
      ],
      [
        'it is no git repository',
        await tocsin(['patches', 'check', '--tree', at('no'), '--ref', 'x', '--index', at('patches.json')]),
      ],
      [
        'there is no',
        await tocsin(['patches', 'check', '--tree', tree.folder, '--ref', 'master', '--index', at('no')]),
      ],
    ];
    for (const [expected, { code, error, out }] of cases) {
      expect(error, expected).toContain(expected);
      expect([code, out], expected).toEqual([2, '']);
      expect(error.trim().split('\n')).toHaveLength(1);
    }
  });

  test('says that a shallow repository leaves questions open', async () => {
    execFileSync('git', [
      'clone',
      '-q',
      '--bare',
      '--depth',
      '1',
      '--branch',
      'stable-4.20',
      `file://${tree.folder}`,
      at('shallow.git'),
    ]);
    const { code, out } = await tocsin([
      'patches',
      'check',
      '--tree',
      at('shallow.git'),
      '--ref',
      'stable-4.20',
      '--index',
      at('patches.json'),
    ]);
    expect(code).toBe(3);
    expect(out).toContain('the repository is shallow: older commits are not there');
    expect(out).toContain('git fetch --unshallow');
  });
});

describe('reports', async () => {
  const refs = ['--ref', 'stable-4.20', '--ref', 'stable-4.21', '--ref=--output=x'];
  const made = new Map<string, string>();
  const form = async (format: string): Promise<string> => {
    const known = made.get(format);
    if (known !== undefined) return known;
    const { code, out } = await check(...refs, '--format', format, '--verbose');
    expect([format, code]).toEqual([format, 1]);
    made.set(format, out);
    return out;
  };

  test('JSON fits its schema, and each verdict has its evidence', async () => {
    const record = JSON.parse(await form('json'));
    const valid = new Ajv2020({ validateFormats: false }).compile(z.toJSONSchema(levelsSchema));
    expect(valid(record), JSON.stringify(valid.errors)).toBe(true);
    expect(record.refs.map(({ name }: { name: string }) => name)).toEqual(['stable-4.20', 'stable-4.21', '--output=x']);
    expect(record.tree).toBe('sample');
    for (const { levels } of record.advisories)
      for (const { evidence, patches } of levels)
        expect(
          evidence.length + patches.flatMap((each: { evidence: unknown[] }) => each.evidence).length,
        ).toBeGreaterThan(0);
  });

  test('no report lets a subject speak for itself', async () => {
    for (const format of ['text', 'json', 'html', 'junit', 'sarif', 'badge']) {
      const out = await form(format);
      expect(out, format).not.toMatch(HIDDEN);
      if (format === 'html' || format === 'junit') expect(out, format).not.toContain('<script');
      expect(Math.max(...out.split('\n').map((line) => line.length)), format).toBeLessThan(
        format === 'html' ? 40_000 : 2_000,
      );
    }
    expect(await form('text')).toContain('U+001B[31mred');
    expect(existsSync('x')).toBe(false);
  });

  test('HTML is one valid page without a script', async () => {
    const page = await form('html');
    const validator = new HtmlValidate({ extends: ['html-validate:standard'] });
    const { results } = await validator.validateString(page);
    const messages = results.flatMap((each) =>
      each.messages.map(({ ruleId, line, message }) => `${line} ${ruleId}: ${message}`),
    );
    expect(messages).toEqual([]);
    expect(page).not.toMatch(/<script|<link|\ssrc=|url\(/);
    expect(page).toContain('<a href="https://sample.example/xsa-2/">XSA-2</a>');
  });

  test('JUnit counts what it has', async (context) => {
    if (spawnSync('xmllint', ['--version']).error) context.skip('xmllint is not installed');
    writeFileSync(at('junit.xml'), await form('junit'));
    const query = (path: string): string =>
      spawnSync('xmllint', ['--xpath', path, at('junit.xml')], { encoding: 'utf8' }).stdout.trim();
    for (const [attribute, name] of [
      ['tests', 'testcase'],
      ['failures', 'failure'],
      ['errors', 'error'],
      ['skipped', 'skipped'],
    ])
      expect(query(`string(//testsuite[1]/@${attribute})`), attribute).toBe(query(`count(//testsuite[1]//${name})`));
    expect(query('string(/testsuites/@failures)')).toBe('1');
    expect(query('string(//failure/@message)')).toContain('missing: no commit of the branch');
    expect(query('string(//testsuite[1]/@name)')).toBe('stable-4.20 (4.20)');
  });

  test('SARIF names what is missing as an error, and what is unsure as a warning, at the patch', async () => {
    const { version, runs } = JSON.parse(await form('sarif'));
    const [{ results, tool }] = runs;
    expect(version).toBe('2.1.0');
    expect(results.map((each: { level: string; ruleId: string }) => [each.level, each.ruleId])).toEqual([
      ['error', 'missing'],
      ['warning', 'unsure'],
    ]);
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('xsa2.patch');
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
  });

  test('the badge says it in words', async () => {
    expect(await form('badge')).toContain('<title>fixes: 1 missing</title>');
    const complete = await check('--ref', 'master', '--format', 'badge');
    expect(complete.out).toContain('<title>fixes: complete</title>');
    expect(complete.out).not.toMatch(/@import|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
  });

  test('--out writes the report, and the terminal has the text', async () => {
    const { out } = await check('--ref', 'master', '--format', 'badge', '--out', at('fixes.svg'));
    expect(out).toContain('master: XSA-1 to XSA-5: 5 applied, 0 missing');
    expect(readFileSync(at('fixes.svg'), 'utf8')).toMatch(/^<svg/);
  });
});

test('no program that a repository names is run', async () => {
  const hostile = at('hostile.git');
  execFileSync('git', ['clone', '-q', '--bare', tree.folder, hostile]);
  const program = at('program.sh');
  writeFileSync(program, `#!/bin/sh\necho "$0" >> ${at('was-run')}\ncat\n`);
  chmodSync(program, 0o755);
  const settings = {
    'core.fsmonitor': program,
    'core.hooksPath': at('hooks'),
    'core.sshCommand': program,
    'core.pager': program,
    'diff.external': program,
    'diff.evil.textconv': program,
    'diff.evil.command': program,
    'filter.evil.clean': program,
    'filter.evil.smudge': program,
    'filter.evil.process': program,
    'core.attributesFile': at('attributes'),
    'log.showSignature': 'true',
    'gpg.program': program,
    'remote.origin.uploadpack': program,
    'uploadpack.packObjectsHook': program,
  };
  for (const [key, value] of Object.entries(settings)) execFileSync('git', ['-C', hostile, 'config', key, value]);
  writeFileSync(at('attributes'), '* diff=evil filter=evil\n');
  mkdirSync(at('hooks'));
  for (const name of ['post-index-change', 'reference-transaction', 'post-checkout', 'pre-auto-gc'])
    writeFileSync(join(at('hooks'), name), readFileSync(program), { mode: 0o755 });
  const words = ['--ref', 'stable-4.20', '--ref', 'master', '--apply', '--index'];
  mkdirSync(at('folder'));
  for (const [file, text] of Object.entries(bytes)) writeFileSync(join(at('folder'), file), text);
  const { code, error } = await tocsin(['patches', 'check', '--tree', hostile, ...words, at('folder')]);
  expect([code, error]).toEqual([1, '']);
  expect(existsSync(at('was-run'))).toBe(false);
});

const NOW = '2025-11-21T12:00:00Z';

describe('tocsin patches record', () => {
  const root = at('root');
  const advisory = (number: number, front: string): void => {
    const folder = join(root, `content/xsa/XSA-${number}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `xsa${number}.patch`), bytes[`xsa${number}.patch`] ?? '');
    const head = `id: XSA-${number}\ntitle: Sample ${number}\npublished: 2025-06-0${number}T12:00:00Z\n`;
    const body =
      '## Issue description\n\nText.\n\n## Impact\n\nText.\n\n## Vulnerable systems\n\nText.\n\n## Mitigation\n\nNone.\n\n## Resolution\n\nApply the patch.\n\n## Deployment during embargo\n\nNone.\n';
    writeFileSync(join(root, `content/xsa/XSA-${number}.md`), `---\n${head}${front}---\n\n${body}`);
  };
  mkdirSync(join(root, 'content/xsa'), { recursive: true });
  writeFileSync(
    join(root, 'content/site.yaml'),
    `title: Sample
description: Samples
url: https://sample.example
language: en
license: CC0-1.0
tag: sample.example,2025
team: {name: Sample team, email: security@sample.example, url: "https://sample.example/team/"}
series:
  xsa: {name: Sample advisory, settings: {}}
releases:
  - {id: "4.21", name: Sample 4.21, product: sample, series: [xsa], released: 2025-03-01, security-until: 2028-03-01}
  - {id: "4.20", name: Sample 4.20, product: sample, series: [xsa], released: 2025-02-01, security-until: 2028-02-01}
trees:
  sample: {name: Sample, series: xsa, refs: {master: , stable-4.21: "4.21", stable-4.20: "4.20"}, git: ../sample.git, commit-url: "https://sample.example/c/{commit}"}
`,
  );
  // Flow maps, with a commit that is stated already; block style with comments; another commit than is found.
  advisory(1, 'patches:\n  - {file: xsa1.patch, tree: sample, releases: ["4.21", "4.20"]} # the only one\n');
  advisory(
    2,
    `patches:\n  # of the parser\n  - file: xsa2.patch   # small\n    tree: sample\n    releases: ["4.21", "4.20"]\n    fixes:\n      master: ${two} # reviewed\n`,
  );
  advisory(3, `patches:\n  - {file: xsa3.patch, tree: sample, releases: ["4.21", "4.20"], fixes: {"4.20": ${one}}}\n`);
  advisory(5, 'patches:\n  - {file: xsa5.patch, tree: sample, releases: ["4.21", "4.20"]}\n');
  const record = (...words: readonly string[]): Promise<Ran> =>
    tocsin([
      'patches',
      'record',
      '--root',
      root,
      '--tree',
      tree.folder,
      '--ref',
      'master',
      '--ref',
      'stable-*',
      '--now',
      NOW,
      ...words,
    ]);
  const read = (number: number): string => readFileSync(join(root, `content/xsa/XSA-${number}.md`), 'utf8');
  const fixes = (number: number) => parseYaml(read(number).split('---\n')[1] ?? '').patches[0].fixes;

  test('prints a change that git applies, reports what is stated otherwise, and has nothing to say afterwards', async () => {
    const before = read(2);
    const { code, out, error } = await record();
    expect(error).toContain(
      `XSA-3: xsa3.patch states ${one.slice(0, 12)} "main: check the index" for 4.20; found is ${threeBack[0]?.slice(0, 12)}`,
    );
    expect(error).not.toMatch(HIDDEN);
    expect(code).toBe(0);
    expect(read(2)).toBe(before);
    writeFileSync(at('fixes.diff'), out);
    const git = (...words: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@sample.example', ...words], {
        cwd: root,
        stdio: 'pipe',
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'before');
    execFileSync('git', ['apply', at('fixes.diff')], { cwd: root });
    expect(fixes(1)).toEqual({ master: one, '4.21': one, '4.20': one });
    expect(fixes(2)).toEqual({ master: two, '4.21': twoBack });
    expect(fixes(3)).toEqual({ '4.20': one, master: three, '4.21': threeBack[1] });
    expect(fixes(5)).toBeUndefined();
    expect(read(1)).toContain('# the only one');
    for (const comment of ['# of the parser', '# small', '# reviewed']) expect(read(2)).toContain(comment);
    const since = await tocsin(['check', '--root', root, '--since', 'HEAD', '--now', NOW]);
    expect(since.text).not.toContain('unannounced-change');
    writeFileSync(join(root, 'content/xsa/XSA-2.md'), read(2).replace(two, one));
    const corrected = await tocsin(['check', '--root', root, '--since', 'HEAD', '--now', NOW]);
    expect(corrected.text).toContain('commit of patch `xsa2.patch` in `master` changed');
    writeFileSync(join(root, 'content/xsa/XSA-2.md'), read(2).replace(one, two));
    const again = await record();
    expect(again.out).toBe('');
    expect(again.error).toContain('0 commits to state in 0 files, 1 stated otherwise; 2 left out');
  });

  test('the configuration says where the tree is, and which branches', async () => {
    const { code, out } = await tocsin(['patches', 'check', '--root', root, '--format', 'json', '--now', NOW]);
    expect(code).toBe(1);
    const { $schema, refs, tree: name } = JSON.parse(out);
    expect([$schema, name]).toEqual(['https://sample.example/data/v1/schema/patch-levels.json', 'sample']);
    expect(refs.map((ref: { name: string }) => ref.name)).toEqual(['master', 'stable-4.21', 'stable-4.20']);
    const page = await tocsin(['patches', 'check', '--root', root, '--format', 'html', '--now', NOW]);
    expect(page.out).toContain(`<a href="https://sample.example/c/${twoBack}">`);
  });

  test('--write does the same in place', async () => {
    const after = [1, 2, 3, 5].map(read);
    execFileSync('git', ['apply', '-R', at('fixes.diff')], { cwd: root });
    const { out } = await record('--write');
    expect(out).toContain('write content/xsa/XSA-1.md: 3 commits');
    expect([1, 2, 3, 5].map(read)).toEqual(after);
    expect((await record('--write')).out).toBe('');
  });

  test('CRLF stays CRLF, and the change applies', async () => {
    writeFileSync(
      join(root, 'content/xsa/XSA-1.md'),
      read(1)
        .replace(/, fixes: \{[^}]*\}/, '')
        .replaceAll('\n', '\r\n'),
    );
    const { out } = await record();
    writeFileSync(at('crlf.diff'), out);
    execFileSync('git', ['apply', at('crlf.diff')], { cwd: root });
    expect(read(1).replaceAll('\r\n', '')).not.toContain('\n');
    expect((await record()).out).toBe('');
  });
});
