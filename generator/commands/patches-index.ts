// `tocsin patches index`: the patch-level index of a source, as lines or as data.

import { type Command, NOW } from './command.ts';
import { PERIOD } from './period.ts';

export const SERIES = {
  flags: '--series <key>',
  about: 'key of the series, such as xsa; needed where a source has several',
} as const;

export const SOURCE = 'a root, a folder of patches, a built site or its address, a patches.json or patches.tsv';

export default {
  name: 'patches index',
  about: 'List the patches of a series with their subjects, from a root, a folder or a published site',
  arguments: [{ name: 'source', about: SOURCE }],
  options: [
    ...PERIOD,
    SERIES,
    { flags: '--format <format>', about: 'how to say it', choices: ['tsv', 'json'], default: 'tsv' },
    NOW,
  ],
  example: 'tocsin patches index https://security.example.org --since 2026-01-01',
  async run(terminal, options, [source = '']) {
    const { readPatchSource } = await import('./patch-source.ts');
    const { inPeriod } = await import('./period.ts');
    const { stableJson } = await import('../lib/data/json.ts');
    const { patchLines } = await import('../lib/patches/patch-lines.ts');
    const read = await readPatchSource(source, { series: options['series'], now: terminal.now(options['now']) });
    const index = inPeriod(read, options);
    terminal.out(options['format'] === 'json' ? stableJson(index) : patchLines(index));
    return 0;
  },
} satisfies Command;
