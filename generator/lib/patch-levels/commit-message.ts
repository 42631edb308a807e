// What a commit message says about fixes: which advisories it claims to fix, of which commit it is a backport, and what
// it takes back. Messages are free text; most that name an advisory only mention it, so a claim has to be a whole clause.

import { isRevertSubject, revertsOf } from './reverts.ts';

/** A commit that fixes an advisory says so as a whole or in part; the others only mention it. */
export type Claim = 'whole' | 'part' | 'mention';

export type CommitMessage = {
  /** Number of the advisory -> what is said of it. */
  readonly claims: ReadonlyMap<string, Claim>;
  /** Commits that this one is a backport of, as written, 7 digits or more. */
  readonly upstream: readonly string[];
  /** Commits that it takes back, as a whole and in part. */
  readonly reverts: readonly string[];
  readonly partlyReverts: readonly string[];
  /** True where it says that it takes something back, whatever that is. */
  readonly isRevert: boolean;
};

/** Reads messages of a tree whose advisories have the prefix (`XSA`). */
export function messageReader(prefix: string): (message: string) => CommitMessage {
  const id = new RegExp(`\\b${escaped(prefix)}-(\\d[\\d-]*\\d|\\d)`, 'gi');
  const anyId = new RegExp(`${escaped(prefix)}-\\d`, 'i');
  return (message) => {
    const { reverts, partlyReverts } = revertsOf(message);
    const isRevert = reverts.length > 0 || partlyReverts.length > 0 || isRevertSubject(message);
    return {
      claims: anyId.test(message) ? claimsOf(message, id, isRevert) : NONE,
      upstream: ORIGIN.test(message) ? UPSTREAM.flatMap((each) => matchesOf(each, message)) : [],
      reverts,
      partlyReverts,
      isRevert,
    };
  };
}

const NONE: ReadonlyMap<string, Claim> = new Map();

/** Spares most messages the rest. */
const ORIGIN = /commit|picked|backport|changeset/i;

/** As git, the stable trees of Linux, and the maintainers of Xen write it. */
const UPSTREAM: readonly RegExp[] = [
  /^[ \t]*\(?(?:cherry[ -]?picked|backported) from (?:commit )?([0-9a-f]{7,64})\b/gim,
  /^[ \t]*(?:\[[ \t]*)?(?:master|main|upstream|mainline|staging|unstable) commit:? +([0-9a-f]{7,64})\b/gim,
  /^[ \t]*commit ([0-9a-f]{7,64}) upstream\b/gim,
  // The trees that were kept with Mercurial before git: `xen-unstable changeset: 24136:3622d7fae14d`.
  /^[ \t]*[a-z][\w.-]{0,40} changeset:? +(?:\d{1,9}:)?([0-9a-f]{12,40})\b/gim,
  /^[ \t]*backport(?:ed)?[ -](?:of|from):? (?:commit )?([0-9a-f]{7,64})\b/gim,
];

const matchesOf = (pattern: RegExp, text: string): readonly string[] =>
  [...text.matchAll(pattern)].flatMap(([, found]) => (found === undefined ? [] : [found.toLowerCase()]));

function claimsOf(message: string, id: RegExp, isRevert: boolean): ReadonlyMap<string, Claim> {
  const claims = new Map<string, Claim>();
  let ids = 0;
  for (const match of message.matchAll(id)) {
    if (++ids > MOST_IDS) break;
    const number = (match[1] ?? '').replace(/(^|-)0+(?=\d)/g, '$1');
    const claim = isRevert ? 'mention' : claimAt(message, match.index, match.index + match[0].length);
    if (RANK[claim] > RANK[claims.get(number) ?? 'mention'] || !claims.has(number)) claims.set(number, claim);
  }
  return claims;
}

/** A message with more of them is a list. */
const MOST_IDS = 200;

const RANK: Readonly<Record<Claim, number>> = { mention: 0, part: 1, whole: 2 };

/** A clause is not longer than this. */
const MOST_WORDS = 40;

/** Between `This` and the id, and behind it, a claim has only words that every claim has. */
function claimAt(message: string, start: number, end: number): Claim {
  if (isTrailer(message, start, end)) return 'whole';
  if (!endsClause(message, end)) return 'mention';
  let isPart = false;
  const before = message
    .slice(Math.max(0, start - 600), start)
    .split(/\s+/)
    .reverse();
  for (const [index, written] of before.slice(0, MOST_WORDS).entries()) {
    const word = written.toLowerCase().replace(/^[[({"']+|[\])},;:/&"'+]+$/g, '');
    if (word === 'this' || word === 'these')
      return isStart(written, before[index + 1]) ? (isPart ? 'part' : 'whole') : 'mention';
    // "Part of XSA-44." begins a line or a sentence.
    if (written === 'Part') return 'part';
    if (word === 'part' || word === 'parts' || word === 'partial') isPart = true;
    else if (!FILLERS.has(word) && !ANY_ID.test(word) && !/^\d+(?:\/\d+)?$/.test(word)) return 'mention';
  }
  return 'mention';
}

/** A clause begins here: "none of this is XSA-44" and "whether this is XSA-44" are no claims. */
const isStart = (word: string, before: string | undefined): boolean =>
  /^[^a-z]*T/.test(word) ||
  before === undefined ||
  before === '' ||
  /[^A-Za-z0-9'"]$|^(?:and|so|thus|hence)$/i.test(before);

const ANY_ID = /^(?:cve|can)-[\dx]{4}-[\dx]+$|^[a-z]{2,10}-\d[\d-]*$/;

const FILLERS = new Set(
  `a address addresses also an and are as bug change changes closes commit cve cves first fix fixed fixes fixing flaw for half in is
  issue issues last of one patch patches piece problem resolves second security series solves the third to two
  vulnerability vulnerabilities xsa`
    .split(/\s+/)
    .concat(''),
);

/** True when the clause ends behind the id, or goes on with ids and words that say nothing else. */
function endsClause(message: string, end: number): boolean {
  const rest = message.slice(end, end + 300);
  // Broken lines belong together, but a line that ends with the id may be the last one of its clause.
  for (let at = 0; at < rest.length; ) {
    const blank = /^[ \t]+/.exec(rest.slice(at))?.[0].length ?? 0;
    at += blank;
    const character = rest[at];
    if (character === undefined || /[.,;:\])\r\n]/.test(character)) return true;
    if (/[/&+(]/.test(character)) {
      at++;
      continue;
    }
    if (blank === 0 && at === 0) return false;
    const word = /^[A-Za-z0-9-]+/.exec(rest.slice(at))?.[0];
    if (word === undefined || !(FILLERS.has(word.toLowerCase()) || ANY_ID.test(word.toLowerCase()))) return false;
    at += word.length;
  }
  return true;
}

/** A line `Advisory: XSA-44, XSA-45` with nothing but ids. */
function isTrailer(message: string, start: number, end: number): boolean {
  const line = message.slice(message.lastIndexOf('\n', start - 1) + 1, start);
  if (line.length > 200 || !/^(?:(?:security-)?advisory|security|fixes|resolves): ?/i.test(line)) return false;
  const stop = message.indexOf('\n', end);
  const behind = message.slice(end, stop === -1 ? undefined : stop);
  if (behind.length > MOST_CHARACTERS) return false;
  const ids = `${line.slice(line.indexOf(':') + 1)} ${behind}`.split(/[\s,/]+/).filter((each) => each !== '');
  return ids.every((each) => ANY_ID.test(each.toLowerCase()));
}

/** A line with more of them is no list of ids. */
const MOST_CHARACTERS = 10_000;

const escaped = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '\\$&');
