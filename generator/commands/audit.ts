// `tocsin audit`: looks through a folder that is to be published for what the public may not know yet.

import { type Command, NOW, PRIVATE, ROOT } from './command.ts';

export default {
  name: 'audit',
  about: 'Look through a finished site for what is not public: each file, packed ones too',
  arguments: [{ name: 'folder', about: 'folder of the site' }],
  options: [ROOT, PRIVATE, NOW],
  example: 'tocsin audit dist --private ../embargoed',
  async run(terminal, options, [folder = '']) {
    const { statSync } = await import('node:fs');
    const { check } = await import('../check.ts');
    const { hasErrors } = await import('../build.ts');
    const { plannedOf } = await import('../lib/embargo/planned.ts');
    const { withoutPrivate } = await import('../lib/embargo/private-summary.ts');
    const { report, summary } = await import('../lib/report.ts');
    const { audited } = await import('./audited.ts');
    const { UsageError } = await import('./command.ts');
    const { assertNoPreview, readBuiltTheme, readRoots } = await import('./read-root.ts');
    const { fileIn, filesIn } = await import('./signed-build.ts');
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${folder} is no folder`);
    assertNoPreview(folder);
    terminal.progress('reading');
    const now = terminal.now(options['now']);
    const theme = readBuiltTheme(terminal.themeFolder);
    const sources = await readRoots(options['root'] ?? '.', options['private']);
    const { content, messages } = check(sources, now, theme.reservedIds);
    // Of a file that cannot be read nobody knows what is secret in it.
    if (!content || hasErrors(messages)) {
      const shown = withoutPrivate(messages, sources.private);
      terminal.progress('');
      terminal.error(`${report(shown, 'text', terminal.hasColor)}${summary(shown)}; nothing was audited\n`);
      return 1;
    }
    terminal.progress('auditing');
    const paths = filesIn(folder);
    const unread = paths.filter((path) => fileIn(folder, path) === undefined);
    if (unread.length > 0) throw new UsageError(`${folder}/${unread[0]} cannot be read`);
    const outputs = function* () {
      for (const path of paths) yield { path, body: fileIn(folder, path) ?? new Uint8Array() };
    };
    const planned = plannedOf(content, now);
    const found = await audited({ sources, content, now, theme, planned, outputs: outputs() });
    terminal.progress('');
    const shown = withoutPrivate(found, sources.private);
    terminal.error(report(shown, 'text', terminal.hasColor));
    if (hasErrors(found)) {
      terminal.error(`${summary(shown)}; do not publish ${folder}\n`);
      return 1;
    }
    terminal.out(`${folder}: nothing in ${paths.length} files that is not public\n`);
    return 0;
  },
} satisfies Command;
