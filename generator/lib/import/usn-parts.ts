// A notice cut into its titled parts and paragraphs, with the numbers of their lines.

/** A line for which the format has no place. */
export type Lost = { readonly line: number; readonly text: string; readonly reason: string };

/** Lines that stand together, and the number of the first one. */
export type Block = { readonly line: number; readonly lines: readonly string[] };

/** A part below its title; `title` is as written. */
export type Part = Block & { readonly title: string };

export type Parts = {
  /** What stands between the head and the first titled part. */
  readonly preamble: Block;
  readonly byName: Readonly<Partial<Record<PartName, Part>>>;
};

export type PartName = 'summary' | 'software' | 'details' | 'update' | 'references' | 'packages';

/** In the order of the layout. The colon of a title may have letters behind it that nobody meant to type. */
const TITLES: readonly (readonly [PartName, RegExp])[] = [
  ['summary', /^Summary:/i],
  ['software', /^Software descriptions?:/i],
  ['details', /^Details(?: [a-z]{1,20})?:/i],
  ['update', /^Update instructions?:/i],
  ['references', /^References?:/i],
  ['packages', /^Package information:/i],
];

/** Cuts the lines from `start` to `end` at the titles, each of which is looked for behind the one before. */
export function partsOf(lines: readonly string[], start: number, end: number): Parts {
  const found: { readonly name: PartName; readonly at: number; readonly colon: number }[] = [];
  for (const [name, pattern] of TITLES) {
    const from = (found.at(-1)?.at ?? start - 1) + 1;
    const at = lines.findIndex((line, index) => index >= from && index < end && pattern.test(line));
    if (at >= 0) found.push({ name, at, colon: pattern.exec(lines[at] ?? '')?.[0].length ?? 0 });
  }
  const byName: Partial<Record<PartName, Part>> = {};
  for (const [index, { name, at, colon }] of found.entries()) {
    const line = lines[at] ?? '';
    const rest = line.slice(colon).trim();
    // Letters that stick to the colon are part of the title, words behind it are text.
    const isStuck = /^[a-z]{1,10}$/i.test(rest) && !/\s/.test(line.charAt(colon));
    const own = lines.slice(at + 1, found[index + 1]?.at ?? end);
    byName[name] =
      rest === '' || isStuck
        ? { title: line.trim(), line: at + 2, lines: own }
        : { title: line.slice(0, colon), line: at + 1, lines: [rest, ...own] };
  }
  return { preamble: { line: start + 1, lines: lines.slice(start, found[0]?.at ?? end) }, byName };
}

/** Lines between empty ones. */
export function paragraphsOf({ line, lines }: Block): Block[] {
  const paragraphs: { line: number; lines: string[] }[] = [];
  let isOpen = false;
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') {
      isOpen = false;
      continue;
    }
    if (!isOpen) paragraphs.push({ line: line + index, lines: [] });
    paragraphs.at(-1)?.lines.push(text);
    isOpen = true;
  }
  return paragraphs;
}

/** A paragraph on one line. */
export const textOf = ({ lines }: Pick<Block, 'lines'>): string => lines.join(' ').trim().replace(/\s+/g, ' ');

/** Paragraphs on one line each. */
export const joined = (paragraphs: readonly Block[]): string => paragraphs.map(textOf).join('\n\n');

/** What has no place, line by line. */
export function lose({ line, lines }: Block, reason: string): Lost[] {
  return lines.flatMap((text, index) => (text.trim() === '' ? [] : [{ line: line + index, text, reason }]));
}

/** A sentence of the settings may not have what looks like a blank in it. */
export const isSentence = (text: string): boolean => text !== '' && !/\{[^{}]*\}/.test(text);
