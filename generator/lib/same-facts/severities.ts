// Severities that page and text name behind a label or in a tag: each has to be the advisory's own.

import type { SeriesInUse } from '../../types.ts';

/** Finds the severities of a series. */
export type SeverityFinder = {
  /** Those behind a label; blanks of the text are single. */
  readonly inText: (text: string) => readonly string[];
  /** Those of the tags of an article. */
  readonly inTags: (html: string) => readonly string[];
};

/** The finder of a series' own severities. */
export function severityFinder({ severities }: SeriesInUse): SeverityFinder {
  // `High (local)` is tried before `High`.
  const names = severities.map(({ name }) => name).sort((a, b) => b.length - a.length);
  if (names.length === 0) return { inText: () => [], inTags: () => [] };
  const quoted = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const label = new RegExp(
    String.raw`(?<![\w+~-]|\w[.:])Severity(?: ?:)? (${quoted.join('|')})(?![\w+~-]|[.:]+\w)`,
    'g',
  );
  const first = (matches: Iterable<RegExpExecArray>) => [...matches].map(([, name = '']) => name);
  return {
    inText: (text) => first(text.matchAll(label)),
    inTags: (html) => first(html.matchAll(TAG)).filter((name) => names.includes(name)),
  };
}

const TAG = /class="tag level-\d">(?:<span[^<>]*><\/span>)?([^<]*)/g;
