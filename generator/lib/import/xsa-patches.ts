// The patches of an XSA: a table of files with what they apply to, and a block of their hashes as `sha256sum` prints
// them. Both become the field `patches`; the files themselves are not in the text.

import { order } from '../order.ts';
import type { Lost } from './paragraphs.ts';
import type { TextSection } from './underlined-sections.ts';

type Patch = { readonly file: string; readonly applies?: string };

export type ReadPatches = {
  readonly patches: readonly Patch[];
  /** The sections without table and hashes. */
  readonly sections: readonly TextSection[];
};

const HASH = /^([0-9a-f]{64}) [ *](\S.*)$/;

/** Takes the first block of hashes and the table before it out of its section. */
export function readPatches(sections: readonly TextSection[], id: string, lost: Lost[]): ReadPatches {
  const place = sections.findIndex(({ lines }) => lines.some((line) => HASH.test(line)));
  const section = sections[place];
  if (!section) return { patches: [], sections };
  const { lines } = section;
  const [begin, end] = hashBlock(lines);
  const files = lines.slice(begin, end).flatMap((each) => HASH.exec(each)?.[2] ?? []);
  const table = tableBefore(lines, begin, files);
  const line = (index: number): number => section.line + 2 + index;
  const patches = inOrder(table.entries, files);
  for (let index = begin; index < end; index++) {
    const [, , file] = HASH.exec(lines[index] ?? '') ?? [];
    if (file !== undefined)
      lost.push({
        line: line(index),
        text: (lines[index] ?? '').trim(),
        reason: `The file itself is not in the text: put it into the folder \`${id}/\` beside the advisory, and compare its hash with this one`,
      });
  }
  const after = lines.slice(end);
  const rest = [...lines.slice(0, table.begin), ...lines.slice(table.end, begin), ...after];
  if (after.some((each) => each.trim() !== ''))
    lost.push({
      line: line(end),
      text: after.find((each) => each.trim() !== '') ?? '',
      reason: 'The layout puts the hashes at the end of their section, so this text moves before them',
    });
  if (section.title !== 'RESOLUTION')
    lost.push({
      line: section.line,
      text: section.title,
      reason: 'The layout puts patches into the section `Resolution`',
    });
  return { patches, sections: sections.map((each, index) => (index === place ? { ...section, lines: rest } : each)) };
}

/** From the command, where there is one, to the prompt behind the last hash. */
function hashBlock(lines: readonly string[]): readonly [begin: number, end: number] {
  let begin = lines.findIndex((line) => HASH.test(line));
  let end = begin;
  while (HASH.test(lines[end] ?? '')) end++;
  while (/^\$ sha256sum\b/.test(lines[begin - 1] ?? '')) begin--;
  if (/^\$$/.test(lines[end] ?? '')) end++;
  return [begin, end];
}

/** The lines before the hashes that name files among them, each with what stands behind it. */
function tableBefore(lines: readonly string[], before: number, files: readonly string[]) {
  const known = new Set(files);
  const isFile = (line: string): boolean => known.has(/^\S+/.exec(line)?.[0] ?? '');
  let end = before;
  while (end > 0 && (lines[end - 1] ?? '').trim() === '') end--;
  let begin = end;
  for (
    let index = end - 1;
    index >= 0 && (isFile(lines[index] ?? '') || /^\s{8,}\S/.test(lines[index] ?? ''));
    index--
  ) {
    if (isFile(lines[index] ?? '')) begin = index;
  }
  const entries: { file: string; applies: string[] }[] = [];
  for (const line of lines.slice(begin, end)) {
    const [, file = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
    if (known.has(file)) entries.push({ file, applies: rest === '' ? [] : [rest] });
    else entries.at(-1)?.applies.push(line.trim());
  }
  return { begin, end, entries };
}

/** The table's order; files that only have a hash come last, as they are sorted there. */
function inOrder(
  entries: readonly { readonly file: string; readonly applies: readonly string[] }[],
  files: readonly string[],
): Patch[] {
  const named = new Map(entries.map(({ file, applies }) => [file, applies.join(' ').replace(/\s+/g, ' ')]));
  const others = files.filter((file) => !named.has(file)).sort(order);
  return [...named, ...others.map((file) => [file, ''] as const)].map(([file, applies]) =>
    applies === '' ? { file } : { file, applies },
  );
}
