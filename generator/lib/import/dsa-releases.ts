// The paragraphs of a DSA that speak of one release each, as fixes of the front matter and as sentences of the
// configuration, with the line breaks of the text.

import { enumerated } from '../text/layout.ts';
import { type Lost, lostLines, type Paragraph, textOf, written } from './paragraphs.ts';

type Fix = Readonly<Record<string, unknown>>;

export type ReadReleases = {
  readonly fixes: readonly Fix[];
  /** How many of the fixes the last release has. */
  readonly lastCount: number;
  readonly releases: readonly Fix[];
  readonly settings: Readonly<Record<string, unknown>>;
};

/** `For the stable distribution (bookworm), …`; `For Debian 11 bullseye, …`; `In Kestrel 3, …`. */
const OPENING =
  /^(?:For|In) (?:(?:the )?(?<suite>[\w-]{1,40}(?: [\w-]{1,40})?) distributions? \((?<codename>[\w.+-]{1,60})\)|(?:the )?(?<short>[\w-]{1,40}) \((?<inner>[\w.+-]{1,60})\)|(?<name>[A-Z][\w.-]*(?: [\w."“”-]+){0,3})|(?<word>[\w.-]{1,40})(?=, (?:this problem|these problems|\S+ (?:is|are) (?:not )?affected)\b))(?<end>,? )/;

/** True for a paragraph about one release that says how it stands there. */
export function isReleaseParagraph(paragraph: Paragraph): boolean {
  const text = textOf(paragraph);
  return OPENING.test(text) && statusOf(text) !== undefined;
}

const STATUSES: readonly (readonly [string, RegExp])[] = [
  ['not-affected', /\b(?:not (?:affected|vulnerable)|(?:doesn't|does not|do not) apply|unaffected)\b/],
  ['fixed', /\bversions? [^\s.]\S*(?:\.(?:\s|$)|$| of )/],
  ['under-investigation', /\b(?:being|under) investigat/],
  ['affected', /\b(?:will be fixed|not (?:yet )?(?:been )?fixed|not fixed yet|affected)\b/],
  ['unknown', /\bnot known\b/],
];

function statusOf(text: string): string | undefined {
  return STATUSES.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Reads the paragraphs; `isSeveral` says that the advisory has several CVEs. */
export function readReleases(
  paragraphs: readonly Paragraph[],
  packages: readonly string[],
  isSeveral: boolean,
  series: string,
  lost: Lost[],
): ReadReleases {
  const fixes: Record<string, unknown>[] = [];
  const releases = new Map<string, Fix>();
  const sentences = new Map<string, string>();
  const verbs = verbsOf(paragraphs);
  let lastCount = 0;
  let versionOf: string | undefined;
  const bySuite = new Map<string, string>();
  for (const paragraph of paragraphs) {
    const read = isReleaseParagraph(paragraph) ? readParagraph(paragraph, packages, isSeveral, verbs) : undefined;
    if (!read) {
      // What stands between two releases goes on about the first of them.
      const text = textOf(paragraph);
      for (const fix of lastCount === 0 ? [] : fixes.slice(-lastCount))
        fix['reason'] = [fix['reason'], text].filter(Boolean).join(' ');
      if (lastCount === 0) lost.push(...lostLines(paragraph, 'The layout has no place for it among the releases'));
      continue;
    }
    const { id, suite, template, status } = read;
    const usual = sentences.get(status);
    if (usual === undefined) sentences.set(status, template);
    else if (usual !== template && status === 'fixed') bySuite.set(suite, template);
    else if (usual !== template && usual.replace(/\s+/g, ' ') !== template.replace(/\s+/g, ' '))
      lost.push(
        ...lostLines(paragraph, `The series has one sentence for the status \`${status}\`, which another release has`),
      );
    if (!releases.has(id)) releases.set(id, { ...read.release, series: [series] });
    fixes.push(...read.fixes);
    lastCount = read.fixes.length;
    versionOf ??= read.versionOf;
  }
  const all = [...sentences.values(), ...bySuite.values()].join('\n');
  return {
    fixes,
    lastCount,
    releases: [...releases.values()],
    settings: written({
      ...(all.includes('{problems}') && {
        'one-problem': `this problem ${verbs[0]}`,
        'several-problems': `these problems ${verbs[1]}`,
      }),
      ...Object.fromEntries(sentences),
      'version-of': versionOf,
      'fixed-by-suite': bySuite.size > 0 ? Object.fromEntries(bySuite) : undefined,
    }),
  };
}

type Verbs = readonly [one: string, several: string];

const VERBS: readonly Verbs[] = [
  ['has', 'have'],
  ['is', 'are'],
  ['was', 'were'],
];

/** The verb behind `this problem` or `these problems` that comes first. */
function verbsOf(paragraphs: readonly Paragraph[]): Verbs {
  const text = paragraphs.map(textOf).join(' ');
  const [, verb] = /\b(?:this problem|these problems) (has|have|is|are|was|were)\b/.exec(text) ?? [];
  return VERBS.find((each) => each.includes(verb ?? '')) ?? ['has', 'have'];
}

function readParagraph(paragraph: Paragraph, packages: readonly string[], isSeveral: boolean, verbs: Verbs) {
  const text = paragraph.lines.map((line) => line.trim()).join('\n');
  const flat = text.replaceAll('\n', ' ');
  const groups = OPENING.exec(flat)?.groups ?? {};
  const status = statusOf(flat);
  if (status === undefined) return undefined;
  const end = endOfSentence(text, status);
  const { versions, sentence, versionOf } =
    status === 'fixed'
      ? withVersions(text.slice(0, end))
      : { versions: [], sentence: text.slice(0, end), versionOf: undefined };
  const release = releaseOf(groups);
  const reason = text.slice(end).replaceAll('\n', ' ').trim();
  const rest = reason === '' ? {} : { reason };
  const named = versions.length > 1 || (versions.length === 1 && versions[0]?.package !== undefined);
  const fixes =
    status !== 'fixed'
      ? [{ release: release.id, status, ...rest }]
      : versions.map((each) => ({
          release: release.id,
          ...(named && { package: each.package ?? packages[0] }),
          version: each.version,
          ...rest,
        }));
  if (fixes.length === 0) return undefined;
  return {
    id: release.id,
    suite: release.suite ?? release.name ?? release.id,
    status,
    template: templateOf(
      sentence,
      groups,
      isSeveral ? `these problems ${verbs[1]}` : `this problem ${verbs[0]}`,
      status === 'fixed' ? '' : enumerated(packages),
    ),
    release: written(release),
    versionOf,
    fixes,
  };
}

/** Where the sentence ends and the author's own words begin. */
function endOfSentence(text: string, status: string): number {
  const start = status === 'fixed' ? text.search(/\bversions?\s/) : 0;
  const match = /\.(?=\s|$)/.exec(text.slice(Math.max(0, start)));
  return match ? Math.max(0, start) + match.index + 1 : text.length;
}

/** The versions, and the sentence with a blank in their place. */
function withVersions(text: string): {
  versions: { version: string; package?: string | undefined }[];
  sentence: string;
  versionOf?: string | undefined;
} {
  const match = /\bversions?\s+(\S.*?)(\.?)$/s.exec(text);
  if (!match) return { versions: [], sentence: text };
  const words = (match[1] ?? '').split(/\s+/);
  const start = text.length - (match[1] ?? '').length - (match[2] ?? '').length;
  const versions: { version: string; package?: string | undefined }[] = [];
  let versionOf: string | undefined;
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? '';
    if (/^(?:and|versions?|for)$/.test(word)) at++;
    else if (
      words[at + 1] === 'of' &&
      words[at + 2] === 'the' &&
      /^(?:source )?packages?,?$/.test(words[at + 4] ?? '')
    ) {
      versions.push({ version: word, package: words[at + 3] });
      versionOf = '{version} of the {package} package';
      at += 5;
    } else if (words[at + 1] === 'of' || words[at + 1] === 'for') {
      versions.push({ version: word, package: (words[at + 2] ?? '').replace(/,$/, '') });
      at += 3;
    } else if (words.length === 1) {
      versions.push({ version: word });
      at++;
    } else return { versions: [], sentence: text };
  }
  return { versions, sentence: `${text.slice(0, start)}{version}${match[2]}`, versionOf };
}

function releaseOf({ suite, codename, short, inner, ...named }: Readonly<Record<string, string | undefined>>) {
  const name = named['name'] ?? named['word'];
  if (name === undefined) {
    const id = codename ?? inner ?? '';
    return { id, codename: id, suite: suite ?? short, name: undefined, number: undefined };
  }
  const words = name.replaceAll(/["“”]/g, '').split(' ');
  const id = words.length > 2 ? (words.at(-1) ?? name) : words.join('-');
  const number = words.find((word) => /^\d[\w.]*$/.test(word));
  return {
    id: id.toLowerCase(),
    codename: undefined,
    suite: undefined,
    name,
    number: number === id ? undefined : number,
  };
}

/** The sentence as the configuration has it: blanks in the place of what differs between releases. */
function templateOf(
  sentence: string,
  { suite, codename, short, inner, name, word }: Readonly<Record<string, string | undefined>>,
  problems: string,
  packages: string,
): string {
  const opening = OPENING.exec(sentence.replaceAll('\n', ' '))?.[0].length ?? 0;
  const values: readonly (readonly [string | undefined, string])[] = [
    [codename ?? inner, '{codename}'],
    [suite ?? short, '{suite}'],
    [name ?? word, '{name}'],
  ];
  const start = values.reduce((text, [value, blank]) => withBlank(text, value, blank), sentence.slice(0, opening));
  return (
    start + withBlank(withBlank(sentence.slice(opening), problems, '{problems}'), packages || undefined, '{packages}')
  );
}

/** A blank for the first place in which a value stands alone. */
function withBlank(text: string, value: string | undefined, blank: string): string {
  if (value === undefined) return text;
  const pattern = new RegExp(`(^|[^\\w{])${escaped(value)}(?![\\w}])`);
  return text.replace(pattern, (_all, before: string) => `${before}${blank}`);
}

/** As a pattern; a blank may be the end of a line in the text. */
function escaped(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replaceAll(' ', '\\s');
}
