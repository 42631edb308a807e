// `tocsin status`: where each advisory stands that is not public yet, and what would keep a release from going out.

import { type Command, NOW, PRIVATE, ROOT, UsageError } from './command.ts';

export default {
  name: 'status',
  about:
    'Say what is planned, overdue or in work, which signatures are missing and which keys end soon; exits with 1 when a release is overdue',
  options: [
    ROOT,
    PRIVATE,
    { flags: '--out <dir>', about: 'built site whose signatures are looked at (default: "dist" in the root)' },
    NOW,
  ],
  example: 'tocsin status --private ../embargoed',
  async run(terminal, options) {
    const { join } = await import('node:path');
    const { hasErrors } = await import('../build.ts');
    const { printable } = await import('../lib/decode/decode.ts');
    const { statusLines } = await import('../lib/embargo/status-lines.ts');
    const { report, summary } = await import('../lib/report.ts');
    const { readBuiltTheme, readRoots } = await import('./read-root.ts');
    const { signedBuild } = await import('./signed-build.ts');
    const root = options['root'] ?? '.';
    const folder = options['private'];
    const now = terminal.now(options['now']);
    terminal.progress('reading');
    const sources = await readRoots(root, folder);
    const out = options['out'] ?? join(root, 'dist');
    terminal.progress('building');
    const { built, signed, messages } = await signedBuild(
      terminal,
      sources,
      now,
      readBuiltTheme(terminal.themeFolder),
      {
        out,
      },
    );
    terminal.progress('');
    const { content } = built;
    if (!content) {
      terminal.error(report(messages, 'text', terminal.hasColor));
      throw new UsageError(`the configuration of ${root} has a fault; run \`tocsin check\``);
    }
    const { recipients, brokenOff } = await privateParts(folder, now);
    const missing = signed?.missing.map(({ file }) => `/${file}`) ?? [];
    const found = statusLines({ content, folder, missing, recipients, brokenOff, now });
    for (const line of found.lines) terminal.out(`${printable(line)}\n`);
    if (found.lines.length === 0) terminal.out('nothing is planned, overdue or missing\n');
    // What is wrong in detail is a matter of `check`; that there is something stops a release.
    if (hasErrors(messages)) terminal.out(`${summary(messages)}: run \`tocsin check\`\n`);
    return found.isLate || hasErrors(messages) ? 1 : 0;
  },
} satisfies Command;

/** Recipients, and releases that were broken off. */
async function privateParts(folder: string | undefined, now: string) {
  const { readdirSync } = await import('node:fs');
  const { journalOf } = await import('../lib/embargo/release-journal.ts');
  const { recipientsOf } = await import('../lib/pgp/recipients.ts');
  const { listRecipients } = await import('../read.ts');
  if (folder === undefined) return { recipients: { keys: [], faults: [] }, brokenOff: [] };
  return {
    recipients: await recipientsOf(listRecipients(folder), now),
    brokenOff: readdirSync(folder).flatMap((name) => journalOf(name) ?? []),
  };
}
