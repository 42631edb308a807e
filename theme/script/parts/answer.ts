/// <reference lib="dom" />
// The answer about a list as elements. Names and versions are a stranger's: they are texts and nothing else.

import type { AdvisoryIndex } from '../../../generator/lib/affected/advisory-index.ts';
import type { PackageList } from '../../../generator/lib/affected/installed.ts';
import type { AffectedResult, Finding } from '../../../generator/lib/affected/match.ts';
import {
  choiceOf,
  packageSupportOf,
  readingOf,
  releaseSupportOf,
  todoOf,
  WITHOUT_SOURCES,
} from '../../../generator/lib/affected/words.ts';

/** More rows than anybody reads. */
const MOST_ROWS = 500;

/** What stands below the summary: how the list was read, tables of findings, support. */
export function answerParts({
  index,
  list,
  result,
  today,
}: {
  readonly index: AdvisoryIndex;
  readonly list: PackageList;
  readonly result: AffectedResult;
  readonly today: string;
}): readonly Node[] {
  const { unread } = list;
  const notes = [readingOf(list), choiceOf(result), `Data of ${index.modified.slice(0, 10)}.`].join(' ');
  return [
    element('p', { class: 'note' }, notes),
    ...(result.isWithoutSources ? [element('p', { class: 'note' }, WITHOUT_SOURCES)] : []),
    ...(unread.count > 0 ? unreadParts(unread) : []),
    ...section('affected', 'Affected', result.affected, 'affected', today),
    ...section('not-known', 'Not known', result.unknown, 'unknown', today),
    ...listed('support', 'Support', [
      ...result.releases.map(releaseSupportOf),
      ...result.support.slice(0, MOST_ROWS).map(packageSupportOf),
    ]),
  ];
}

function unreadParts({ count, examples }: PackageList['unread']): Node[] {
  const some = count > examples.length ? `The first ${examples.length} lines` : 'Lines';
  return [
    element('p', {}, `${some} that could not be read:`),
    element('pre', { tabindex: '0' }, element('code', {}, examples.join('\n'))),
  ];
}

function section(id: string, title: string, findings: readonly Finding[], status: string, today: string): Node[] {
  if (findings.length === 0) return [];
  const head = element(
    'tr',
    {},
    ...['Advisory', 'Installed', 'What to do'].map((text) => element('th', { scope: 'col' }, text)),
  );
  const rows = findings.slice(0, MOST_ROWS).map((finding) => row(finding, status, today));
  const more = findings.length - rows.length;
  return [
    element('h2', { id }, title),
    element(
      'table',
      { class: 'stack' },
      element('caption', { class: 'hidden' }, title),
      element('thead', {}, head),
      element('tbody', {}, ...rows),
    ),
    ...(more > 0 ? [element('p', {}, `And ${more} more.`)] : []),
  ];
}

function row(finding: Finding, status: string, today: string): HTMLElement {
  const { advisory, names, version } = finding;
  const link = element(
    'a',
    { href: advisory.url },
    element('span', { class: 'id' }, advisory.id),
    `: ${advisory.title.replaceAll('`', '')}`,
  );
  const severity = advisory.severity === undefined ? [] : [` (${advisory.severity})`];
  return element(
    'tr',
    { 'data-answer': status },
    element('th', { scope: 'row', class: 'wide' }, link, ...severity),
    element('td', { 'data-label': 'Installed', class: 'code' }, `${names.join(', ')} ${version}`),
    element('td', { 'data-label': 'What to do', class: 'text' }, todoOf(finding, today)),
  );
}

function listed(id: string, title: string, sentences: readonly string[]): Node[] {
  if (sentences.length === 0) return [];
  return [element('h2', { id }, title), element('ul', {}, ...sentences.map((sentence) => element('li', {}, sentence)))];
}

/** An element of its own kind here: a file shared with the other script would be one more request. */
export function element(
  name: keyof HTMLElementTagNameMap,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
