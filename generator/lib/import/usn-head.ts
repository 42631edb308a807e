// The head of a notice: between two rules of `=` its name, id, date and subject; in the classic form CVE ids and bugs too.

import type { Day } from '../../types.ts';
import { longDate, wordsOf } from '../text/layout.ts';

export type NoticeHead = {
  readonly form: 'sections' | 'classic';
  readonly heading: string;
  readonly prefix: string;
  /** `4932-1`. */
  readonly number: string;
  /** Whether the id stands without its prefix. */
  readonly isBare: boolean;
  readonly published?: Day;
  readonly width: number;
  readonly subject: string;
  /** From the header of a mail, without the id. */
  readonly title?: string;
  /** CVE ids, candidates (`CAN-…`) and addresses. */
  readonly ids: readonly string[];
  /** Index of the line behind it. */
  readonly end: number;
};

const RULE = /^={20,}$/;
const ID = /^(?:([A-Z][A-Z0-9]{0,19})-)?(\d{1,9}-\d{1,9})$/;
const MAX_LINES = 60;
const LONGEST = 1000;

/** The first head in the lines; undefined where there is none. */
export function headOf(lines: readonly string[]): NoticeHead | undefined {
  for (let start = 0; start < lines.length; start++) {
    if (!isRule(lines[start])) continue;
    const length = lines.slice(start + 1, start + MAX_LINES).findIndex(isRule);
    const head = length < 1 ? undefined : headIn(lines.slice(start + 1, start + 1 + length));
    if (head) {
      const title = titleIn(lines.slice(0, start));
      const width = lines[start]?.trim().length ?? 0;
      return { ...head, width, ...(title !== undefined && { title }), end: start + length + 2 };
    }
  }
  return undefined;
}

const isRule = (line: string | undefined): boolean =>
  line !== undefined && line.length < LONGEST && RULE.test(line.trim());

function headIn([first = '', ...others]: readonly string[]): Omit<NoticeHead, 'width' | 'end' | 'title'> | undefined {
  if ([first, ...others].some((line) => line.length > LONGEST)) return undefined;
  const words = wordsOf(first);
  const at = words.findIndex((word) => ID.test(word));
  const [, prefix, number] = ID.exec(words[at] ?? '') ?? [];
  if (at < 1 || number === undefined) return undefined;
  const heading = words.slice(0, at).join(' ');
  const isClassic = at < words.length - 1;
  const published = dayOf(isClassic ? words.slice(at + 1) : wordsOf(others[0] ?? ''));
  const rest = (isClassic ? others : others.slice(1)).flatMap(wordsOf);
  const firstId = rest.findIndex((word) => isClassic && /^(?:C(?:VE|AN)-\d{4}-\d+,?|https?:\/\/\S+)$/.test(word));
  const end = firstId < 0 ? rest.length : firstId;
  return {
    form: isClassic ? 'classic' : 'sections',
    heading,
    prefix: prefix ?? initials(heading),
    number,
    isBare: prefix === undefined,
    ...(published !== undefined && { published }),
    subject: rest.slice(0, end).join(' '),
    ids: rest.slice(end).flatMap((word) => word.split(',').filter((id) => id !== '')),
  };
}

/** `Ubuntu Security Notice`: `USN`. */
function initials(heading: string): string {
  const letters = wordsOf(heading).map((word) => word.charAt(0).toUpperCase());
  const prefix = letters.filter((letter) => /[A-Z]/.test(letter)).join('');
  return prefix === '' ? 'USN' : prefix;
}

/** `May 4, 2021` and `May 04, 2021`. */
function dayOf(words: readonly string[]): Day | undefined {
  const [, month = '', day = '', year = ''] = /^([A-Z][a-z]{2,8}) (\d{1,2}), (\d{4})$/.exec(words.join(' ')) ?? [];
  for (let number = 1; number <= 12; number++) {
    const start = `${year}-${String(number).padStart(2, '0')}-`;
    if (month !== '' && longDate(`${start}01`).startsWith(`${month} `)) return start + day.padStart(2, '0');
  }
  return undefined;
}

/** The subject of a mail, without the id in brackets. */
function titleIn(lines: readonly string[]): string | undefined {
  const at = lines.findIndex((line) => line.startsWith('Subject: '));
  if (at < 0) return undefined;
  const more = lines.slice(at + 1).findIndex((line) => !/^[ \t]/.test(line));
  const text = lines
    .slice(at, more < 0 ? undefined : at + 1 + more)
    .join(' ')
    .slice('Subject: '.length, LONGEST);
  const title = text
    .replace(/^\s*\[?[A-Z]+[- ]?\d+-\d+\]:?/, '')
    .trim()
    .replace(/\s+/g, ' ');
  return title === '' ? undefined : title;
}
