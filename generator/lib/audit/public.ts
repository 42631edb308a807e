// What is no secret although it stands in a hidden advisory, because the public knows it already: from advisories that
// are public, and from the configuration. Pages, support statements and other files do not make anything public: a
// sentence that slipped into one of them is what the audit is for.

import type { Advisory, Content, Field, Instant, Sources } from '../../types.ts';
import { isPublic } from '../is-public.ts';
import { matcherOf } from './matcher.ts';
import { isExact, type Wanted, type Wants, wantsOf } from './phrases.ts';
import { publicFacts } from './public-facts.ts';
import type { Secret } from './secret.ts';
import { isInside, type Sentence, sentencesIn, sentencesOf, windowsOf } from './sentences.ts';
import { fieldPieces, piecesOf } from './texts.ts';
import { PLAIN, wordsOf } from './words.ts';

/** What is left to look for, and what one public advisory has, too. */
export type Remaining = {
  readonly wants: Wants;
  readonly shared: readonly Shared[];
};

/** Words of a hidden text that are in one public advisory, too; `isWhole` where they are a sentence of it. */
export type Shared = { readonly secret: Secret; readonly advisory: Advisory; readonly sentence?: Sentence };

/** Where to look for what is public, besides the content. */
export type PublicInput = {
  readonly content: Content;
  readonly sources: Sources;
  readonly now: Instant;
  /** Texts that the team says to be public: lines of `known.txt`. */
  readonly known?: readonly string[];
};

/** Takes out what is public at `now`. */
export function withoutPublic(
  secrets: readonly Secret[],
  { content, sources, now, known = [] }: PublicInput,
): Remaining {
  const wants = wantsOf(secrets);
  const open = content.advisories.filter((advisory) => isPublic(advisory, now));
  const find = finderOf(wants);
  const users = new Map<Wanted, Set<Advisory>>();
  for (const advisory of open) {
    for (const wanted of find(textsOfPublic(advisory, sources, now)))
      users.set(wanted, (users.get(wanted) ?? new Set()).add(advisory));
  }
  const team = (content.certificates ?? []).flatMap(({ userIds }) => userIds.map(({ text }) => text));
  const configured = find([
    ...fieldPieces(sources.config, isAboutPages).map(({ text }) => text),
    ...team,
    ...known,
    known.join('\n'),
  ]);
  const facts = publicFacts(content, sources, open, new Set(secrets.map(({ text }) => text)));
  const shared: { phrase: string; secret: Secret; advisory: Advisory }[] = [];
  const left = [...wants].flatMap(([phrase, all]): [string, Wanted[]][] => {
    const kept = all.filter((wanted) => {
      if (configured.has(wanted)) return false;
      const { kind, text, isMention, isAttached } = wanted.secret;
      const [first, second] = users.get(wanted) ?? [];
      const isShort = wanted.words <= 2;
      switch (kind) {
        case 'a title':
          return !(second || (isShort && first) || facts.titles.has(wordsOf(text).join(' ')));
        case 'a CVE id':
          return !(facts.cves.has(text.toUpperCase()) || (isMention && first));
        case 'the fingerprint of a recipient':
          return !facts.fingerprints.some((each) => each.includes(text.replace(/^0x| /g, '')));
        case 'six words of a sentence':
          if (first && !second && !isAttached) shared.push({ phrase, secret: wanted.secret, advisory: first });
          return !first;
        case 'the name of a patch':
        case 'the hash of a patch':
        case 'a commit':
          return !facts.files.get(kind)?.has(text.toLowerCase());
        case 'an address':
          return !(first || text.startsWith(`${content.site.url}/`));
        default:
          return !first;
      }
    });
    return kept.length > 0 ? [[phrase, kept]] : [];
  });
  return { wants: new Map(left), shared: sharedOf(secrets, shared, (each) => textsOfPublic(each, sources, now)) };
}

/** For each advisory the whole sentences that it has, and otherwise one of the parts. */
function sharedOf(
  secrets: readonly Secret[],
  found: readonly { readonly phrase: string; readonly secret: Secret; readonly advisory: Advisory }[],
  textsOf: (advisory: Advisory) => readonly string[],
): readonly Shared[] {
  const advisories = new Map<Advisory, Secret[]>();
  for (const { secret, advisory } of found) advisories.set(advisory, [...(advisories.get(advisory) ?? []), secret]);
  if (advisories.size === 0) return [];
  const parts = new Set(found.map(({ phrase }) => phrase));
  const all = sentencesOf(secrets);
  // Only sentences of which some words are in one public advisory alone, and no text inside of a longer one.
  const sentences = all
    .filter((each) => windowsOf(each).some((window) => parts.has(window)))
    .filter((each) => !all.some((other) => isInside(each, other)));
  return [...advisories].flatMap(([advisory, some]): Shared[] => [
    ...sentencesIn(sentences, textsOf(advisory)).map((sentence) => ({ secret: sentence.secret, advisory, sentence })),
    ...some.map((secret) => ({ secret, advisory })),
  ]);
}

/** Finds which secrets some texts give away. */
export function finderOf(wants: Wants): (texts: readonly string[]) => ReadonlySet<Wanted> {
  const matcher = matcherOf(wants.keys());
  return (texts) => {
    const found = new Set<Wanted>();
    for (const text of texts)
      matcher(text, PLAIN, (phrase, start, end) => {
        for (const wanted of wants.get(phrase) ?? []) if (isExact(wanted, text, start, end)) found.add(wanted);
      });
    return found;
  };
}

/** The texts of a public advisory and its files, without what it keeps to itself. */
function textsOfPublic({ document, revisions, series, id, withdrawn }: Advisory, sources: Sources, now: Instant) {
  const hidden = new Set(revisions.filter((each) => !each.public || each.date > now).map(({ change }) => change));
  const isHidden = (key: string, value: Field): boolean =>
    key === 'embargo' ||
    (key === 'withdrawn' && withdrawn !== undefined && withdrawn.date > now) ||
    (key === 'change' && value.kind === 'text' && hidden.has(value.value));
  const folder = `content/${series}/${id}/`;
  const files = sources.attachments.filter(({ path }) => path.startsWith(folder));
  return [
    ...piecesOf(document, isHidden).map(({ text }) => text),
    ...files.flatMap(({ path, bytes, sha256 }) => [path, sha256, new TextDecoder().decode(bytes)]),
  ];
}

/** Reasons of removed pages and the like are written for single cases. */
const isAboutPages = (key: string): boolean => key === 'tombstones' || key === 'redirects' || key === 'unused';
