// `tocsin revise`: a new version of a published advisory, with the reason that its readers get.

import type { Advisory, Content, SeriesInUse } from '../types.ts';
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

function left({ id, series, number, document }: Advisory, content: Content, isEditorial: boolean): readonly string[] {
  const own = content.site.series.find((each) => each.id === series);
  const next = own && nextRevision(own, number, content);
  const isMailed = own?.mail !== undefined && !isEditorial;
  return [
    `edit ${document.path}, unless that is done`,
    'run `tocsin check`, and commit what it has nothing to say about',
    'build and publish the site: `tocsin build`',
    // Where the id has a revision, nobody mails an id twice.
    ...(isEditorial || next === undefined
      ? []
      : [
          `where readers have to act again, publish ${next} with \`related: [${id}]\`: its number is what they look for`,
        ]),
    ...(isMailed && next === undefined ? [`announce the new version: \`tocsin announce ${id}\``] : []),
  ];
}

/** The id of the next revision of a number; undefined for a series whose ids have none. */
function nextRevision({ id, prefix, definition }: SeriesInUse, number: readonly number[], { advisories }: Content) {
  if (definition.numbers.at(-1) !== 'revision') return undefined;
  const start = number.slice(0, -1);
  const taken = advisories
    .filter((each) => each.series === id && start.every((part, index) => each.number[index] === part))
    .map((each) => each.number.at(-1) ?? 0);
  return [prefix, ...start, Math.max(...taken) + 1].join('-');
}
