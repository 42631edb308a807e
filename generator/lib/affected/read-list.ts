// Reads a list of installed packages, recognised by its content. It runs on the command line and in browsers, and the
// list is a stranger's: its size is limited, and what cannot be read is counted, never skipped in silence.

import { cycloneDxEntries, type Entries, isCycloneDx, isSpdx, spdxEntries, spdxTextEntries } from './documents.ts';
import {
  type Installed,
  type ListFormat,
  MOST_EXAMPLE_LENGTH,
  MOST_EXAMPLES,
  type PackageList,
  type ReleaseHint,
  type UnreadableList,
} from './installed.ts';
import { type LineFormat, readLine } from './list-lines.ts';

/** Reads a list; `asked` is the form that somebody said it has. */
export function readList(written: string, asked?: ListFormat): PackageList | UnreadableList {
  if (written.length > MOST_CHARACTERS)
    return { fault: `the list has more than ${MOST_CHARACTERS / 1024 / 1024} million characters` };
  const text = written.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const start = text.trimStart();
  if (start === '') return { fault: 'the list is empty' };
  if (asked === 'cyclonedx' || asked === 'spdx') return readJson(start, asked);
  if (asked === 'spdx-text') return listOf('spdx-text', spdxTextEntries(text));
  if (asked !== undefined) return readLines(text, asked);
  if (start.startsWith('{')) return readJson(start, undefined);
  if (/^SPDXVersion:/m.test(text.slice(0, 4000))) return listOf('spdx-text', spdxTextEntries(text));
  return readLines(text, undefined);
}

const MOST_CHARACTERS = 64 * 1024 * 1024;

function readJson(text: string, asked: 'cyclonedx' | 'spdx' | undefined): PackageList | UnreadableList {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { fault: 'the list is no JSON, although it begins as JSON does' };
  }
  if (asked !== 'spdx' && isCycloneDx(document)) return listOf('cyclonedx', cycloneDxEntries(document));
  if (asked !== 'cyclonedx' && isSpdx(document)) return listOf('spdx', spdxEntries(document));
  return { fault: 'the list is JSON, and neither CycloneDX nor SPDX 2' };
}

function listOf(format: ListFormat, { entries, hints }: Entries): PackageList {
  const unread = entries.filter((entry) => !entry.package).map(({ words }) => words);
  return {
    format,
    packages: entries.flatMap((entry) => entry.package ?? []),
    unread: unreadOf(unread),
    absent: 0,
    hints: unique(hints),
  };
}

function readLines(text: string, asked: LineFormat | undefined): PackageList {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const settings = lines.filter((line) => OS_RELEASE.test(line));
  // A few of these lines may be pasted before the list; a list of such lines alone is one of something else.
  const list = lines.filter((line) => !OS_RELEASE.test(line));
  const format = asked ?? recognised(list.slice(0, SAMPLE));
  const [packages, unread]: [Installed[], string[]] = [[], []];
  let absent = 0;
  for (const line of list) {
    const found = readLine(format, line.trimEnd());
    if (found === 'absent') absent += 1;
    else if (found === undefined) unread.push(line);
    else if (found !== 'heading') packages.push(asked === 'pacman' ? { ...found, system: 'pacman' } : found);
  }
  return { format, packages, unread: unreadOf(unread), absent, hints: hintsOf(settings) };
}

/** A setting of os-release(5). */
const OS_RELEASE = /^(?:[A-Z][A-Z_]*_)?(?:ID|NAME|VERSION|CODENAME|LIKE|URL|COLOR|LOGO|VARIANT|HOME)=/;

/** How many lines decide. */
const SAMPLE = 300;

/** The form that most lines have; of those with equally many the more special one, which comes first. */
function recognised(lines: readonly string[]): LineFormat {
  const formats: readonly LineFormat[] = ['dpkg', 'apk', 'rpm', 'pacman', 'lines'];
  const counts = formats.map((format) => lines.filter((line) => readLine(format, line.trimEnd()) !== undefined).length);
  const most = Math.max(...counts);
  return most === 0 ? 'lines' : (formats[counts.indexOf(most)] ?? 'lines');
}

/** The version and the code name in lines such as `VERSION_ID="12"`. */
function hintsOf(settings: readonly string[]): ReleaseHint[] {
  return settings.flatMap((line): ReleaseHint[] => {
    const [, word] = /^VERSION_(?:ID|CODENAME)=["']?([\w.-]{1,60})["']?\s?$/.exec(line) ?? [];
    return word === undefined ? [] : [{ word, from: 'os-release' }];
  });
}

function unreadOf(lines: readonly string[]): PackageList['unread'] {
  const shown = (line: string) => line.slice(0, MOST_EXAMPLE_LENGTH).replace(/[\p{Cc}\p{Cf}]/gu, ' ');
  return { count: lines.length, examples: lines.slice(0, MOST_EXAMPLES).map(shown) };
}

function unique(hints: readonly ReleaseHint[]): ReleaseHint[] {
  return [...new Map(hints.map((hint) => [hint.word, hint])).values()].slice(0, 20);
}
