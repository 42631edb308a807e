// What changed in published advisories without a word to their readers: each change of meaning has a revision that
// says why, and no advisory goes without a redirect or a tombstone.

import type { Advisory, Instant, Message, Revision, Site } from '../../types.ts';
import { placeOf, printable } from '../decode/decode.ts';
import { isPublic } from '../is-public.ts';
import { advisoryPath } from '../site-paths.ts';
import { type Meaning, meaningOf } from './meaning.ts';

/** Advisories of a root at one time. */
export type State = {
  readonly site: Site;
  readonly advisories: readonly Advisory[];
  /** Paths of its documents: one that is there and cannot be decoded has messages of its own. */
  readonly files?: ReadonlySet<string>;
};

/** An error for each change that no revision tells; `since` is how people call the state before. */
export function unannounced(before: State, after: State, since: string, now: Instant): Message[] {
  const present = new Map(after.advisories.map((advisory) => [advisory.id, advisory]));
  return before.advisories
    .filter((advisory) => isPublic(advisory, now))
    .flatMap((old) => {
      const advisory = present.get(old.id);
      if (!advisory) return after.files?.has(old.document.path) ? [] : removed(old, after, since);
      if (!isPublic(advisory, now)) return [hidden(advisory, since)];
      return [...forgotten(old, advisory, since), ...changesOf(old, advisory, since)];
    });
}

function changesOf(old: Advisory, advisory: Advisory, since: string): Message[] {
  const [was, is] = [meaningOf(old), meaningOf(advisory)];
  const known = Math.max(...old.revisions.map(({ version }) => version));
  const added = advisory.revisions.filter(({ version, change }) => version > known && change.trim() !== '');
  // A withdrawal has a reason of its own.
  const isWithdrawn = advisory.status === 'withdrawn' && old.status !== 'withdrawn';
  if (isWithdrawn || added.some(({ editorial, public: isOpen }) => isOpen && !editorial)) return [];
  const isEditorial = added.some(({ editorial, public: isOpen }) => isOpen && editorial);
  const names = [...new Set([...was.keys(), ...is.keys()])];
  const changes = names.flatMap((name): Change[] => {
    const [before, after] = [was.get(name), is.get(name)];
    if (before?.value === after?.value || isNew(name, added) || isLost(name, advisory)) return [];
    if (!before && after?.mayCome) return [];
    if (isEditorial && (before?.isWords ?? true) && (after?.isWords ?? true)) return [];
    return [{ name, before, after }];
  });
  if (
    old.status === 'withdrawn' &&
    (advisory.status !== 'withdrawn' ||
      old.withdrawn?.reason !== advisory.withdrawn?.reason ||
      old.withdrawn?.date !== advisory.withdrawn?.date)
  )
    changes.push({ name: 'withdrawal', before: undefined, after: undefined });
  return changes.map((change) => message(advisory, change, since, isEditorial));
}

/** What no version may take away: the texts of earlier versions, and that there was a version. */
function forgotten(old: Advisory, advisory: Advisory, since: string): Message[] {
  const kept = new Map((advisory.archived ?? []).map(({ version, file }) => [version, file.bytes]));
  const texts = (old.archived ?? []).flatMap(({ version, file }): Message[] => {
    const bytes = kept.get(version);
    if (bytes && Buffer.compare(bytes, file.bytes) === 0) return [];
    const what = bytes ? 'is another one than' : 'is gone since';
    return [
      {
        place: { file: file.path, line: 1, column: 1 },
        level: 'error',
        rule: 'changed-archive',
        text: `The text of version \`${version}\` of \`${old.id}\` ${what} ${quoted(since)}${bytes ? ' has' : ''}`,
        hint: `Put it back: \`git checkout ${since} -- ${file.path}\``,
      },
    ];
  });
  const versions = new Set(advisory.revisions.map(({ version }) => version));
  const lost = old.revisions.filter((revision) => revision.public && !versions.has(revision.version));
  return [
    ...texts,
    ...lost.map(
      ({ version }): Message => ({
        place: placeOf(advisory.document.fields, ['revisions']),
        level: 'error',
        rule: 'unannounced-change',
        text: `Version \`${version}\` of \`${old.id}\` was published by ${quoted(since)} and is gone from its history`,
        hint: 'Put its entry back under `revisions`, with its date and its reason',
      }),
    ),
  ];
}

type Change = { readonly name: string; readonly before: Meaning | undefined; readonly after: Meaning | undefined };

/** The history of a version that is new is what is asked for. */
const isNew = (name: string, added: readonly Revision[]): boolean =>
  added.some(({ version }) => name === `${HISTORY}${version}`);

/** A version that is gone has a message of its own. */
const isLost = (name: string, { revisions }: Advisory): boolean =>
  name.startsWith(HISTORY) && !revisions.some(({ version }) => name === `${HISTORY}${version}`);

const HISTORY = 'history of version ';

function message(advisory: Advisory, { name, before, after }: Change, since: string, isEditorial: boolean): Message {
  const { id, document } = advisory;
  const [found, expected] = shown(before?.value, after?.value);
  const what =
    before && !after ? 'is gone' : after && !before ? `is new, ${found}` : `changed from ${expected} to ${found}`;
  const reason = isEditorial ? 'an editorial revision only' : 'no revision that says so';
  const field = after?.field ?? before?.field ?? [];
  return {
    place: placeOf(document.fields, field),
    level: 'error',
    rule: 'unannounced-change',
    text:
      name === 'withdrawal'
        ? `The withdrawal of \`${id}\` changed since ${quoted(since)}, with ${reason}`
        : `\`${id}\` was published by ${quoted(since)}: ${name} ${what}, with ${reason}`,
    hint: isWords(before, after)
      ? `Run \`tocsin revise ${id} --change "…"\`, with \`--editorial\` where only the spelling changed`
      : `Run \`tocsin revise ${id} --change "…"\`, or undo the change`,
  };
}

const isWords = (before: Meaning | undefined, after: Meaning | undefined): boolean =>
  (before ?? after)?.isWords === true;

/** The two values where they are short, and where they are not, the words around the first difference. */
function shown(before = '', after = ''): readonly [after: string, before: string] {
  if (before.length <= MOST && after.length <= MOST) return [quoted(after), quoted(before)];
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  start = before.lastIndexOf(' ', start - 1) + 1;
  return [quoted(cut(after, start)), quoted(cut(before, start))];
}

const MOST = 80;

const cut = (text: string, start: number): string => {
  const part = Array.from(text.slice(start, start + 4 * MOST))
    .slice(0, MOST / 2)
    .join('');
  return `${start > 0 ? '…' : ''}${part}${start + part.length < text.length ? '…' : ''}`;
};

const quoted = (text: string): string => `\`${printable(text.replaceAll('`', "'"))}\``;

/** A page that was published and has no successor; its files are a matter of `urls.lock`. */
function removed(old: Advisory, { site, advisories }: State, since: string): Message[] {
  const paths = [advisoryPath(site, old), `/advisories/${old.slug}/`];
  const isSaid = paths.some((path) => Object.hasOwn(site.redirects, path) || Object.hasOwn(site.tombstones, path));
  if (isSaid) return [];
  const heir = advisories.find(
    ({ title, series, published }) => title === old.title && series === old.series && published === old.published,
  );
  return [
    {
      place: { file: old.document.path, line: 1, column: 1 },
      level: 'error',
      rule: 'removed-advisory',
      text: heir
        ? `\`${old.id}\` was published by ${quoted(since)} and is \`${heir.id}\` now`
        : `\`${old.id}\` was published by ${quoted(since)} and is gone`,
      hint: heir
        ? `Give it its id back, or name \`${paths[1]}\` under \`redirects\` in \`content/site.yaml\``
        : `Restore it and run \`tocsin withdraw ${old.id} --reason "…"\`, or name \`${paths[1]}\` under \`tombstones\` in \`content/site.yaml\``,
    },
  ];
}

function hidden({ id, document, status }: Advisory, since: string): Message {
  return {
    place: placeOf(document.fields, ['status']),
    level: 'error',
    rule: 'unannounced-change',
    text: `\`${id}\` was published by ${quoted(since)} and is not public any more, with status \`${status}\``,
    hint: `Run \`tocsin withdraw ${id} --reason "…"\`: what was published cannot be hidden again`,
  };
}
