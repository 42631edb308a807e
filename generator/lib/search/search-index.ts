// The search index: one small file with what lists show of every advisory, and the words of the texts in pieces that
// are loaded when somebody asks for a word that begins like theirs. Made of public advisories alone.

import type { PublicAdvisory } from '../../types.ts';
import { textsOf } from '../nodes.ts';
import { order } from '../order.ts';
import { facetsOf } from './facets.ts';
import { wordsOf } from './words.ts';

/**
 * An advisory: id, title, day of publication, CVE ids without `CVE-`, severity, packages, releases, states; these four
 * as places in the lists of the head. A path is there where it is not the usual one.
 */
export type SearchRow = readonly [
  id: string,
  title: string,
  day: string,
  cves: readonly string[],
  severities: readonly number[],
  packages: readonly number[],
  releases: readonly number[],
  states: readonly number[],
  path?: string,
];

/** What is loaded first. */
export type SearchHead = {
  /** Oldest first, so that a new advisory changes no number of an old one. */
  readonly rows: readonly SearchRow[];
  readonly severities: readonly string[];
  readonly packages: readonly string[];
  readonly releases: readonly string[];
  readonly states: readonly string[];
  /** Words that most texts have: they narrow nothing and are in no piece. */
  readonly common: readonly string[];
  /** The beginning of the words of each piece -> its file. */
  readonly pieces: Readonly<Record<string, string>>;
};

/** A word and the rows whose text has it: the first one, then the distance of each to the one before it. */
export type Posting = readonly [word: string, ...rows: number[]];

/** The index before its pieces have names. */
export type SearchIndex = {
  readonly head: Omit<SearchHead, 'pieces'>;
  readonly pieces: readonly { readonly start: string; readonly postings: readonly Posting[] }[];
};

/** A piece with more places than this is divided by the second letter. */
const LARGEST = 6000;

/** Words in more than half of so many texts are common. */
const FEWEST = 20;

/** The index of these advisories, whatever their order. */
export function searchIndex(advisories: readonly PublicAdvisory[]): SearchIndex {
  const sorted = [...advisories].sort((a, b) => order(a.published, b.published) || order(a.id, b.id));
  const facets = sorted.map(facetsOf);
  const list = (values: readonly string[]) => [...new Set(values)].sort(order);
  const severities = list(facets.flatMap((each) => each.severity));
  const packages = list(facets.flatMap((each) => each.package));
  const releases = list(facets.flatMap((each) => each.release));
  const states = list(facets.flatMap((each) => each.state));
  const places = [severities, packages, releases, states].map(
    (values) => new Map(values.map((value, index) => [value, index])),
  );
  const numbers = (values: readonly string[], index: number) =>
    values.map((value) => places[index]?.get(value) ?? 0).sort((a, b) => a - b);
  const rows = sorted.map((advisory, index): SearchRow => {
    const own = facets[index] ?? facetsOf(advisory);
    const { id, title, published, cves, path, slug } = advisory;
    return [
      id,
      title,
      published.slice(0, 10),
      cves.map((cve) => cve.replace(/^CVE-/, '')),
      numbers(own.severity, 0),
      numbers(own.package, 1),
      numbers(own.release, 2),
      numbers(own.state, 3),
      ...(path === `/advisories/${slug}/` && slug === id.toLowerCase() ? ([] as const) : ([path] as const)),
    ];
  });
  const { common, postings } = postingsOf(sorted);
  return { head: { rows, severities, packages, releases, states, common }, pieces: piecesOf(postings) };
}

function postingsOf(advisories: readonly PublicAdvisory[]) {
  const found = new Map<string, number[]>();
  advisories.forEach((advisory, row) => {
    for (const word of new Set(textWords(advisory))) {
      const rows = found.get(word);
      if (rows) rows.push(row);
      else found.set(word, [row]);
    }
  });
  const sorted = [...found].sort(([a], [b]) => order(a, b));
  const isCommon = (rows: readonly number[]) => advisories.length >= FEWEST && rows.length * 2 > advisories.length;
  return {
    common: sorted.filter(([, rows]) => isCommon(rows)).map(([word]) => word),
    postings: sorted
      .filter(([, rows]) => !isCommon(rows))
      .map(([word, rows]): Posting => [word, ...rows.map((row, index) => row - (rows[index - 1] ?? 0))]),
  };
}

/** The words of what readers see of an advisory beside its head. */
function* textWords(advisory: PublicAdvisory): Iterable<string> {
  for (const { nodes } of advisory.sections)
    for (const node of nodes) for (const { value } of textsOf(node, 'with-code')) yield* longWords(value);
  yield* longWords(advisory.summary ?? '');
  for (const { name } of advisory.credits) yield* longWords(name);
  for (const { file } of advisory.patches) yield* longWords(file);
  for (const bug of advisory.bugs) yield* longWords(bug);
}

const longWords = (text: string): readonly string[] => wordsOf(text).filter((word) => word.length > 1);

/** The words by their first letter, by their first two where these are many; all that is no such letter is in `_`. */
function piecesOf(postings: readonly Posting[]) {
  const byFirst = grouped(postings, ([word]) => pieceStart(word, 1));
  return byFirst.flatMap(({ start, postings: members }) => {
    const size = members.reduce((sum, { length }) => sum + length, 0);
    if (size <= LARGEST || start === '_') return [{ start, postings: members }];
    return grouped(members, ([word]) => pieceStart(word, 2));
  });
}

/** The beginning of a word that names its piece. */
export function pieceStart(word: string, length: number): string {
  if (!/^[a-z0-9]/.test(word)) return '_';
  return word.slice(0, length).replace(/[^a-z0-9]/, '_');
}

function grouped(postings: readonly Posting[], startOf: (posting: Posting) => string) {
  const found = new Map<string, Posting[]>();
  for (const posting of postings) {
    const start = startOf(posting);
    const members = found.get(start);
    if (members) members.push(posting);
    else found.set(start, [posting]);
  }
  return [...found].sort(([a], [b]) => order(a, b)).map(([start, members]) => ({ start, postings: members }));
}
