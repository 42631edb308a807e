// Announcements as paragraphs that know their lines, and what readers of all layouts ask of them.

import type { Day, ReadAnnouncement } from '../../types.ts';

/** Lines without an empty one among them; `line` is that of the first one, from 1. */
export type Paragraph = { readonly line: number; readonly lines: readonly string[] };

/** A line for which the format has no place. */
export type Lost = ReadAnnouncement['lost'][number];

/** No announcement that a person wrote is longer; what is, is not read. */
const MAX_LENGTH = 2_000_000;

/** The lines of a text that can be an announcement. */
export function announcementLines(text: string): readonly string[] | undefined {
  return text.length > MAX_LENGTH ? undefined : text.split('\n').map((line) => line.trimEnd());
}

/** The paragraphs of lines, of which the first is line `from` of the text. */
export function paragraphsOf(lines: readonly string[], from = 1): Paragraph[] {
  const paragraphs: { line: number; lines: string[] }[] = [];
  let isOpen = false;
  lines.forEach((line, index) => {
    if (line.trim() === '') isOpen = false;
    else if (isOpen) paragraphs.at(-1)?.lines.push(line);
    else {
      paragraphs.push({ line: from + index, lines: [line] });
      isOpen = true;
    }
  });
  return paragraphs;
}

/** The paragraphs as lines again, one empty line between them. */
export function linesOfParagraphs(paragraphs: readonly Paragraph[]): string[] {
  return paragraphs.flatMap(({ lines }, index) => (index === 0 ? lines : ['', ...lines]));
}

/** The words of a paragraph on one line. */
export function textOf({ lines }: Pick<Paragraph, 'lines'>): string {
  return lines.map((line) => line.trim()).join(' ');
}

/** Lines that are lost, each with the same reason. */
export function lostLines({ line, lines }: Paragraph, reason: string): Lost[] {
  return lines.map((text, index) => ({ line: line + index, text: text.trim(), reason }));
}

/** A text of the configuration: `{` would begin a blank, so a text that has one cannot be a sentence. */
export function isSentence(text: string): boolean {
  return text !== '' && !/[{}]/.test(text);
}

/** The object without what is undefined or an empty list. */
export function written(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

/** CVE ids in their order, each once. */
export function cvesIn(text: string): string[] {
  return [...new Set(text.match(/\bCVE-\d{4}-\d{4,19}\b/g) ?? [])];
}

/** The setting for CVE ids that are not in the order of their numbers. */
export function cveOrder(cves: readonly string[]): { readonly 'cve-order'?: 'written' } {
  const keys = cves.map((id) =>
    id
      .split('-')
      .map((part) => part.padStart(19, '0'))
      .join('-'),
  );
  return keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') <= key) ? {} : { 'cve-order': 'written' };
}

/** The day of `February 18, 2024`, `18 February 2024` or `May 3rd, 2008`; undefined where there is none. */
export function dayOf(text: string): Day | undefined {
  const [, month = '', day = '', year = ''] =
    /^(\p{L}{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$/u.exec(text.trim()) ?? [];
  const [, dayFirst = '', monthThen = '', yearThen = ''] = /^(\d{1,2}) (\p{L}{3,9}) (\d{4})$/u.exec(text.trim()) ?? [];
  const number = MONTHS.indexOf((month || monthThen).slice(0, 3).toLowerCase()) + 1;
  if (number === 0) return undefined;
  const pad = (value: string | number): string => String(value).padStart(2, '0');
  return `${year || yearThen}-${pad(number)}-${pad(day || dayFirst)}`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
