// `tocsin check`: everything that a build would say, and nothing written.

import { posix } from 'node:path';
import { REPORTS, type Report } from '../lib/report.ts';
import type { Message } from '../types.ts';
import { type Command, NOW, ROOT } from './command.ts';

export default {
  name: 'check',
  about: 'Say what is wrong with a root, without writing anything',
  options: [ROOT, NOW, { flags: '--report <format>', about: 'how to say it', choices: REPORTS, default: 'text' }],
  example: 'tocsin check --root . --report github',
  async run(terminal, options) {
    const { hasErrors } = await import('../build.ts');
    const { report, summary } = await import('../lib/report.ts');
    const { signedBuild } = await import('./signed-build.ts');
    const { readBuiltTheme, readRootWithKeys } = await import('./read-root.ts');
    const format = options['report'] as Report;
    terminal.progress('checking');
    const { messages } = await signedBuild(
      terminal,
      await readRootWithKeys(options['root'] ?? '.'),
      terminal.now(options['now']),
      readBuiltTheme(terminal.themeFolder),
    );
    terminal.progress('');
    // GitHub shows a message beside its line when the path is that of the repository.
    const shown = format === 'github' ? messages.map((message) => below(options['root'] ?? '.', message)) : messages;
    const text = report(shown, format, terminal.hasColor);
    if (format === 'text') terminal.error(`${text}${summary(messages) || 'no problems'}\n`);
    else terminal.out(text);
    return hasErrors(messages) ? 1 : 0;
  },
} satisfies Command;

function below(root: string, message: Message): Message {
  return { ...message, place: { ...message.place, file: posix.join(root.replaceAll('\\', '/'), message.place.file) } };
}
