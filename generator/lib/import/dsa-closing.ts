// What stands behind the releases of a DSA: the call to upgrade, where the state of a package is shown, and closing
// words. Each becomes a sentence of the configuration.

import { enumerated } from '../text/layout.ts';
import { type Lost, lostLines, type Paragraph, textOf } from './paragraphs.ts';

export type ReadClosing = {
  readonly settings: Readonly<Record<string, unknown>>;
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
  if (isFixed && !first)
    lost.push({
      line: rest[0]?.line ?? 1,
      text: textOf(rest[0] ?? { lines: [''] }),
      reason: 'The layout has a call to upgrade here',
    });
  const shown = rest[tracker ?? -1];
  return {
    body: before,
    settings: {
      ...(first && isFixed && { upgrade: upgradeSentence(first, packages) }),
      ...(shown && trackerSettings(shown, packages)),
      closing: closing.map((each) => blanked(each.lines.join('\n'), home, '{home}')),
      ...list,
    },
  };
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
