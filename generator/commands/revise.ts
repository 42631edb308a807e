// `tocsin revise`: a new version of a published advisory, with the reason that its readers get.

import type { Advisory, Content } from '../types.ts';
import { type Command, NOW, ROOT, UsageError } from './command.ts';

export default {
  name: 'revise',
  about: 'Add a version to a published advisory, and keep the text that was public until then',
  arguments: [{ name: 'id', about: 'id of a public advisory, such as XSA-47' }],
  options: [
    ROOT,
    { flags: '--change <text>', about: 'what is different, for a reader who acted on the version before' },
    { flags: '--editorial', about: 'only the spelling changes: no feed entry, and no text is kept' },
    { flags: '--out <dir>', about: 'built site whose text and signature are kept (default: "dist" in the root)' },
    { flags: '--dry-run', about: 'print what would be written' },
    NOW,
  ],
  example: 'tocsin revise XSA-47 --change "Fixed version of Barbican 4.19 corrected: the fix is in 4.19.6."',
  async run(terminal, options, [id = '']) {
    const { addVersion } = await import('./revision.ts');
    const change = (options['change'] ?? '').replace(/\s+/g, ' ').trim();
    if (change === '') throw new UsageError('--change is missing: say what is different, in a sentence');
    const isEditorial = options['editorial'] !== undefined;
    return addVersion(terminal, options, id, {
      change,
      isEditorial,
      fields: () => [],
      isDone: ({ revisions }) => {
        const last = revisions.length > 1 ? revisions.at(-1) : undefined;
        return last?.change === change && last.editorial === isEditorial;
      },
      assertPossible: () => undefined,
      left: (advisory, content) => left(advisory, content, isEditorial),
    });
  },
} satisfies Command;

function left({ id, series, document }: Advisory, { site }: Content, isEditorial: boolean): readonly string[] {
  const isMailed = site.series.some((each) => each.id === series && each.mail);
  return [
    `edit ${document.path}, unless that is done`,
    'run `tocsin check`, and commit what it has nothing to say about',
    'build and publish the site: `tocsin build`',
    ...(isMailed && !isEditorial ? [`announce the new version: \`tocsin announce ${id}\``] : []),
  ];
}
