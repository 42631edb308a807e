// What a public build says about the private root. Its log may be public too, so no message names anything in there.

import type { Level, Message, PrivateSources } from '../../types.ts';

/** The messages with one in the place of all that are about private files. */
export function withoutPrivate(messages: readonly Message[], inside: PrivateSources | undefined): Message[] {
  if (!inside) return [...messages];
  const isInside = ({ place }: Message) => place.file.startsWith(`${inside.folder}/`);
  const hidden = messages.filter(isInside);
  const shown = messages.filter((message) => !isInside(message));
  const level = (['error', 'warning', 'info'] as const).find((each) =>
    hidden.some((message) => message.level === each),
  );
  return level ? [...shown, summaryOf(hidden, level, inside.folder)] : shown;
}

function summaryOf(hidden: readonly Message[], level: Level, folder: string): Message {
  const words = { error: ['error', 'errors'], warning: ['warning', 'warnings'], info: ['note', 'notes'] } as const;
  const counts = Object.entries(words).flatMap(([each, [one, many]]) => {
    const count = hidden.filter((message) => message.level === each).length;
    return count > 0 ? [`${count} ${count === 1 ? one : many}`] : [];
  });
  return {
    place: { file: folder, line: 1, column: 1 },
    level,
    rule: 'private-root',
    text: `Not shown here is what there is to say about the private root: ${counts.join(', ')}`,
    hint: `Run \`tocsin check --private ${folder}\` where nobody else reads along`,
  };
}
