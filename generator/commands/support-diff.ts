// `tocsin support diff`: what changed in support between two builds, roots, folders or files.

import type { SupportDifference } from '../lib/support/report.ts';
import { type Command, UsageError } from './command.ts';

export default {
  name: 'support diff',
  about: 'Say what changed in support between two states; exits with 1 when something did',
  arguments: [
    {
      name: 'before',
      about: 'a root, a folder of support statements, one statement, a built site or its support.json',
    },
    { name: 'after', about: 'the same, later' },
  ],
  options: [{ flags: '--format <format>', about: 'how to say it', choices: ['text', 'json'], default: 'text' }],
  example: 'tocsin support diff old-site/ dist/',
  async run(terminal, options, [before = '', after = '']) {
    const { differences, differencesText } = await import('../lib/support/report.ts');
    const { stableJson } = await import('../lib/data/json.ts');
    const { readSides, renamesAt } = await import('./read-sides.ts');
    const [old, current] = [readSides(before), readSides(after)];
    if (old.length === 0 || current.length === 0)
      throw new UsageError(`${old.length === 0 ? before : after} has no support statement`);
    const found: readonly SupportDifference[] = differences(old, current, renamesAt(after, [...old, ...current]));
    terminal.out(options['format'] === 'json' ? stableJson({ differences: found }) : differencesText(found));
    return found.length > 0 ? 1 : 0;
  },
} satisfies Command;
