// The history of a source tree, read in one pass for all branches and tags: what each commit says, and which of them
// contain it. Facts only; what they mean for an advisory is decided elsewhere.

import { failureText, run, stream } from '../git.ts';
import { type CommitMessage, messageReader } from './commit-message.ts';
import { type Containment, containmentOf } from './containment.ts';
import { forksOf } from './forks.ts';
import { recordsOf } from './log-records.ts';
import { subjectsOf } from './subject.ts';

/** A branch or tag that is asked about. */
export type HistoryRef = {
  /** As it was asked for: `stable-4.20`. */
  readonly name: string;
  readonly commit: string;
  /** Position of the commit in the history. */
  readonly position: number;
};

/** Commits are numbered by position: a commit always stands before its parents. */
export type History = {
  readonly refs: readonly HistoryRef[];
  /** Where the next release is made; commits that it shares with a branch were there before the branch. */
  readonly mainline?: HistoryRef;
  /** Tags that point into the history, by their commits. */
  readonly tags: readonly HistoryRef[];
  readonly ids: readonly string[];
  /** Seconds since 1970 at which a commit was made. */
  readonly times: Float64Array;
  /** First line of each message. */
  readonly subjects: readonly string[];
  /** Compared subject -> positions, newest first. */
  readonly bySubject: ReadonlyMap<string, readonly number[]>;
  /** Messages that claim, mention, pick or revert something. */
  readonly messages: ReadonlyMap<number, CommitMessage>;
  /** Which of `refs`, `mainline` and `tags`, in this order, contain a commit. */
  readonly containment: Containment;
  /** For each of `refs` whether a commit was there before it left the mainline. */
  readonly isOlder: Containment;
  /** True when older commits are not there. */
  readonly isShallow: boolean;
};

/** The refs to read. */
export type HistoryQuery = {
  readonly folder: string;
  readonly refs: readonly string[];
  readonly mainline?: string;
  /** Of the ids of the advisories: `XSA`. */
  readonly prefix: string;
};

/** The repository cannot be read as asked; the message is a clause. */
export class HistoryError extends Error {}

/** In full: a tag may have the same name. */
const MAINLINES = [
  'refs/remotes/origin/HEAD',
  ...['master', 'main', 'trunk'].map((name) => `refs/heads/${name}`),
  ...['master', 'main'].map((name) => `refs/remotes/origin/${name}`),
];

/** Reads a history. Throws `HistoryError` for a ref that is not there, and for what is no repository. */
export async function readHistory({ folder, refs, mainline, prefix }: HistoryQuery): Promise<History> {
  const wanted = mainline === undefined ? MAINLINES : [mainline];
  const commits = commitsOf(folder, [...refs, ...wanted]);
  const tips = refs.map((name, index) => ({ name, commit: commits[index] }));
  const main = wanted
    .map((name, index) => ({ name, commit: commits[refs.length + index] }))
    .find(({ commit }) => commit !== undefined);
  const lost = tips.find(({ commit }) => commit === undefined)?.name ?? (main ? undefined : mainline);
  if (lost !== undefined) throw new HistoryError(`there is no branch, tag or commit ${lost}`);
  const all = [...new Set([...tips, ...(main ? [main] : [])].flatMap(({ commit }) => commit ?? []))];
  const log = await readLog(folder, all, prefix);
  const at = (tip: { readonly name: string; readonly commit: string | undefined }): HistoryRef[] => {
    const position = tip.commit === undefined ? undefined : log.positions.get(tip.commit);
    return tip.commit === undefined || position === undefined ? [] : [{ name: tip.name, commit: tip.commit, position }];
  };
  const asked = tips.flatMap(at);
  const [mainRef] = main ? at(main) : [];
  const tags = tagsOf(folder).flatMap(at);
  const marked = [...asked, ...(mainRef ? [mainRef] : []), ...tags];
  const containment = containmentOf(
    log.parents,
    marked.map(({ position }) => position),
  );
  const forks = forksOf(log.parents, asked, mainRef?.position, containment);
  return {
    refs: asked,
    ...(mainRef && { mainline: mainRef }),
    tags,
    ids: log.ids,
    times: Float64Array.from(log.times),
    subjects: log.subjects,
    bySubject: log.bySubject,
    messages: log.messages,
    containment,
    isOlder: containmentOf(log.parents, forks),
    isShallow: run(folder, ['rev-parse', '--is-shallow-repository']).toString('latin1').trim() === 'true',
  };
}

/** Index in `containment` of the mainline and of the first tag. */
export const mainlineIndex = ({ refs }: History): number => refs.length;
export const firstTagIndex = ({ refs, mainline }: History): number => refs.length + (mainline ? 1 : 0);

/** Position of the commit with an id of 7 or more digits; undefined for none and for several. */
export function positionOf(history: Pick<History, 'ids'>, id: string): number | undefined {
  const sorted = sortedIds(history.ids);
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((history.ids[sorted[middle] ?? 0] ?? '') < id) low = middle + 1;
    else high = middle;
  }
  const [found, next] = [sorted[low], sorted[low + 1]];
  const begins = (position: number | undefined) =>
    position !== undefined && (history.ids[position] ?? '').startsWith(id);
  return begins(found) && !begins(next) ? found : undefined;
}

const knownOrders = new WeakMap<readonly string[], Uint32Array>();

function sortedIds(ids: readonly string[]): Uint32Array {
  const known = knownOrders.get(ids);
  if (known) return known;
  const order = Uint32Array.from(ids.keys()).sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
  knownOrders.set(ids, order);
  return order;
}

/** The commit of each name, asked for at once; undefined where there is none. */
function commitsOf(folder: string, names: readonly string[]): readonly (string | undefined)[] {
  try {
    const answers = run(
      folder,
      ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
      names.map((name) => `${name}^{commit}\n`).join(''),
    );
    return answers
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => /^([0-9a-f]{40,64}) commit$/.exec(line)?.[1]);
  } catch (error) {
    throw new HistoryError(failureText(error));
  }
}

/** Every tag with the commit that it names in the end. */
function tagsOf(folder: string): readonly { readonly name: string; readonly commit: string }[] {
  const format = '%(refname)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)';
  const lines = run(folder, ['for-each-ref', '--sort=version:refname', `--format=${format}`, 'refs/tags/'])
    .toString('utf8')
    .split('\n');
  return lines.flatMap((line) => {
    const [name = '', type, id = '', taggedType, tagged = ''] = line.split('\0');
    const commit = type === 'commit' ? id : taggedType === 'commit' ? tagged : undefined;
    return commit === undefined ? [] : [{ name: name.slice('refs/tags/'.length), commit }];
  });
}

type Log = Pick<History, 'ids' | 'subjects' | 'bySubject' | 'messages'> & {
  readonly positions: ReadonlyMap<string, number>;
  readonly parents: readonly (readonly number[])[];
  readonly times: readonly number[];
};

async function readLog(folder: string, commits: readonly string[], prefix: string): Promise<Log> {
  const read = messageReader(prefix);
  const ids: string[] = [];
  const parentIds: string[] = [];
  const times: number[] = [];
  const subjects: string[] = [];
  const positions = new Map<string, number>();
  const bySubject = new Map<string, number[]>();
  const messages = new Map<number, CommitMessage>();
  const format = '--format=tformat:%H%n%P%n%ct%n%B';
  const words = ['log', '-z', '--topo-order', '--encoding=UTF-8', '--no-color', '--no-mailmap', format, '--stdin'];
  for await (const record of recordsOf(stream(folder, words, `${commits.join('\n')}\n`))) {
    const [first, second, third] = lineEnds(record);
    const position = ids.length;
    const id = record.slice(0, first);
    const message = record.slice(third + 1);
    ids.push(id);
    positions.set(id, position);
    parentIds.push(record.slice(first + 1, second));
    times.push(Number(record.slice(second + 1, third)));
    const [whole] = message.split('\n', 1);
    subjects.push((whole ?? '').trim());
    for (const subject of subjectsOf(message)) {
      const known = bySubject.get(subject);
      if (known) known.push(position);
      else bySubject.set(subject, [position]);
    }
    const said = read(message);
    if (said.claims.size + said.upstream.length + said.reverts.length + said.partlyReverts.length > 0)
      messages.set(position, said);
  }
  const parents = parentIds.map((line) => line.split(' ').flatMap((id) => positions.get(id) ?? []));
  return { ids, positions, parents, times, subjects, bySubject, messages };
}

function lineEnds(record: string): readonly [number, number, number] {
  const first = record.indexOf('\n');
  const second = record.indexOf('\n', first + 1);
  return [first, second, record.indexOf('\n', second + 1)];
}
