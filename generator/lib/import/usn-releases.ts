// The releases that a notice is about, as its first lines list them.

import { type Block, isSentence, joined, type Lost, lose, paragraphsOf, textOf } from './usn-parts.ts';

export type NamedRelease = { readonly id: string; readonly name: string; readonly codename?: string };

export type ReleaseList = {
  readonly releases: readonly NamedRelease[];
  /** Settings: the sentence above, the form of an item, the sentence below. */
  readonly settings: Readonly<Record<string, string>>;
  /** Paragraphs behind the list. */
  readonly rest: readonly Block[];
  readonly lost: readonly Lost[];
};

/** Reads the paragraphs between the head and the first title. */
export function releaseList(preamble: Block): ReleaseList {
  const paragraphs = paragraphsOf(preamble);
  const marked = paragraphs.findIndex(({ lines }) => lines.some((line) => MARK.test(line)));
  // Without marks the list follows the first sentence that ends with a colon.
  const introduction = paragraphs.findIndex((each) => textOf(each).endsWith(':'));
  const at = marked >= 0 ? marked : Math.max(0, introduction) + 1;
  const list = paragraphs[at];
  if (!list) return { releases: [], settings: {}, rest: paragraphs, lost: [] };
  const firstItem = Math.max(0, marked < 0 ? 0 : list.lines.findIndex((line) => MARK.test(line)));
  const items = list.lines.slice(firstItem).map((line) => line.trim());
  const texts = items.map((line) => (marked < 0 ? line : line.replace(MARK, '')));
  const hasCodenames = texts.every((text) => CODENAME.test(text));
  const lead = [...paragraphs.slice(0, at), { line: list.line, lines: list.lines.slice(0, firstItem) }];
  const intro = joined(lead.filter(({ lines }) => lines.length > 0));
  return {
    releases: unique(texts.map((text) => release(text, hasCodenames))),
    settings: {
      ...(isSentence(intro) && { releases: intro }),
      'release-item': `${marked < 0 ? '' : `${items[0]?.charAt(0) ?? '-'} `}{release}${hasCodenames ? ' ({codename})' : ''}`,
    },
    rest: paragraphs.slice(at + 1),
    lost: isSentence(intro) ? [] : lead.flatMap((each) => lose(each, 'A sentence of the settings has no braces')),
  };
}

const MARK = /^[-*]\s+/;
const CODENAME = /^(\S[^()]{0,200}) \(([^()]{1,100})\)$/;

function release(text: string, hasCodename: boolean): NamedRelease {
  const [, name = text, codename] = (hasCodename && CODENAME.exec(text)) || [];
  return { id: releaseId(name), name: name.trim(), ...(codename !== undefined && { codename }) };
}

/** The number with what follows it (`14.04-esm`), without the words that only say how long it is supported. */
export function releaseId(name: string): string {
  const words = textOf({ lines: [name] })
    .split(' ')
    .filter((word) => word !== 'LTS');
  const number = words.findIndex((word) => /^\d[\p{L}\p{N}.]*$/u.test(word));
  const id = words
    .slice(Math.max(0, number))
    .join('-')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '-');
  return id.replace(/^[-.]|[-.]$/g, '').slice(0, 60) || 'release';
}

function unique(releases: readonly NamedRelease[]): NamedRelease[] {
  return [...new Map(releases.map((each) => [each.id, each])).values()];
}
