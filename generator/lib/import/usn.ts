// Notices in the layout of the Ubuntu Security Notices, read back: what varies becomes front matter and Markdown, what
// every notice of a team says becomes settings of its series. All forms since 2004 are known: today's sections, and the
// classic order with ids in the head and sums of files at the end.

import type { ReadAnnouncement, ReadOptions } from '../../types.ts';
import { headText, NOTICE_KINDS, NOTICE_TITLES } from '../notice/fields.ts';
import { cveOrder } from './paragraphs.ts';
import { titleIn } from './subject-title.ts';
import { type Found, releasesField } from './usn-answers.ts';
import { bodyOf, type NoticeBody } from './usn-body.ts';
import { headOf, type NoticeHead } from './usn-head.ts';
import { linksOf, type Software, softwareOf, sourceLinks } from './usn-links.ts';
import { isSentence, joined, type Lost, lose, type Part, type Parts, paragraphsOf, partsOf } from './usn-parts.ts';
import { type ReleaseList, releaseId, releaseList } from './usn-releases.ts';
import { type Sources, sourceFiles, sourcesByRelease } from './usn-sources.ts';
import { type Versions, versionsOf } from './usn-versions.ts';

/** What the pieces of a notice say, before it is put in order. */
type Notice = {
  readonly head: NoticeHead;
  readonly parts: Parts;
  readonly list: ReleaseList;
  readonly versions: Versions;
  readonly sources: Sources;
  readonly software: readonly Software[];
  readonly body: NoticeBody;
};

/** Reads a notice; undefined for a text without its head or its details. */
export function readNotice(text: string, options: ReadOptions = {}): ReadAnnouncement | undefined {
  // Blanks that do not break have been typed into real notices.
  const lines = text.split('\n').map((line) => line.replace(/\r$/, '').replace(/[\u00a0\u2007\u202f]/g, ' '));
  const found = headOf(lines);
  if (!found) return undefined;
  const title = found.title ?? titleIn(options.subject, `${found.prefix}-${found.number}`, found.heading);
  const head: NoticeHead = { ...found, ...(title !== undefined && { title }) };
  const end = lines.findIndex((line, index) => index >= head.end && TAIL.test(line));
  const parts = partsOf(lines, head.end, end < 0 ? lines.length : end);
  const { summary, details, update, references, packages } = parts.byName;
  if (!details) return undefined;

  const list = releaseList(parts.preamble);
  const names = list.releases.map((release) => release.name);
  const classic = afterReleases(list, parts);
  const versions = versionsOf(update ?? classic, names);
  const links = linksOf(references ?? { line: 0, lines: head.ids.map(cveOf) }, head.number, head.prefix);
  // The head of a classic notice has one list for all addresses.
  const bugs = references ? links.bugs : [...links.bugs, ...links.references];
  const linked = sourceLinks(packages ?? NOTHING);
  const sources = update
    ? sourcesByRelease(linked.links, versions.lists)
    : sourceFiles(details.lines, names, versions.lists);
  const { software, lost } = softwareOf(parts.byName.software ?? NOTHING);
  const body = bodyOf(details.lines, options);
  const notice: Notice = { head, parts, list, versions, sources, software, body };
  const wording = wordingOf(notice);
  const settings = {
    ...settingsOf(notice),
    ...wording.settings,
    ...cveOrder(links.cves),
    ...(links.notice !== undefined && { notice: links.notice }),
    ...(linked.template !== undefined && { source: linked.template }),
    ...(packages ? {} : { 'list-sources': 'false' }),
  };
  const id = `${head.prefix}-${head.number}`;
  const published = head.published ?? options.day;
  return {
    id,
    fields: {
      id,
      ...(summary !== undefined && { summary: joined(paragraphsOf(summary)) }),
      ...(published !== undefined && { published }),
      ...(links.cves.length > 0 && { cves: links.cves }),
      ...(bugs.length > 0 && { bugs }),
      ...subjectFields(notice, links.cves.length),
      ...wording.fields,
      releases: releasesField(releasesIn(notice), packageNames(notice)),
      ...(references && links.references.length > 0 && { references: links.references }),
    },
    body: body.markdown,
    series: { name: head.heading, layout: 'usn', prefix: head.prefix, settings },
    releases: list.releases.map((release) => ({ ...release, series: [head.prefix.toLowerCase()] })),
    lost: [
      ...(published === undefined
        ? [{ line: 1, text: head.subject, reason: 'The day in the head is not readable' }]
        : []),
      ...list.lost,
      ...lost,
      ...versions.lost,
      ...wording.lost,
      ...links.lost,
      ...linked.lost,
    ].sort((a, b) => a.line - b.line),
  };
}

const NOTHING = { line: 0, lines: [] };

/** What archives put behind a message, and the signature of a mailing list. */
const TAIL = /^(?:-{10,} next part -{10,}|-- ?|_{40,})$/;

const cveOf = (id: string): string => id.replace(/^CAN-/, 'CVE-');

/** What stands between the releases and the first title; in the classic form versions and what to do. */
function afterReleases({ rest }: ReleaseList, { byName }: Parts): Part {
  const [first] = rest;
  if (byName.update || !first) return { title: '', ...NOTHING };
  const last = rest.at(-1) ?? first;
  const lines: string[] = [];
  for (const block of rest) {
    while (lines.length < block.line - first.line) lines.push('');
    lines.push(...block.lines);
  }
  return { title: '', line: first.line, lines: lines.slice(0, last.line + last.lines.length - first.line) };
}

// ---------------------------------------------------------------------------------------------- packages, releases

/** The packages, and the subject of the head where it is not made of them. */
function subjectFields(notice: Notice, cves: number): Readonly<Record<string, unknown>> {
  const { head, software } = notice;
  const { kind } = subjectOf(head);
  const names = packageNames(notice);
  const derived = cves > 1 ? 'vulnerabilities' : 'vulnerability';
  const isMade = headText(names, kind ?? derived) === head.subject;
  const described = names.map((name) => [name, software.find((each) => each.name === name)?.description ?? '']);
  return {
    ...titleField(head, isMade, names),
    ...(names.length > 0 && { packages: Object.fromEntries(described) }),
    ...(kind !== undefined && kind !== derived && { kind }),
    ...(isMade ? {} : { head: head.subject }),
  };
}

/** Packages with a description, then those with versions; those of the head where there are neither. */
function packageNames({ head, software, sources }: Notice): readonly string[] {
  const { subjects } = subjectOf(head);
  const known = [...software.map((each) => each.name), ...[...sources.values()].flatMap((each) => Object.keys(each))];
  const isNamed = known.length === 0 && subjects.every((name) => /^[\p{L}\p{N}][\p{L}\p{N}._+~-]*$/u.test(name));
  return [...new Set(isNamed ? subjects : known)];
}

/** The head's subject, taken apart: packages, and what the notice is. */
function subjectOf({ subject }: NoticeHead) {
  const words = subject.split(' ');
  const kind = NOTICE_KINDS.find((each) => each === words.at(-1));
  const end = kind === undefined ? undefined : -1;
  return { kind, subjects: words.slice(0, end).join(' ').split(', ') };
}

/** The subject of the mail; without one, and without packages, that of the head. */
function titleField(
  { title, subject }: NoticeHead,
  isMade: boolean,
  names: readonly string[],
): { readonly title?: string } {
  if (title !== undefined) return title === subject && isMade ? {} : { title };
  return names.length > 0 ? {} : { title: subject };
}

/** Each release with its sources and packages; those that only the versions name come last. */
function releasesIn(notice: Notice): readonly Found[] {
  const { list, versions, sources } = notice;
  const extra = versions.lists
    .map((each) => each.release)
    .filter((name) => !list.releases.some((each) => each.name === name));
  const releases = [...list.releases, ...[...new Set(extra)].map((name) => ({ id: releaseId(name), name }))];
  return releases.map((release) => ({
    release,
    sources: sources.get(release.name) ?? versionInText(notice),
    packages: versions.lists.filter((each) => each.release === release.name).flatMap((each) => each.packages),
  }));
}

/** Oldest notices name one version in a sentence, for the package of the head. */
function versionInText({ head, versions }: Notice): Readonly<Record<string, string>> | undefined {
  const name = head.subject.split(' ')[0] ?? '';
  const found =
    versions.lists.length > 0 ? [] : joined(versions.before).match(/\bversion \d[^\s/\\<>=#?%(){},;]{0,100}/g);
  const version = found?.length === 1 ? found[0].slice('version '.length).replace(/\.$/, '') : undefined;
  return version === undefined || !/^[\p{L}\p{N}][\p{L}\p{N}._+~-]*$/u.test(name) ? undefined : { [name]: version };
}

// ---------------------------------------------------------------------------------------------- words of the team

type Wording = {
  readonly settings: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly lost: readonly Lost[];
};

/** What to do: the sentence before the versions is the team's, what follows them is the notice's. */
function wordingOf({ list, versions, parts }: Notice): Wording {
  const { lists, before, after } = versions;
  const scope = parts.byName.update ? list.rest : before.slice(0, -1);
  const action = joined(after);
  if (lists.length === 0) {
    const text = before.map(({ lines }) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n');
    return { settings: {}, fields: text === '' ? {} : { instructions: text }, lost: [] };
  }
  const instructions = joined(parts.byName.update ? before : before.slice(-1));
  const isOwn = !isSentence(instructions) || action === '';
  const { settings, lost } = aboveVersions(scope, versions);
  return {
    settings: { ...settings, ...(isOwn ? {} : { instructions }) },
    fields: { ...(isOwn && instructions !== '' && { instructions }), ...(action !== '' && { action }) },
    lost,
  };
}

/** Classic notices may list the binary packages by name; any other paragraph says more about the releases. */
function aboveVersions(scope: Notice['list']['rest'], { lists }: Versions): Pick<Wording, 'settings' | 'lost'> {
  const names = [...new Set(lists.flatMap((each) => each.packages.map(({ name }) => name)))];
  const at = scope.findIndex(({ lines }) => lines.map((line) => line.trim()).join('\n') === names.join('\n'));
  const others = scope.filter((_, index) => at < 1 || (index !== at && index !== at - 1));
  const texts = { scope: joined(others), binaries: at < 1 ? '' : joined(scope.slice(at - 1, at)) };
  return {
    settings: Object.fromEntries(Object.entries(texts).filter(([, text]) => isSentence(text))),
    lost: isSentence(texts.scope)
      ? []
      : others.flatMap((each) => lose(each, 'A sentence of the settings has no braces')),
  };
}

/** The form of the text. */
function settingsOf({ head, parts, list, versions, body }: Notice): Readonly<Record<string, unknown>> {
  const titles = Object.entries(parts.byName).flatMap(([name, part]) =>
    part.title === NOTICE_TITLES[name as keyof typeof NOTICE_TITLES] ? [] : [[name, part.title] as const],
  );
  const isClassic = parts.byName.update === undefined;
  return {
    ...(isClassic && { style: 'classic' }),
    // What the layout has no place for is not in the text.
    facts: 'false',
    ...(head.width !== (isClassic ? 59 : 74) && { 'head-width': String(head.width) }),
    ...(head.isBare && { 'head-line': '{heading} {number}' }),
    ...(titles.length > 0 && { titles: Object.fromEntries(titles) }),
    ...list.settings,
    ...(versions.hasReleaseColon ? {} : { 'release-line': '{release}' }),
    ...(versions.hasPackageColon && { 'binary-line': '{package}:' }),
    ...(body.original !== undefined && { original: body.original }),
    ...(head.ids.some((id) => id.startsWith('CAN-')) && { candidates: 'true' }),
  };
}
