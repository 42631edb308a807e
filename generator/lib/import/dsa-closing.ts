// What stands behind the releases of a DSA: the call to upgrade, where the state of a package is shown, and closing
// words. Each becomes a sentence of the configuration.

import { enumerated } from '../text/layout.ts';
import { type Lost, lostLines, type Paragraph, textOf } from './paragraphs.ts';

export type ReadClosing = {
  readonly settings: Readonly<Record<string, unknown>>;
  /** Lists of files behind the call to upgrade. */
  readonly appendix?: string;
  /** What belongs to the text of the advisory after all. */
  readonly body: readonly Paragraph[];
};

/** Reads the paragraphs behind the last release; all of the text where there is none. */
export function readClosing(
  paragraphs: readonly Paragraph[],
  packages: readonly string[],
  home: string,
  isFixed: boolean,
  lost: Lost[],
): ReadClosing {
  const rest = [...paragraphs];
  const list = footerOf(rest.at(-1));
  if (list) rest.pop();
  const trackers = rest.flatMap((paragraph, index) => (isTracker(paragraph, packages) ? [index] : []));
  const [tracker] = trackers;
  const upgrade = rest.findIndex(
    (each, index) => (tracker === undefined || index < tracker) && isUpgrade(each, packages),
  );
  const start = closingStart(rest, upgrade, tracker, home);
  const closing = rest.slice(trackers.at(-1) === undefined ? start : (trackers.at(-1) ?? 0) + 1);
  const before = rest.slice(
    0,
    Math.min(start, ...(upgrade < 0 ? [] : [upgrade]), ...(tracker === undefined ? [] : [tracker])),
  );
  const between = rest.filter(
    (_each, index) => index > upgrade && upgrade >= 0 && index < start && (tracker === undefined || index < tracker),
  );
  // Other words stand there than ours would: they cannot be left out.
  for (const paragraph of between)
    lost.push(...lostLines(paragraph, 'The layout has no place for it behind the call to upgrade'));
  const first = rest[upgrade];
  if (first && !isFixed) before.push(first);
  const shown = rest[tracker ?? -1];
  const isFirst = shown !== undefined && trackers.length === 1 && packages.length > 1;
  if (shown && !isFirst && trackers.length !== packages.length)
    lost.push({ line: shown.line, text: textOf(shown), reason: 'The layout shows the state of each package' });
  const [instructions, files, end] =
    first && isFixed && tracker === undefined ? aroundFiles(closing) : [[], [], closing];
  return {
    body: before,
    ...(files.length > 0 && { appendix: files.map(({ lines }) => lines.join('\n')).join('\n\n') }),
    settings: {
      ...(isFixed && !first && { 'has-upgrade': 'false' }),
      ...(first &&
        isFixed && {
          upgrade: [upgradeSentence(first, packages), ...instructions.map(({ lines }) => lines.join('\n'))].join(
            '\n\n',
          ),
        }),
      ...(shown && trackerSettings(shown, packages)),
      ...(isFirst && { 'tracker-for': 'first' }),
      closing: end.map((each) => blanked(each.lines.join('\n'), home, '{home}')),
      ...list,
    },
  };
}

/** Paragraphs before lists of files, the lists with the titles above them, and what follows. */
function aroundFiles(
  paragraphs: readonly Paragraph[],
): readonly [before: readonly Paragraph[], files: readonly Paragraph[], after: readonly Paragraph[]] {
  const isList = ({ lines }: Paragraph): boolean => lines.some((line) => SUM.test(line.slice(0, 500)));
  const last = paragraphs.findLastIndex(isList);
  let first = paragraphs.findIndex(isList);
  if (first < 0) return [[], [], paragraphs];
  while (first > 0 && isTitle(paragraphs[first - 1])) first--;
  return [paragraphs.slice(0, first), paragraphs.slice(first, last + 1), paragraphs.slice(last + 1)];
}

const SUM = /\b[\da-f]{32}(?:[\da-f]{8}|[\da-f]{32})?\b/;

/** `Source archives:`, or a line with a rule below it. */
function isTitle(paragraph: Paragraph | undefined): boolean {
  const [first = '', second, ...more] = paragraph?.lines ?? [];
  const isAlone = second === undefined && first !== '' && /(?:[:)]|architecture.*)$/.test(first.slice(0, 200));
  return more.length === 0 && (isAlone || /^-{3,}$/.test(second ?? ''));
}

/** `Mailing list: name@lists.example`. */
function footerOf(paragraph: Paragraph | undefined) {
  const [, label, list] =
    /^([^{}@]{1,60}) (\S{1,100}@\S{1,100})$/.exec(paragraph?.lines.length === 1 ? (paragraph.lines[0] ?? '') : '') ??
    [];
  if (label === undefined || list === undefined) return undefined;
  return { list, ...(label !== 'Mailing list:' && { footer: `${label} {list}` }) };
}

function isTracker({ lines }: Paragraph, packages: readonly string[]): boolean {
  const url = lines.at(-1) ?? '';
  return lines.length > 1 && /^\s*https?:\/\/\S+$/.test(url) && packages.some((name) => url.includes(encodeURI(name)));
}

function isUpgrade(paragraph: Paragraph, packages: readonly string[]): boolean {
  const text = textOf(paragraph);
  return (
    /\b(?:upgrade|update|install)\b/i.test(text) &&
    text.length < 400 + packages.join(' ').length &&
    text.includes(enumerated(packages))
  );
}

/** Where the closing begins: behind the call to upgrade, or with the first paragraph that names the team's page. */
function closingStart(rest: readonly Paragraph[], upgrade: number, tracker: number | undefined, home: string): number {
  if (tracker !== undefined) return tracker + 1;
  if (upgrade >= 0) return upgrade + 1;
  const first = rest.findIndex(({ lines }) => home !== '' && lines.some((line) => line.includes(home)));
  return first < 0 ? rest.length : first;
}

function upgradeSentence({ lines }: Paragraph, packages: readonly string[]): string {
  const text = lines.join('\n');
  const flat = lines.join(' ');
  const names = enumerated(packages);
  const at = text.replaceAll('\n', ' ').indexOf(names);
  return at < 0 ? blanked(flat, '', '') : `${text.slice(0, at)}{packages}${text.slice(at + names.length)}`;
}

function trackerSettings({ lines }: Paragraph, packages: readonly string[]) {
  const name = packages.find((each) => (lines.at(-1) ?? '').includes(encodeURI(each))) ?? '';
  const url = (lines.at(-1) ?? '').trim();
  const at = url.lastIndexOf(encodeURI(name));
  const words = blanked(lines.slice(0, -1).join('\n'), name, '{package}');
  return {
    tracker: `${url.slice(0, at)}{package}${url.slice(at + encodeURI(name).length)}`,
    'tracker-text': `${words}\n{tracker}`,
  };
}

/** The text with a blank for a value, wherever it stands. */
function blanked(text: string, value: string, blank: string): string {
  return value === '' ? text : text.split(value).join(blank);
}
