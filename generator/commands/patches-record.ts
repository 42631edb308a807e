// `tocsin patches record`: states in the advisories which commits fix them, as a repository says.

import type { Proposal } from '../lib/patch-levels/proposals.ts';
import { commitText, type PatchReport } from '../lib/patch-levels/report-words.ts';
import { type Command, NOW, ROOT } from './command.ts';
import { TREE_OPTIONS } from './patch-question.ts';

export default {
  name: 'patches record',
  about: 'Propose the commits that fix each patch in a source tree as a change of the advisories',
  options: [
    ...TREE_OPTIONS,
    { flags: '--since <date>', about: 'only advisories that were published on this day or later' },
    { flags: '--until <date>', about: 'only advisories that were published on this day or before' },
    { flags: '--write', about: 'edit the advisories in place (default: print the difference)' },
    ROOT,
    NOW,
  ],
  example: 'tocsin patches record --tree ../barbican.git --ref master --ref "stable-*" > fixes.diff',
  async run(terminal, options, _words, lists) {
    const { checkedTree } = await import('./patch-levels.ts');
    const { proposalsOf } = await import('../lib/patch-levels/proposals.ts');
    const { differenceOf, recordedIn } = await import('./patch-record.ts');
    const root = options['root'] ?? '.';
    const { report } = await checkedTree(terminal, { ...options, index: root }, lists);
    const { proposals, weak } = proposalsOf(report.levels);
    const { steps, stated, others, unread } = recordedIn(root, proposals, terminal.now(options['now']));
    const { perform } = await import('./steps.ts');
    for (const step of steps) {
      if (options['write'] === undefined) terminal.out(differenceOf(root, step));
      else {
        perform(root, step);
        terminal.out(`write ${step.path}: ${step.about}\n`);
      }
    }
    for (const other of others) terminal.error(`${differs(other, report)}\n`);
    for (const message of unread) terminal.error(`${message}\n`);
    const files = steps.length === 1 ? 'file' : 'files';
    terminal.error(
      `${stated.length} commits to state in ${steps.length} ${files}, ${others.length} stated otherwise; ${weak} left out, which are known by their subject alone\n`,
    );
    return 0;
  },
} satisfies Command;

/** What an advisory states, and what was found: a person decides. */
function differs({ proposal, known }: { readonly proposal: Proposal; readonly known: string }, report: PatchReport) {
  const { id, file, branch, commit, evidence } = proposal;
  return `${id}: ${file} states ${commitText(known, report)} for ${branch}; found is ${commitText(commit, report)}, which ${evidence.text}`;
}
