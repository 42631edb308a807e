// `tocsin sign`: signs a folder that was built before, on another machine perhaps, from the same root.

import type { Output, SigningRequest } from '../types.ts';
import { type Command, GPG, KEY, NOW, PRIVATE, ROOT, UsageError } from './command.ts';

export default {
  name: 'sign',
  about: 'Sign a site that `tocsin build` has built from this root at the same time',
  options: [
    ROOT,
    PRIVATE,
    { flags: '--out <dir>', about: 'folder of the site (default: "dist" in the root)' },
    NOW,
    KEY,
    GPG,
    { flags: '--text <id>', about: 'print the announcement of an advisory as it will be published, and sign nothing' },
  ],
  example: 'tocsin sign --key signing.asc --now 2026-11-21T12:00:00Z',
  async run(terminal, options) {
    const { join } = await import('node:path');
    const { announcementOf, hasErrors } = await import('../build.ts');
    const { emit, UnusableFolder } = await import('../emit.ts');
    const { SigningError } = await import('../lib/pgp/signing-error.ts');
    const { withoutPrivate } = await import('../lib/embargo/private-summary.ts');
    const { report, summary } = await import('../lib/report.ts');
    const { assertKeyNamed, openSigner } = await import('./open-signer.ts');
    const { assertNoPreview, assertOutside, readBuiltTheme, readRoots } = await import('./read-root.ts');
    const { fileIn, filesIn, signedBuild, signingSummary } = await import('./signed-build.ts');
    const root = options['root'] ?? '.';
    const out = options['out'] ?? join(root, 'dist');
    const now = terminal.now(options['now']);
    terminal.progress('reading');
    const sources = await readRoots(root, options['private']);
    const theme = readBuiltTheme(terminal.themeFolder);
    if (options['text'] !== undefined) {
      const { check } = await import('../check.ts');
      const { content } = check(sources, now, theme.reservedIds);
      const text = content && announcementOf(content, options['text'], now);
      terminal.progress('');
      if (text === undefined)
        throw new UsageError(`no advisory ${options['text']} with a date of publication; \`tocsin check\` says more`);
      terminal.out(text);
      return 0;
    }
    assertKeyNamed(terminal, options);
    assertOutside(out, root);
    assertNoPreview(out);
    terminal.progress('building');
    const { signed, messages } = await signedBuild(terminal, sources, now, theme, {
      out,
      isReady: ({ outputs, requests }) => {
        const [first, ...more] = differences(outputs, requests, filesIn(out), (path) => fileIn(out, path));
        if (first === undefined) return;
        const others = more.length > 0 ? ` and ${more.length} more` : '';
        throw new SigningError(
          `${out} is not what this root gives at ${now}: see ${first}${others}`,
          'Run `tocsin build` first, and give both the same --now',
        );
      },
      signer: (keys) => openSigner(terminal, options, keys, now),
    });
    terminal.progress('');
    if (!signed || hasErrors(messages)) {
      const shown = withoutPrivate(messages, sources.private);
      terminal.error(report(shown, 'text', terminal.hasColor));
      terminal.error(`${summary(shown)}; nothing was written\n`);
      return 1;
    }
    try {
      emit(signed.outputs, out);
    } catch (error) {
      if (error instanceof UnusableFolder) throw new UsageError(error.message);
      throw error;
    }
    terminal.out(`${out}: ${signingSummary(signed, true)}`);
    return 0;
  },
} satisfies Command;

/** Paths at which a built folder is not what the outputs say, signatures apart. */
function differences(
  outputs: readonly Output[],
  requests: readonly SigningRequest[],
  present: readonly string[],
  read: (path: string) => Uint8Array | undefined,
): string[] {
  const signatures = new Set(requests.map((request) => request.signature));
  const expected = outputs.filter((output) => !signatures.has(output.path));
  const known = new Set([...signatures, ...expected.map((output) => output.path)]);
  const changed = expected.filter(({ path, body }) => {
    const bytes = read(path);
    return bytes === undefined || !Buffer.from(body).equals(bytes);
  });
  return [...changed.map((output) => output.path), ...present.filter((path) => !known.has(path))];
}
