// What a commit message says that it takes back, as git and people write it.

/** The commits that a message names, as written. */
export type Reverts = { readonly reverts: readonly string[]; readonly partlyReverts: readonly string[] };

/** Reads "This reverts commit …", with several commits, and what says that it does so in part. */
export function revertsOf(message: string): Reverts {
  const reverts: string[] = [];
  const partlyReverts: string[] = [];
  if (!/revert/i.test(message)) return { reverts, partlyReverts };
  const isPartSubject = PART_SUBJECT.test(message);
  for (const match of message.matchAll(SENTENCE)) {
    const { ids, end } = idsAt(message, match.index + match[0].length);
    const isPart = isPartSubject || PART.test(match[0]) || BEHIND.test(message.slice(end, end + 40));
    (isPart ? partlyReverts : reverts).push(...ids);
  }
  return { reverts, partlyReverts };
}

/** True for `Revert "x86: fix it"`, and for other first lines that say so. */
export const isRevertSubject = (message: string): boolean =>
  /^\s*(?:\[[^\]]{0,60}\] ?)?(?:partial(?:ly)? )?(?:revert|back(?:ed)? out)\b/i.test(message);

const SENTENCE =
  /^[ \t]*(?:this (?:commit |patch |change )?)?(?:partial(?:ly)? |is a (?:partial )?)?reverts?(?: (?:(?:a |some )?parts?|half|some))?(?: of)? (?:(?:commits?|changesets?|c\/s):?\s)?(?=\s?[0-9a-f]{7,64}\b)/gim;

const PART = /partial|\b(?:parts?|half|some)\b/i;

/** "This reverts commit 0123456789ab in part". */
const BEHIND = /^[ \t]*(?:\("[^"]*"\)[ \t]*)?,?\s*(?:in part|partially|partly|except|but|apart from)\b/i;

const PART_SUBJECT = /^\s*(?:partial(?:ly)? revert|revert (?:(?:a |some )?parts? of|half of|some of))\b/i;

/** "0123456789ab, 123456789abc and 23456789abcd". */
function idsAt(message: string, start: number): { readonly ids: readonly string[]; readonly end: number } {
  const ids: string[] = [];
  const next = /(?:[\s,&]|and\b){0,40}([0-9a-f]{7,64})\b/gy;
  let end = start;
  next.lastIndex = start;
  for (let found = next.exec(message); found && ids.length < MOST_IDS; found = next.exec(message)) {
    ids.push((found[1] ?? '').toLowerCase());
    end = next.lastIndex;
  }
  return { ids, end };
}

const MOST_IDS = 1_000;
