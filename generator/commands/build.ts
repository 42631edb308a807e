// `tocsin build`: a root to a site.

import type { Message } from '../types.ts';
import { type Command, GPG, KEY, NOW, type Options, PREVIEW, PRIVATE, ROOT, UsageError } from './command.ts';

export default {
  name: 'build',
  about: 'Build the site from the advisories, support statements and pages of a root',
  options: [
    ROOT,
    PRIVATE,
    PREVIEW,
    {
      flags: '--out <dir>',
      about:
        'folder of the site; it is replaced as a whole (default: "dist" in the root; "preview" in the private root for a preview)',
    },
    NOW,
    {
      flags: '--locked',
      about: 'refuse to add URLs to urls.lock: for reviews, so that the lock is committed with what it names',
    },
    { flags: '--sign', about: 'sign the site; without it, signatures of what did not change are kept' },
    KEY,
    GPG,
  ],
  example: 'tocsin build --root . --out dist --now 2026-11-21T12:00:00Z',
  async run(terminal, options) {
    const { join } = await import('node:path');
    const { writeFileSync } = await import('node:fs');
    const { hasErrors } = await import('../build.ts');
    const { emit, UnusableFolder } = await import('../emit.ts');
    const { report, summary } = await import('../lib/report.ts');
    const { assertOutside, assertUnpublished, readBuiltTheme, readRoots } = await import('./read-root.ts');
    const { signedBuild, signingSummary } = await import('./signed-build.ts');
    const root = options['root'] ?? '.';
    const isPreview = options['preview'] !== undefined;
    if (isPreview) assertPrivateOnly(options);
    const folder = options['private'];
    const out = options['out'] ?? (isPreview ? join(folder ?? root, 'preview') : join(root, 'dist'));
    const isSigning = options['sign'] !== undefined;
    const { assertKeyNamed, openSigner } = await import('./open-signer.ts');
    if (isSigning) assertKeyNamed(terminal, options);
    if (!isSigning && (options['key'] !== undefined || options['gpg'] !== undefined))
      throw new UsageError('--key and --gpg are for signing; give --sign, too');

    terminal.progress('reading');
    const sources = await readRoots(root, folder);
    assertOutside(out, root);
    if (folder !== undefined) assertOutside(out, folder);
    if (isPreview) assertUnpublished(out, '--out', root);
    terminal.progress('building');
    const now = terminal.now(options['now']);
    const {
      built,
      signed,
      messages: found,
    } = await signedBuild(terminal, sources, now, readBuiltTheme(terminal.themeFolder), {
      out,
      isPreview,
      ...(isSigning && { signer: (keys) => openSigner(terminal, options, keys, now) }),
    });
    const { withoutPrivate } = await import('../lib/embargo/private-summary.ts');
    const messages: Message[] = isPreview ? [...found] : withoutPrivate(found, sources.private);
    const { overdueWarning } = await import('../lib/embargo/overdue.ts');
    if (built.content && folder !== undefined) messages.push(...overdueWarning(built.content, folder, now));
    const isLocking = !isPreview && built.lock.added.length > 0;
    if (options['locked'] && built.lock.added.length > 0) messages.push(...built.lock.added.map(unlocked));
    terminal.progress('');
    terminal.error(report(messages, 'text', terminal.hasColor));
    if (!signed || hasErrors(messages)) {
      terminal.error(`${summary(messages)}; nothing was written\n`);
      return 1;
    }
    terminal.progress('writing');
    try {
      const { written, kept, removed } = emit(signed.outputs, out, isPreview ? 'preview' : 'site');
      if (isLocking) writeFileSync(join(root, 'urls.lock'), built.lock.text);
      terminal.progress('');
      const pages = built.outputs.filter((output) => output.type === 'text/html').length;
      terminal.out(
        `${out}: ${pages} pages, ${signed.outputs.length} files (${written} written, ${kept} unchanged, ${removed} removed)\n`,
      );
    } catch (error) {
      if (error instanceof UnusableFolder) throw new UsageError(error.message);
      throw error;
    }
    terminal.out(signingSummary(signed, isSigning));
    if (isLocking) terminal.out(`urls.lock: ${built.lock.added.length} new; commit it\n`);
    const count = summary(messages);
    if (count) terminal.error(`${count}\n`);
    return 0;
  },
} satisfies Command;

/** A preview is never a site: nothing signs it, and no URL of it is kept. */
function assertPrivateOnly(options: Options): void {
  for (const name of ['sign', 'key', 'gpg', 'locked'])
    if (options[name] !== undefined) throw new UsageError(`--${name} is for sites; a preview is never published`);
}

function unlocked(url: string): Message {
  return {
    place: { file: 'urls.lock', line: 1, column: 1 },
    level: 'error',
    rule: 'unlocked-url',
    text: `\`${url}\` is not in \`urls.lock\``,
    hint: 'Run `tocsin build` without `--locked` and commit `urls.lock`',
    found: url,
  };
}
