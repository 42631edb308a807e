// What is no secret although it stands in a hidden advisory, because the public knows it already: from advisories that
// are public, and from the configuration. Pages, support statements and other files do not make anything public: a
// sentence that slipped into one of them is what the audit is for.

import type { Advisory, Content, Field, Instant, Sources } from '../../types.ts';
import { isPublic } from '../is-public.ts';
import { matcherOf } from './matcher.ts';
import { isExact, type Wanted, type Wants } from './phrases.ts';
import { fieldPieces, piecesOf } from './texts.ts';
import { PLAIN, wordsOf } from './words.ts';

/** What is left to look for, and the sentences that one public advisory has, too. */
export type Remaining = {
  readonly wants: Wants;
  readonly shared: readonly { readonly wanted: Wanted; readonly id: string }[];
};

/** Takes out what is public at `now`. */
export function withoutPublic(wants: Wants, content: Content, sources: Sources, now: Instant): Remaining {
  const open = content.advisories.filter((advisory) => isPublic(advisory, now));
  const find = finderOf(wants);
  const users = new Map<Wanted, Set<string>>();
  for (const advisory of open) {
    for (const wanted of find(textsOfPublic(advisory, sources, now)))
      users.set(wanted, (users.get(wanted) ?? new Set()).add(advisory.id));
  }
  const configured = find(fieldPieces(sources.config, isAboutPages).map(({ text }) => text));
  const others = [...sources.support, ...content.pages.map(({ document }) => document)];
  const elsewhere = find(others.flatMap((document) => piecesOf(document)).map(({ text }) => text));
  const facts = publicFacts(content, open);
  const shared: { wanted: Wanted; id: string }[] = [];
  const left = [...wants].flatMap(([phrase, all]): [string, Wanted[]][] => {
    const kept = all.filter((wanted) => {
      const ids = [...(users.get(wanted) ?? [])];
      const isShort = wanted.words <= 2 && isNameLike(wanted);
      const isSaid = configured.has(wanted) || ((isShort || wanted.secret.isMention) && elsewhere.has(wanted));
      switch (wanted.secret.kind) {
        case 'a title':
          return !(isSaid || ids.length > 1 || (isShort && ids.length > 0) || facts.titles.has(phraseOf(wanted)));
        case 'a CVE id':
          if (facts.cves.has(wanted.secret.text.toUpperCase())) return false;
          return !(wanted.secret.isMention && (isSaid || ids.length > 0));
        case 'the fingerprint of a recipient':
          return !facts.fingerprints.some((each) => each.includes(wanted.secret.text.replace(/^0x| /g, '')));
        case 'six words of a sentence':
          if (configured.has(wanted) || ids.length > 1) return false;
          if (ids.length === 0) return true;
          if (!wanted.secret.isAttached) shared.push({ wanted, id: ids[0] ?? '' });
          return false;
        case 'an address':
          if (wanted.secret.text.startsWith(`${content.site.url}/`)) return false;
          return !(isSaid || ids.length > 0);
        default:
          return !(isSaid || ids.length > 0);
      }
    });
    return kept.length > 0 ? [[phrase, kept]] : [];
  });
  return { wants: new Map(left), shared };
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

const isNameLike = ({ secret: { kind } }: Wanted): boolean => kind === 'a title' || kind === 'the name of a person';

const phraseOf = ({ secret }: Wanted): string => wordsOf(secret.text).join(' ');

function publicFacts({ certificates = [] }: Content, open: readonly Advisory[]) {
  return {
    titles: new Set(open.map(({ title }) => wordsOf(title).join(' '))),
    cves: new Set(open.flatMap(({ cves }) => cves.map((cve) => cve.toUpperCase()))),
    fingerprints: certificates.flatMap((each) => [each.fingerprint, ...each.subkeys.map((key) => key.fingerprint)]),
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
