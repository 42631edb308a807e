// How long it takes to check a source tree with 60,000 commits and 23 branches for the fixes of 500 advisories.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFacts } from '../../generator/lib/patch-levels/read-facts.ts';
import { levelsOf } from '../../generator/lib/patch-levels/verdicts.ts';
import type { PatchIndex } from '../../generator/lib/patches/patch-index.ts';

const BRANCHES = 22;
const ADVISORIES = 500;
const FILES = 3_000;

/** A line about a history of so many commits, made below `folder`. */
export async function measurePatchLevels(folder: string, commits: number): Promise<string> {
  const tree = join(folder, 'tree.git');
  await makeHistory(tree, commits);
  const releases = Array.from({ length: BRANCHES }, (_, index) => `4.${index + 1}`);
  const index: PatchIndex = {
    series: 'xsa',
    prefix: 'XSA',
    releases: releases.map((id) => ({ id, name: id })),
    advisories: Array.from({ length: ADVISORIES }, (_, number) => ({
      id: `XSA-${number}`,
      number: String(number),
      published: '2024-01-01T00:00:00Z',
      withdrawn: false,
      coverage: [],
      patches: [1, 2].map((part) => ({
        file: `xsa${number}-${part}.patch`,
        // One in ten is nowhere, so that patches are looked for by what they change, too.
        subject:
          number % 10 === 0 ? `never committed ${number} ${part}` : `fix ${number} part ${part} of the subsystem`,
        patch_id: '0'.repeat(40),
        paths: [pathOf(number * 7)],
        releases,
        fixes: {},
      })),
    })),
  };
  const question = { index, releases: new Map<string, string>() };
  const refs = ['master', ...releases.map((id) => `stable-${id}`)];
  const start = performance.now();
  const facts = await readFacts({ ...question, folder: tree, refs });
  const read = performance.now();
  const { levels } = levelsOf(question, facts);
  const end = performance.now();
  const applied = levels.filter(({ verdict }) => verdict === 'applied' || verdict === 'before-branching').length;
  const seconds = (millis: number) => (millis / 1000).toFixed(2);
  return (
    `patch levels: ${facts.history.ids.length} commits, ${refs.length} branches, ${ADVISORIES} advisories: ` +
    `${seconds(read - start)} s to read, ${seconds(end - read)} s to decide; ${applied} of ${levels.length} applied`
  );
}

const pathOf = (number: number): string => `d${number % 40}/s${number % 200}/file${number % FILES}.c`;

/** The fixes are on the line of development, and picked to every branch that was made before them. */
async function makeHistory(tree: string, commits: number): Promise<void> {
  mkdirSync(tree);
  execFileSync('git', ['-C', tree, 'init', '-q', '--bare', '--initial-branch=master']);
  const child = spawn('git', ['-C', tree, 'fast-import', '--quiet', '--date-format=raw'], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  let count = 0;
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const write = async (text: string) => {
    if (!child.stdin.write(text)) await once(child.stdin, 'drain');
  };
  const commit = (branch: string, message: string, files: string) => {
    count++;
    return `commit refs/heads/${branch}\ncommitter A <a@sample.example> ${1_500_000_000 + count * 600} +0000\n${data(message)}${files}\n`;
  };
  const file = (number: number) =>
    `M 100644 inline ${pathOf(number)}\n${data(`${'line\n'.repeat(40)}${count} ${number}\n`)}`;
  const trailer = `\n\nReported-by: B <b@sample.example>\nSigned-off-by: A <a@sample.example>\nReviewed-by: C <c@sample.example>\n`;
  const prose = 'The check was done on the wrong side of the barrier, and so it could be passed.\n'.repeat(8);
  await write(commit('master', 'start', Array.from({ length: FILES }, (_, number) => file(number)).join('')));
  const branches: string[] = [];
  // In a round there are 90 other commits, and two fixes on each branch that there is by then.
  const rounds = Math.floor(commits / (90 + BRANCHES));
  for (let round = 0; count < commits; round++) {
    if (branches.length < BRANCHES && round % Math.max(1, Math.floor(rounds / BRANCHES)) === 0) {
      const name = `stable-4.${branches.length + 1}`;
      branches.push(name);
      await write(`reset refs/heads/${name}\nfrom refs/heads/master\n\n`);
    }
    for (let other = 0; other < 90; other++)
      await write(commit('master', `change ${count} of the subsystem\n\n${prose}${trailer}`, file(count * 13)));
    const number = round % ADVISORIES;
    for (const part of [1, 2]) {
      const message = `fix ${number} part ${part} of the subsystem\n\n${prose}\nThis is part of XSA-${number}.${trailer}`;
      for (const branch of ['master', ...branches]) await write(commit(branch, message, file(number * 7)));
    }
  }
  child.stdin.end();
  await once(child, 'close');
}
