// A query over the index: every word has to be found, in the id, a CVE id, a package, the title or the text; the
// beginning of a word is enough, and one slip is forgiven where nothing has the word as typed.

import { type Facets, type Filter, fits } from './facets.ts';
import { type IdParts, idFit, idParts } from './ids.ts';
import { type Posting, pieceStart, type SearchHead, type SearchRow } from './search-index.ts';
import { askedWords, isNear, wordsOf } from './words.ts';

/** An advisory as the search knows it. */
export type Entry = {
  readonly id: string;
  readonly title: string;
  readonly day: string;
  readonly cves: readonly string[];
  readonly path: string;
  readonly facets: Facets;
  readonly ids: readonly IdParts[];
  /** Words of its fields with their weights. */
  readonly words: ReadonlyMap<string, number>;
};

/** The index ready for queries. */
export type Searcher = { readonly entries: readonly Entry[]; readonly common: ReadonlySet<string> };

/** One that was found. */
export type Hit = {
  readonly entry: Entry;
  /** The id or a CVE id is what was typed. */
  readonly isId: boolean;
  /** Words of the index that were found, for marks. */
  readonly found: readonly string[];
  /** Words that are in the text and nowhere else. */
  readonly inText: readonly string[];
};

/** Pieces by their beginning, as far as they are loaded. */
export type Pieces = ReadonlyMap<string, readonly Posting[]>;

/** Prepares the head for queries. */
export function searcher(head: SearchHead): Searcher {
  return { entries: head.rows.map((row) => entryOf(row, head)), common: new Set(head.common) };
}

function entryOf(row: SearchRow, head: SearchHead): Entry {
  const [id, title, day, numbers, severities, packages, releases, states, path] = row;
  const named = (list: readonly string[], places: readonly number[]) => places.map((place) => list[place] ?? '');
  const cves = numbers.map((number) => (/^\d/.test(number) ? `CVE-${number}` : number));
  const facets: Facets = {
    severity: named(head.severities, severities),
    package: named(head.packages, packages),
    release: named(head.releases, releases),
    state: named(head.states, states),
  };
  const words = new Map<string, number>();
  const add = (texts: readonly string[], weight: number) => {
    for (const word of texts.flatMap(wordsOf)) words.set(word, Math.max(words.get(word) ?? 0, weight));
  };
  add([title], 4);
  add(facets.severity, 2);
  add(facets.package, 6);
  add([id, ...cves], 8);
  const ids = [id, ...cves].flatMap((each) => idParts(each) ?? []);
  return { id, title, day, cves, path: path ?? `/advisories/${id.toLowerCase()}/`, facets, ids, words };
}

/** The pieces that a query needs. */
export function neededPieces(query: string, head: SearchHead): readonly string[] {
  const starts = askedWords(query)
    .filter((word) => word.length > 1)
    .flatMap((word) => [pieceStart(word, 1), pieceStart(word, 2)]);
  return [...new Set(starts)].filter((start) => Object.hasOwn(head.pieces, start));
}

/** What is found, the best first and then the newest; without words all that the filter leaves. */
export function search(index: Searcher, pieces: Pieces, query: string, filter: Filter = {}): readonly Hit[] {
  const scores = scoresOf(index, pieces, query);
  const hits = index.entries.flatMap((entry, row) => {
    const score = scores.get(row);
    return score && fits(entry.facets, filter) ? [{ entry, row, ...score }] : [];
  });
  hits.sort((a, b) => b.points - a.points || b.row - a.row);
  return hits.map(({ entry, isId, found, inText }) => ({ entry, isId, found, inText }));
}

type Score = {
  readonly points: number;
  readonly isId: boolean;
  readonly found: readonly string[];
  readonly inText: readonly string[];
};

const NOTHING: Score = { points: 0, isId: false, found: [], inText: [] };

function scoresOf(index: Searcher, pieces: Pieces, query: string): ReadonlyMap<number, Score> {
  const words = askedWords(query);
  let scores = new Map<number, Score>(index.entries.map((_, row) => [row, NOTHING]));
  for (const word of words) {
    const one = withWord(index, pieces, word);
    const next = new Map<number, Score>();
    for (const [row, score] of scores) {
      const more = one.get(row);
      if (more) next.set(row, plus(score, more));
      else if (index.common.has(word)) next.set(row, score);
    }
    scores = next;
  }
  const found = new Map(scores);
  for (const [row, points] of idHits(index, query)) {
    found.set(row, { ...(scores.get(row) ?? NOTHING), points, isId: points === WHOLE, found: words });
  }
  return found;
}

/** More than words can give. */
const WHOLE = 1000;

const plus = (a: Score, b: Score): Score => ({
  points: a.points + b.points,
  isId: false,
  found: [...a.found, ...b.found],
  inText: [...a.inText, ...b.inText],
});

/** Rows whose id fits the whole query; those with a slip only where no other does. */
function idHits(index: Searcher, query: string): readonly (readonly [number, number])[] {
  const asked = idParts(query);
  if (!asked) return [];
  const fitting = index.entries.flatMap(({ ids }, row) => {
    const all = ids.map((id) => idFit(id, asked));
    const fit = (['whole', 'part', 'near'] as const).find((each) => all.includes(each));
    return fit ? [{ row, fit }] : [];
  });
  const points = { whole: WHOLE, part: 700, near: 600 };
  const isExact = fitting.some(({ fit }) => fit !== 'near');
  return fitting.flatMap(({ row, fit }) => (fit === 'near' && isExact ? [] : [[row, points[fit]] as const]));
}

/** Rows with the word, or with one that begins with it; with one slip where there is none of both. */
function withWord(index: Searcher, pieces: Pieces, word: string): ReadonlyMap<number, Score> {
  const exact = rowsWhere(index, pieces, word, (other) => (other === word ? 1 : other.startsWith(word) ? 0.5 : 0));
  if (exact.size > 0 || word.length < 4 || /\d/.test(word) || index.common.has(word)) return exact;
  return rowsWhere(index, pieces, word, (other) => (isNear(other, word) ? 0.2 : 0));
}

function rowsWhere(
  index: Searcher,
  pieces: Pieces,
  word: string,
  like: (other: string) => number,
): ReadonlyMap<number, Score> {
  const rows = new Map<number, Score>();
  const add = (row: number, points: number, other: string, isText: boolean) => {
    const known = rows.get(row);
    if (!known || known.points < points)
      rows.set(row, { points, isId: false, found: [other], inText: isText && !known ? [other] : [] });
  };
  index.entries.forEach(({ words }, row) => {
    for (const [other, weight] of words) {
      const share = like(other);
      if (share > 0) add(row, share * weight, other, false);
    }
  });
  for (const start of [pieceStart(word, 1), pieceStart(word, 2)]) {
    for (const [other, ...distances] of pieces.get(start) ?? []) {
      const share = like(other);
      if (share === 0) continue;
      let row = 0;
      for (const distance of distances) {
        row += distance;
        add(row, share, other, true);
      }
    }
  }
  return rows;
}
