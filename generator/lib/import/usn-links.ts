// The lists of a notice: what its packages are, which addresses and ids it refers to, and where the sources are.

import { type Block, type Lost, lose } from './usn-parts.ts';
import type { SourceVersion } from './usn-sources.ts';

export type Software = { readonly name: string; readonly description: string };

export type Links = {
  /** Address of the notice, with blanks for its id. */
  readonly notice?: string;
  readonly cves: readonly string[];
  readonly bugs: readonly string[];
  readonly references: readonly string[];
  readonly lost: readonly Lost[];
};

const CVE = /^CVE-\d{4}-\d{4,19}$/;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._+~-]{0,199}$/u;
const VERSION = /^[^\s/\\<>=#?%{}]{1,200}$/;

/** `- name: what it is`, which may go on in the next line. */
export function softwareOf({ line, lines }: Block): {
  readonly software: readonly Software[];
  readonly lost: readonly Lost[];
} {
  const items: { line: number; lines: string[] }[] = [];
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const isItem = /^\s{0,4}[-*]\s/.test(text);
    if (isItem || items.length === 0) items.push({ line: line + index, lines: [text] });
    else items.at(-1)?.lines.push(text);
  }
  const software: Software[] = [];
  const lost: Lost[] = [];
  for (const item of items) {
    const text = item.lines
      .join(' ')
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/^[-*] /, '');
    const colon = text.indexOf(': ');
    const name = text.slice(0, colon);
    if (colon > 0 && NAME.test(name)) software.push({ name, description: text.slice(colon + 2) });
    else lost.push(...lose(item, 'It is not a package and what it is'));
  }
  return { software, lost };
}

/** Sorts what stands below the references; `number` is that of the notice. */
export function linksOf({ line, lines }: Block, number: string, prefix: string): Links {
  const cves: string[] = [];
  const bugs: string[] = [];
  const references: string[] = [];
  const lost: Lost[] = [];
  let notice: string | undefined;
  for (const [index, text] of mended(lines).entries()) {
    const bug = /^\s{0,20}Bug (\S{1,200})$/.exec(text)?.[1];
    if (bug !== undefined) {
      bugs.push(bug);
      continue;
    }
    for (const word of text.split(/[\s,]+/).filter((each) => each !== '' && each !== '-')) {
      const template = notice === undefined && isAddress(word) ? noticeTemplate(word, number, prefix) : undefined;
      if (template !== undefined) notice = template;
      else if (CVE.test(word)) cves.push(word);
      else if (isAddress(word)) (/\/(?:\+?bugs?)\/\d+$/.test(word) ? bugs : references).push(word);
      else lost.push({ line: line + index, text: word, reason: 'It is neither an address nor a CVE id' });
    }
  }
  return { ...(notice !== undefined && { notice }), cves, bugs, references, lost };
}

/** Lines in which an id that was broken at its last hyphen is whole again. */
function mended(lines: readonly string[]): readonly string[] {
  const result = [...lines];
  for (const [index, text] of result.entries()) {
    const next = result[index + 1]?.trimStart() ?? '';
    const [digits = ''] = /^\d{4,19}/.exec(next) ?? [];
    if (digits === '' || !/\bCVE-\d{4}-$/.test(text.slice(-20).trimEnd())) continue;
    result[index] = text.trimEnd() + digits;
    result[index + 1] = next.slice(digits.length);
  }
  return result;
}

const isAddress = (word: string): boolean =>
  /^https?:\/\/[^\s/]/.test(word) && word.length < 2000 && URL.canParse(word);

/** The address with the notice's own number as a blank. */
function noticeTemplate(url: string, number: string, prefix: string): string | undefined {
  const id = `${prefix}-${number}`;
  const blanks = [
    [id, '{id}'],
    [id.toLowerCase(), '{slug}'],
    [number, '{number}'],
  ] as const;
  for (const [found, blank] of blanks) {
    const at = url.lastIndexOf(found);
    const isWhole = at >= 0 && !/[\d-]/.test(url.charAt(at - 1)) && !/\d/.test(url.charAt(at + found.length));
    if (isWhole && !/[{}]/.test(url)) return url.slice(0, at) + blank + url.slice(at + found.length);
  }
  return undefined;
}

/** Addresses that end with a package and a version, and their common form. */
export function sourceLinks(block: Block): {
  readonly links: readonly SourceVersion[];
  readonly template?: string;
  readonly lost: readonly Lost[];
} {
  const links: SourceVersion[] = [];
  const lost: Lost[] = [];
  let template: string | undefined;
  for (const { line, text } of wholeWords(block)) {
    const [version = '', name = '', ...base] = text.split('/').reverse();
    const form = `${base.reverse().join('/')}/{package}/{version}`;
    if (isAddress(text) && NAME.test(name) && VERSION.test(version) && form === (template ?? form)) {
      template = form;
      links.push({ name, version });
    } else lost.push({ line, text, reason: 'It does not end with a package and a version' });
  }
  return { links, ...(template !== undefined && { template }), lost };
}

/** Addresses, whole again where a line ended inside of one. */
function wholeWords({ line, lines }: Block): readonly { readonly line: number; readonly text: string }[] {
  const words: { line: number; text: string }[] = [];
  for (const [index, each] of lines.entries()) {
    for (const word of each.split(/\s+/).filter((part) => part !== '')) {
      const last = words.at(-1);
      const isRest = last !== undefined && last.text.length < 2000 && !word.includes('://') && last.line < line + index;
      if (isRest) last.text += word;
      else words.push({ line: line + index, text: word });
    }
  }
  return words;
}
