// The root of a live preview: read once, then only what changed. An edit of one advisory shows before everything else
// that follows from it is known; the whole check and the whole model come afterwards, in steps.

import { type Checked, checkInSteps } from '../check.ts';
import { advisoryDecoder } from '../lib/decode/decode-advisory.ts';
import { isPublic } from '../lib/is-public.ts';
import { asPublished, opened } from '../lib/live/opened.ts';
import { replaceAdvisory } from '../lib/live/replace-advisory.ts';
import { readKeys } from '../lib/pgp/read-keys.ts';
import { model } from '../model.ts';
import { joinedRoot, listNames, type Parsed, parseFile, readFile, readPrivate } from '../read.ts';
import { rules } from '../rules/index.ts';
import type { Content, Instant, Message, Model, Problem } from '../types.ts';

/** What a preview shows of a root. */
export type LiveRoot = {
  /** Nothing where the configuration cannot be read. */
  readonly model: () => Model | undefined;
  readonly messages: () => readonly Message[];
  /** Reads everything, and checks it. */
  readonly start: () => Promise<void>;
  /** Takes files of the root that were added, changed or removed; true when what is shown is new already. */
  readonly change: (paths: readonly string[]) => boolean;
  /** Checks and links everything; false when `isStale` said in between that it was for nothing. */
  readonly finish: (isStale: () => boolean) => Promise<boolean>;
};

/** What may be asked of it. */
export type LiveOptions = {
  readonly root: string;
  readonly private?: string | undefined;
  readonly now: Instant;
  /** Show what the public will see, and no more. */
  readonly isPublic: boolean;
  readonly reservedIds: readonly string[];
};

/** A root that nothing has been read of yet. */
export function liveRoot({ root, private: folder, now, isPublic: isPublicOnly, reservedIds }: LiveOptions): LiveRoot {
  const parsed = new Map<string, Parsed>();
  let content: Content | undefined;
  let shown: Model | undefined;
  let messages: readonly Message[] = [];

  const read = (path: string) => parsed.set(path, parseFile(readFile(root, path)));
  const readNames = () => {
    const names = new Set(listNames(root));
    for (const path of parsed.keys()) if (!names.has(path)) parsed.delete(path);
    for (const path of names) if (!parsed.has(path)) read(path);
  };

  const showFirst = (path: string): boolean => {
    const file = parsed.get(path);
    const series = content?.site.series.find(({ id }) => id === path.split('/')[1]);
    if (!content || !shown || !series || !file?.document) return false;
    const problems: Problem[] = [...file.problems];
    const start = path.replace(/\.md$/, '');
    const folder = [...parsed.values()].flatMap(({ attachment }) =>
      attachment?.path.startsWith(`${start}/`) ? [attachment] : [],
    );
    const advisory = advisoryDecoder(series, new Map([[start, folder]]), reservedIds)(file.document, problems);
    const levels = content.site.rules;
    messages = [
      ...messages.filter(({ place }) => place.file !== path),
      ...problems.flatMap(({ place, rule, ...rest }): Message[] => {
        const level = levels[rule] ?? rules.find(({ id }) => id === rule)?.level ?? 'error';
        return level === 'off' ? [] : [{ place, level, rule, ...rest }];
      }),
    ];
    if (!advisory) return problems.length > 0;
    const isOpen = isPublic(advisory, shown.now);
    if (!isOpen && isPublicOnly) return false;
    const next = replaceAdvisory(shown, isOpen ? advisory : asPublished(advisory, now));
    shown = next ?? shown;
    return next !== undefined;
  };

  const finish = async (isStale: () => boolean): Promise<boolean> => {
    const publicSources = await readKeys(joinedRoot(parsed.values(), root));
    const sources = folder === undefined ? publicSources : { ...publicSources, private: readPrivate(folder) };
    const checked = await inPieces(checkInSteps(sources, now, reservedIds), isStale);
    if (!checked || isStale()) return false;
    ({ messages, content } = checked);
    if (!content) return true;
    const {
      content: seen,
      now: at,
      preview,
    } = isPublicOnly ? { content, now, preview: undefined } : opened(content, now);
    shown = model(seen, at, preview);
    return true;
  };

  return {
    model: () => (content ? shown : undefined),
    messages: () => messages,
    start: async () => {
      readNames();
      await finish(() => false);
    },
    change: (paths) => {
      const known = paths.every((path) => parsed.has(path));
      for (const path of known ? paths : []) {
        const file = readFile(root, path);
        if ('problem' in file && /ENOENT/.test(file.problem.text)) parsed.delete(path);
        else parsed.set(path, parseFile(file));
      }
      if (!known) {
        for (const path of paths) parsed.delete(path);
        readNames();
      }
      const [only, ...others] = paths;
      return only !== undefined && others.length === 0 && known && showFirst(only);
    },
    finish,
  };
}

/** What the steps come to, with a pause after each in which requests are answered. */
async function inPieces(steps: Generator<void, Checked>, isStale: () => boolean): Promise<Checked | undefined> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await new Promise((resolve) => setImmediate(resolve));
    if (isStale()) return undefined;
  }
}
