// The text of a notice as Markdown: the details, then what it quotes of an earlier notice, then lists of files.

import type { ReadOptions } from '../../types.ts';
import { toMarkdown } from './text-to-markdown.ts';
import { paragraphsOf } from './usn-parts.ts';

export type NoticeBody = {
  readonly markdown: string;
  /** Title of the part that quotes an earlier notice. */
  readonly original?: string;
};

type Tail = { readonly title: string; readonly lines: readonly string[]; readonly isQuote: boolean };

/** The details, and the sections behind them. Without lines of its own a section is left out. */
export function bodyOf(details: readonly string[], { keepLines = false }: ReadOptions): NoticeBody {
  const section = (title: string, lines: readonly string[]): string => {
    const text = toMarkdown(lines, { keepLines });
    return text === '' ? '' : `## ${toMarkdown([title])}\n\n${text}`;
  };
  const { rest, tails } = tailsOf(details);
  const original = tails.find((tail) => tail.isQuote)?.title;
  const sections = [toMarkdown(rest, { keepLines }), ...tails.map((tail) => section(tail.title, tail.lines))];
  return {
    markdown: sections.filter((each) => each !== '').join('\n\n'),
    ...(original !== undefined && { original }),
  };
}

/** Titles at the end below which all is indented: by one blank where it is a quotation, by more for a list of files. */
function tailsOf(lines: readonly string[]): { readonly rest: readonly string[]; readonly tails: readonly Tail[] } {
  const paragraphs = paragraphsOf({ line: 0, lines });
  const tails: Tail[] = [];
  let end = lines.length;
  let least = Number.POSITIVE_INFINITY;
  for (const paragraph of paragraphs.toReversed()) {
    const indents = paragraph.lines.map((line) => line.length - line.trimStart().length);
    if (Math.min(...indents) > 0) {
      least = Math.min(least, ...indents);
      continue;
    }
    const [only = '', ...more] = paragraph.lines;
    const own = lines.slice(paragraph.line + 1, end);
    const isQuote = least === 1;
    const isTitle = more.length === 0 && only.trimEnd().endsWith(':') && only.length < 100 && !only.includes('#');
    if (!isTitle || !(isQuote || own.some(isFile))) break;
    tails.unshift({ title: only.trimEnd().slice(0, -1), lines: own, isQuote });
    end = paragraph.line;
    least = Number.POSITIVE_INFINITY;
  }
  return { rest: lines.slice(0, end), tails };
}

const isFile = (line: string): boolean =>
  line.length < 2000 && /^https?:\/\/\S+\.(?:dsc|deb|diff\.gz|tar\.\w+)$/.test(line.trim());
