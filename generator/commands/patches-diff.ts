// `tocsin patches diff`: what two sources say differently, such as a checkout and its published site.

import { type Command, NOW } from './command.ts';
import { SERIES, SOURCE } from './patches-index.ts';

export default {
  name: 'patches diff',
  about: 'Say where two sources of patches differ, such as a root and its published site; exits with 1 when they do',
  arguments: [
    { name: 'before', about: SOURCE },
    { name: 'after', about: 'another one' },
  ],
  options: [
    SERIES,
    { flags: '--format <format>', about: 'how to say it', choices: ['text', 'json'], default: 'text' },
    NOW,
  ],
  example: 'tocsin patches diff . https://security.example.org',
  async run(terminal, options, [before = '', after = '']) {
    const { readPatchSource } = await import('./patch-source.ts');
    const { UsageError } = await import('./command.ts');
    const { patchDifferences } = await import('../lib/patches/differences.ts');
    const { patchDifferencesText } = await import('../lib/patches/differences-text.ts');
    const { stableJson } = await import('../lib/data/json.ts');
    const asked = { series: options['series'], now: terminal.now(options['now']) };
    const [old, current] = [await readPatchSource(before, asked), await readPatchSource(after, asked)];
    if (old.index.series !== current.index.series)
      throw new UsageError(
        `${before} is about the series ${old.index.series}, ${after} about ${current.index.series}; say --series`,
      );
    const differences = patchDifferences(old, current);
    terminal.out(options['format'] === 'json' ? stableJson({ differences }) : patchDifferencesText(differences));
    return differences.length > 0 ? 1 : 0;
  },
} satisfies Command;
