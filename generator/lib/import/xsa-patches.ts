// The patches of an XSA: a table of files with what they apply to, and a block of their hashes as `sha256sum` prints
// them. Both become the field `patches`; the files themselves are not in the text.

import { order } from '../order.ts';
import { filePattern } from '../text/patch-table.ts';
import type { Lost } from './paragraphs.ts';
import type { TextSection } from './underlined-sections.ts';

type Patch = { readonly file: string; readonly row?: string; readonly applies?: string };

export type ReadPatches = {
  readonly patches: readonly Patch[];
  /** What stands behind `sha256sum`, where the names of the files suggest something else. */
  readonly checksums?: string;
  /** Title of the section they stand in, where it is not the usual one. */
  readonly section?: string;
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
  const lose = (index: number, text: string, reason: string): void => {
    lost.push({ line: section.line + 2 + index, text, reason });
  };
  const patches = inOrder(table.entries, files);
  for (let index = begin; index < end; index++) {
    const text = (lines[index] ?? '').trim();
    if (HASH.test(text))
      lose(
        index,
        text,
        `The file itself is not in the text: put it into the folder \`${id}/\` beside the advisory, and compare its hash with this one`,
      );
  }
  const unlisted = patches.find(({ file, applies }) => applies === undefined && /\.(?:patch|diff)$/i.test(file));
  if (unlisted && !table.entries.some(({ file }) => file === unlisted.file))
    lose(begin, unlisted.file, 'The table of the layout has a row for each patch, and the text has none for this one');
  const after = lines.slice(end);
  const rest = [...lines.slice(0, table.begin), ...lines.slice(table.end, begin), ...after];
  if (after.some((each) => each.trim() !== ''))
    lose(
      end,
      after.find((each) => each.trim() !== '') ?? '',
      'The layout puts the hashes at the end of their section, so this text moves before them',
    );
  const checksums = /^\$ sha256sum (\S.{0,300})$/.exec(lines[begin] ?? '')?.[1];
  const usual = filePattern(
    files.map((file) => ({ file })),
    id.toLowerCase().replaceAll('-', ''),
  );
  return {
    patches,
    ...(checksums !== undefined && checksums !== usual && { checksums }),
    ...(section.title !== 'RESOLUTION' && { section: section.title }),
    sections: sections.map((each, index) => (index === place ? { ...section, lines: rest } : each)),
  };
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

type Entry = { readonly file: string; readonly row?: string; readonly applies: string[] };

/** The lines before the hashes that name files among them, or patterns for some, each with what stands behind it. */
function tableBefore(lines: readonly string[], before: number, files: readonly string[]) {
  const known = new Set(files);
  const taken = new Set<string>();
  const named = (line: string): readonly string[] => {
    const [name = ''] = /^\s{0,4}(\S{1,300})/.exec(line)?.slice(1) ?? [];
    if (known.has(name)) return [name];
    return /[*?]/.test(name) && files.length <= MAX_FILES ? files.filter((file) => isMatch(name, file)) : [];
  };
  let end = before;
  while (end > 0 && (lines[end - 1] ?? '').trim() === '') end--;
  let begin = end;
  for (let index = end - 1; index >= 0 && end - index <= MAX_FILES; index--) {
    const line = lines[index] ?? '';
    if (named(line).length > 0) begin = index;
    else if (!/^\s{8,}\S/.test(line)) break;
  }
  const entries: Entry[] = [];
  let last: readonly Entry[] = [];
  const rows = lines.slice(begin, end);
  // A file that has a row of its own is not among those of a pattern.
  for (const line of rows) if (known.has(line.trim().split(/\s/)[0] ?? '')) taken.add(line.trim().split(/\s/)[0] ?? '');
  for (const line of rows) {
    const found = named(line);
    const [, name = '', rest = ''] = /^\s*(\S+)\s*(.*)$/.exec(line) ?? [];
    if (found.length === 0) {
      for (const entry of last) entry.applies.push(line.trim());
      continue;
    }
    const applies = rest === '' ? [] : [rest];
    last = known.has(name)
      ? [{ file: name, applies }]
      : found.filter((file) => !taken.has(file)).map((file) => ({ file, row: name, applies: [...applies] }));
    for (const { file } of last) taken.add(file);
    entries.push(...last);
  }
  return { begin, end, entries };
}

/** More files than any advisory had; patterns are compared with each of them. */
const MAX_FILES = 500;

/** As a shell compares names: `?` is one character and `*` any number of them, but `/`. */
function isMatch(pattern: string, file: string): boolean {
  let [at, star, mark] = [0, -1, 0];
  let index = 0;
  while (index < file.length) {
    const each = file[index];
    if (pattern[at] === '*') {
      star = at++;
      mark = index;
    } else if (pattern[at] === each || (pattern[at] === '?' && each !== '/')) {
      at++;
      index++;
    } else if (star >= 0 && file[mark] !== '/') {
      at = star + 1;
      index = ++mark;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

/** The table's order; files that only have a hash come last, as they are sorted there. */
function inOrder(entries: readonly Entry[], files: readonly string[]): Patch[] {
  const named = new Map(entries.map((entry) => [entry.file, entry]));
  const others = files.filter((file) => !named.has(file)).sort(order);
  const patches = [...named.values()].map(({ file, row, applies }): Patch => {
    const words = applies.join(' ').replace(/\s+/g, ' ');
    return { file, ...(row !== undefined && { row }), ...(words !== '' && { applies: words }) };
  });
  return [...patches, ...others.map((file) => ({ file }))];
}
