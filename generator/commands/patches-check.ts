// `tocsin patches check`: which fixes a source tree has, and which it lacks.

import type { PatchReport } from '../lib/patch-levels/report-words.ts';
import { type Command, NOW, type Options, ROOT, UsageError } from './command.ts';
import { type Place, TREE_OPTIONS } from './patch-question.ts';

export default {
  name: 'patches check',
  about: 'Say which fixes a source tree has; exits with 1 when one is missing, with 3 when some are only unsure',
  options: [
    ...TREE_OPTIONS,
    { flags: '--index <source>', about: 'a root, a folder of patches, a site or its address (default: the root)' },
    { flags: '--since <date>', about: 'only advisories that were published on this day or later' },
    { flags: '--until <date>', about: 'only advisories that were published on this day or before' },
    { flags: '--apply', about: 'try to take back the patches that are not found; this is slower' },
    { flags: '--verbose', about: 'show every advisory in the text, not only what needs action' },
    {
      flags: '--format <format>',
      about: 'form of the report',
      choices: ['text', 'json', 'html', 'junit', 'sarif', 'badge'],
      default: 'text',
    },
    { flags: '--out <file>', about: 'write the report to a file, and the text to the terminal' },
    ROOT,
    NOW,
  ],
  example: 'tocsin patches check --tree ../barbican.git --ref "stable-*" --index https://security.halyard.example/',
  async run(terminal, options, _words, lists) {
    const { checkedTree } = await import('./patch-levels.ts');
    const { printable } = await import('../lib/decode/decode.ts');
    const { standingOf } = await import('../lib/patch-levels/summary.ts');
    const { report, place } = await checkedTree(terminal, options, lists);
    const text = await reportText(report, place, options);
    const out = options['out'];
    if (out === undefined) terminal.out(text);
    else {
      const { writeFileSync } = await import('node:fs');
      const { levelsText } = await import('../lib/patch-levels/report-text.ts');
      try {
        writeFileSync(out, text);
      } catch (error) {
        // Not 1: that would say that a fix is missing.
        throw new UsageError(`--out ${out} cannot be written (${(error as NodeJS.ErrnoException).code})`);
      }
      terminal.out(levelsText(report, options['verbose'] !== undefined));
      terminal.out(`wrote ${printable(out)}\n`);
    }
    // Texts say it themselves.
    if (out === undefined && options['format'] !== 'text')
      for (const note of report.notes) terminal.error(`Note: ${note}\n`);
    return EXIT_CODES[standingOf(report.levels.levels).state];
  },
} satisfies Command;

const EXIT_CODES = { complete: 0, missing: 1, unsure: 3, none: 0 } as const;

/** The report in the form that was asked for. */
async function reportText(report: PatchReport, place: Place, options: Options): Promise<string> {
  switch (options['format']) {
    case 'json': {
      const { levelsRecord } = await import('../lib/patch-levels/levels-record.ts');
      const { stableJson } = await import('../lib/data/json.ts');
      const { levelsSchemaUrl } = await import('./patch-levels.ts');
      return stableJson({ $schema: levelsSchemaUrl(place), ...levelsRecord(report.levels) });
    }
    case 'html':
      return (await import('../../theme/patch-report.tsx')).patchReport(report);
    case 'junit':
      return (await import('../lib/patch-levels/report-junit.ts')).levelsJunit(report);
    case 'sarif':
      return (await import('../lib/patch-levels/report-sarif.ts')).levelsSarif(report, VERSION);
    case 'badge': {
      const { standingOf } = await import('../lib/patch-levels/summary.ts');
      return (await import('../../theme/patch-badge.tsx')).patchBadge('fixes', standingOf(report.levels.levels));
    }
    default:
      return (await import('../lib/patch-levels/report-text.ts')).levelsText(report, options['verbose'] !== undefined);
  }
}
