// `tocsin check`: everything that a build would say, and nothing written.

import { posix } from 'node:path';
import { REPORTS, type Report } from '../lib/report.ts';
import type { Message } from '../types.ts';
import { type Command, NOW, PRIVATE, ROOT } from './command.ts';

export default {
  name: 'check',
  about: 'Say what is wrong with a root, without writing anything',
  options: [
    ROOT,
    PRIVATE,
    NOW,
    { flags: '--since <ref>', about: 'compare with a commit: what changed in published advisories needs a revision' },
    { flags: '--report <format>', about: 'how to say it', choices: REPORTS, default: 'text' },
  ],
  example: 'tocsin check --root . --report github',
  async run(terminal, options) {
    const { hasErrors } = await import('../build.ts');
    const { folderName } = await import('../lib/embargo/private-root.ts');
    const { overdueMessages } = await import('../lib/embargo/overdue.ts');
    const { report, summary } = await import('../lib/report.ts');
    const { messagesSince } = await import('./since.ts');
    const { signedBuild } = await import('./signed-build.ts');
    const { readBuiltTheme, readRoots } = await import('./read-root.ts');
    const format = options['report'] as Report;
    terminal.progress('checking');
    const root = options['root'] ?? '.';
    const now = terminal.now(options['now']);
    const sources = await readRoots(root, options['private']);
    const { built, messages: found } = await signedBuild(terminal, sources, now, readBuiltTheme(terminal.themeFolder));
    const { since } = options;
    const { content } = built;
    const messages = [
      ...found,
      ...(content ? overdueMessages(content, options['private'], now) : []),
      ...(content && since !== undefined ? messagesSince(root, since, sources, content, now) : []),
    ];
    terminal.progress('');
    // GitHub shows a message beside its line when the path is that of the repository.
    const isPrivate = ({ place }: Message) =>
      options['private'] !== undefined && place.file.startsWith(`${folderName(options['private'])}/`);
    const shown =
      format === 'github' ? messages.map((message) => (isPrivate(message) ? message : below(root, message))) : messages;
    const text = report(shown, format, terminal.hasColor);
    if (format === 'text') terminal.error(`${text}${summary(messages) || 'no problems'}\n`);
    else terminal.out(text);
    return hasErrors(messages) ? 1 : 0;
  },
} satisfies Command;

function below(root: string, message: Message): Message {
  return { ...message, place: { ...message.place, file: posix.join(root.replaceAll('\\', '/'), message.place.file) } };
}
