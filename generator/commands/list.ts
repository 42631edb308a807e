// `tocsin list`: what there is to choose from.

import { type Command, UsageError } from './command.ts';

type Row = { readonly id: string; readonly about: string; readonly level?: string };

const LISTS: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  series: async () => (await import('../series/index.ts')).series,
  formats: async () => (await import('../formats/index.ts')).formats,
  rules: async () => (await import('../rules/index.ts')).rules,
};

export default {
  name: 'list',
  about: 'List the series layouts, output formats or rules',
  arguments: [{ name: 'what', about: 'what to list', choices: Object.keys(LISTS) }],
  options: [],
  example: 'tocsin list rules',
  async run(terminal, _options, [what = '']) {
    const list = LISTS[what];
    if (!list) throw new UsageError(`nothing to list by the name ${what}`);
    const rows = await list();
    const width = Math.max(...rows.map((row) => row.id.length));
    for (const row of rows) {
      terminal.out(`${row.id.padEnd(width)}  ${row.level ? row.level.padEnd(9) : ''}${row.about}\n`);
    }
    return 0;
  },
} satisfies Command;
